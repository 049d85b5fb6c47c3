"""What each rule costs, as the engine tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from answerable.detect.detector import Cancel
from answerable.detect.semgrep.engine import Engine
from answerable.detect.semgrep.rules import load_rules
from answerable.detect.semgrep.timing import _read, timed

RULES = """\
rules:
- {id: t.one, languages: [python], severity: INFO, message: One., pattern: one(...)}
- {id: t.two, languages: [python], severity: INFO, message: Two., pattern: two(...)}
"""


@pytest.mark.engine
@pytest.mark.parametrize(("lines", "timed_rules"), [(300, {"t.one", "t.two"}), (20, set())])
def test_rules_with_long_enough_examples_are_timed(tmp_path: Path, lines: int, timed_rules: set[str]) -> None:
    (tmp_path / "t.yaml").write_text(RULES)
    (tmp_path / "t.py").write_text("one(1)\n" * lines)
    engine = Engine()
    try:
        times = timed(load_rules([tmp_path]), engine, Cancel())
    finally:
        engine.stop()
    assert set(times) == timed_rules
    assert all(0 <= seconds < 60 for seconds in times.values())


def test_times_are_told_text_by_text_in_the_order_of_their_paths() -> None:
    said = b"""..{"time": {"rules": ["a", {"id": "b"}], "targets": [
        {"path": "y", "match_times": [0.5, 1.0]}, {"path": "x", "match_times": [0.25, 2.0]}]}}"""
    assert _read(said) == {"a": [0.25, 0.5], "b": [2.0, 1.0]}
