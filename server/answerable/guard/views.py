"""The same text as somebody else will read it: percent-encoding and base64 taken off, broken values put together.

A secret in a URL's parameter, in a blob of base64 or cut in two by a line's end is as good as a plain one to whoever
gets the text. Each view is a text of its own with the way back: for each of its characters, where it is from. Only
parts that need it are in a view, with some of what stands around them, so a view of most texts is empty.
"""

from __future__ import annotations

import binascii
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from answerable.detect.pii.subject import Subject
from answerable.text.frozen import dataclass
from answerable.text.later import compiled_later
from answerable.text.spans import Span

_ESCAPES = r"[^\s\"'<>`]*%[0-9A-Fa-f]{2}[^\s\"'<>`]*"
_ESCAPE_RUN = compiled_later(r"(?:%[0-9A-Fa-f]{2})+")
_BASE64 = r"[A-Za-z0-9+/_\-]{24,}={0,2}"
_URL_SAFE = str.maketrans("-_", "+/")
_PART = r"A-Za-z0-9_+/=.\-"
# What stands between two parts of one value: two literals side by side or joined by an operator; a line that goes on
# behind a backslash or, in quoted-printable, an equals sign; characters nobody sees.
_JOIN = (
    rf"[{_PART}]{{3}}("
    r"[\"'`][ \t]*(?:\+|\.{1,2}|&|\|\||<>)?[ \t]*\\?(?:\r?\n[ \t]*)?(?:\+|\.{1,2}|&|\|\|)?[ \t]*[rbfuRBFU]{0,2}[\"'`]"
    r"|\\\r?\n[ \t]*|=\r?\n"
    r"|[\x{0}\x{ad}\x{200b}-\x{200d}\x{2060}\x{feff}\x{e0000}-\x{e007f}]+"
    rf")[{_PART}]{{3}}"
)
_RUN = r"A-Za-z0-9_+/\-"
# A line's end that may have cut a token: a sign of one before it, and a word with a digit behind it and its margin.
_MARGIN = r"\r?\n[ \t>|*#/]{0,8}"
_GOES_ON = rf"(?:\d[{_RUN}]|[{_RUN}]{{1,60}}?\d)"
_WRAP = rf"[{_RUN}]{_MARGIN}{_GOES_ON}"
_MARGIN_BEFORE_TOKEN = rf"({_MARGIN}){_GOES_ON}"
_RUN_BYTES = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+/-"
_DIGITS = b"0123456789"
_BEFORE, _AFTER = 200, 400


@dataclass(frozen=True, slots=True)
class View:
    """Parts of a text in another form."""

    text: str
    begins: Sequence[int]
    """Where each piece of the view begins; the first at 0."""
    sources: Sequence[tuple[int, int | None]]
    """For each piece, where in the original it is from: from there on, sign by sign, or all of ``start:end``."""
    breaks: Sequence[int] = ()
    """Offsets before which something was left out."""

    def original(self, span: Span) -> Span:
        """Where in the original lies what lies here."""
        first, last = self._source(span.start), self._source(span.end - 1)
        return Span(first[0], last[1])

    def _source(self, at: int) -> tuple[int, int]:
        """What of the original one character is from."""
        piece = bisect_right(self.begins, at) - 1
        start, end = self.sources[piece]
        if end is not None:
            return start, end
        start += at - self.begins[piece]
        return start, start + 1

    def crosses(self, span: Span) -> bool:
        """Whether something was left out inside the span."""
        after = bisect_right(self.breaks, span.start)
        return after < len(self.breaks) and self.breaks[after] < span.end


class _Builder:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.begins: list[int] = []
        self.sources: list[tuple[int, int | None]] = []
        self.breaks: list[int] = []
        self.length = 0

    def add(self, text: str, start: int, end: int | None = None) -> None:
        """Text that stands in the original as it is, from `start` on, or that is from all of ``start:end``."""
        if not text:
            return
        self.parts.append(text)
        self.begins.append(self.length)
        self.sources.append((start, end))
        self.length += len(text)

    def part(self, at: int) -> None:
        """The end of a part: nothing is found across it."""
        self.add("\n\n", at, at)

    def left_out(self) -> None:
        self.breaks.append(self.length)

    def view(self) -> View | None:
        if not self.parts:
            return None
        return View("".join(self.parts), self.begins, self.sources, self.breaks)


def unescaped(subject: Subject) -> View | None:
    """What is percent-encoded (RFC 3986, section 2.1), decoded once, with what stands right around it."""
    if b"%" not in subject.utf8:
        return None
    built = _Builder()
    for match in subject.matches(_ESCAPES):
        span = subject.span(*match.span())
        at = span.start
        for run in _ESCAPE_RUN.finditer(subject.text, span.start, span.end):
            built.add(subject.text[at : run.start()], at)
            _unescape(built, run)
            at = run.end()
        built.add(subject.text[at : span.end], at)
        built.part(span.end)
    return built.view()


def _unescape(built: _Builder, run: re.Match[str]) -> None:
    data = bytes.fromhex(run[0].replace("%", ""))
    at = run.start()
    for char in data.decode("utf-8", "replace"):
        # A byte that is not UTF-8 became one replacement character: from then on the map may be off by some bytes,
        # inside this run alone.
        width = 3 * len(char.encode("utf-8")) if char != "\ufffd" else 3
        built.add(char, at, min(at + width, run.end()))
        at = min(at + width, run.end() - 3)


def unpacked(subject: Subject) -> View | None:
    """What is base64 (RFC 4648, sections 4 and 5) of a readable text, decoded once."""
    built = _Builder()
    for match in subject.matches(_BASE64):
        decoded = _text_of(match.group().decode("ascii"))
        if decoded is not None:
            span = subject.span(*match.span())
            built.add(decoded, span.start, span.end)
            built.part(span.end)
    return built.view()


def _text_of(packed: str) -> str | None:
    body = packed.rstrip("=").translate(_URL_SAFE)
    if len(body) % 4 == 1:
        return None
    try:
        data = binascii.a2b_base64(body + "=" * (-len(body) % 4))
        # Most words of source decode to bytes that are no text; the first few tell.
        text = data[:48].decode("ascii") and data.decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    return text if all(char.isprintable() or char in "\t\r\n" for char in text) else None


def rejoined(subject: Subject) -> View | None:
    """Values that are put together from literals, go on behind a backslash, or have invisible characters in them."""
    return _without(subject, list(_joins(subject)))


def unwrapped(subject: Subject) -> View | None:
    """Lines of running text whose end may have cut a value in two."""
    if b"\n" not in subject.utf8:
        return None
    return _without(subject, list(_wraps(subject)))


def _joins(subject: Subject) -> Iterator[tuple[int, int]]:
    """What stands between two parts of one value (bytes)."""
    from answerable.detect.secrets.patterns import compiled

    search, at = compiled(_JOIN).search, 0
    while match := search(subject.utf8, at):
        yield match.span(1)
        # What ends one part may begin the next.
        at = match.end(1)


def _wraps(subject: Subject) -> Iterator[tuple[int, int]]:
    """Line ends, each with the margin of the next line, that a token may go on across (bytes)."""
    from answerable.detect.secrets.patterns import compiled

    utf8, search, at, least = subject.utf8, compiled(_WRAP).search, 0, 0
    while match := search(utf8, at):
        start = match.start() + 1
        if _ends_a_token(utf8, least, start):
            least = compiled(_MARGIN_BEFORE_TOKEN).match(utf8, start).end(1)
            yield start, least
        at = start + 1


def _ends_a_token(utf8: bytes, least: int, end: int) -> bool:
    """Whether the line that ends here ends like a token of chance, which has digits: most words there have none.

    A digit among the last sixty characters with four before it or behind it, or four digits; nothing before `least`.
    """
    left = utf8[max(least, end - 65) : max(least, end)]
    run = left[len(left.rstrip(_RUN_BYTES)) :]
    if len(run) < 5:
        return len(run) == 4 and run.isdigit()
    token = run[4:] + run[-61:-4]
    return len(token.translate(None, _DIGITS)) < len(token)


def _without(subject: Subject, left_out: Sequence[tuple[int, int]]) -> View | None:
    """The surroundings of these bytes, without them."""
    built = _Builder()
    spans = [subject.span(*place) for place in left_out]
    first = 0
    while first < len(spans):
        last = first
        while last + 1 < len(spans) and spans[last + 1].start - spans[last].end < _BEFORE + _AFTER:
            last += 1
        at = max(0, spans[first].start - _BEFORE, spans[first - 1].end if first else 0)
        for span in spans[first : last + 1]:
            built.add(subject.text[at : span.start], at)
            built.left_out()
            at = span.end
        stop = spans[last + 1].start if last + 1 < len(spans) else len(subject.text)
        built.add(subject.text[at : min(at + _AFTER, stop)], at)
        built.part(min(at + _AFTER, stop))
        first = last + 1
    return built.view()
