"""A quick look at a whole document: whether a pattern could hold anywhere in it, be it in a comment, a text or a line.

Most programs have nothing of what is looked for. RE2 tells so in one pass over the bytes, and nobody has to find the
comments. The quick form of a pattern says more than the pattern itself: it knows neither where a comment begins nor
what may not follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from answerable.detect.secrets.patterns import compiled

_FLAGS = re.compile(r"^\(\?([a-z]+)\)")
_NOT_NEXT = re.compile(r"\(\?(?:<)?[!=](?:[^()\\]|\\.|\((?:[^()\\]|\\.|\([^()]*\))*\))*\)")


class Quick:
    """One look for several patterns of `re`."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        self._sources = [form(pattern) for pattern in patterns]
        self._compiled: Any = None

    def may_hold(self, utf8: bytes) -> bool:
        """Whether one of them could hold somewhere."""
        if not self._sources:
            return False
        if self._compiled is None:
            self._compiled = compiled("|".join(self._sources))
        return self._compiled.search(utf8) is not None


def form(pattern: re.Pattern[str]) -> str:
    """The pattern for RE2, without anchors, names of groups and looks ahead or back."""
    source = pattern.pattern
    if pattern.flags & re.VERBOSE:
        source = re.sub(r"\s+", "", source)
    source = _FLAGS.sub("", source)
    source = _NOT_NEXT.sub("", source).replace("(?P<at>", "(?:")
    source = _without_anchors(source)
    flags = "is" if pattern.flags & re.IGNORECASE else "s"
    return f"(?{flags}:{source})"


def _without_anchors(source: str) -> str:
    kept: list[str] = []
    inside = escaped = False
    for char in source:
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif inside:
            inside = char != "]" or kept[-1] in ("[", "^")
        elif char == "[":
            inside = True
        elif char in "^$":
            continue
        kept.append(char)
    return "".join(kept)
