"""What was found, by the parts of the text in which it lies: who looks for a neighbour need not look at all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from answerable.guard.model import Found
from answerable.text.spans import Span

_PART = 1_024
"""Code points of a part."""


class Near:
    """Some findings of one text."""

    def __init__(self, found: Iterable[Found] = ()) -> None:
        self._by_part: dict[int, list[Found]] = {}
        for one in found:
            self.add(one)

    def add(self, one: Found) -> None:
        for part in range(one.span.start // _PART, one.span.end // _PART + 1):
            self._by_part.setdefault(part, []).append(one)

    def holds(self, span: Span) -> bool:
        """Whether one of them reaches over all of the span."""
        return any(one.span.contains(span) for one in self._by_part.get(span.start // _PART, ()))

    def overlapping(self, span: Span) -> Iterator[Found]:
        """Those that share something with the span, in the order in which they were added, part by part; one that
        lies in several parts more than once."""
        for part in range(span.start // _PART, span.end // _PART + 1):
            yield from (one for one in self._by_part.get(part, ()) if one.span.overlaps(span))
