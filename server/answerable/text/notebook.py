"""The cells of a notebook as one module, and the way back from the module to the cells.

An import in one cell is used in the next, so the cells are judged together: their texts one after the other, in the
kernel's language. What only IPython understands is made harmless (see `magics`), and a cell that a magic turns into
another language (``%%bash``) becomes a raw string, so that its secrets are still seen and the module still parses.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from answerable.text.magics import is_foreign, neutral
from answerable.text.spans import Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One code cell."""

    uri: str
    """Its own uri, as the client names it; for a file on disk, that of the notebook with ``#`` and the cell's
    number."""
    text: str


@dataclass(frozen=True, slots=True)
class CellSpan:
    """A place in a cell."""

    uri: str
    index: int
    """Which of the module's cells, from 0."""
    span: Span
    """In code points of the cell's text."""


class Module:
    """Cells joined. Offsets of `text` and of the cells are turned into each other; a cell's text keeps its length."""

    __slots__ = ("_by_uri", "_cells", "_starts", "_wrapped", "text")

    def __init__(self, cells: Iterable[Cell], *, ipython: bool = True, old: Module | None = None) -> None:
        """`ipython` where the kernel is Python's; cells of other kernels are joined as they are.

        `old` is the module as it was, with the same `ipython`: cells whose text is still the same are not looked
        through again.
        """
        self._cells = tuple(cells)
        known = old._wrapped if old is not None else {}
        self._wrapped: dict[str, tuple[str, str, str]] = {}
        self._starts: list[int] = []
        parts: list[str] = []
        at = 0
        for cell in self._cells:
            wrapped = known.get(cell.text) or (_wrapped(cell.text) if ipython else ("", cell.text, "\n"))
            self._wrapped[cell.text] = wrapped
            before, text, after = wrapped
            parts += wrapped
            self._starts.append(at + len(before))
            at += len(before) + len(text) + len(after)
        self._by_uri = {cell.uri: index for index, cell in enumerate(self._cells)}
        self.text = "".join(parts)

    @property
    def cells(self) -> tuple[Cell, ...]:
        return self._cells

    def same_places(self, other: Module) -> bool:
        """Whether both have the same text made of the same cells, so that every place in one is that in the other."""
        return self.text == other.text and self._places() == other._places()

    def _places(self) -> list[tuple[str, int, int]]:
        return [(cell.uri, start, len(cell.text)) for cell, start in zip(self._cells, self._starts, strict=True)]

    def to_module(self, uri: str, span: Span) -> Span | None:
        """Where in the module a cell's span is; drawn to the cell's end. None for a cell that is not part of it."""
        index = self._by_uri.get(uri)
        if index is None:
            return None
        start, length = self._starts[index], len(self._cells[index].text)
        return Span(start + min(span.start, length), start + min(span.end, length))

    def to_cells(self, span: Span) -> tuple[CellSpan, ...]:
        """The parts of the span that lie in cells, in order; none for a span of what stands between two cells.

        An empty span has one part, in the cell it lies in or at an end of which it lies.
        """
        found = []
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        for index in range(first, len(self._cells)):
            start = self._starts[index]
            if start > span.end:
                break
            end = start + len(self._cells[index].text)
            low, high = max(span.start, start), min(span.end, end)
            if low < high or (low == high and span.start == span.end):
                found.append(CellSpan(self._cells[index].uri, index, Span(low - start, high - start)))
        return tuple(found)

    def to_cell(self, span: Span) -> CellSpan | None:
        """The place of a finding: the first of `to_cells`, for an editor shows a finding in one document alone."""
        parts = self.to_cells(span)
        return parts[0] if parts else None


def _wrapped(text: str) -> tuple[str, str, str]:
    """What stands before the cell, the cell with its length unchanged, and what stands after it."""
    if not is_foreign(text):
        # A cell that ends in a backslash would go on in the next one; an empty line ends it.
        return "", neutral(text), "\n\n" if text.endswith("\\") else "\n"
    quote = "'''" if '"""' in text else '"""'
    # Both kinds of quotes in one cell: those that would end the string early are put out of action.
    return f"r{quote}", text.replace(quote, " " * len(quote)), f"\n{quote}\n"
