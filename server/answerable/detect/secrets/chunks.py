"""A long text in pieces, so that a key in one of them leaves what was found in the others as it was.

Where a piece ends depends on the text alone and mostly on the text near its end: after an edit the pieces further on
are cut where they were cut before, wherever they now lie. What is found in a piece is remembered by a digest of all
that it depends on, so that no answer depends on the way a text came about.
"""

from __future__ import annotations

from answerable.text.frozen import dataclass

_LEAST, _MOST = 12_000, 16_000
"""Bytes of a piece; more where a single line is longer."""
BEFORE, AFTER = 64, 2_800
"""How many bytes beside a piece may matter to what is found in it. Those after it go on to the end of their line."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of whole lines; bytes of the text, half-open."""

    start: int
    end: int

    def digest(self, utf8: bytes, about: bytes) -> bytes:
        """Of the piece with what may matter beside it, of where the text begins and ends, and of `about`."""
        import hashlib  # a text in one piece does without, and a hook without the time it takes to load

        first, last = self.around(utf8)
        digest = hashlib.sha256(b"%d %d %d " % (self.start - first, last == len(utf8), len(about)))
        digest.update(about)
        digest.update(utf8[first:last])
        return digest.digest()

    def around(self, utf8: bytes) -> tuple[int, int]:
        """Where in the text begins and ends what may matter to the piece; between two characters."""
        first = max(self.start - BEFORE, 0)
        while first < self.start and utf8[first] & 0xC0 == 0x80:
            first += 1
        return first, utf8.find(b"\n", min(self.end + AFTER, len(utf8))) + 1 or len(utf8)


def chunks(utf8: bytes) -> list[Chunk]:
    """The pieces of a text, in order; one piece for a short text."""
    found: list[Chunk] = []
    start = 0
    while len(utf8) - start > _MOST:
        end = _cut(utf8, start)
        if end >= len(utf8):
            break
        found.append(Chunk(start, end))
        start = end
    return [*found, Chunk(start, len(utf8))]


def _cut(utf8: bytes, start: int) -> int:
    """Where the piece that begins at `start` ends: before that line, of those it could end at, that sorts last.

    That line is the same one after most edits. Counting bytes or lines instead, an inserted one would move every end.
    """
    lines = utf8[start + _LEAST : start + _MOST].split(b"\n")
    if len(lines) < 2:
        return utf8.find(b"\n", start + _MOST) + 1 or len(utf8)
    best = lines.index(max(lines[1:]), 1)
    return start + _LEAST + sum(map(len, lines[:best])) + best
