"""How far a match of an RE2 pattern can go: what a search over a part of a text has to look at to miss nothing.

Read from the pattern itself (https://github.com/google/re2/wiki/Syntax). Where the reading is not sure, the answer is
the larger one: a pattern that is taken to go further than it does only costs time.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import inf

from answerable.text.frozen import dataclass
from answerable.text.later import compiled_later


@dataclass(frozen=True, slots=True)
class Reach:
    """The longest match there can be, in code points; `math.inf` where there is no limit."""

    width: float = 0
    tail: float = 0
    """From its first line feed on; 0 where a match never leaves its line."""

    def then(self, other: Reach) -> Reach:
        """Of this and then the other."""
        return Reach(self.width + other.width, max(self.tail + other.width if self.tail else 0, other.tail))

    def or_else(self, other: Reach) -> Reach:
        """Of this or the other."""
        return Reach(max(self.width, other.width), max(self.tail, other.tail))

    def times(self, most: float) -> Reach:
        """Of this, up to so many times."""
        if not most or not self.width:
            return Reach()
        return Reach(self.width * most, self.tail + (self.width * (most - 1) if most > 1 else 0) if self.tail else 0)


_UNLIMITED = Reach(inf, inf)
_CHARACTER = Reach(1, 0)
_ANY = Reach(1, 1)
"""One character that may be a line feed."""

_REPEAT = compiled_later(r"(?:[*+?]|\{(?P<least>\d+)(?:(?P<comma>,)(?P<most>\d*))?\})\??")
_GROUP = compiled_later(r"\((?:\?P?<\w+>|\?(?P<flags>[imsU]*(?:-[imsU]+)?)(?P<end>[:)]))?")
_ESCAPE = compiled_later(
    r"\\(?:Q(?P<quoted>(?s:.)*?)(?:\\E|\Z)|x\{(?P<braced>[0-9A-Fa-f]+)\}|x(?P<hex>[0-9A-Fa-f]{2})|(?P<octal>[0-7]{1,3})"
    r"|[pP](?:\{[^}]*\}|.)|(?P<one>(?s:.)))"
)
_POSIX = compiled_later(r"\[:(?P<negated>\^?)(?P<name>\w+):\]")
_HOLD_LINE_FEED = frozenset({"space", "cntrl", "ascii"})
_LINE_FEED = 10


class _Unknown(Exception):
    """Something in the pattern that is not understood."""


@lru_cache(maxsize=4096)
def reach(pattern: str) -> Reach:
    """The reach of a pattern RE2 takes; unlimited where we do not understand it."""
    reading = _Reading(pattern)
    try:
        found = reading.alternatives(dot_all=False)
    except _Unknown:
        return _UNLIMITED
    return found if reading.at == len(pattern) else _UNLIMITED


class _Reading:
    """One pattern, from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self.at = 0

    def alternatives(self, *, dot_all: bool) -> Reach:
        """Up to the end of the group or of the pattern."""
        longest = branch = Reach()
        while self.at < len(self._pattern) and self._pattern[self.at] != ")":
            if self._pattern[self.at] == "|":
                self.at += 1
                longest, branch = longest.or_else(branch), Reach()
                continue
            flags = _GROUP.match(self._pattern, self.at)
            if flags is not None and flags["end"] == ")":
                # It holds for the rest of the group.
                dot_all = _dot_all(flags["flags"], dot_all)
                self.at = flags.end()
                continue
            branch = branch.then(self._repeated(self._atom(dot_all)))
        return longest.or_else(branch)

    def _repeated(self, atom: Reach) -> Reach:
        while (sign := _REPEAT.match(self._pattern, self.at)) is not None:
            self.at = sign.end()
            if sign["least"] is None:
                atom = atom.times(1 if sign.group().startswith("?") else inf)
            elif sign["comma"] is None:
                atom = atom.times(int(sign["least"]))
            else:
                atom = atom.times(int(sign["most"]) if sign["most"] else inf)
        return atom

    def _atom(self, dot_all: bool) -> Reach:
        char = self._pattern[self.at]
        if char == "(":
            return self._group(dot_all)
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        self.at += 1
        if char in "^$":
            return Reach()
        if char == ".":
            return _ANY if dot_all else _CHARACTER
        return _ANY if char == "\n" else _CHARACTER

    def _group(self, dot_all: bool) -> Reach:
        opening = _GROUP.match(self._pattern, self.at)
        if opening is None or self._pattern.startswith("?", opening.end()):
            raise _Unknown
        self.at = opening.end()
        inside = self.alternatives(dot_all=_dot_all(opening["flags"] or "", dot_all))
        if not self._pattern.startswith(")", self.at):
            raise _Unknown
        self.at += 1
        return inside

    def _escape(self) -> Reach:
        match = self._escaped()
        if match["quoted"] is not None:
            quoted = match["quoted"]
            return Reach(len(quoted), len(quoted) if "\n" in quoted else 0)
        if match["one"] in ("A", "b", "B", "z"):
            return Reach()
        return _CHARACTER if _possible(match) is False else _ANY

    def _escaped(self) -> re.Match[str]:
        match = _ESCAPE.match(self._pattern, self.at)
        if match is None:
            raise _Unknown
        self.at = match.end()
        return match

    def _class(self) -> Reach:
        """A character class: whether it may hold a line feed, and where it is negated, whether it surely does."""
        start = self.at
        self.at += 1
        negated = self._pattern.startswith("^", self.at)
        self.at += negated
        possible = certain = False
        first = True
        while first or not self._pattern.startswith("]", self.at):
            if self.at >= len(self._pattern):
                self.at = start
                raise _Unknown
            first = False
            may, surely = self._member()
            possible, certain = possible or may, certain or surely
        self.at += 1
        return _ANY if (not certain if negated else possible) else _CHARACTER

    def _member(self) -> tuple[bool, bool]:
        """A member of a class: whether a line feed may be in it, and whether it surely is."""
        posix = _POSIX.match(self._pattern, self.at)
        if posix is not None:
            self.at = posix.end()
            holds = (posix["name"] in _HOLD_LINE_FEED) != bool(posix["negated"])
            return holds, holds
        low, may = self._bound()
        if low is None or not self._pattern.startswith("-", self.at) or self._pattern.startswith("-]", self.at):
            return may is not False, bool(may)
        self.at += 1
        high, _ = self._bound()
        if high is None:
            raise _Unknown
        return low <= _LINE_FEED <= high, low <= _LINE_FEED <= high

    def _bound(self) -> tuple[int | None, bool | None]:
        """One character of a class, or None for an escape that stands for many; whether a line feed is among them."""
        if self.at >= len(self._pattern):
            raise _Unknown
        char = self._pattern[self.at]
        if char != "\\":
            self.at += 1
            return ord(char), char == "\n"
        match = self._escaped()
        if match["quoted"] is not None:
            raise _Unknown
        return _code(match), _possible(match)


def _dot_all(flags: str | None, before: bool) -> bool:
    on, _, off = (flags or "").partition("-")
    return "s" in on or (before and "s" not in off)


def _code(match: re.Match[str]) -> int | None:
    """The one character an escape stands for; None where it stands for several."""
    if match["braced"] or match["hex"]:
        return int(match["braced"] or match["hex"], 16)
    if match["octal"]:
        return int(match["octal"], 8)
    one = match["one"]
    if one is None or one in "dDsSwWCpP":
        return None
    return ord({"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}.get(one, one))


def _possible(match: re.Match[str]) -> bool | None:
    """Whether an escape stands for a line feed among others; None where we do not know."""
    code = _code(match)
    if code is not None:
        return code == _LINE_FEED
    one = match["one"]
    return None if one is None else one in "DWsC"
