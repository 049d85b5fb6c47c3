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


def _text(error: Exception) -> str:
    reason = error.args[0] if error.args else error
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
