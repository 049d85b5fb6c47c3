"""Which lines could hold something that detect-secrets would take: the others are not shown to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from answerable.detect.secrets.offsets import Offsets
from answerable.detect.secrets.patterns import compiled

# What one of its plugins could take: a keyword with a value after it, a long quoted run of base64 or hexadecimal
# digits, or the beginning of a format. Apart, and two of them only where a text has what is in each of their matches:
# as one pattern they take ten times as long to compile.
_KEYWORD = (
    r"(?i:api_?key|auth_?key|service_?key|account_?key|db_?key|database_?key|priv(?:ate)?_?key|client_?key"
    r"|(?:db|database|key)_?pass|password|passwd|pwd|secret|contrase(?:ñ|n)a)[^\r\n]{0,60}?[\"'`:=]"
)
_RUN = r"\"[A-Za-z0-9+/\\_=-]{20,}\"|'[A-Za-z0-9+/\\_=-]{20,}'"
_LONGEST_RUN = 200
_USERINFO = r"://[^\s/:@]{1,80}:[^\s/:@]{1,80}@"
_VENDOR = r"(?i:softlayer|cloudant|ibm|bluemix)[^\r\n]{0,60}[:=]"
_VENDORS = (b"softlayer", b"cloudant", b"ibm", b"bluemix")
_LOCKS = frozenset(
    {"cartfile.resolved", "npm-shrinkwrap.json", "package-lock.json", "package.resolved", "pnpm-lock.yaml"}
)
_GENERATED = (".lock", ".min.css", ".min.js", ".map", ".sum", ".svg")
_LONGEST_LINE = 1000
_WINDOW = 200
_MOST_WINDOWS = 200


def pieces(text: str, utf8: bytes, path: str) -> Iterator[tuple[int, str]]:
    """The lines to look at, each with the offset of its beginning; of a very long one, the parts to look at.

    None of a lock file, a bundle, a source map or an API description: nobody writes secrets there, and all of it looks
    random.
    """
    name = path.rpartition("/")[2].lower()
    if name in _LOCKS or name.endswith(_GENERATED) or "swagger" in name:
        return
    offsets = Offsets(utf8, ascii_only=text.isascii())
    for start, end in _lines(text, sorted({offsets.point(start) for start, _ in _places(utf8)})):
        if end - start <= _LONGEST_LINE:
            yield start, text[start:end]
        else:
            yield from _parts(start, text[start:end])


def _lines(text: str, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The lines, without their ends, in which these places lie (in order): an index of all lines takes longer."""
    ends = [sign for sign in "\n\r" if sign in text]
    last = -1
    for place in places:
        if place < last:
            continue
        start = max((text.rfind(sign, max(last, 0), place) for sign in ends), default=-1) + 1
        start = max(start, last)
        last = min((at for sign in ends if (at := text.find(sign, place)) >= 0), default=len(text))
        yield start, last


def _places(utf8: bytes) -> Iterator[tuple[int, int]]:
    """Where such things stand, in bytes: of each kind by position, and the kinds one after another."""
    patterns = [_KEYWORD]
    if b"://" in utf8 and b"@" in utf8:
        patterns.append(_USERINFO)
    folded = utf8.lower()
    if any(vendor in folded for vendor in _VENDORS):
        patterns.append(_VENDOR)
    for pattern in patterns:
        yield from (match.span() for match in compiled(pattern).finditer(utf8))
    at = 0
    while match := compiled(_RUN).search(utf8, at):
        start, end = match.span()
        if end - start - 2 <= _LONGEST_RUN:
            yield start, end
            at = end
        else:
            # What ends a run that is too long may begin the next one.
            at = end - 1


def _parts(offset: int, line: str) -> Iterator[tuple[int, str]]:
    """The surroundings of what could be something, so that a line's length costs nothing."""
    last = 0
    data = line.encode("utf-8", "replace")
    offsets = Offsets(data, ascii_only=line.isascii())
    for count, (first, end) in enumerate(sorted(_places(data))):
        if count >= _MOST_WINDOWS:
            return
        begin, stop = offsets.point(first), offsets.point(end)
        if stop > last:
            start, stop = max(last, begin - _WINDOW), min(len(line), stop + _WINDOW)
            yield offset + start, line[start:stop]
            last = stop
