"""What one scan said, as every form of output takes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from answerable.files.names import display
from answerable.findings.discretion import discreet, values_at
from answerable.findings.model import Finding, Severity, Skipped
from answerable.findings.problems import Problem
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that somebody excused."""

    finding: Finding
    reason: str
    in_source: bool = True
    """By a comment beside the code; False where the policy holds the excuse."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file with something to say about it."""

    snapshot: Snapshot
    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    secrets: tuple[Span, ...] = ()
    """Where the text must not be shown: wherever a secret's value stands, found there or not."""
    values: frozenset[str] = field(default=frozenset(), repr=False)
    """The values themselves. Never to be written anywhere."""

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        findings: Iterable[Finding],
        suppressed: Iterable[Suppressed] = (),
        secrets: Iterable[Span] = (),
    ) -> Document:
        """A document with its findings; `secrets` is where others stand, whose findings were dropped.

        A value that was found once is hidden in the whole text: a second copy may stand where no rule looks, and
        still in an excerpt of something else.
        """
        found, excused = tuple(findings), tuple(suppressed)
        every = (*found, *(each.finding for each in excused))
        spans = {*secrets, *(finding.span for finding in every if finding.sensitive)}
        values = values_at(snapshot.text, spans)
        for value in values:
            spans.update(_occurrences(snapshot.text, value))
        return cls(snapshot, found, excused, tuple(sorted(spans)), values)

    def discreet(self, text: str) -> str:
        """The text, a message perhaps, with the values of this document's secrets masked in it."""
        return discreet(text, self.values)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One scan. Paths of documents and of what was skipped are relative to the root, ``/`` between the parts."""

    root: Path
    shown: Mapping[str, str]
    """How the person who started the scan would name such a path; `name` is the way to ask."""
    documents: tuple[Document, ...]
    """In order of their path."""
    skipped: tuple[Skipped, ...]
    """All that was not checked, failures and decisions alike."""
    problems: tuple[Problem, ...]
    """What is wrong with the policy, the rules and the tables; the scan went on without it."""
    files: int
    """How many were checked, at least in part."""
    lines: int
    rules: int
    """How many were in force."""
    threshold: Severity
    begun: datetime
    ended: datetime
    """Both with a time zone."""
    seconds: float
    """Between the two, by a clock that is never set back."""

    def name(self, path: str) -> str:
        """A path as the person would name it; safe to print."""
        return self.shown.get(path) or display(path)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for document in self.documents for finding in document.findings)

    @property
    def failures(self) -> tuple[Skipped, ...]:
        """What should have been checked and could not be."""
        return tuple(skip for skip in self.skipped if skip.failure)

    @property
    def exit_code(self) -> int:
        """The greatest that holds: 3 something could not be checked, 2 the configuration is broken, 1 findings, 0 none.

        So a scan that found something and could not look everywhere says the worse of the two.
        """
        if self.failures:
            return 3
        if self.problems:
            return 2
        return int(any(finding.severity >= self.threshold for finding in self.findings))


def _occurrences(text: str, value: str) -> Iterator[Span]:
    at = text.find(value)
    while at >= 0:
        yield Span(at, at + len(value))
        at = text.find(value, at + len(value))
