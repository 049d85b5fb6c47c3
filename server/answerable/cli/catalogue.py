"""Every rule there is, whichever detector it belongs to, in one form for lists, pages and counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from answerable.detect.agents import table as agents
from answerable.detect.cards import Card
from answerable.detect.hidden_text.cards import CARDS
from answerable.detect.packages import table as packages
from answerable.detect.residue import table as residue
from answerable.detect.secrets import wording
from answerable.detect.secrets.detector import all_rules
from answerable.detect.secrets.loading import load as load_tables
from answerable.detect.secrets.model import Rule as Format
from answerable.detect.semgrep.rule import Rule
from answerable.detect.semgrep.rules import load_rules
from answerable.findings.model import Confidence, Control, Lesson, Severity
from answerable.guard import cards as guard
from answerable.policy.builtin import rules_root
from answerable.policy.suppressions import DETECTOR as SUPPRESSION
from answerable.policy.suppressions import RULES as SUPPRESSION_RULES
from answerable.session.workspace import Workspace

SECRETS = "secrets"
AGENTS = "agents"
RESIDUE = "residue"
PACKAGES = "packages"
GUARD = "guard"


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule."""

    id: str
    pack: str
    """What it is grouped under: ``code/python``, ``secrets``, ``hidden text``, ``suppressions``, or a directory."""
    detector: str
    severity: Severity | None
    """None where it depends on what is found."""
    about: str
    """What it finds, for a person."""
    confidence: Confidence = Confidence.MEDIUM
    languages: tuple[str, ...] = ()
    """The engine's names; empty where the language does not matter."""
    cwe: tuple[str, ...] = ()
    owasp: tuple[str, ...] = ()
    controls: tuple[Control, ...] = ()
    lesson: Lesson | None = None
    references: tuple[str, ...] = ()
    impact: str = ""
    """``high``, ``medium``, ``low``; empty where it is not told."""
    since: str = ""
    """The first version that had it; empty where it is not told."""
    source: Path | None = None
    """Where it is written; None where it is code."""
    line: int | None = None


def entries(workspace: Workspace) -> list[Entry]:
    """The rules in force in this workspace, by pack and id; those the policy disables are left out."""
    policy = workspace.policy
    every = [*_semgrep(workspace.rules.rules, workspace.root)] if policy.detectors.semgrep else []
    if policy.detectors.secrets:
        every += _secrets(policy.secrets.tables, second_pass=policy.secrets.second_pass)
    if policy.detectors.hidden_text:
        every += _hidden_text()
    if policy.detectors.agents:
        every += _of_tables(AGENTS, (rule.card for rule in agents.shipped()))
    if policy.detectors.residue:
        every += _of_tables(RESIDUE, (rule.card for rule in residue.shipped()))
    if policy.detectors.packages:
        every += _of_tables(PACKAGES, packages.shipped())
    every += _guard()
    every += _suppressions()
    wanted = [entry for entry in every if not policy.disabled(entry.id)]
    return sorted(wanted, key=lambda entry: (entry.pack, entry.id))


def shipped() -> list[Entry]:
    """The rules that come with Answerable, whatever any policy says."""
    packs = [path for path in sorted(rules_root().iterdir()) if path.is_dir()]
    every = [
        *_semgrep(load_rules(packs).rules, None),
        *_secrets((), second_pass=True),
        *_hidden_text(),
        *_of_tables(AGENTS, (rule.card for rule in agents.shipped())),
        *_of_tables(RESIDUE, (rule.card for rule in residue.shipped())),
        *_of_tables(PACKAGES, packages.shipped()),
        *_guard(),
        *_suppressions(),
    ]
    return sorted(every, key=lambda entry: (entry.pack, entry.id))


def _semgrep(rules: Iterable[Rule], root: Path | None) -> Iterator[Entry]:
    for rule in rules:
        about = rule.about
        yield Entry(
            id=rule.id,
            pack=_pack(rule.source, root),
            detector="semgrep",
            severity=rule.severity,
            about=" ".join(rule.message.split()),
            confidence=about.confidence,
            languages=rule.analyzers,
            cwe=about.cwe,
            owasp=about.owasp,
            controls=about.controls,
            lesson=about.lesson,
            references=about.references,
            impact=about.impact,
            since=about.since,
            source=rule.source,
            line=rule.line,
        )


def _pack(source: Path, root: Path | None) -> str:
    for base in (rules_root(), root):
        if base is not None and source.is_relative_to(base):
            return source.parent.relative_to(base).as_posix()
    return source.parent.as_posix()


def _secrets(tables: Iterable[Path], *, second_pass: bool) -> Iterator[Entry]:
    for rule in all_rules(load_tables(tables), second_pass=second_pass):
        yield _format(rule)


def _format(rule: Format) -> Entry:
    return Entry(
        id=f"secrets.{rule.id}",
        pack=SECRETS,
        detector=wording.DETECTOR,
        severity=rule.severity or _severity(rule.confidence),
        about=rule.description,
        confidence=rule.confidence,
        cwe=rule.cwe,
        owasp=wording.OWASP,
        controls=wording.CONTROLS,
        lesson=wording.LESSON,
        references=rule.references,
        source=Path(rule.source) if rule.source else None,
        line=rule.line,
    )


def _severity(confidence: Confidence) -> Severity:
    """As a finding of this confidence has it, where the rule itself says nothing."""
    return Severity.ERROR if confidence is Confidence.HIGH else Severity.WARNING


def _hidden_text() -> Iterator[Entry]:
    for card in CARDS:
        yield Entry(
            id=card.rule,
            pack="hidden text",
            detector="hidden-text",
            severity=None,
            about=f"{card.title}.",
            cwe=card.cwe,
            owasp=card.owasp,
            controls=card.controls,
            lesson=card.lesson,
            references=card.references,
        )


def _of_tables(pack: str, cards: Iterable[Card]) -> Iterator[Entry]:
    for card in cards:
        yield Entry(
            id=card.id,
            pack=pack,
            detector=pack,
            severity=card.severity,
            about=card.message,
            confidence=card.confidence,
            cwe=card.cwe,
            owasp=card.owasp,
            controls=card.controls,
            lesson=card.lesson,
            references=card.references,
            impact=card.impact,
            since=card.since,
            source=card.source,
        )


def _guard() -> Iterator[Entry]:
    for card in guard.cards():
        yield Entry(
            id=card.rule,
            pack=GUARD,
            detector="guard",
            severity=card.severity,
            about=card.about,
            cwe=guard.CWE[card.kind],
            controls=guard.CONTROLS[card.kind],
            lesson=guard.LESSONS[card.kind],
        )


def _suppressions() -> Iterator[Entry]:
    for rule, (severity, about) in SUPPRESSION_RULES.items():
        yield Entry(rule, "suppressions", SUPPRESSION, severity, about, Confidence.HIGH)
