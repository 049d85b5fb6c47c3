"""Composite rules of a team's table, from the file to what is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from answerable.detect.detector import Cancel
from answerable.detect.secrets.detector import SecretsDetector
from answerable.text.snapshot import Snapshot

TABLE = """
[[rules]]
id = "pair"
regex = "pair_[a-z]{{6}}"
[[rules.required]]
id = "other-half"
{limits}

[[rules]]
id = "other-half"
regex = "half_[a-z]{{6}}"
skipReport = true
"""


@pytest.mark.parametrize(
    ("limits", "text", "expected"),
    [
        ("", "pair_abcdef", []),
        ("", "half_abcdef", []),
        ("", "pair_abcdef\n\n\n\nhalf_abcdef", ["pair_abcdef"]),
        ("withinLines = 1", "pair_abcdef\nhalf_abcdef", ["pair_abcdef"]),
        ("withinLines = 1", "pair_abcdef\n\nhalf_abcdef", []),
        ("withinLines = 0", "half_abcdef pair_abcdef", ["pair_abcdef"]),
        ("withinColumns = 12", "half_abcdef pair_abcdef", ["pair_abcdef"]),
        ("withinColumns = 3", "half_abcdef pair_abcdef", []),
    ],
)
def test_a_composite_rule_needs_its_companion_near(limits: str, text: str, expected: list[str], tmp_path: Path) -> None:
    table = tmp_path / "gitleaks.toml"
    table.write_text(TABLE.format(limits=limits), "utf-8")
    detector = SecretsDetector.load([table])
    assert detector.problems == ()
    findings = detector.scan(Snapshot.of(text, "a.txt"), Cancel()).findings
    assert [text[one.span.start : one.span.end] for one in findings] == expected
