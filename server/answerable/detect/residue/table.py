"""The tables of rules for what is left in code: ``rules/residue/*.toml`` (see `detect.cards`).

An entry of `where` says in which part of a program (`comment`, `text`: a string, or `line`: a line of code) a pattern
is looked for, or names a `check` of `checks` for what no pattern can say. A pattern's group `at` is what is flagged.
`unless` is a pattern for paths in which nothing is meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from answerable.detect import cards
from answerable.detect.cards import Card
from answerable.policy.builtin import rules_root

PARTS = ("comment", "text", "line")


@dataclass(frozen=True, slots=True)
class Where:
    """One form of what a rule looks for."""

    part: str
    matches: re.Pattern[str] | None
    check: str
    unless: re.Pattern[str] | None

    def silent(self, path: str) -> bool:
        """Whether nothing is meant in a file of this path."""
        return self.unless is not None and self.unless.search(path) is not None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it tells, and what it looks for."""

    card: Card
    where: tuple[Where, ...]

    @property
    def id(self) -> str:
        return self.card.id


@cache
def shipped() -> tuple[Rule, ...]:
    """The rules that come with Answerable, by id."""
    rules = [rule for path in sorted((rules_root() / "residue").glob("*.toml")) for rule in read(path)]
    return tuple(sorted(rules, key=lambda rule: rule.id))


def read(path: Path) -> tuple[Rule, ...]:
    """The rules of one table. Raises `TableError`."""
    return tuple(Rule(card, where) for card, where in cards.read(path, _where))


def _where(raw: Mapping[str, Any]) -> Where:
    unknown = set(raw) - {"in", "matches", "check", "unless"}
    if unknown or ("check" in raw) == ("matches" in raw) or raw.get("in", "line") not in PARTS:
        raise ValueError(f"where: {raw}")
    return Where(
        part=raw.get("in", "line"),
        matches=re.compile(raw["matches"]) if "matches" in raw else None,
        check=raw.get("check", ""),
        unless=re.compile(raw["unless"]) if "unless" in raw else None,
    )
