"""How blocks are told to a person, by every command the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from answerable.files.names import display
from answerable.origin.model import Origin, ReviewState

_ORIGINS = {
    Origin.HUMAN: "written by a person",
    Origin.DECLARED_AI: "AI",
    Origin.SUSPECTED_AI: "probably AI",
    Origin.PASTED: "pasted",
    Origin.TOOL: "made by a tool",
    Origin.UNKNOWN: "of unknown origin",
}
_STYLES = {
    ReviewState.UNREVIEWED: "bold yellow",
    ReviewState.REVIEWED: "green",
    ReviewState.REJECTED: "bold red",
    ReviewState.RESIDUAL: "bold yellow",
}

_MOST_NUMBERS = 10


class FromSomewhere(Protocol):
    """What has an origin."""

    @property
    def origin(self) -> Origin: ...
    @property
    def confidence(self) -> float: ...
    @property
    def tool(self) -> str | None: ...
    @property
    def model(self) -> str | None: ...


def origin_of(each: FromSomewhere) -> str:
    """`AI (claude-code, claude-opus-4-5)`, `probably AI (87%)`; safe to print."""
    details = [display(name) for name in (each.tool, each.model) if name]
    if each.origin in (Origin.SUSPECTED_AI, Origin.PASTED):
        details.append(f"{each.confidence:.0%}")
    return f"{_ORIGINS[each.origin]} ({', '.join(details)})" if details else _ORIGINS[each.origin]


def numbers(lines: Sequence[int]) -> str:
    """`line 3`, `lines 3, 7 and 12 more`."""
    shown = ", ".join(str(line) for line in lines[:_MOST_NUMBERS])
    more = f" and {len(lines) - _MOST_NUMBERS} more" if len(lines) > _MOST_NUMBERS else ""
    return f"line{'s' * (len(lines) != 1)} {shown}{more}"


def style_of(state: ReviewState) -> str:
    return _STYLES[state]
