"""What a recogniser says: a kind, a place, how sure, and whether the value is one that is set aside for examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from answerable.detect.pii.subject import Subject
from answerable.findings.model import Confidence, Severity
from answerable.text.frozen import dataclass
from answerable.text.spans import Span


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of personal data."""

    rule: str
    """Stable id, dotted: ``pii.email``."""
    label: str
    """What its placeholders are called: ``EMAIL`` for ``<EMAIL_1>``."""
    title: str
    """What a person calls it, in the middle of a sentence."""
    severity: Severity = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Hit:
    """One value at one place."""

    kind: Kind
    span: Span
    """Exactly the value, in code points."""
    confidence: Confidence
    sample: bool = False
    """It is set aside for documentation and tests, or printed in so many manuals that it is nobody's."""
    evidence: tuple[str, ...] = ()
    """Why, in words, never with the value."""


class Recogniser(Protocol):
    """Finds the values of one kind, or of a few that look alike. Pure; called from any thread."""

    def __call__(self, subject: Subject) -> Iterator[Hit]: ...
