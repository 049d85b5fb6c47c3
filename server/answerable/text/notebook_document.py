"""A notebook open in an editor: its cells, each a document, and their module, a document too.

The module is a `Document` like any other: it has versions, edits since a version, and trees kept up to date, so
whatever analyses documents analyses notebooks. Cells in another language than the kernel's are documents of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from answerable.text.document import Changed, Document
from answerable.text.edits import ContentChange
from answerable.text.languages import BY_ID, Language, of
from answerable.text.lines import Encoding
from answerable.text.notebook import Cell, Module


@dataclass(frozen=True, slots=True)
class CellItem:
    """A cell's place in the notebook (`NotebookCell`)."""

    uri: str
    code: bool


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell's text when it is opened (`TextDocumentItem`)."""

    uri: str
    language_id: str
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class Splice:
    """`delete_count` cells taken out at `start` (from 0), and these put in (`NotebookCellArrayChange`)."""

    start: int
    delete_count: int
    cells: tuple[CellItem, ...] = ()


@dataclass(frozen=True, slots=True)
class CellChange:
    """New text in one cell."""

    uri: str
    version: int
    changes: tuple[ContentChange, ...]


@dataclass(frozen=True, slots=True)
class NotebookChange:
    """One `NotebookDocumentChangeEvent`; its parts are applied in the order they have here."""

    opened: tuple[CellText, ...] = ()
    splice: Splice | None = None
    closed: tuple[str, ...] = ()
    kinds: tuple[CellItem, ...] = ()
    """Cells that became code, or ceased to be."""
    texts: tuple[CellChange, ...] = ()


@dataclass(frozen=True, slots=True)
class NotebookChanged:
    """What one change came to."""

    module: Changed | None
    """None when the module is what it was; without edits when the same text is now divided otherwise among cells."""
    outside: tuple[tuple[str, Changed], ...] = ()
    """Changes to cells outside the module, by uri."""
    opened: tuple[Document, ...] = ()
    """Cells that are now outside the module and were not before."""
    closed: tuple[str, ...] = ()
    """Cells that were outside the module and no longer are, because they are gone or are part of it now."""


class Notebook:
    """One open notebook. Belongs to the event loop."""

    def __init__(self, uri: str, path: str, version: int, cells: Iterable[CellItem], texts: Iterable[CellText]) -> None:
        self.uri = uri
        self.path = path
        """As `Snapshot.path`."""
        self.version = version
        self.stale = 0
        """How many changes came with a version older than ours and were dropped, of the notebook or of a cell."""
        self._items = list(cells)
        self._documents: dict[str, Document] = {}
        self._open(texts)
        self.language = self._kernel()
        """The language of the module, settled when the notebook is opened."""
        self._joined = self._join()
        self.document = Document(uri, path, self.language, 0, self._joined.text)
        """The module. Its version counts the module's changes and is not the notebook's."""

    @property
    def module(self) -> Module:
        """How offsets of the module's newest text and of the cells belong together."""
        return self._joined

    @property
    def outside(self) -> tuple[Document, ...]:
        """The cells that are not part of the module, as documents of their own, in order."""
        documents = (self._documents.get(item.uri) for item in self._items if not self._inside(item))
        return tuple(document for document in documents if document is not None)

    def cell(self, uri: str) -> Document | None:
        """A cell's document, for positions in it; None for an unknown cell."""
        return self._documents.get(uri)

    def change(self, version: int, change: NotebookChange, encoding: Encoding) -> NotebookChanged | None:
        """Applies a change; None, and nothing applied, when it is older than what we have.

        A version equal to ours is no reason to drop it: clients do not all count a new text in a cell as a new version
        of the notebook. The cell's own version decides about its text. Never raises for bad input: a cell nobody
        opened is skipped, indexes are drawn to the list.
        """
        if version < self.version:
            self.stale += 1
            return None
        self.version = version
        before = {document.uri for document in self.outside}
        self._open(change.opened)
        if change.splice is not None:
            start = min(max(change.splice.start, 0), len(self._items))
            self._items[start : start + max(change.splice.delete_count, 0)] = change.splice.cells
        for uri in change.closed:
            self._documents.pop(uri, None)
        kinds = {item.uri: item for item in change.kinds}
        self._items = [kinds.get(item.uri, item) for item in self._items]
        changed = tuple(self._changed(change.texts, encoding))
        outside = {document.uri: document for document in self.outside}
        return NotebookChanged(
            module=self._rejoined(),
            outside=tuple((uri, edits) for uri, edits in changed if uri in outside and uri in before),
            opened=tuple(document for uri, document in outside.items() if uri not in before),
            closed=tuple(sorted(before - outside.keys())),
        )

    def _open(self, texts: Iterable[CellText]) -> None:
        for item in texts:
            self._documents[item.uri] = Document(item.uri, self.path, of(item.language_id), item.version, item.text)

    def _changed(self, texts: Iterable[CellChange], encoding: Encoding) -> Iterable[tuple[str, Changed]]:
        for text in texts:
            document = self._documents.get(text.uri)
            if document is None:
                continue
            changed = document.change(text.version, text.changes, encoding)
            if changed is None:
                self.stale += 1
            else:
                yield text.uri, changed

    def _kernel(self) -> Language:
        """The language of most code cells; Python for a notebook without any."""
        languages = [
            self._documents[item.uri].language for item in self._items if item.code and item.uri in self._documents
        ]
        return max(languages, key=languages.count, default=BY_ID["python"])

    def _inside(self, item: CellItem) -> bool:
        document = self._documents.get(item.uri)
        return item.code and document is not None and document.language is self.language

    def _join(self, old: Module | None = None) -> Module:
        cells = (Cell(item.uri, self._documents[item.uri].text) for item in self._items if self._inside(item))
        return Module(cells, ipython=self.language.id == "python", old=old)

    def _rejoined(self) -> Changed | None:
        joined = self._join(self._joined)
        same = joined.same_places(self._joined)
        self._joined = joined
        if same:
            return None
        return self.document.change(self.document.version + 1, [ContentChange(joined.text)], Encoding.UTF32)
