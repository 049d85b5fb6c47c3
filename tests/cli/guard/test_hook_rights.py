"""An agent that is about to give itself, or another agent, more rights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from answerable.ledger.log import Ledger
from hook_calls import call

WILD = '{"permissions":\n{"allow": ["Bash(*)"]}}'


def before(tmp_path: Path, tool: str, **tool_input: str) -> Any:
    data = {"session_id": "1", "cwd": str(tmp_path), "hook_event_name": "PreToolUse", "tool_name": tool}
    answer = call(json.dumps(data | {"tool_input": tool_input}).encode(), where=tmp_path).answer
    return answer and answer["hookSpecificOutput"]


def test_an_agent_that_gives_itself_rights_is_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSWERABLE_LEDGER", str(tmp_path / "ledger"))
    told = before(tmp_path, "Write", file_path=".claude/settings.json", content=WILD)
    assert told["permissionDecision"] == "ask"
    assert (
        "more rights for an agent (PERMISSIONS_WILDCARD on line 2 of settings.json). An agent may run any command"
        in (told["permissionDecisionReason"])
    )
    [record] = Ledger.open(tmp_path / "ledger").records()
    [label] = record.body["labels"]
    assert (label["kind"], label["label"]) == ("permission", "PERMISSIONS_WILDCARD")


def test_what_is_there_already_is_not_asked_about_again(tmp_path: Path) -> None:
    (tmp_path / ".claude").mkdir()
    (tmp_path / ".claude" / "settings.json").write_text(WILD)
    assert before(tmp_path, "Write", file_path=".claude/settings.json", content=WILD + "\n") is None
    edit = {"file_path": ".claude/settings.json", "old_string": '"Bash', "new_string": '"Bash", "Bash'}
    assert (
        "PERMISSIONS_WILDCARD on line 2 of settings.json)"
        in before(tmp_path, "Edit", **edit)["permissionDecisionReason"]
    )


def test_a_policy_may_stop_it(tmp_path: Path) -> None:
    (tmp_path / "answerable.toml").write_text('[guard]\npermissions = "block"\n')
    for tool, tool_input in (
        ("Write", {"file_path": ".vscode/settings.json", "content": '{"chat.tools.global.autoApprove": true}'}),
        ("Bash", {"command": "claude --dangerously-skip-permissions -p x"}),
        ("Edit", {"file_path": "answerable.toml", "old_string": "block", "new_string": "allow"}),
    ):
        assert before(tmp_path, tool, **tool_input)["permissionDecision"] == "deny", tool


def test_an_agent_does_not_take_out_the_hook_that_watches_it(tmp_path: Path) -> None:
    (tmp_path / ".claude").mkdir()
    settings = tmp_path / ".claude" / "settings.json"
    ours = '{"hooks": {"PreToolUse": [{"command": "answerable guard hook --host claude-code || exit 2"}]}}'
    settings.write_text(ours)
    told = before(tmp_path, "Write", file_path=str(settings), content="{}")
    assert told["permissionDecision"] == "deny"
    assert "taking out the hooks is for a person" in told["permissionDecisionReason"]
    assert before(tmp_path, "Write", file_path=str(settings), content=ours + "\n") is None


def test_what_cursor_tells_only_afterwards_is_on_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSWERABLE_LEDGER", str(tmp_path / "ledger"))
    (tmp_path / ".cursor").mkdir()
    (tmp_path / ".cursor" / "cli.json").write_text('{"permissions": {"allow": ["Shell(*)"]}}')
    edit = {"old_string": "Shell(ls)", "new_string": "Shell(*)"}
    data = {"hook_event_name": "afterFileEdit", "conversation_id": "c", "workspace_roots": [str(tmp_path)]}
    told = call(json.dumps(data | {"file_path": ".cursor/cli.json", "edits": [edit]}).encode(), where=tmp_path)
    assert (told.code, told.answer) == (0, {})
    assert "what a tool wrote or gave back holds more rights" in told.err
    warned = [record for record in Ledger.open(tmp_path / "ledger").records() if record.kind == "guard.warned"]
    assert [record.body["labels"][0]["label"] for record in warned] == ["PERMISSIONS_WILDCARD"]
