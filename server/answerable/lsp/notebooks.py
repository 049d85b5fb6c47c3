"""A notebook open in the editor: cells that change one by one, analysed as one module."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lsprotocol import types

from answerable.text.document import Changed, Document
from answerable.text.edits import ContentChange
from answerable.text.languages import Language
from answerable.text.lines import Encoding
from answerable.text.notebook import Cell, Module

SYNC = types.NotebookDocumentSyncOptions(
    notebook_selector=[
        types.NotebookDocumentFilterWithNotebook(
            notebook=kind,
            cells=[types.NotebookCellLanguage(language=language) for language in ("python", "javascript")],
        )
        for kind in ("jupyter-notebook", "interactive")
    ],
    save=True,
)
"""Which notebooks and cells the client should tell us of."""


class OpenNotebook:
    """The code cells in their order, and the document that is analysed in their place."""

    def __init__(self, uri: str, path: str, language: Language, order: Iterable[str]) -> None:
        self._language = language
        self._cells: dict[str, Document] = {}
        self._order = list(order)
        self.module = Module(())
        self.document = Document(uri, path, language, 0, "")
        """Its versions are our own count of changes to any cell."""

    @property
    def uri(self) -> str:
        return self.document.uri

    def has(self, uri: str) -> bool:
        """Whether this is a cell of the notebook that we know the text of."""
        return uri in self._cells

    @property
    def cells(self) -> Sequence[Document]:
        """The cells that are part of the module, in its order."""
        return [self._cells[cell.uri] for cell in self.module.cells]

    def add(self, cells: Iterable[Document]) -> None:
        """Texts of cells became known."""
        for cell in cells:
            self._cells[cell.uri] = cell

    def drop(self, uris: Iterable[str]) -> list[str]:
        """Cells were closed; the uris of those that were known."""
        return [uri for uri in uris if self._cells.pop(uri, None) is not None]

    def splice(self, start: int, deleted: int, uris: Iterable[str]) -> None:
        """Cells moved, came or went: `deleted` of them from position `start` on make room for others."""
        start = max(start, 0)
        self._order[start : start + max(deleted, 0)] = uris

    def change(self, uri: str, version: int, changes: Iterable[ContentChange], encoding: Encoding) -> None:
        """The text of a cell changed."""
        cell = self._cells.get(uri)
        if cell is not None:
            cell.change(version, changes, encoding)

    def rejoin(self) -> Changed | None:
        """Makes the module of the cells as they now are; what that came to for the analysed document.

        None where every place in it is still the same place in the same cell. A cell cut in two changes no text, but
        where its findings are shown: that is a change without edits.
        """
        known = [self._cells[uri] for uri in self._order if uri in self._cells]
        own = [cell for cell in known if cell.language is self._language]
        cells = (Cell(cell.uri, cell.text) for cell in own)
        module = Module(cells, ipython=self._language.id == "python", old=self.module)
        same = module.same_places(self.module)
        self.module = module
        if same:
            return None
        return self.document.change(self.document.version + 1, [ContentChange(self.module.text)], Encoding.UTF32)
