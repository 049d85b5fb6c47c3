"""Semgrep rules as data: read from YAML files, checked, with what a finding needs beside what the engine needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answerable.findings.model import Confidence, Control, Lesson, Severity
from answerable.findings.problems import Problem


@dataclass(frozen=True, slots=True)
class Rule:
    """One Semgrep rule."""

    id: str
    """As its file says it, without a path before it."""
    languages: tuple[str, ...]
    """The engine's names (analyzers), aliases resolved: ``python``, ``typescript``, ``regex`` …"""
    severity: Severity
    message: str
    """Before the engine fills in metavariables."""
    source: Path
    line: int
    """Of the rule's first key in `source`, from 1."""
    raw: Mapping[str, Any]
    """As the engine gets it."""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    """Globs of ``paths:``."""
    confidence: Confidence = Confidence.MEDIUM
    cwe: tuple[str, ...] = ()
    owasp: tuple[str, ...] = ()
    controls: tuple[Control, ...] = ()
    lesson: Lesson | None = None
    references: tuple[str, ...] = ()
    sensitive: bool = False
    """What it matches may hold a secret's value: literals are masked wherever the match is told."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules that work, and what is wrong with those that do not."""

    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...]
    digest: str
    """SHA-256 (hex) over the rules that work: the same rules in the same order have the same digest."""


def load_rules(paths: Iterable[Path], *, cache: Path | None = None) -> RuleSet:
    """All rules in these files and directories; never raises, what is wrong with a rule is a problem of the set.

    `cache` is a directory for what the engine said of the rules; None means the user's cache directory.
    """
    raise NotImplementedError
