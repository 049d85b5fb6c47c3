"""A block of code, where it came from, how sure that is, and who has answered for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from answerable.text.spans import Span


class Origin(StrEnum):
    """Where a block came from. The values are part of the ledger's format."""

    HUMAN = "human"
    """Typing was seen."""
    DECLARED_AI = "declared-ai"
    """The client, or an agent's hook, said so."""
    SUSPECTED_AI = "suspected-ai"
    """The way the text arrived says so. Never from content alone."""
    PASTED = "pasted"
    """From outside the workspace, of unknown origin."""
    TOOL = "tool"
    """A formatter, a rename, a snippet, a generator, a checkout."""
    UNKNOWN = "unknown"
    """A first-class answer: nothing was seen that tells."""

    @property
    def needs_review(self) -> bool:
        """Whether a person has to answer for such a block."""
        return self in (Origin.DECLARED_AI, Origin.SUSPECTED_AI, Origin.PASTED)


class ReviewState(StrEnum):
    """What people have said of a block. The values are part of the ledger's format."""

    UNREVIEWED = "unreviewed"
    REVIEWED = "reviewed"
    REJECTED = "rejected"
    RESIDUAL = "residual"
    """Edited after its review."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for, or against, a verdict."""

    signal: str
    """The signal's name, such as `large-insert`."""
    weight: float
    """What it added to the log-odds (natural logarithm) of the text being an AI's; negative speaks against."""
    detail: str
    """A sentence for a person. Holds counts, times and names of tools; never a word of anybody's code."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a block came from, how sure that is, and why."""

    origin: Origin
    confidence: float
    """From 0 to 1: how sure the origin is."""
    evidence: tuple[Evidence, ...] = ()
    """The strongest first."""
    tool: str | None = None
    """The tool that was declared, such as `copilot` or `claude-code`."""
    model: str | None = None
    session: str | None = None
    """The agent's own id of its conversation."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text of one origin, at one moment."""

    id: str
    """128 random bits in hexadecimal, for life: through edits, moves, saves and commits."""
    span: Span
    """Code points of the snapshot it belongs to."""
    verdict: Verdict
    opened: datetime
    """When it was first reported; UTC."""
    state: ReviewState = ReviewState.UNREVIEWED
    changed: tuple[int, ...] = ()
    """Of a residual block: its lines, from 1, that are not as they were when it was reviewed."""
