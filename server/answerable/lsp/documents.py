"""The documents a client has open, and how the client's names for them relate to what is analysed.

A notebook's cells are documents to the client and one module to us. So two names are kept apart: the *uri* the client
uses in messages (a file, or one cell), and the *key* under which the schedule knows what is analysed (the file, or the
whole notebook).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from answerable.lsp.notebooks import OpenNotebook
from answerable.text.document import Document
from answerable.text.lines import LineIndex
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an analysed text as the client knows it: a whole document, or one cell."""

    uri: str
    version: int | None
    lines: LineIndex
    span: Span
    """Where it lies in the analysed text."""

    def local(self, span: Span) -> Span | None:
        """A span of the analysed text in this piece's own coordinates; None where it lies outside."""
        if not self.span.overlaps(span):
            return None
        start, end = max(span.start, self.span.start), min(span.end, self.span.end)
        return Span(start - self.span.start, end - self.span.start)

    def inside(self, span: Span) -> Span | None:
        """As `local`, but only for a span that lies in this piece as a whole: an edit must not lose a part."""
        return self.local(span) if self.span.contains(span) else None

    def outer(self, span: Span) -> Span:
        """A span of this piece in the analysed text's coordinates."""
        return Span(span.start + self.span.start, span.end + self.span.start)


class Documents:
    """What is open."""

    def __init__(self) -> None:
        self._texts: dict[str, Document] = {}
        self._notebooks: dict[str, OpenNotebook] = {}

    def __iter__(self) -> Iterator[Document]:
        """Everything that is analysed."""
        yield from self._texts.values()
        for notebook in self._notebooks.values():
            yield notebook.document

    def open(self, document: Document) -> None:
        """A document was opened; one that is open under the same uri is replaced."""
        self._texts[document.uri] = document

    def open_notebook(self, notebook: OpenNotebook) -> None:
        """A notebook was opened."""
        self._notebooks[notebook.uri] = notebook

    def close(self, key: str) -> None:
        """A document or a notebook was closed."""
        self._texts.pop(key, None)
        self._notebooks.pop(key, None)

    def text(self, uri: str) -> Document | None:
        """The text document the client calls so; cells are not among them."""
        return self._texts.get(uri)

    def notebook(self, uri: str) -> OpenNotebook | None:
        """The notebook the client calls so."""
        return self._notebooks.get(uri)

    def analysed(self, key: str) -> Document | None:
        """What is analysed under this key."""
        notebook = self._notebooks.get(key)
        return notebook.document if notebook is not None else self._texts.get(key)

    def key(self, uri: str) -> str | None:
        """What the document, or the cell, is analysed under; None if it is not open."""
        if uri in self._texts:
            return uri
        return next((notebook.uri for notebook in self._notebooks.values() if notebook.has(uri)), None)

    def pieces(self, snapshot: Snapshot) -> list[Piece]:
        """The parts of an analysed snapshot, the newest of its document, as the client knows them."""
        notebook = self._notebooks.get(snapshot.uri)
        if notebook is None:
            return [Piece(snapshot.uri, snapshot.version, snapshot.lines, Span(0, len(snapshot.text)))]
        pieces = []
        for cell in notebook.cells:
            span = notebook.module.to_module(cell.uri, Span(0, len(cell.text)))
            if span is not None:
                pieces.append(Piece(cell.uri, cell.version, cell.snapshot().lines, span))
        return pieces

    def uris(self, key: str) -> list[str]:
        """What the client calls the parts of what is analysed under this key."""
        notebook = self._notebooks.get(key)
        return [cell.uri for cell in notebook.cells] if notebook is not None else [key]

    def piece(self, uri: str, snapshot: Snapshot) -> Piece | None:
        """The part of the snapshot that the client calls so."""
        return next((piece for piece in self.pieces(snapshot) if piece.uri == uri), None)
