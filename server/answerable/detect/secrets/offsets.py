"""From byte offsets in UTF-8, which RE2 speaks, to code points, which everybody else here does."""

from __future__ import annotations

from answerable.text.spans import Span

_CONTINUATION = bytes(range(0x80, 0xC0))
_STEP = 4096


class Offsets:
    """Translates offsets into `utf8`, the encoded form of a text; offsets must lie between characters.

    Constant time for ASCII, otherwise one pass over the bytes at first use and at most 4 kB a call after that.
    """

    __slots__ = ("_ascii", "_marks", "_utf8")

    def __init__(self, utf8: bytes, *, ascii_only: bool) -> None:
        self._utf8 = utf8
        self._ascii = ascii_only
        self._marks: list[int] | None = None

    def point(self, offset: int) -> int:
        """The code point that begins at this byte offset."""
        if self._ascii:
            return offset
        if self._marks is None:
            self._marks = self._count()
        block = offset // _STEP
        return self._marks[block] + _points(self._utf8[block * _STEP : offset])

    def span(self, start: int, end: int) -> Span:
        """The span of code points that these bytes are."""
        first = self.point(start)
        return Span(first, first + _points(self._utf8[start:end]))

    def _count(self) -> list[int]:
        marks = [0]
        for at in range(0, len(self._utf8), _STEP):
            marks.append(marks[-1] + _points(self._utf8[at : at + _STEP]))
        return marks


def _points(piece: bytes) -> int:
    # A code point is one byte that is not a continuation byte (RFC 3629, section 3).
    return len(piece.translate(None, _CONTINUATION))
