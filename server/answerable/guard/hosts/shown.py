"""A file's name as it may be told to whoever reads an answer, the model among them."""

from __future__ import annotations

from answerable.files.names import display
from answerable.guard.check import Guard
from answerable.guard.placeholders import PlaceholderMap

_LONGEST = 200


def shown(guard: Guard, name: str) -> str:
    """The name without what should not leave, and without what a terminal obeys."""
    return display(guard.redact(name[:_LONGEST], PlaceholderMap()).text)


def base(guard: Guard, path: str) -> str:
    """The same of a path's last part, whichever way its slashes lean."""
    return shown(guard, path.replace("\\", "/").rstrip("/").rpartition("/")[2] or path)
