"""Into agents' hooks and out again, without touching what else stands in their files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from answerable.cli.hooks import changes
from answerable.cli.hooks.agents import AGENTS
from answerable.cli.hooks.hosts import HOSTS, Place, WrongPlace, host
from answerable.guard.hosts.registry import HOSTS as ADAPTERS

COMMAND = ("/opt/answer able/bin/answerable",)
THEIRS = """\
{
    "permissions": {"allow": ["Bash(ls)"]},
    "hooks": {
        "PreToolUse": [
            {
                "matcher": "Bash",
                "hooks": [
                    {
                        "type": "command",
                        "command": "échos"
                    }
                ]
            }
        ]
    }
}"""


@pytest.fixture(autouse=True)
def on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where Answerable was installed with pipx."""
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")


def place(directory: Path, *, user: bool = False) -> Place:
    return Place(directory, user, COMMAND)


def commands(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [found for inner in value.values() for found in commands(inner)]
    if isinstance(value, list):
        return [found for inner in value for found in commands(inner)]
    return [value] if isinstance(value, str) and "guard hook" in value else []


def test_every_host_that_can_be_answered_can_be_installed() -> None:
    assert set(AGENTS) == {adapter.name for adapter in ADAPTERS} == set(HOSTS) - {"git"}


@pytest.mark.parametrize("name", sorted(AGENTS))
def test_in_and_out_leaves_nothing(tmp_path: Path, name: str) -> None:
    changes.apply(host(name).install(place(tmp_path)).changes)
    [file] = [path for path in tmp_path.rglob("*") if path.is_file()]
    data = json.loads(file.read_text())
    assert sorted(data["hooks"]) == sorted(AGENTS[name].events)
    for command in commands(data):
        assert command.endswith(f"guard hook --host {name} || exit 2")
    assert host(name).install(place(tmp_path)).changes == ()
    changes.apply(host(name).uninstall(place(tmp_path)).changes)
    assert list(tmp_path.rglob("*")) == []
    assert host(name).uninstall(place(tmp_path)).changes == ()


def test_a_directory_that_holds_something_else_stays(tmp_path: Path) -> None:
    changes.apply(host("copilot").install(place(tmp_path)).changes)
    (tmp_path / ".github" / "CODEOWNERS").write_text("* @a\n")
    changes.apply(host("copilot").uninstall(place(tmp_path)).changes)
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == [".github", ".github/CODEOWNERS"]


@pytest.mark.parametrize("end", ["", "\n"])
def test_what_else_is_there_stays_byte_for_byte(tmp_path: Path, end: str) -> None:
    file = tmp_path / ".claude" / "settings.json"
    file.parent.mkdir()
    theirs = json.dumps(json.loads(THEIRS), indent=4, ensure_ascii=False) + end
    file.write_text(theirs, encoding="utf-8")
    file.chmod(0o600)
    changes.apply(host("claude-code").install(place(tmp_path)).changes)
    data = json.loads(file.read_text(encoding="utf-8"))
    assert data["permissions"] == {"allow": ["Bash(ls)"]}
    assert [entry["matcher"] for entry in data["hooks"]["PreToolUse"]] == ["Bash", "*"]
    changes.apply(host("claude-code").uninstall(place(tmp_path)).changes)
    assert file.read_text(encoding="utf-8") == theirs
    assert file.stat().st_mode & 0o777 == 0o600


def test_an_older_command_of_ours_is_replaced(tmp_path: Path) -> None:
    older = Place(tmp_path, False, ("/old/answerable",))
    changes.apply(host("codex").install(older).changes)
    file = tmp_path / ".codex" / "hooks.json"
    file.write_text(file.read_text().replace("answerable guard", "/old/answerable guard"))
    changes.apply(host("codex").install(place(tmp_path)).changes)
    told = commands(json.loads(file.read_text()))
    assert len(told) == 3
    assert not any(command.startswith("/old") for command in told)


def test_for_a_user_the_command_has_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    changes.apply(host("cursor").install(place(tmp_path / "elsewhere", user=True)).changes)
    told = commands(json.loads((tmp_path / ".cursor" / "hooks.json").read_text()))
    assert told == ["'/opt/answer able/bin/answerable' guard hook --host cursor || exit 2"] * 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{ // comment\n}", "not JSON without comments"),
        ("[]", "holds no JSON object"),
        ('{"hooks": []}', "`hooks` is no object"),
        ('{"hooks": {"PreToolUse": {}}}', "`hooks.PreToolUse` is no list"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_left_alone(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / ".codex" / "hooks.json"
    file.parent.mkdir()
    file.write_text(text)
    with pytest.raises(WrongPlace, match=message):
        host("codex").install(place(tmp_path))
    assert file.read_text() == text


def test_some_agents_have_no_hooks_for_a_user(tmp_path: Path) -> None:
    with pytest.raises(WrongPlace, match="leave out --user"):
        host("copilot").install(place(tmp_path, user=True))


@pytest.mark.e2e
def test_from_the_command_line_in_a_subdirectory_of_a_repository(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "src").mkdir()
    for verb, there in (("install", True), ("uninstall", False)):
        done = subprocess.run(
            [sys.executable, "-m", "answerable", "hooks", verb, "claude-code", "--yes"],
            cwd=tmp_path / "src",
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        assert "UserPromptSubmit" in done.stdout
        assert (tmp_path / ".claude" / "settings.json").exists() is there
