"""What a rule is once it is read: data for the engine, data for a finding, and where it was written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from answerable.detect.semgrep.analyzers import ANY_TEXT
from answerable.detect.semgrep.rule_metadata import Metadata
from answerable.findings.model import Severity
from answerable.findings.problems import Problem

_WHOLE_FILE = re.compile(r"(?:\(\?[a-z]+\))?\\A.*\\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """One Semgrep rule."""

    id: str
    """As its file says it, without a path before it."""
    analyzers: tuple[str, ...]
    """Its ``languages:`` by the engine's own names: ``python``, ``typescript``, ``regex`` …"""
    severity: Severity
    message: str
    """Before the engine fills in metavariables."""
    source: Path
    line: int
    """Of its first key in `source`, from 1."""
    raw: Mapping[str, Any] = field(repr=False)
    """As its file says it."""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    """Globs of ``paths:`` (see `paths`)."""
    about: Metadata = field(default_factory=Metadata)

    @property
    def textual(self) -> bool:
        """Whether it may match text as such, so that a match need not be a piece of syntax."""
        return not set(self.analyzers).isdisjoint(ANY_TEXT) or _matches_text(self.raw)

    def for_engine(self) -> dict[str, Any]:
        """What the engine needs to know: not the metadata, which it would repeat with every match."""
        return {key: value for key, value in self.raw.items() if key not in ("metadata", "paths")}


def _matches_text(value: Any) -> bool:
    """Whether a ``pattern-regex`` may say where a match is. One over the whole file only says which files are meant."""
    if isinstance(value, Mapping):
        regex = value.get("pattern-regex")
        if isinstance(regex, str) and not _WHOLE_FILE.fullmatch(regex):
            return True
        return any(_matches_text(item) for item in value.values())
    return isinstance(value, list) and any(_matches_text(item) for item in value)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules that work, and what is wrong with those that do not."""

    rules: tuple[Rule, ...] = ()
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    """SHA-256 (hex) over the rules that work: the same rules in the same order have the same digest."""
