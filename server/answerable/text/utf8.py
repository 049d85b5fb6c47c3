"""From offsets in code points to offsets in UTF-8 bytes and back, for syntax trees and engines that count bytes."""

from __future__ import annotations

from bisect import bisect_right

from answerable.text.spans import Span

_STEP = 2048


def encoded(text: str) -> bytes:
    """The text as UTF-8; a lone surrogate, which UTF-8 cannot hold, becomes ``?``, so that code points stay in step."""
    return text.encode("utf-8", "replace")


class Utf8Index:
    """Both directions for one text and its `encoded` form.

    A text of ASCII alone costs nothing. Any other is measured once, every 2,048 code points, and a question then
    encodes or decodes no more than one such piece.
    """

    __slots__ = ("_ascii", "_marks", "_text", "_utf8")

    def __init__(self, text: str, utf8: bytes) -> None:
        self._text = text
        self._utf8 = utf8
        self._ascii = len(text) == len(utf8)
        self._marks: list[int] = []
        if not self._ascii:
            at = 0
            for start in range(0, len(text), _STEP):
                self._marks.append(at)
                at += len(encoded(text[start : start + _STEP]))

    def to_byte(self, offset: int) -> int:
        """The byte at which this code point begins; offsets outside the text are drawn to its ends."""
        offset = min(max(offset, 0), len(self._text))
        if self._ascii or not offset:
            return offset
        if offset == len(self._text):
            return len(self._utf8)
        piece, rest = divmod(offset, _STEP)
        return self._marks[piece] + len(encoded(self._text[piece * _STEP : piece * _STEP + rest]))

    def to_offset(self, byte: int) -> int:
        """The code point that this byte belongs to; bytes outside the text are drawn to its ends."""
        byte = min(max(byte, 0), len(self._utf8))
        if self._ascii:
            return byte
        while 0 < byte < len(self._utf8) and self._utf8[byte] & 0xC0 == 0x80:
            byte -= 1
        piece = bisect_right(self._marks, byte) - 1
        return piece * _STEP + len(self._utf8[self._marks[piece] : byte].decode("utf-8"))

    def span(self, start_byte: int, end_byte: int) -> Span:
        """The span of code points that these bytes make up, as ``node.start_byte, node.end_byte`` of a tree."""
        return Span(self.to_offset(start_byte), self.to_offset(end_byte))
