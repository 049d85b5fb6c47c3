"""Whole programs: careless ones, in which each mistake is found where it is, and safe ones, in which nothing is."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

import shipped_rules as shipped
from answerable.detect.detector import Cancel
from answerable.detect.semgrep.detector import SemgrepDetector
from answerable.detect.semgrep.rules import load_rules
from answerable.text.snapshot import Snapshot

PROGRAMS = Path(__file__).resolve().parents[1] / "fixtures" / "programs"
_FINDS = re.compile(r"# finds: (?P<ids>[\w.-]+(?:, [\w.-]+)*)$")

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def detector() -> SemgrepDetector:
    rules = load_rules([shipped.RULES / "code" / "python", shipped.RULES / "llm" / "python"])
    assert rules.problems == ()
    return SemgrepDetector(rules)


def found(detector: SemgrepDetector, text: str) -> dict[int, set[str]]:
    """The rules that fire, by line from 1."""
    snapshot = Snapshot.of(text, "program.py")
    report = detector.scan(snapshot, Cancel())
    assert report.skipped == ()
    lines = defaultdict(set)
    for finding in report.findings:
        lines[snapshot.lines.line_at(finding.span.start) + 1].add(finding.rule)
    return dict(lines)


def promised(text: str) -> dict[int, set[str]]:
    """What the comments of a program say must be found, by line from 1."""
    lines = {}
    for number, line in enumerate(text.split("\n"), 1):
        match = _FINDS.search(line)
        if match:
            lines[number] = set(match["ids"].split(", "))
    return lines


@pytest.mark.parametrize("name", ["careless_model", "careless_services", "careless_web"])
def test_each_mistake_is_found_where_it_is(detector: SemgrepDetector, name: str) -> None:
    text = (PROGRAMS / f"{name}.py").read_text(encoding="utf-8")
    assert len(promised(text)) >= 20
    assert found(detector, text) == promised(text)


@pytest.mark.parametrize("name", ["safe_services", "safe_web"])
def test_what_is_safe_is_let_be(detector: SemgrepDetector, name: str) -> None:
    text = (PROGRAMS / f"{name}.py").read_text(encoding="utf-8")
    assert text.count("\ndef ") + text.count("\nasync def ") >= 20
    assert found(detector, text) == {}
