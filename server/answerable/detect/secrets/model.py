"""What the passes are told (`Table`, `Rule`) and what they say (`Candidate`)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from answerable.findings.model import Confidence, Severity
from answerable.findings.problems import Problem
from answerable.text.frozen import dataclass, replace
from answerable.text.spans import Span


@dataclass(frozen=True, slots=True)
class Allowlist:
    """What a table lets pass, in gitleaks' terms; an empty field asks nothing."""

    paths: tuple[str, ...] = ()
    """RE2, searched in the document's path."""
    regexes: tuple[str, ...] = ()
    """RE2, searched in what `target` names."""
    stopwords: tuple[str, ...] = ()
    """Lower case; a secret that holds one passes."""
    target: str = "secret"
    """``secret``, ``match`` or ``line``."""
    every: bool = False
    """Whether all that is asked must hold (``condition = "AND"``) instead of any."""
    rules: tuple[str, ...] = ()
    """The rules it is for (``targetRules``); empty for all."""


@dataclass(frozen=True, slots=True)
class Companion:
    """Another rule that must match near a rule's match for it to count (gitleaks' ``[[rules.required]]``)."""

    rule: str
    lines: int | None = None
    """At most so many lines above or below; None for anywhere in the text."""
    columns: int | None = None
    """At most so many code points to the left or right in its line; None for anywhere."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One format of secret."""

    id: str
    description: str
    pattern: str
    """RE2 over the UTF-8 text; empty where a table only adds to a rule of a table before it."""
    keywords: tuple[str, ...] = ()
    """Lower case; the pattern is tried only where one of them occurs. None: always tried."""
    group: int = 0
    """The group that is the secret; 0 for the first group there is, or else the whole match, as in gitleaks."""
    entropy: float = 0.0
    """The secret's least Shannon entropy, in bits per character."""
    path: str = ""
    """RE2, searched in the document's path; empty for every document."""
    boundary: bool = False
    """The match must not continue a longer word on either side."""
    context: bool = False
    """The form is common and the vendor's name beside it is what tells."""
    samples: bool = False
    """Whether obvious samples are reported like anything else."""
    judge: str = ""
    """Also ask the generic pass whether the value could be such a thing: ``password`` …"""
    checksum: str = ""
    """Name of a check in `checksums.CHECKS`."""
    confidence: Confidence = Confidence.HIGH
    severity: Severity | None = None
    """None: from the confidence."""
    cwe: tuple[str, ...] = ("CWE-798",)
    tags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    allowlists: tuple[Allowlist, ...] = ()
    required: tuple[Companion, ...] = ()
    silent: bool = False
    """Only there as a companion of others (``skipReport``)."""
    source: str = ""
    """The table it is from, as its owner would open it; empty for our own."""
    line: int | None = None
    """Where in that table, from 1."""


class Rank(IntEnum):
    """How specific an answer is; the higher wins over what it overlaps."""

    LIBRARY = 1
    """detect-secrets."""
    NAME = 2
    """A telling name and a literal."""
    CONTEXT = 3
    """A common form beside a vendor's name, or in a place that says what it is: a URL, a command."""
    FORMAT = 4
    """A form that is one vendor's."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A secret that one pass saw; `merge` decides which one of several is reported."""

    rule: Rule
    span: Span
    """Exactly the secret, in code points."""
    rank: Rank
    confidence: Confidence
    evidence: tuple[str, ...]
    """Why, in words, never with the value."""
    verified: bool = False
    """Whether a checksum built into it was right."""


def moved(candidate: Candidate, by: int) -> Candidate:
    """The same candidate so many code points further on."""
    return replace(candidate, span=Span(candidate.span.start + by, candidate.span.end + by))


@dataclass(frozen=True, slots=True)
class Table:
    """The rules of one file, or of several joined."""

    rules: Sequence[Rule] = ()
    allowlists: tuple[Allowlist, ...] = ()
    """For the whole file, not one rule."""
    disabled: frozenset[str] = frozenset()
    """Ids of rules of other tables that this one turns off (``[extend] disabledRules``)."""
    extends: tuple[str, ...] = ()
    """Another table it builds on, as written (``[extend] path``)."""
    problems: tuple[Problem, ...] = ()
