"""Which lines of a commit's files came from where: what every format of provenance says in its own way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from answerable.origin.model import Origin, ReviewState
from answerable.origin.prints import LineRange


class InteropError(Exception):
    """A text is not what its format says. The message names the place in it and the way out."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A range of lines of one file, in the version a commit has, and where they came from."""

    path: str
    """From the top of the repository, ``/`` between the parts."""
    lines: LineRange
    origin: Origin
    confidence: float = 1.0
    tool: str | None = None
    model: str | None = None
    session: str | None = None
    """The agent's own id of its conversation, or an address of it."""
    block: str | None = None
    """Our id of the block; None for what others recorded."""
    state: ReviewState = ReviewState.UNREVIEWED
    reviewer: str | None = None
    """Who signed it, as git writes a person; None while nobody has."""
    changed: tuple[int, ...] = ()
    """Lines of the range that a person has changed since."""


def assisted_by(attributions: Iterable[Attribution]) -> tuple[str, ...]:
    """Trailers in the form of the Linux kernel, ``Assisted-by: AGENT_NAME:MODEL_VERSION``, each once, in order.

    For what was declared alone: a trailer is a statement, and a suspicion is none. See the kernel's
    Documentation/process/coding-assistants.rst; it asks that no tool ever adds a ``Signed-off-by``.
    """
    found = {
        f"Assisted-by: {_word(each.tool)}:{_word(each.model)}"
        for each in attributions
        if each.origin is Origin.DECLARED_AI and each.tool
    }
    return tuple(sorted(found))


def _word(text: str | None) -> str:
    """One word without a colon, as the trailer's two halves have to be; `unknown` where there is none."""
    return re.sub(r"[\s:\x00-\x1f\x7f]+", "-", (text or "").strip()).strip("-") or "unknown"
