"""What is looked for in one trade: tables of rules as data, under ``rules/guard``, for those who ask for them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache

from answerable.detect.pii.dates import DATE
from answerable.detect.pii.subject import Subject
from answerable.findings.decision import Decision
from answerable.findings.model import Severity
from answerable.guard.model import Found, Kind
from answerable.policy.builtin import rules_root
from answerable.text.frozen import dataclass

NAMES = ("health", "finance")
"""The packs there are."""


@dataclass(frozen=True, slots=True)
class PackRule:
    """One rule of a pack."""

    id: str
    label: str
    title: str
    kind: Kind
    severity: Severity
    pattern: str
    """RE2; the first group there is, or all of it, is the value."""
    decision: Decision | None
    """What is done about it where the policy names no decision for the rule; None: what is done about its kind."""
    positive: tuple[str, ...]
    """Texts in which «…» marks what it finds."""
    negative: tuple[str, ...]


@cache
def load(name: str) -> tuple[PackRule, ...]:
    """The rules of the pack of this name. Raises `FileNotFoundError` where the installation is broken."""
    data = tomllib.loads((rules_root() / "guard" / f"{name}.toml").read_text(encoding="utf-8"))
    return tuple(
        PackRule(
            row["id"],
            row["label"],
            row["title"],
            Kind(row["kind"]),
            Severity.parse(row.get("severity", "warning")),
            "(?i)" + row["regex"].replace("{date}", DATE),
            Decision(row["decision"]) if "decision" in row else None,
            tuple(row["positive"]),
            tuple(row["negative"]),
        )
        for row in data["rules"]
    )


def scan(subject: Subject, packs: Sequence[str]) -> Iterator[Found]:
    """What the rules of these packs find."""
    for rule in (rule for name in packs for rule in load(name)):
        for match in subject.matches(rule.pattern):
            group = 1 if match.re.groups and match.start(1) >= 0 else 0
            yield Found(
                rule=rule.id,
                kind=rule.kind,
                label=rule.label,
                span=subject.span(*match.span(group)),
                severity=rule.severity,
                message=f"{rule.title[0].upper()}{rule.title[1:]}. Leave it out, or send a placeholder in its place.",
                why=("the words around it say what it is",),
            )


def decisions(packs: Sequence[str]) -> dict[str, Decision]:
    """The decisions that these packs bring, by rule."""
    return {rule.id: rule.decision for name in packs for rule in load(name) if rule.decision is not None}
