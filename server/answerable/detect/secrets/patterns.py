"""Patterns: RE2 for what tables and passes run over whole texts, `re` for what is asked of a few short strings.

RE2 is linear in the text whatever the pattern, so a shared table cannot hang an editor.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Any

import re2

_MEMORY = 32 << 20
"""Bytes a pattern may take. RE2's own 8 MB are too few for patterns of teams that repeat classes of Unicode."""


class BadPattern(ValueError):
    """A pattern RE2 does not take; the message is RE2's own."""


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> Any:
    """The pattern, to be run over UTF-8 bytes (offsets are bytes). Raises `BadPattern`.

    Kept here because the binding's own cache holds 128, fewer than the tables have rules.
    """
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        return re2.compile(pattern, options)
    except (re2.error, UnicodeEncodeError) as error:
        raise BadPattern(_text(error)) from None


class Lazy:
    """A pattern of `re` that is compiled when first used: most texts hold nothing that is asked about."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._source = (pattern, flags)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(*self._source)

    def found_in(self, text: str) -> bool:
        """Whether it occurs anywhere in the text."""
        return self._pattern.search(text) is not None

    def fits(self, text: str) -> bool:
        """Whether the whole text is such a thing."""
        return self._pattern.fullmatch(text) is not None

    def finditer(self, text: str) -> Any:
        """Its matches, in order."""
        return self._pattern.finditer(text)


class Words:
    """Words that may stand near a value: a pattern for small letters, asked at thousands of places of one text.

    RE2 takes a tenth of the time of `re` for a list of words. The pattern is one that both read alike: no look-around,
    and ``$`` for the end only.
    """

    def __init__(self, pattern: str) -> None:
        self._exact = Lazy(pattern)
        self._source = pattern

    @cached_property
    def _pattern(self) -> Any:
        # What `re` means by it.
        return compiled(self._source.replace("$", r"\n?\z"))

    def near(self, window: bytes) -> bool:
        """Whether one of them stands in this piece of UTF-8; what of a character is cut off at its ends is ignored."""
        if window.isascii():
            return self._pattern.search(window.lower()) is not None
        # Only `re` knows which letters of other alphabets make a word and what their small letters are.
        return self._exact.found_in(window.decode("utf-8", "ignore").lower())


def _text(error: Exception) -> str:
    reason = error.args[0] if error.args else error
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
