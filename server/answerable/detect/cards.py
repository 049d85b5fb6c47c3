"""What a rule of our own tables tells a person, and the tables it is read from (``rules/*/*.toml``).

A table has one `[common]` part and `[[rules]]`, each with `id`, `severity`, `message`, `where` (what it looks for: its
detector knows) and `[rules.metadata]`, which has the keys of our rules for Semgrep; what `[common]` says holds for all.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from answerable.findings.model import Confidence, Control, Finding, Fix, Lesson, Severity
from answerable.policy.builtin import rules_root
from answerable.text.spans import Span

Where = TypeVar("Where")


class TableError(Exception):
    """A table of ours does not hold together: a defect, found by the first test that loads it."""


@dataclass(frozen=True, slots=True)
class Card:
    """The part of a rule's findings that is the same for all of them."""

    id: str
    severity: Severity
    message: str
    confidence: Confidence
    cwe: tuple[str, ...]
    owasp: tuple[str, ...]
    controls: tuple[Control, ...]
    lesson: Lesson
    references: tuple[str, ...]
    impact: str
    """``high``, ``medium`` or ``low``."""
    since: str
    sensitive: bool
    source: Path
    raw: Mapping[str, Any]
    """As the table has it."""

    def finding(self, detector: str, span: Span, fix: Fix | None = None, message: str = "") -> Finding:
        """A finding of the rule; `message` in place of the rule's own."""
        return Finding(
            rule=self.id,
            detector=detector,
            span=span,
            severity=self.severity,
            message=message or self.message,
            confidence=self.confidence,
            cwe=self.cwe,
            owasp=self.owasp,
            controls=self.controls,
            lesson=self.lesson,
            references=self.references,
            fixes=(fix,) if fix is not None else (),
            sensitive=self.sensitive,
        )


@dataclass(frozen=True, slots=True)
class Rule(Generic[Where]):
    """One rule: what it tells, and what it looks for."""

    card: Card
    where: tuple[Where, ...]

    @property
    def id(self) -> str:
        return self.card.id


def shipped(folder: str, where: Callable[[Mapping[str, Any]], Where]) -> tuple[Rule[Where], ...]:
    """The rules of the tables in a folder of those that come with Answerable, by id. Raises `TableError`."""
    rules = [rule for path in sorted((rules_root() / folder).glob("*.toml")) for rule in read(path, where)]
    return tuple(sorted(rules, key=lambda rule: rule.id))


def read(path: Path, where: Callable[[Mapping[str, Any]], Where]) -> tuple[Rule[Where], ...]:
    """The rules of one table, each with what it looks for, as `where` makes it of an entry. Raises `TableError`."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        rules = [{**one, "metadata": {**raw["common"], **one["metadata"]}} for one in raw["rules"]]
        return tuple(Rule(_card(one, path), tuple(where(form) for form in one["where"])) for one in rules)
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise TableError(f"{path.name}: {type(error).__name__}: {error}") from error


def _card(raw: Mapping[str, Any], path: Path) -> Card:
    about = raw["metadata"]
    return Card(
        id=raw["id"],
        severity=Severity.parse(raw["severity"]),
        message=raw["message"],
        confidence=Confidence(about["confidence"].lower()),
        cwe=tuple(text.partition(":")[0] for text in about["cwe"]),
        owasp=tuple(about["owasp"]),
        controls=tuple(Control(*(one[key] for key in _CONTROL)) for one in about["controls"]),
        lesson=Lesson(*(about["lesson"][part] for part in ("why", "wrong", "right", "when"))),
        references=tuple(about["references"]),
        impact=about["impact"].lower(),
        since=about["since"],
        sensitive=bool(about.get("sensitive", False)),
        source=path,
        raw=raw,
    )


_CONTROL = ("framework", "edition", "id", "relation")
