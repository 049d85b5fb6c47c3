"""What the guard says of a text: findings with a decision each, and one decision for the whole."""

from __future__ import annotations

from enum import StrEnum

from answerable.findings.decision import Decision
from answerable.findings.model import Severity, Skipped
from answerable.text.frozen import dataclass
from answerable.text.spans import Span

INJECTED = "INJECTED_INSTRUCTION"
"""The label of a sentence that gives a model orders."""


class Kind(StrEnum):
    """Why something should not leave, the gravest first."""

    SECRET = "secret"
    CONFIDENTIAL = "confidential"
    PII = "pii"
    HIDDEN = "hidden"
    PERMISSION = "permission"
    """Nothing that leaves: what an agent is about to allow itself."""

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return _ORDER.index(self)


_ORDER = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing at one place. Never holds the value."""

    rule: str
    """Stable id, dotted: ``secrets.aws-access-key``, ``pii.email``, ``guard.term``, ``hidden-text.tags``."""
    kind: Kind
    label: str
    """What its placeholder is called: ``EMAIL`` for ``<EMAIL_1>``."""
    span: Span
    """Exactly the value, in code points of the text."""
    severity: Severity
    message: str
    """What it is and what to do, in a sentence or two."""
    sample: bool = False
    """A value set aside for documentation and tests."""
    removed: bool = False
    """A redaction takes it out and puts nothing in its place: what nobody sees needs no placeholder."""
    why: tuple[str, ...] = ()
    """The evidence, in words."""
    disguised: bool = False
    """It is encoded or broken in two, and was read in another view of the text."""
    decision: Decision = Decision.ALLOW

    @property
    def restorable(self) -> bool:
        """Whether a session keeps the value, so that it can be put back into an answer. Never a secret."""
        return self.kind in (Kind.PII, Kind.CONFIDENTIAL) and not self.removed


@dataclass(frozen=True, slots=True)
class Check:
    """The answer for one text."""

    decision: Decision
    """The strictest of the findings' decisions."""
    findings: tuple[Found, ...] = ()
    """By position; two may overlap in part, none lies inside another."""
    skipped: tuple[Skipped, ...] = ()
    """What could not be checked. With one that is a failure, a clean answer is no answer."""

    @property
    def complete(self) -> bool:
        """Whether all that was to be looked for was looked for."""
        return not any(skipped.failure for skipped in self.skipped)
