"""Patterns of `re` that are compiled when they are first used.

Compiling takes a fifth of a millisecond and more for each, and most texts ask for few of them: a hook has 80 ms.
"""

from __future__ import annotations

import re

# Not from `typing`, which takes its time to import as well; this name is always true to mypy and pyright.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, AnyStr


def compiled_later(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, whose errors come at the first use. Any thread may use it."""
    return _Later(pattern, flags)  # type: ignore[return-value]  # it has a pattern's methods


class _Later:
    def __init__(self, pattern: Any, flags: int) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        """Asked for what is not there yet: the methods of a pattern are kept once it is made."""
        if name.startswith("_"):
            # No pattern's own: what `copy` and `pickle` ask of any object.
            raise AttributeError(name)
        pattern = re.compile(*self._source)
        found = getattr(pattern, name)
        self.__dict__[name] = found
        return found
