"""Strings in, strings out: rules as YAML, what was flagged as text, an engine that is real or pretends to be."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from answerable.detect.detector import Cancel
from answerable.detect.semgrep import binary
from answerable.detect.semgrep.detector import SemgrepDetector
from answerable.detect.semgrep.engine import Engine
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.rule import RuleSet
from answerable.detect.semgrep.rules import load_rules
from answerable.findings.model import Finding, Report
from answerable.text.snapshot import Snapshot

HERE = Path(__file__).parent

MakeRules = Callable[..., RuleSet]
MakeDetector = Callable[..., SemgrepDetector]
Scan = Callable[..., list[str]]


def told(snapshot: Snapshot, findings: Sequence[Finding]) -> list[str]:
    """Each finding as ``line:column rule 'text'``, from 1, columns in code points."""
    out = []
    for finding in findings:
        line = snapshot.lines.line_at(finding.span.start)
        column = finding.span.start - snapshot.lines.span(line).start
        text = snapshot.text[finding.span.start : finding.span.end]
        out.append(f"{line + 1}:{column + 1} {finding.rule} {text!r}")
    return out


@pytest.fixture(scope="session")
def engine_path() -> Path:
    """The engine's binary; tests that need it are skipped where there is none."""
    found = binary.find()
    if found is None:
        pytest.skip("the semgrep engine is not installed")
    return found


@pytest.fixture(scope="session")
def sample_rules(engine_path: Path) -> RuleSet:
    """The rules of ``tests/detect/semgrep/rules``."""
    return load_rules([HERE / "rules"])


@pytest.fixture
def make_rules(tmp_path: Path) -> MakeRules:
    """Rules from the YAML of a ``rules.yaml``; the engine is not asked about them unless the test says so."""

    def make(yaml: str, *, ask_engine: bool = False) -> RuleSet:
        path = tmp_path / "rules.yaml"
        path.write_text(textwrap.dedent(yaml), "utf-8")
        return load_rules([path], ask_engine=ask_engine)

    return make


@pytest.fixture
def make_detector() -> Iterator[MakeDetector]:
    """Detectors that are stopped when the test ends."""
    made: list[SemgrepDetector] = []

    def make(rules: RuleSet, *, engine: Engine | None = None, limits: Limits | None = None) -> SemgrepDetector:
        detector = SemgrepDetector(rules, engine=engine, limits=limits)
        made.append(detector)
        return detector

    yield make
    for detector in made:
        detector.stop()


@pytest.fixture(scope="session")
def sample_detector(sample_rules: RuleSet) -> Iterator[SemgrepDetector]:
    """One detector with the sample rules for all tests that only scan."""
    detector = SemgrepDetector(sample_rules)
    yield detector
    detector.stop()


@pytest.fixture
def scan(make_rules: MakeRules, make_detector: MakeDetector, engine_path: Path) -> Scan:
    """What a rule set, as YAML, finds in a text, by the real engine."""

    def scan(yaml: str, text: str, path: str = "a.py") -> list[str]:
        detector = make_detector(make_rules(yaml), limits=Limits(standbys=0))
        snapshot = Snapshot.of(text, path)
        report: Report = detector.scan(snapshot, Cancel())
        assert report.skipped == ()
        return told(snapshot, report.findings)

    return scan


@pytest.fixture
def fake_engine(tmp_path: Path) -> Callable[[str], Path]:
    """An executable that stands in for the engine: a body in Python with ``arguments``, ``targets``, ``answer``."""

    def make(body: str) -> Path:
        path = tmp_path / "semgrep-core"
        path.write_text(
            f"#!{sys.executable} -IS\n"
            + textwrap.dedent(
                """
                import json, os, sys, time
                arguments = dict(zip(sys.argv[1:], sys.argv[2:]))
                targets = []
                if "-targets" in arguments:
                    with open(arguments["-targets"]) as file:
                        targets = [entry[1]["path"]["fpath"] for entry in json.load(file)[1]]
                def answer(results=(), errors=(), scanned=None):
                    paths = {"scanned": targets if scanned is None else scanned}
                    said = {"version": "0", "results": list(results), "errors": list(errors), "paths": paths}
                    print(json.dumps(said))
                """
            )
            + textwrap.dedent(body),
            "utf-8",
        )
        path.chmod(0o755)
        return path

    return make
