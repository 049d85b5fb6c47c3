"""Short programs with one weakness each, and their safe forms: how many are found, and how many flagged for nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import shipped_rules as shipped
from answerable.detect.semgrep.detector import SemgrepDetector
from answerable.detect.semgrep.rules import load_rules
from answerable.text.snapshot import Snapshot

PROGRAMS = Path(__file__).resolve().parents[1] / "fixtures" / "programs"
_PROGRAM = re.compile(r"^### (?P<cwe>\d+) (?P<kind>bad|good)\n(?P<text>.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)

pytestmark = pytest.mark.engine


@pytest.mark.parametrize("name", ["weaknesses", "more_weaknesses"])
def test_most_weaknesses_are_found_and_safe_forms_let_be(name: str, tmp_path: Path) -> None:
    programs = list(_PROGRAM.finditer((PROGRAMS / f"{name}.txt").read_text(encoding="utf-8")))
    assert len(programs) >= 80
    files = []
    for number, program in enumerate(programs):
        path = tmp_path / f"{number:03}.py"
        path.write_text(program["text"], encoding="utf-8")
        files.append((path, Snapshot.of(program["text"], path.name)))
    detector = SemgrepDetector(load_rules([shipped.RULES / "code" / "python", shipped.RULES / "llm" / "python"]))
    try:
        reports = detector.scan_files(files)
    finally:
        detector.stop()
    cwes = [{cwe for finding in reports[path].findings for cwe in finding.cwe} for path, _ in files]
    bad = [(program["cwe"], found) for program, found in zip(programs, cwes, strict=True) if program["kind"] == "bad"]
    good = [found for program, found in zip(programs, cwes, strict=True) if program["kind"] == "good"]
    assert sum(bool(found) for _, found in bad) >= 0.85 * len(bad)
    assert sum(f"CWE-{cwe}" in found for cwe, found in bad) >= 0.8 * len(bad)
    assert sum(bool(found) for found in good) <= 0.05 * len(good)
