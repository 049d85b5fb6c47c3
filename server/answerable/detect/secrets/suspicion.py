"""Which lines could hold something that detect-secrets would take: the others are not shown to it."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.detect.secrets.offsets import Offsets
from answerable.detect.secrets.patterns import compiled
from answerable.text.lines import LineIndex

# What one of its plugins could take: a keyword with a value after it, a long quoted run of base64 or hexadecimal
# digits, or the beginning of a format.
_COULD = (
    r"(?i:api_?key|auth_?key|service_?key|account_?key|db_?key|database_?key|priv(?:ate)?_?key|client_?key"
    r"|(?:db|database|key)_?pass|password|passwd|pwd|secret|contrase(?:ñ|n)a)[^\r\n]{0,60}?[\"'`:=]"
    r"|\"[A-Za-z0-9+/\\_=-]{20,200}\"|'[A-Za-z0-9+/\\_=-]{20,200}'"
    r"|://[^\s/:@]{1,80}:[^\s/:@]{1,80}@|(?i:softlayer|cloudant|ibm|bluemix)[^\r\n]{0,60}[:=]"
)
_LOCKS = frozenset(
    {"cartfile.resolved", "npm-shrinkwrap.json", "package-lock.json", "package.resolved", "pnpm-lock.yaml"}
)
_GENERATED = (".lock", ".min.css", ".min.js", ".map", ".sum", ".svg")
_LONGEST_LINE = 1000
_WINDOW = 200
_MOST_WINDOWS = 200


def pieces(text: str, utf8: bytes, lines: LineIndex, path: str) -> Iterator[tuple[int, str]]:
    """The lines to look at, each with the offset of its beginning; of a very long one, the parts to look at.

    None of a lock file, a bundle, a source map or an API description: nobody writes secrets there, and all of it looks
    random.
    """
    name = path.rpartition("/")[2].lower()
    if name in _LOCKS or name.endswith(_GENERATED) or "swagger" in name:
        return
    for number in _numbers(utf8, Offsets(utf8, ascii_only=text.isascii()), lines):
        span = lines.span(number)
        if len(span) <= _LONGEST_LINE:
            yield span.start, text[span.start : span.end]
        else:
            yield from _parts(span.start, text[span.start : span.end])


def _numbers(utf8: bytes, offsets: Offsets, lines: LineIndex) -> list[int]:
    return sorted({lines.line_at(offsets.point(match.start())) for match in compiled(_COULD).finditer(utf8)})


def _parts(offset: int, line: str) -> Iterator[tuple[int, str]]:
    """The surroundings of what could be something, so that a line's length costs nothing."""
    last = 0
    # As a string, so that offsets are code points; RE2 takes no lone surrogates.
    for count, match in enumerate(compiled(_COULD).finditer(line.encode("utf-8", "replace").decode("utf-8"))):
        if count >= _MOST_WINDOWS:
            return
        if match.end() > last:
            start, end = max(last, match.start() - _WINDOW), min(len(line), match.end() + _WINDOW)
            yield offset + start, line[start:end]
            last = end
