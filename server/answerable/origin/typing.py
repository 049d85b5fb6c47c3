"""Which parts of a text were seen being typed, through every edit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from answerable.text.spans import Span


class Typed:
    """Stretches of typed text, in order, none touching another; code points of the current text."""

    __slots__ = ("_ends", "_starts")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(map(Span, self._starts, self._ends))

    def characters(self, span: Span) -> int:
        """How many code points of the span were typed."""
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end)
        return sum(
            min(self._ends[at], span.end) - max(self._starts[at], span.start) for at in range(first, max(first, last))
        )

    def edited(self, start: int, end: int, length: int, *, typed: bool) -> None:
        """`length` code points took the place of those between `start` and `end`, and were typed or not."""
        starts, ends = self._starts, self._ends
        delta = length - (end - start)
        # The stretches that the edit touches at all; what is left of them before and behind it.
        first, last = bisect_left(ends, start), bisect_right(starts, end)
        left: list[tuple[int, int]] = []
        if first < last:
            if starts[first] < start:
                left.append((starts[first], min(start, ends[first])))
            if ends[last - 1] > end:
                left.append((max(end, starts[last - 1]) + delta, ends[last - 1] + delta))
        if typed and length:
            before = left[0][0] if left and left[0][1] == start else start
            behind = left[-1][1] if left and left[-1][0] == start + length else start + length
            left = [
                *(part for part in left if part[1] < before),
                (before, behind),
                *(part for part in left if part[0] > behind),
            ]
        elif not length and len(left) == 2 and left[0][1] == left[1][0]:
            # Nothing is left between the two.
            left = [(left[0][0], left[1][1])]
        if delta:
            starts[last:] = [at + delta for at in starts[last:]]
            ends[last:] = [at + delta for at in ends[last:]]
        starts[first:last] = [part[0] for part in left]
        ends[first:last] = [part[1] for part in left]
