"""Half-open ranges of code points, the one coordinate system inside the program."""

from __future__ import annotations

from answerable.text.frozen import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text[start:end]``; both offsets count code points from 0."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """True, of an empty span too: it is a place, and ``span or other`` must not lose it."""
        return True

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point; an empty span overlaps what it lies in or touches."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end
