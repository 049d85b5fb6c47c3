"""`answerable rules`: what is listed, shown and found wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from answerable.cli.main import run
from answerable.detect.semgrep import binary

GOOD = """\
rules:
- id: team.no-double
  languages: [python]
  severity: WARNING
  message: Write n + n.
  pattern: "def double(...): ..."
  metadata:
    cwe: CWE-1041
    confidence: HIGH
    lesson: {why: Twice is plenty., wrong: "double(n)", right: "n + n"}
"""
BROKEN = "- id: team.broken\n  languages: [python]\n  severity: WARNING\n  message: No pattern.\n"

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "answerable.toml").write_text('[rules]\npaths = ["team"]\n')
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "double.yaml").write_text(GOOD)
    (tmp_path / "team" / "double.py").write_text(
        "# ruleid: team.no-double\ndef double(n):\n    return n * 2\n\n# ok: team.no-double\ndef triple(n): ...\n"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def rules(project: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def command(*arguments: str) -> tuple[int, str, str]:
        code = run(["rules", *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return command


def listed(said: tuple[int, str, str]) -> dict[str, Any]:
    code, out, err = said
    assert (code, err) == (0, "")
    data = json.loads(out)
    assert data["version"] == 1
    return {rule["id"]: rule for rule in data["rules"]}


def test_every_detector_has_its_rules_in_the_list(rules: Command) -> None:
    known = listed(rules("list", "--format", "json"))
    assert {"team.no-double", "python.sql-injection", "hidden-text.tags", "answerable.suppression.unused"} <= set(known)
    assert {rule["detector"] for rule in known.values()} == {
        *("semgrep", "secrets", "hidden-text", "agents", "residue", "packages", "guard", "suppression")
    }
    assert known["team.no-double"] == {
        "id": "team.no-double",
        "pack": "team",
        "detector": "semgrep",
        "severity": "warning",
        "confidence": "high",
        "about": "Write n + n.",
        "languages": ["python"],
        "cwe": ["CWE-1041"],
        "owasp": [],
        "controls": [],
        "lesson": {"why": "Twice is plenty.", "wrong": "double(n)", "right": "n + n", "when": ""},
        "references": [],
        "impact": None,
        "since": None,
        "source": str(Path.cwd() / "team" / "double.yaml"),
        "line": 2,
    }


def test_the_list_can_be_narrowed(rules: Command) -> None:
    assert list(listed(rules("list", "team.*", "--format", "json"))) == ["team.no-double"]
    javascript = listed(rules("list", "--language", "javascript", "--format", "json"))
    assert javascript
    assert "python.sql-injection" not in javascript


def test_rules_the_policy_disables_are_not_in_force(rules: Command, project: Path) -> None:
    (project / "answerable.toml").write_text('[rules]\npaths = ["team"]\ndisable = ["team.*"]\n')
    assert listed(rules("list", "team.*", "--format", "json")) == {}


def test_the_list_for_people_is_grouped_and_aligned(rules: Command) -> None:
    code, out, _ = rules("list", "team.*", "--color", "never")
    assert code == 0
    assert out == "team (1)\nwarning team.no-double  CWE-1041  Write n + n.\n\n1 rule.\n"


def test_one_rule_is_shown_with_lesson_and_examples(rules: Command) -> None:
    code, out, _ = rules("show", "team.no-double", "--color", "never")
    assert code == 0
    assert out.startswith("team.no-double  warning\nWrite n + n.\n\nWhy\n    Twice is plenty.\n")
    assert "Right\n    n + n\n" in out
    assert "weaknesses  CWE-1041\n" in out
    assert "It finds (double.py:2)\n    def double(n):\n        return n * 2\n" in out
    assert "It leaves alone (double.py:6)\n    def triple(n): ...\n" in out
    code, out, _ = rules("show", "team.no-double", "--format", "json")
    assert [one["found"] for one in json.loads(out)["rule"]["examples"]] == [True, False]


@pytest.mark.parametrize("rule", ["hidden-text.tags", "answerable.suppression.unused", "secrets.anthropic-api-key"])
def test_rules_without_a_file_of_examples_are_shown_too(rules: Command, rule: str) -> None:
    code, out, _ = rules("show", rule, "--color", "never")
    assert code == 0
    assert out.splitlines()[0].startswith(f"{rule}  ")


def test_a_rule_that_does_not_exist_is_2_with_a_guess(rules: Command) -> None:
    code, out, err = rules("show", "python.sql-inject")
    assert (code, out) == (2, "")
    assert "There is no rule 'python.sql-inject'. Did you mean python.sql-injection" in err
    assert "`answerable rules list` shows them all" in rules("show", "zzzzzzzzzz")[2]


def test_sound_rules_are_0(rules: Command) -> None:
    assert rules("validate", "team") == (0, "1 rule can be used.\n", "")
    code, out, err = rules("validate")
    assert (code, err) == (0, "")
    assert int(out.split()[0].replace(",", "")) > 100


def test_a_broken_rule_is_2_with_file_line_and_rule(rules: Command, project: Path) -> None:
    (project / "team" / "double.yaml").write_text(GOOD + BROKEN)
    for arguments in (["team"], []):
        code, out, err = rules("validate", *arguments)
        assert code == 2
        assert out.endswith(", 1 problem.\n")
        (line,) = err.splitlines()
        assert f"double.yaml:{GOOD.count(chr(10)) + 1}:" in line
        assert "team.broken" in line
    code, out, err = rules("validate", "team", "--format", "json")
    assert (code, err) == (2, "")
    data = json.loads(out)
    assert data["rules"] == 1
    assert data["problems"][0]["line"] == GOOD.count("\n") + 1


def test_a_table_of_formats_is_validated_too(rules: Command, project: Path) -> None:
    table = project / "team" / "formats.toml"
    table.write_text('[[rules]]\nid = "good"\ndescription = "Good"\nregex = "good-[a-z]{20}"\nkeywords = ["good-"]\n')
    assert rules("validate", str(table)) == (0, "1 rule can be used.\n", "")
    assert rules("validate", "team")[1] == "2 rules can be used.\n"
    table.write_text("[[rules]]\nid = \n")
    code, _, err = rules("validate", str(table))
    assert code == 2
    assert "formats.toml:2:" in err


def test_a_path_that_does_not_exist_is_2(rules: Command) -> None:
    code, out, err = rules("validate", "nowhere")
    assert (code, out) == (2, "")
    assert "nowhere" in err


@pytest.mark.engine
def test_a_rule_that_finds_what_its_examples_say_passes(rules: Command) -> None:
    code, out, err = rules("test", "team", "--color", "never")
    assert (code, err) == (0, "")
    assert out == "1 of 1 rule pass (1 file, 1 place to find).\n"


@pytest.mark.engine
def test_a_rule_that_does_not_is_1_and_tells_the_lines(rules: Command, project: Path) -> None:
    (project / "team" / "double.py").write_text(
        "# ruleid: team.no-double\ndef triple(n): ...\n\n# ok: team.no-double\ndef double(n): ...\n"
    )
    code, out, _ = rules("test", "team", "--color", "never")
    assert code == 1
    assert out.splitlines() == [
        f"failed  team.no-double  {Path('team', 'double.yaml')}",
        f"  {Path('team', 'double.py')}:2: not found, and it must be",
        f"  {Path('team', 'double.py')}:5: found, and no note says so",
        "0 of 1 rule pass (1 file, 1 place to find).",
    ]
    code, out, _ = rules("test", "team", "--format", "json")
    (tested,) = json.loads(out)["rules"]
    assert code == 1
    assert (tested["passed"], tested["missing"][0]["line"], tested["unexpected"][0]["line"]) == (False, 2, 5)


@pytest.mark.engine
def test_a_broken_rule_is_2_and_the_others_are_tested(rules: Command, project: Path) -> None:
    (project / "team" / "double.yaml").write_text(GOOD + BROKEN)
    code, out, err = rules("test", "team", "--color", "never")
    assert code == 2
    assert out.startswith("1 of 1 rule ")
    assert "team.broken" in err


def test_without_an_engine_rules_cannot_be_tested(rules: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binary, "find", lambda: None)
    code, out, err = rules("test", "team")
    assert (code, out) == (3, "")
    assert "there is no semgrep engine here" in err
