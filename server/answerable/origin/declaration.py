"""What a client says of an edit: `answerable/editOrigin`, or an agent's hook."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from answerable.text.spans import Span


class DeclarationRefused(ValueError):
    """A declaration that says nothing we know. The message names the key and what it may be."""


class Kind(StrEnum):
    """What the client says an edit was."""

    PASTE = "paste"
    COMPLETION = "completion"
    AGENT = "agent"
    UNDO = "undo"
    REDO = "redo"
    FORMAT = "format"
    SNIPPET = "snippet"
    RELOAD = "reload"

    @classmethod
    def parse(cls, value: object) -> Kind:
        """The kind with this name. Raises `DeclarationRefused`."""
        try:
            return cls(value)  # type: ignore[arg-type]
        except ValueError:
            known = ", ".join(f"`{kind}`" for kind in cls)
            said = f"`{value[:40]}`" if isinstance(value, str) else f"a {type(value).__name__}"
            raise DeclarationRefused(f"`kind` is {said}; it has to be one of {known}") from None

    @property
    def is_ai(self) -> bool:
        return self in (Kind.COMPLETION, Kind.AGENT)

    @property
    def is_tool(self) -> bool:
        """An edit that brings nothing from outside, or nothing that an AI wrote just now."""
        return self in (Kind.UNDO, Kind.REDO, Kind.FORMAT, Kind.SNIPPET, Kind.RELOAD)


@dataclass(frozen=True, slots=True)
class Declaration:
    """One statement about one edit. It may come a little before the edit or after it."""

    kind: Kind
    tool: str | None = None
    """Such as `copilot` or `claude-code`."""
    model: str | None = None
    session: str | None = None
    """The agent's own id of its conversation."""
    range: Span | None = None
    """The new text, in code points of the document after the edit; None: whatever the edit brought. Ends outside the
    document are drawn to it."""
    version: int | None = None
    """The version the edit made, where the client said so: a declaration of a later version than the document's waits
    for its edit. None: the edit that is closest in time."""

    def within(self, length: int) -> Span | None:
        """The range, inside a text of that length; None where it holds nothing there, or none was given."""
        if self.range is None:
            return None
        start, end = min(self.range.start, length), min(self.range.end, length)
        return Span(start, end) if start < end else None
