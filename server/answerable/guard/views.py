"""The same text as somebody else will read it: percent-encoding and base64 taken off, broken values put together.

A secret in a URL's parameter, in a blob of base64 or cut in two by a line's end is as good as a plain one to whoever
gets the text. Each view is a text of its own with the way back: for each of its characters, where it is from. Only
parts that need it are in a view, with some of what stands around them, so a view of most texts is empty.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Sequence

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
    r"|[\x{ad}\x{200b}-\x{200d}\x{2060}\x{feff}\x{e0000}-\x{e007f}]+"
    rf")[{_PART}]{{3}}"
)
_RUN = r"A-Za-z0-9_+/\-"
# A digit on both sides: a token of chance has some, and most words at a line's end have none.
_WRAP = (
    rf"(?:\d[{_RUN}]{{4,60}}|[{_RUN}]{{4,60}}\d[{_RUN}]{{0,60}}|\d{{4}})(\r?\n[ \t>|*#/]{{0,8}})"
    rf"(?:\d[{_RUN}]{{1,60}}|[{_RUN}]{{1,60}}\d)"
)
_BEFORE, _AFTER = 200, 400


@dataclass(frozen=True, slots=True)
class View:
    """Parts of a text in another form."""

    text: str
    starts: Sequence[int]
    """For each character, where in the original begins what it is from."""
    ends: Sequence[int]
    """And where that ends."""
    whole: bool = False
    """What is found in a part makes the whole part of the original sensitive."""
    breaks: Sequence[int] = ()
    """Offsets before which something was left out."""

    def original(self, span: Span) -> Span:
        """Where in the original lies what lies here."""
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def crosses(self, span: Span) -> bool:
        """Whether something was left out inside the span."""
        return any(span.start < at < span.end for at in self.breaks)


class _Builder:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.breaks: list[int] = []

    def add(self, text: str, start: int, end: int | None = None) -> None:
        """Text that stands in the original as it is, from `start` on, or that is from all of ``start:end``."""
        self.parts.append(text)
        if end is None:
            self.starts += range(start, start + len(text))
            self.ends += range(start + 1, start + len(text) + 1)
        else:
            self.starts += [start] * len(text)
            self.ends += [end] * len(text)

    def part(self, at: int) -> None:
        """The end of a part: nothing is found across it."""
        self.add("\n\n", at, at)

    def left_out(self) -> None:
        self.breaks.append(len(self.starts))

    def view(self, *, whole: bool = False) -> View | None:
        if not self.starts:
            return None
        return View("".join(self.parts), self.starts, self.ends, whole, self.breaks)


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
    return built.view(whole=True)


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
    return _without(subject, [match.span(1) for match in _overlapping(subject, _JOIN)])


def unwrapped(subject: Subject) -> View | None:
    """Lines of running text whose end may have cut a value in two."""
    if b"\n" not in subject.utf8:
        return None
    return _without(subject, [match.span(1) for match in _overlapping(subject, _WRAP)])


def _overlapping(subject: Subject, pattern: str) -> Iterable[re.Match[bytes]]:
    """Matches that may share what is on both sides: what ends one part begins the next."""
    from answerable.detect.secrets.patterns import compiled

    search, at = compiled(pattern).search, 0
    while match := search(subject.utf8, at):
        yield match
        at = match.end(1)


def _without(subject: Subject, left_out: Sequence[tuple[int, int]]) -> View | None:
    """The surroundings of these bytes, without them."""
    built = _Builder()
    spans = [subject.span(*place) for place in left_out]
    first = 0
    while first < len(spans):
        last = first
        while last + 1 < len(spans) and spans[last + 1].start - spans[last].end < _AFTER // 2:
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
