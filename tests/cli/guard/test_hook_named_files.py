"""What a command or a prompt names is held against the policy, and what a prompt mentions is looked into."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .test_hook import TOKEN, claude, hook

pytestmark = pytest.mark.e2e


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "answerable.toml").write_text('[guard]\nunreadable = ["secrets/", "*.pem"]\n')
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "a.txt").write_text("nothing that anybody would know for a secret\n")
    return tmp_path


def denied(answer: Any) -> bool:
    return bool(answer) and answer.get("hookSpecificOutput", answer).get("permissionDecision") == "deny"


@pytest.mark.parametrize(
    ("tool", "given", "stopped"),
    [
        ("Bash", {"command": "cat secrets/a.txt"}, True),
        ("Bash", {"command": "cd secrets; cat a.txt"}, True),
        ("Bash", {"command": "cat ./k.pem | wc"}, True),
        ("Bash", {"command": "cat *.pem"}, True),
        ("Grep", {"pattern": "x", "path": "secrets"}, True),
        ("Grep", {"pattern": "x", "glob": "*.pem"}, True),
        ("Bash", {"command": "cat notes.txt", "description": "Tells the secrets of the trade"}, False),
        ("Task", {"prompt": "Where do secrets come from?"}, False),
    ],
)
def test_commands(project: Path, tool: str, given: dict[str, str], stopped: bool) -> None:
    code, answer, error = hook(claude("PreToolUse", project, tool_name=tool, tool_input=given), where=project)
    assert (code, error) == (0, "")
    assert denied(answer) is stopped


def test_mentions(project: Path) -> None:
    (project / ".env").write_text(f"GITLAB={TOKEN}\n")
    for prompt, stopped in (("see @secrets/a.txt", True), ("look at @.env please", True), ("ask @secrets_team", False)):
        _, answer, _ = hook(claude("UserPromptSubmit", project, prompt=prompt), where=project)
        assert bool(answer and answer.get("decision") == "block") is stopped, prompt
        assert TOKEN not in str(answer)
    (project / "docs").mkdir()
    assert hook(claude("UserPromptSubmit", project, prompt="list @docs"), where=project)[1] is None


@pytest.mark.parametrize(
    "policy", ['[guard\npii = "block"\n', '[[guard.terms]]\ntext = "Falcon"\nlabel = "lower case"\n']
)
def test_a_policy_that_cannot_be_read_stops_and_says_so(tmp_path: Path, policy: str) -> None:
    (tmp_path / "answerable.toml").write_text(policy)
    _, answer, _ = hook(claude("UserPromptSubmit", tmp_path, prompt="the plan for Falcon"), where=tmp_path)
    assert answer["decision"] == "block"
    assert "answerable.toml" in answer["reason"]
    (tmp_path / "answerable.toml").write_text('[guard]\nfail = "open"\n' + policy)
    _, answer, _ = hook(claude("UserPromptSubmit", tmp_path, prompt="the plan for Falcon"), where=tmp_path)
    assert answer is None or "decision" not in answer or policy.startswith("[guard\n")


def test_a_mistake_elsewhere_in_the_policy_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "answerable.toml").write_text('[rules]\nspeed = "fast"\n')
    _, answer, error = hook(claude("UserPromptSubmit", tmp_path, prompt="Why?"), where=tmp_path)
    assert answer is None
    assert "rules" in error
