"""Pairs of programs for one task: in the insecure one something is found, in the secure one nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

import shipped_rules as shipped
from answerable.detect.semgrep.detector import SemgrepDetector
from answerable.detect.semgrep.rules import load_rules
from answerable.text.snapshot import Snapshot

PAIRS = Path(__file__).resolve().parents[1] / "fixtures" / "programs" / "pairs"
PACKS = {"go": ("code/go",), "javascript": ("code/javascript", "code/typescript", "llm/javascript")}

pytestmark = pytest.mark.engine


@pytest.mark.parametrize("language", PACKS)
def test_pairs_are_told_apart(language: str) -> None:
    files = sorted(path for path in (PAIRS / language).rglob("*") if path.is_file())
    assert len(files) >= 60
    detector = SemgrepDetector(load_rules([shipped.RULES / pack for pack in PACKS[language]]))
    try:
        reports = detector.scan_files([(path, Snapshot.of(path.read_text("utf-8"), str(path))) for path in files])
    finally:
        detector.stop()
    assert [path for path in files if reports[path].skipped] == []
    found = {path: sorted(finding.rule for finding in reports[path].findings) for path in files}
    assert {path.parent.name for path in files if path.stem == "insecure" and not found[path]} == set()
    assert {path.parent.name: rules for path, rules in found.items() if path.stem == "secure" and rules} == {}
