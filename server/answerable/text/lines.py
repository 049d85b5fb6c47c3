"""Where lines begin and end, by LSP's rules and nobody else's.

LSP 3.17 ("Text Documents") knows three line endings: ``\\n``, ``\\r\\n`` and ``\\r``. `str.splitlines` knows seven more
(form feed, U+2028, U+0085 …); an editor that follows the protocol does not count those, so neither do we.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from io import StringIO
from itertools import accumulate

from answerable.text.spans import Span


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
        """LSP line and character, both from 0, of an offset; an offset past the end is the end.

        The offset between ``\\r`` and ``\\n`` has no position of its own: it is given as the end of its line.
        """
        offset = min(max(offset, 0), len(self._text))
        line = self.line_at(offset)
        span = self.span(line)
        return line, units(self._text[span.start : min(offset, span.end)], encoding)

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
        return span.start + code_points(self._text[span.start : span.end], character, encoding)


def line_starts(text: str) -> list[int]:
    """Offset of the first code point of each line."""
    return list(accumulate(map(len, split(text)[:-1]), initial=0))


def split(text: str) -> list[str]:
    """The lines with their ends; the last one has none, and is empty where the text ends in a line end."""
    # Python's "universal newlines" are LSP's three line ends; a pattern takes three times as long over them.
    lines = list(StringIO(text, newline=""))
    if not lines or lines[-1].endswith(("\n", "\r")):
        lines.append("")
    return lines


def units(text: str, encoding: Encoding) -> int:
    """How many units of the encoding the text takes.

    A lone surrogate, which JSON can carry, counts as the one UTF-16 unit that it is, and three in UTF-8.
    """
    if encoding is Encoding.UTF32 or text.isascii():
        return len(text)
    if encoding is Encoding.UTF8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def code_points(line: str, character: int, encoding: Encoding) -> int:
    """How many code points of a line (without its end) lie before an LSP `character`.

    Past the end is the end, negative is the beginning; inside a code point is before it. Takes time in proportion to
    the line, in C: a minified file is one line of megabytes.
    """
    if character <= 0:
        return 0
    if encoding is Encoding.UTF32 or line.isascii():
        return min(character, len(line))
    # No code point takes less than a unit, so the answer is at most `character`; halve until it is known.
    low, high = 0, min(character, len(line))
    before = 0
    while low < high:
        middle = (low + high + 1) // 2
        wide = units(line[low:middle], encoding)
        if before + wide <= character:
            low, before = middle, before + wide
        else:
            high = middle - 1
    return low
