"""Ignore files by git's own rules (gitignore(5)), without git.

`pathspec` was tried first, and a comparison over random trees told it apart from git: it lets ``!*/`` take back in what
is no directory, which breaks the common ``*``, ``!*/``, ``!*.py``. So the patterns are translated here, to re2 and
not to `re`, because an ignore file comes with the tree and a pattern like ``*a*a*a*a*b`` must not hang the scan.
"""

from __future__ import annotations

import string
import sys
from collections.abc import Iterable
from dataclasses import dataclass

import re2

# Git folds case where the file system does (core.ignoreCase is set so by `git init`).
_FOLDS_CASE = sys.platform in ("win32", "darwin")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of an ignore file."""

    regex: bytes
    """Matches a whole path relative to the ignore file's directory, ``/`` between the parts, as bytes."""
    negated: bool
    directories_only: bool


class IgnoreFile:
    """The patterns of one ignore file; the last one that matches decides."""

    __slots__ = ("_patterns", "_set")

    def __init__(self, content: bytes) -> None:
        options = re2.Options()
        options.encoding = re2.Options.Encoding.LATIN1
        options.dot_nl = True
        options.log_errors = False
        options.never_capture = True
        options.case_sensitive = not _FOLDS_CASE
        options.max_mem = 64 << 20
        self._patterns: list[Pattern] = []
        self._set = re2.Set.FullMatchSet(options)
        for pattern in parse(content):
            try:
                self._set.Add(pattern.regex)
            except re2.error:
                # A range the wrong way round, an unknown class: git's matcher never matches such a pattern either.
                continue
            self._patterns.append(pattern)
        if self._patterns:
            self._set.Compile()

    def ignores(self, path: bytes, directory: bool) -> bool | None:
        """Whether this file ignores the entry (True), takes it back in (False) or says nothing of it (None).

        `path` is relative to the directory of the ignore file. Only the entry itself is looked at: what lies in an
        ignored directory is never asked about, because nobody goes in.
        """
        if not self._patterns:
            return None
        hits = [i for i in self._set.Match(path) or () if directory or not self._patterns[i].directories_only]
        return not self._patterns[max(hits)].negated if hits else None


def parse(content: bytes) -> Iterable[Pattern]:
    """The patterns of an ignore file, in order. Blank lines, comments and broken patterns leave nothing."""
    for raw in content.removeprefix(_BOM).split(b"\n"):
        line = _without_trailing_spaces(raw.removesuffix(b"\r"))
        if not line or line.startswith(b"#"):
            continue
        negated = line.startswith(b"!")
        line = line[1:] if negated else line
        directories_only = line.endswith(b"/")
        line = line[:-1] if directories_only else line
        anchored = b"/" in line
        regex = _translated(line.removeprefix(b"/"))
        if regex is not None and line:
            yield Pattern(regex if anchored else b"(?:.*/)?" + regex, negated, directories_only)


def _without_trailing_spaces(line: bytes) -> bytes:
    """As git does it: spaces at the end go, unless a backslash stands before them."""
    bare = line.rstrip(b" ")
    escaped = (len(bare) - len(bare.rstrip(b"\\"))) % 2
    return line[: len(bare) + escaped]


def _translated(pattern: bytes) -> bytes | None:
    """A re2 expression for git's wildmatch with its path rules; None for a pattern that can match nothing."""
    out: list[bytes] = []
    at, end = 0, len(pattern)
    while at < end:
        char = pattern[at : at + 1]
        if char == b"*":
            stars = at
            while at < end and pattern[at : at + 1] == b"*":
                at += 1
            begins = stars == 0 or pattern[stars - 1 : stars] == b"/"
            if at - stars == 2 and begins and pattern[at : at + 1] == b"/":
                out.append(b"(?:.*/)?")
                at += 1
            elif at - stars == 2 and begins and at == end:
                out.append(b".*")
            else:
                out.append(b"[^/]*")
        elif char == b"?":
            out.append(b"[^/]")
            at += 1
        elif char == b"[":
            bracket = _bracket(pattern, at)
            if bracket is None:
                return None
            expression, at = bracket
            out.append(expression)
        elif char == b"\\":
            if at + 1 == end:
                return None
            out.append(_literal(pattern[at + 1]))
            at += 2
        else:
            out.append(_literal(pattern[at]))
            at += 1
    return b"".join(out)


def _literal(byte: int) -> bytes:
    return b"\\x%02x" % byte


def _bracket(pattern: bytes, at: int) -> tuple[bytes, int] | None:
    """The bracket expression that begins at `at`, and where it ends; None when it is broken."""
    at += 1
    negated = pattern[at : at + 1] in (b"!", b"^")
    at += negated
    members: set[int] = set()
    first = True
    while first or pattern[at : at + 1] != b"]":
        first = False
        close = pattern.find(b":]", at + 2) if pattern[at : at + 2] == b"[:" else -1
        if close > 0:
            name = pattern[at + 2 : close]
            if name not in _CLASSES:
                return None
            members |= _CLASSES[name]
            at = close + 2
            continue
        low, at = _member(pattern, at)
        high = low
        if pattern[at : at + 1] == b"-" and pattern[at + 1 : at + 2] not in (b"]", b""):
            high, at = _member(pattern, at + 1)
        if low is None or high is None:
            return None
        members |= set(range(low, high + 1))
    # With git's path rules a slash is never matched by a bracket, whatever stands in it.
    chosen = (_ALL - members if negated else members) - {ord("/")}
    return (b"[" + b"".join(map(_literal, sorted(chosen))) + b"]" if chosen else _NOTHING), at + 1


def _member(pattern: bytes, at: int) -> tuple[int | None, int]:
    """The byte a bracket names at `at`, backslash taken off, and where it goes on; None at the pattern's end."""
    if pattern[at : at + 1] == b"\\":
        at += 1
    return (pattern[at], at + 1) if at < len(pattern) else (None, at)


_ALL = frozenset(range(256))
_NOTHING = b"[^\\x00-\\xff]"
_CLASSES = {
    b"alnum": frozenset((string.ascii_letters + string.digits).encode()),
    b"alpha": frozenset(string.ascii_letters.encode()),
    b"blank": frozenset(b" \t"),
    b"cntrl": frozenset([*range(32), 127]),
    b"digit": frozenset(string.digits.encode()),
    b"graph": frozenset(range(33, 127)),
    b"lower": frozenset(string.ascii_lowercase.encode()),
    b"print": frozenset(range(32, 127)),
    b"punct": frozenset(string.punctuation.encode()),
    b"space": frozenset(string.whitespace.encode()),
    b"upper": frozenset(string.ascii_uppercase.encode()),
    b"xdigit": frozenset(string.hexdigits.encode()),
}
"""POSIX classes in the C locale, as git's matcher has them."""
