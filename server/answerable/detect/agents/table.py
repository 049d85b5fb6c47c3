"""The tables of rules for agents' configuration: ``rules/agents/*.toml``.

```toml
[[rules]]
id = "agents.approval-off"
severity = "warning"                      # hint, info, warning, error
message = "…"
[[rules.where]]
at = ["**", "approval_policy"]            # keys from the root; `*` any one, `**` any number, `~…` a regular expression,
                                          # of which `~this|that` is the simplest
is = ["never"]                            # values; or `matches`, a regular expression for a text; or `check`
files = '(?i)\\.codex/'                    # only in files whose path this finds
fix = '"on-request"'                      # what to write in place of the value, quotes and all
[rules.metadata]                          # as in our rules for Semgrep; what a table's `[common]` says need not be said
```

A `check` is a function of `checks` for what no pattern can say: it is handed the value at `at` and yields what is wrong
inside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from answerable.detect import cards
from answerable.detect.agents.checks import CHECKS
from answerable.detect.agents.node import Place
from answerable.detect.cards import Rule

Key = str | re.Pattern[str] | frozenset[str]
"""One part of a way to a value: a key, ``*``, ``**``, a pattern, or some keys."""

_SOME = re.compile(r"[\w.-]+(?:\|[\w.-]+)*")


@dataclass(frozen=True, slots=True)
class Where:
    """One form of what a rule looks for."""

    at: tuple[Key, ...]
    values: tuple[str | bool, ...] = ()
    matches: re.Pattern[str] | None = None
    check: str = ""
    files: re.Pattern[str] | None = None
    fix: str = ""

    def holds(self, place: Place) -> bool:
        """Whether the place is one of those meant, as far as a pattern can tell."""
        value = place.node.value
        # A value is compared sooner than a way to it.
        if self.values and not any(type(value) is type(one) and value == one for one in self.values):
            return False
        if self.matches is not None and not (isinstance(value, str) and self.matches.search(value)):
            return False
        return _fits(self.at, place.path)

    @property
    def anchors(self) -> tuple[tuple[int, str], ...]:
        """How far from the end of a path a key stands that has to be there, and which ones it may be; () where no key
        is certain. Whoever has many places to look at asks by it first.
        """
        for distance, part in enumerate(reversed(self.at), 1):
            if part == "**":
                break
            if isinstance(part, frozenset):
                return tuple((distance, key) for key in sorted(part))
            if isinstance(part, str) and part != "*":
                return ((distance, part),)
        return ()


@cache
def shipped() -> tuple[Rule[Where], ...]:
    """The rules that come with Answerable, by id."""
    return cards.shipped("agents", where_of)


def where_of(raw: Mapping[str, Any]) -> Where:
    """An entry of `where` in a table. Raises `ValueError` and its kin for what it cannot be."""
    unknown = set(raw) - {"at", "is", "matches", "check", "files", "fix"}
    if unknown or raw.get("check", "") not in {"", *CHECKS}:
        raise ValueError(f"where: {sorted(unknown) or raw['check']} is not known")
    return Where(
        at=tuple(_key(part) for part in raw["at"]),
        values=tuple(raw.get("is", ())),
        matches=re.compile(raw["matches"]) if "matches" in raw else None,
        check=raw.get("check", ""),
        files=re.compile(raw["files"]) if "files" in raw else None,
        fix=raw.get("fix", ""),
    )


def _key(part: str) -> Key:
    if not part.startswith("~"):
        return part
    return frozenset(part[1:].split("|")) if _SOME.fullmatch(part[1:]) else re.compile(part[1:])


def _fits(at: Sequence[Key], path: Sequence[str]) -> bool:
    """Whether the keys of a path are those of a pattern."""
    if "**" not in at:
        return len(at) == len(path) and all(map(_same, at, path))
    if at[0] == "**" and "**" not in at[1:]:
        # Nearly all of them: what counts is how the path ends.
        rest = at[1:]
        return len(rest) <= len(path) and all(map(_same, rest, path[len(path) - len(rest) :]))
    if at[0] == "**":
        return any(_fits(at[1:], path[number:]) for number in range(len(path) + 1))
    return bool(path) and _same(at[0], path[0]) and _fits(at[1:], path[1:])


def _same(part: Key, key: str) -> bool:
    if isinstance(part, str):
        return part in ("*", key)
    return key in part if isinstance(part, frozenset) else part.fullmatch(key) is not None
