"""`answerable doctor`: everything is tried, and what is wrong comes with what to do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import platformdirs
import pytest

from answerable.cli import health
from answerable.cli.health import Check, State, examine
from answerable.cli.main import run
from answerable.detect.hidden_text.detector import HiddenTextDetector
from answerable.detect.secrets.detector import SecretsDetector
from answerable.detect.semgrep import binary
from answerable.detect.semgrep.detector import SemgrepDetector
from answerable.findings.model import Report
from answerable.text import syntax

pytestmark = pytest.mark.engine
NAMES = ["answerable", "python", "policy", "your policy", "rules", "engine", "standby", "re2", "secrets", "hidden text"]


def by_name(checks: list[Check]) -> dict[str, Check]:
    return {check.name: check for check in checks}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_sound_installation(project: Path) -> None:
    checks = examine(project)
    assert [check.name for check in checks][: len(NAMES)] == NAMES
    assert [check for check in checks if check.state is State.BROKEN] == []
    assert "trial scan" in by_name(checks)["engine"].detail
    assert "python" in by_name(checks)["grammars"].detail


def test_json_for_programs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["version"] == 1
    assert data["state"] in ("ok", "degraded")
    assert set(data["checks"][0]) == {"name", "state", "detail", "mend"}


def test_text_for_people(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--color", "never"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("ok        answerable ")
    assert "\nok        engine " in out


def test_an_absent_engine_is_broken_and_3(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(binary, "find", lambda: None)
    assert run(["doctor", "--color", "never"]) == 3
    lines = capsys.readouterr().out.splitlines()
    (at,) = [number for number, line in enumerate(lines) if line.startswith("broken")]
    assert "There is no semgrep engine here; insecure code is not looked for" in lines[at]
    assert lines[at + 1].strip() == "Install it with `pip install semgrep`."


def test_an_engine_that_finds_nothing_is_broken(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SemgrepDetector, "scan", lambda self, snapshot, cancel: Report())
    check = by_name(examine(project))["engine"]
    assert check.state is State.BROKEN
    assert "it did not find what is there" in check.detail
    assert check.mend


@pytest.mark.parametrize(("detector", "name"), [(SecretsDetector, "secrets"), (HiddenTextDetector, "hidden text")])
def test_a_detector_that_is_blind_is_broken(
    project: Path, monkeypatch: pytest.MonkeyPatch, detector: type, name: str
) -> None:
    monkeypatch.setattr(detector, "scan", lambda self, snapshot, cancel: Report())
    assert by_name(examine(project))[name].state is State.BROKEN


def test_a_missing_grammar_degrades(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "parse", lambda name, text: None if name == "go" else syntax.parse(name, text))
    check = by_name(examine(project))["grammars"]
    assert (check.state, check.mend) == (
        State.DEGRADED,
        "Install the missing grammars: `pip install tree-sitter-go`.",
    )


def test_a_broken_policy_and_a_broken_rule_are_named(project: Path) -> None:
    (project / "answerable.toml").write_text('[scan]\ntreshold = "error"\n[rules]\npaths = ["team.yaml"]\n')
    (project / "team.yaml").write_text("rules:\n- id: team.broken\n")
    checks = by_name(examine(project))
    assert checks["policy"].state is State.BROKEN
    assert "answerable.toml:2:" in checks["policy"].detail
    assert checks["policy"].mend
    assert checks["rules"].state is State.BROKEN
    assert "team.yaml:2:" in checks["rules"].detail


def test_without_git_it_is_degraded(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert by_name(examine(project))["git"].state is State.DEGRADED


def test_a_cache_that_cannot_be_written_is_degraded(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "file").write_text("")
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *a, **k: str(project / "file" / "cache"))
    check = by_name(examine(project))["cache"]
    assert check.state is State.DEGRADED
    assert "not a directory" in check.detail


def test_an_examination_that_raises_is_a_broken_thing_and_no_crash(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faint() -> list[Check]:
        raise RuntimeError("no \x1b air")

    monkeypatch.setattr(health, "_git", faint)
    check = by_name(examine(project))["git"]
    assert (check.state, check.detail) == (State.BROKEN, "RuntimeError: no \\x1b air")
