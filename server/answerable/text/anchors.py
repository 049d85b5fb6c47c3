"""Spans that stay on their text while the text changes around them.

The rule, for a span and one edit:

* An insertion before the span or at its start moves it; an insertion at its end or behind it leaves it alone; one
  inside makes it longer. So a span never takes in what is typed beside it.
* A replacement inside the span, its first or last code points included, makes it longer or shorter: it is the same
  statement with another word in it.
* A deletion or replacement that reaches over one end of the span leaves the part that outlived it, without the new
  text.
* When all its text is deleted or replaced, the span is gone. An empty span is gone when it lay inside what was deleted;
  where it touched an end of that, it stays there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Generic, TypeVar

from answerable.text.edits import Edit
from answerable.text.spans import Span

_Payload = TypeVar("_Payload")


def moved(span: Span, edits: Iterable[Edit]) -> Span | None:
    """The span after the edits, each of which counts from the text the one before it left; None when its text is gone.

    See the module for which way it leans.
    """
    start, end = span.start, span.end
    for edit in edits:
        place = _moved(start, end, edit.start, edit.end, len(edit.text))
        if place is None:
            return None
        start, end = place
    return Span(start, end)


def _moved(start: int, end: int, from_: int, to: int, length: int) -> tuple[int, int] | None:
    """`start` and `end` after `length` code points took the place of those between `from_` and `to`."""
    delta = length - (to - from_)
    if to <= start:
        return start + delta, end + delta
    if end <= from_:
        return start, end
    if from_ <= start and end <= to:
        return None
    if start <= from_ and to <= end:
        return start, end + delta
    if from_ < start:
        return from_ + length, end + delta
    return start, from_


class Anchors(Generic[_Payload]):
    """Spans with something attached, all moved by the same edits. For one thread; thousands cost a fraction of 1 ms."""

    __slots__ = ("_ends", "_payloads", "_starts")

    def __init__(self, items: Iterable[tuple[Span, _Payload]] = ()) -> None:
        ordered = sorted(items, key=itemgetter(0))
        # Three lists rather than one of objects: an edit then shifts two lists of integers, and builds no object.
        self._starts = [span.start for span, _ in ordered]
        self._ends = [span.end for span, _ in ordered]
        self._payloads = [payload for _, payload in ordered]

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[tuple[Span, _Payload]]:
        """All of them by their start."""
        for start, end, payload in zip(self._starts, self._ends, self._payloads, strict=True):
            yield Span(start, end), payload

    def add(self, span: Span, payload: _Payload) -> None:
        """Anchors one more; behind those that start at the same place."""
        at = bisect_right(self._starts, span.start)
        self._starts.insert(at, span.start)
        self._ends.insert(at, span.end)
        self._payloads.insert(at, payload)

    def overlapping(self, span: Span) -> list[tuple[Span, _Payload]]:
        """Those that `Span.overlaps` the span, by their start."""
        last = bisect_right(self._starts, span.end)
        near = [at for at in range(last) if self._ends[at] >= span.start]
        items = [(Span(self._starts[at], self._ends[at]), self._payloads[at]) for at in near]
        return [item for item in items if item[0].overlaps(span)]

    def move(self, edits: Iterable[Edit]) -> list[_Payload]:
        """Moves all of them as `moved` does and returns what was attached to those that are gone, which are taken
        out."""
        gone: list[_Payload] = []
        for edit in edits:
            gone += self._move(edit)
        return gone

    def _move(self, edit: Edit) -> list[_Payload]:
        from_, to, delta = edit.start, edit.end, edit.delta
        starts, ends = self._starts, self._ends
        # From `behind` on all spans start past the edit and move as a whole. Ends are in no order, so those before it
        # that reach into the edit have to be looked for. Starts stay in order whatever the edit.
        behind = bisect_left(starts, to)
        near = [at for at, end in enumerate(ends[:behind]) if end > from_]
        if delta:
            starts[behind:] = [start + delta for start in starts[behind:]]
            ends[behind:] = [end + delta for end in ends[behind:]]
        lost = []
        for at in near:
            place = _moved(starts[at], ends[at], from_, to, len(edit.text))
            if place is None:
                lost.append(at)
            else:
                starts[at], ends[at] = place
        gone = [self._payloads[at] for at in lost]
        for at in reversed(lost):
            del starts[at], ends[at], self._payloads[at]
        return gone
