"""What all hosts have in common: what happened, what is to be checked, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Protocol

from answerable.findings.decision import Decision
from answerable.text.frozen import dataclass

Json = Mapping[str, Any]
_LONGEST = 4 * 1024 * 1024
Place = tuple[str | int, ...]
"""The keys and indexes that lead to a text in the host's JSON."""


class NotUnderstood(Exception):
    """The JSON is not what this host's protocol says. The message names the field and what is expected of it; never a
    value."""


class Moment(StrEnum):
    """When the host calls us."""

    PROMPT = "prompt"
    """A person has pressed enter."""
    READ = "read"
    """A file is about to be read for the model."""
    TOOL_INPUT = "tool-input"
    """A tool is about to run with what the model wrote."""
    TOOL_OUTPUT = "tool-output"
    """A tool has run; the model has not seen what came of it."""
    WROTE = "wrote"
    """The agent has changed a file."""
    UNKNOWN = "unknown"
    """An event of which we know no more than that it carries texts, in fields that we know."""
    OTHER = "other"
    """A session begins or ends, and other things that carry nothing to check."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One text to check."""

    place: Place
    text: str
    path: str | None = None
    """The file it comes from or goes to, as the host writes it; None for what belongs to no file."""
    name: str = ""
    """The key under which it stands: a password is one by its name."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the agent wrote into a file."""

    path: str
    texts: tuple[str, ...]
    """Each a stretch that is new in the file; the whole of it where the file was written as a whole."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a tool is about to make of a file."""

    path: str
    changes: tuple[tuple[str | None, str], ...]
    """Old and new text, one after the other; None in the place of the old one for the whole of the file."""

    def applied(self, before: str) -> str:
        """The file's text with these changes, as far as they find what they replace."""
        text = before
        for old, new in self.changes:
            if old is not None and len(text) + len(new) * max(1, text.count(old) if old else 1) > _LONGEST:
                # No file that says what an agent may do is so long; a few edits can make a text of any length.
                break
            text = new if old is None else text.replace(old, new) if old else text + new
        return text

    def undone(self, after: str) -> str:
        """The file's text before these changes, as far as what they made can still be found."""
        text = after
        for old, new in reversed(self.changes):
            text = "" if old is None else text.replace(new, old, 1) if new else text
        return text


@dataclass(frozen=True, slots=True)
class Event:
    """One call of the hook."""

    host: str
    name: str
    """The host's own name for it, such as `UserPromptSubmit`."""
    moment: Moment
    pieces: tuple[Piece, ...] = ()
    files: tuple[str, ...] = ()
    """Files whose content goes along without being in the JSON: attachments, a file about to be read."""
    wrote: tuple[Written, ...] = ()
    edits: tuple[Edit, ...] = ()
    """What is about to be written or, where the host tells no sooner, was."""
    tool: str | None = None
    """The tool the agent uses, such as `Write`."""
    model: str | None = None
    session: str | None = None
    cwd: str | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was decided about an event."""

    decision: Decision
    reason: str = ""
    """Sentences for the person and the model: labels and places, never a value."""
    masked: Mapping[Place, str] | None = None
    """Texts to put in the place of those that were there, for hosts that let us."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the hook's process gives back to its host."""

    output: Json | None
    """For the standard output, as JSON; None for nothing at all."""
    exit_code: int = 0
    message: str = ""
    """For the standard error."""


class Host(Protocol):
    """One agent's hook protocol."""

    name: str
    stops_prompts: bool
    """Whether a prompt stays where it is when a hook says so."""
    masks_output: bool
    """Whether a tool's output can be replaced before the model sees it."""

    def recognises(self, data: Json) -> bool:
        """Whether these are this host's fields."""
        ...

    def read(self, data: Json) -> Event:
        """What happened. Raises `NotUnderstood`."""
        ...

    def answer(self, event: Event, ruling: Ruling, data: Json) -> Answer:
        """The ruling in this host's words; `data` is what `read` was given."""
        ...
