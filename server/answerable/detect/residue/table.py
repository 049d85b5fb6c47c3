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
from typing import Any

from answerable.detect import cards
from answerable.detect.cards import Rule

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


@cache
def shipped() -> tuple[Rule[Where], ...]:
    """The rules that come with Answerable, by id."""
    return cards.shipped("residue", where_of)


def where_of(raw: Mapping[str, Any]) -> Where:
    """An entry of `where` in a table. Raises `ValueError` and its kin for what it cannot be."""
    unknown = set(raw) - {"in", "matches", "check", "unless"}
    if unknown or ("check" in raw) == ("matches" in raw) or raw.get("in", "line") not in PARTS:
        raise ValueError(f"where: {raw}")
    return Where(
        part=raw.get("in", "line"),
        matches=re.compile(raw["matches"]) if "matches" in raw else None,
        check=raw.get("check", ""),
        unless=re.compile(raw["unless"]) if "unless" in raw else None,
    )
