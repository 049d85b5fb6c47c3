"""Where lines begin and end, by LSP's rules and nobody else's.

LSP 3.17 ("Text Documents") knows three line endings: ``\\n``, ``\\r\\n`` and ``\\r``. `str.splitlines` knows seven more
(form feed, U+2028, U+0085 …); an editor that follows the protocol does not count those, so neither do we.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum

from answerable.text.spans import Span

_LINE_END = re.compile(r"\r\n|\n|\r")


class Encoding(StrEnum):
    """What a `character` of an LSP position counts (`PositionEncodingKind`)."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"


class LineIndex:
    """The lines of one text: offsets in code points, lines from 0."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str, starts: list[int] | None = None) -> None:
        self._text = text
        self._starts = starts if starts is not None else line_starts(text)

    def __len__(self) -> int:
        """How many lines; a text that ends in a line end has an empty last line, an empty text one."""
        return len(self._starts)

    @property
    def starts(self) -> list[int]:
        """Offset of each line's first code point. Not to be changed."""
        return self._starts

    def line_at(self, offset: int) -> int:
        """The line, from 0, that holds this offset."""
        return bisect_right(self._starts, offset) - 1

    def span(self, line: int) -> Span:
        """The line without its end. Raises `IndexError` where there is no such line."""
        full = self.full_span(line)
        end = full.end
        if end > full.start and self._text[end - 1] == "\n":
            end -= 1
        if end > full.start and self._text[end - 1] == "\r":
            end -= 1
        return Span(full.start, end)

    def full_span(self, line: int) -> Span:
        """The line with its end."""
        if not 0 <= line < len(self._starts):
            raise IndexError(f"line {line} of {len(self._starts)}")
        last = line + 1 == len(self._starts)
        return Span(self._starts[line], len(self._text) if last else self._starts[line + 1])

    def text(self, line: int) -> str:
        """The line's text without its end."""
        span = self.span(line)
        return self._text[span.start : span.end]

    def position(self, offset: int, encoding: Encoding) -> tuple[int, int]:
        """LSP line and character, both from 0, of an offset; an offset past the end is the end."""
        offset = min(max(offset, 0), len(self._text))
        line = self.line_at(offset)
        before = self._text[self._starts[line] : offset]
        return line, _units(before, encoding)

    def offset(self, line: int, character: int, encoding: Encoding) -> int:
        """The offset of an LSP position.

        A character past the end of its line means that end, and a line past the last one the end of the text, as
        LSP asks; a character inside a code point (half a surrogate pair) means the beginning of that code point.
        """
        if line < 0:
            return 0
        if line >= len(self._starts):
            return len(self._text)
        span = self.span(line)
        if encoding is Encoding.UTF32:
            return min(span.start + max(character, 0), span.end)
        text = self._text[span.start : span.end]
        if text.isascii():
            return min(span.start + max(character, 0), span.end)
        units = 0
        for index, char in enumerate(text):
            units += _width(char, encoding)
            if units > character:
                return span.start + index
        return span.end


def line_starts(text: str) -> list[int]:
    """Offset of the first code point of each line."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def _units(text: str, encoding: Encoding) -> int:
    if encoding is Encoding.UTF32 or text.isascii():
        return len(text)
    return sum(_width(char, encoding) for char in text)


def _width(char: str, encoding: Encoding) -> int:
    """Code units of one code point. A lone surrogate counts as the one UTF-16 unit that it is, three in UTF-8."""
    code = ord(char)
    if encoding is Encoding.UTF16:
        return 2 if code > 0xFFFF else 1
    return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
