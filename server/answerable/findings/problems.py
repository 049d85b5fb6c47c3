"""What is wrong with something a team wrote for us: a policy key, a rule, a pattern in a table."""

from __future__ import annotations

from answerable.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A broken piece of configuration, named so that its owner can mend it; the rest goes on working."""

    path: str
    """The file, as the user would open it."""
    message: str
    """What is wrong, naming the key or the rule."""
    remedy: str
    """What to do about it."""
    line: int | None = None
    """Counted from 1; None where it is the file as a whole."""
    key: str = ""
    """Dotted key or rule id; empty where it is the file as a whole."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        key = f" `{self.key}`" if self.key and self.key not in self.message else ""
        return f"{place}:{key} {self.message} {self.remedy}".rstrip()
