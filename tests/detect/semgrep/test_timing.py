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


def test_the_quicker_reading_counts_for_a_thousand_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "t.yaml").write_text(RULES)
    (tmp_path / "t.py").write_text("one(1)\n" * 500)
    said = {"t.one": {"t.one": [0.3], "t.two": [0.2]}, "t.two": {"t.one": [0.1], "t.two": [0.4]}}
    monkeypatch.setattr("answerable.detect.semgrep.timing._run", lambda rules, *_: said[rules[0].id])
    assert timed(load_rules([tmp_path]), Engine(), Cancel()) == {
        "t.one": pytest.approx(0.2),
        "t.two": pytest.approx(0.4),
    }


def test_times_are_told_text_by_text_in_the_order_of_their_paths() -> None:
    said = b"""..{"time": {"rules": ["a", {"id": "b"}], "targets": [
        {"path": "y", "match_times": [0.5, 1.0]}, {"path": "x", "match_times": [0.25, 2.0]}]}}"""
    assert _read(said) == {"a": [0.25, 0.5], "b": [2.0, 1.0]}
