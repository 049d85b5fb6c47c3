"""What is found in a slice is what is found there in the whole file: over code that nobody wrote for this test."""

from __future__ import annotations

import sysconfig
from pathlib import Path

import pytest

from answerable.detect.semgrep.rule import RuleSet
from answerable.detect.semgrep.rules import load_rules
from slice_equality import compare, sources

pytestmark = pytest.mark.engine

SAMPLES = Path(__file__).parent / "samples"

# Wherever a system may keep JavaScript that is not ours.
_JAVASCRIPT = (
    "/usr/lib/node_modules",
    "/usr/local/lib/node_modules",
    "/usr/share/nodejs",
    "/opt/homebrew/lib/node_modules",
)


def test_python_of_the_standard_library(sample_rules: RuleSet) -> None:
    files = sources([Path(sysconfig.get_path("stdlib"))], [".py"], 24, largest=50_000)
    result = compare(files, sample_rules, slices_a_file=4)
    assert (result.missing, result.extra) == ([], [])
    assert result.slices > 40
    assert result.equal > 100
    assert result.kept_bytes < 0.5 * result.whole_bytes


def test_javascript_of_installed_packages(sample_rules: RuleSet) -> None:
    files = sources([Path(place) for place in _JAVASCRIPT if Path(place).is_dir()], [".js", ".mjs", ".cjs"], 24)
    if len(files) < 24:
        pytest.skip("there is no JavaScript on this machine to compare over")
    result = compare(files, sample_rules, slices_a_file=4)
    assert (result.missing, result.extra) == ([], [])
    assert result.slices > 20
    assert result.equal > 100


@pytest.mark.parametrize(
    ("name", "slices", "findings"),
    [("orders.go", 25, 50), ("Accounts.java", 25, 30), ("server.ts", 25, 60), ("page.tsx", 15, 20)],
)
def test_other_languages(sample_rules: RuleSet, name: str, slices: int, findings: int) -> None:
    result = compare([SAMPLES / name], sample_rules, slices_a_file=40, small=0)
    assert (result.missing, result.extra) == ([], [])
    assert result.slices >= slices
    assert result.equal >= findings


def test_a_difference_would_be_seen(sample_rules: RuleSet, tmp_path: Path) -> None:
    # Sources and sinks of this rule lie in two functions, which no slice can hold together.
    text = "def first():\n    global X\n    X = 1\n\n\n" + "def second():\n    return 2\n\n\n" * 3
    (tmp_path / "a.py").write_text(text + "def last():\n    eval(X)\n")
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        "rules:\n- id: far\n  languages: [python]\n  severity: INFO\n  message: m\n  patterns:\n"
        "  - pattern: eval(...)\n  - pattern-inside: |\n      def first():\n          ...\n      ...\n"
    )
    result = compare([tmp_path / "a.py"], load_rules([rules]), slices_a_file=30, small=0)
    assert result.missing
