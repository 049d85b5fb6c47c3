"""The types every detector, the policy and every output share."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Literal

from answerable.text.frozen import dataclass, field
from answerable.text.spans import Span


class Severity(IntEnum):
    """How bad; ordered, so that a threshold is a comparison."""

    HINT = 1
    INFO = 2
    WARNING = 3
    ERROR = 4

    @property
    def label(self) -> str:
        """The lower-case name used in policy files and every output."""
        return self.name.lower()

    @classmethod
    def parse(cls, label: str) -> Severity:
        """The severity with this label. Raises `ValueError` naming the ones there are."""
        try:
            return cls[label.upper()]
        except KeyError:
            known = ", ".join(level.label for level in cls)
            raise ValueError(f"unknown severity {label!r}; use one of {known}") from None


class Confidence(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Control:
    """A control of a framework that a rule supports; never a claim of compliance."""

    framework: str
    edition: str
    id: str
    relation: Literal["supports", "evidences"] = "supports"

    def __str__(self) -> str:
        return f"{self.framework} {self.edition} {self.id}"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a person learns from a finding: why it is wrong, the wrong form, the right form, when it is no mistake."""

    why: str
    wrong: str = ""
    right: str = ""
    when: str = ""
    """The tempting safe case, read after the words "No mistake": ``where the name is a constant.``"""


@dataclass(frozen=True, slots=True)
class Replacement:
    """Put `text` in place of what `span` covers."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A quick fix: a title for the menu and replacements that do not overlap."""

    title: str
    replacements: tuple[Replacement, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong at one place of one snapshot.

    A finding never holds a secret's value: not in `message`, not in `why`, not in `fingerprint`.
    """

    rule: str
    """Stable id, dotted, e.g. ``python.sql-injection`` or ``secrets.github-pat``."""
    detector: str
    """Name of the detector that made it: ``semgrep``, ``secrets``, ``hidden-text``, ``suppression`` …"""
    span: Span
    """Where, in code points of the snapshot's text."""
    severity: Severity
    message: str
    """One or two plain sentences: what is wrong and what to do."""
    confidence: Confidence = Confidence.MEDIUM
    cwe: tuple[str, ...] = ()
    """``CWE-89`` form."""
    owasp: tuple[str, ...] = ()
    controls: tuple[Control, ...] = ()
    lesson: Lesson | None = None
    why: tuple[str, ...] = ()
    """Why it fired here: the evidence, for the hover. Never a secret's value."""
    references: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    sensitive: bool = False
    """The text under `span` is itself a secret: it is masked wherever text is shown or digested."""
    fingerprint: str = ""
    """Filled in by `findings.fingerprint.with_fingerprints` once all findings of a file are known."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that could not be checked. It is listed, never passed over."""

    path: str
    reason: str
    detector: str = ""
    """Which detector gave up; empty when the file as a whole was not read."""
    failure: bool = True
    """True when an engine or a read failed (exit 3); False when a decision left it out (too large by policy …)."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one detector says of one snapshot."""

    findings: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = field(default=())
    secrets: tuple[Span, ...] = field(default=())
    """Where secrets stand that are no findings, because a team has accepted them: masked like the others."""
