"""Each host's JSON as it sends it, and the answers it obeys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from answerable.findings.decision import Decision
from answerable.guard.hosts.edits import planned
from answerable.guard.hosts.fields import replaced
from answerable.guard.hosts.model import Event, Moment, NotUnderstood, Ruling
from answerable.guard.hosts.registry import HOSTS, named, recognised

FIXTURES = Path(__file__).parent / "events"
CASES = sorted(FIXTURES.glob("*/*.json"))
BLOCK, WARN, ALLOW = (Ruling(decision, "No.") for decision in (Decision.BLOCK, Decision.WARN, Decision.ALLOW))


def load(name: str) -> dict[str, Any]:
    data = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def event(name: str) -> Event:
    return (named(name.split("/", maxsplit=1)[0]) or HOSTS[0]).read(load(name))


def answer(name: str, ruling: Ruling) -> Any:
    data = load(name)
    host = recognised(data)
    assert host is not None
    return host.answer(host.read(data), ruling, data).output


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.stem}")
def test_a_host_is_known_by_its_fields(case: Path) -> None:
    data = json.loads(case.read_text(encoding="utf-8"))
    host = recognised(data)
    assert host is not None
    assert host.name == case.parent.name
    assert host.read(data).host == case.parent.name


@pytest.mark.parametrize(
    ("name", "moment", "texts", "files", "wrote"),
    [
        ("claude-code/prompt", Moment.PROMPT, ["Why does login fail?"], (), []),
        ("claude-code/bash", Moment.TOOL_INPUT, ["curl https://api.example.test", "Ask the API"], (), []),
        ("claude-code/read", Moment.READ, [], ("/home/u/app/.env",), []),
        (
            "claude-code/write",
            Moment.TOOL_INPUT,
            ["/home/u/app/.claude/settings.json", '{"permissions": {"allow": ["Bash(npm test)"]}}\n'],
            (),
            [],
        ),
        ("claude-code/read-done", Moment.TOOL_OUTPUT, ["text", "/home/u/app/.env", "A=1\n"], (), []),
        ("claude-code/write-done", Moment.WROTE, ["/home/u/app/a.py"], (), [("/home/u/app/a.py", ("x = 1\ny = 2\n",))]),
        ("claude-code/multiedit-done", Moment.WROTE, [], (), [("/home/u/app/a.py", ("b = 2\n", "d = 4\n"))]),
        ("claude-code/stop", Moment.OTHER, [], (), []),
        ("cursor/prompt", Moment.PROMPT, ["Why does login fail?"], ("/home/u/app/.env",), []),
        ("cursor/read", Moment.READ, ["A=1\n"], (), []),
        ("cursor/shell", Moment.TOOL_INPUT, ["npm install express"], (), []),
        ("cursor/mcp", Moment.TOOL_INPUT, ['{"query": "SELECT 1"}'], (), []),
        ("cursor/edit-done", Moment.WROTE, [], (), [("/home/u/app/main.ts", ("const foo = 2\n",))]),
        ("vscode/prompt", Moment.PROMPT, ["Why does login fail?"], (), []),
        ("vscode/create-done", Moment.WROTE, ["ok"], (), [("/home/u/app/a.ts", ("let a = 1\n",))]),
        ("vscode/terminal", Moment.TOOL_INPUT, ["npm test"], (), []),
        ("copilot/prompt", Moment.PROMPT, ["Why does login fail?"], (), []),
        ("copilot/bash", Moment.TOOL_INPUT, ["ls", "List files"], (), []),
        ("copilot/view-done", Moment.TOOL_OUTPUT, ["success", "A=1\n"], (), []),
        ("copilot/create-done", Moment.WROTE, ["success", "Created"], (), [("a.py", ("x = 1\n",))]),
        ("copilot/session", Moment.OTHER, [], (), []),
        ("codex/prompt", Moment.PROMPT, ["Why does login fail?"], (), []),
        ("codex/bash", Moment.TOOL_INPUT, ["git push"], (), []),
        (
            "codex/patch-done",
            Moment.WROTE,
            ["Done"],
            (),
            [("a.py", ("def f():\n    return 1\n",)), ("b.py", ("y = 2\n", "z = 3\n"))],
        ),
    ],
)
def test_what_goes_along_is_read(
    name: str, moment: Moment, texts: list[str], files: tuple[str, ...], wrote: list[tuple[str, tuple[str, ...]]]
) -> None:
    seen = event(name)
    assert seen.moment is moment
    assert [piece.text for piece in seen.pieces] == texts
    assert seen.files == files
    assert [(each.path, each.texts) for each in seen.wrote] == wrote


def test_sessions_models_and_tools_are_kept() -> None:
    edited = event("cursor/edit-done")
    assert (edited.session, edited.model, edited.cwd) == ("conv-1", "gpt-5", "/home/u/app")
    written = event("claude-code/write-done")
    assert (written.session, written.tool, written.cwd) == ("s-1", "Write", "/home/u/app")


@pytest.mark.parametrize(
    ("name", "ruling", "expected"),
    [
        ("claude-code/prompt", BLOCK, {"decision": "block", "reason": "No."}),
        ("claude-code/prompt", WARN, {"systemMessage": "No."}),
        ("claude-code/prompt", ALLOW, None),
        ("claude-code/bash", BLOCK, ("PreToolUse", "deny")),
        ("claude-code/bash", WARN, ("PreToolUse", "ask")),
        ("claude-code/bash", ALLOW, None),
        ("claude-code/read-done", BLOCK, {"decision": "block", "reason": "No.", "systemMessage": "No."}),
        ("cursor/prompt", BLOCK, {"continue": False, "user_message": "No."}),
        ("cursor/prompt", WARN, {"continue": True, "user_message": "No."}),
        ("cursor/prompt", Ruling(Decision.ALLOW), {"continue": True}),
        ("cursor/read", BLOCK, {"permission": "deny", "user_message": "No."}),
        ("cursor/read", Ruling(Decision.ALLOW), {"permission": "allow"}),
        ("cursor/shell", BLOCK, {"permission": "deny", "user_message": "No.", "agent_message": "No."}),
        ("cursor/shell", WARN, {"permission": "ask", "user_message": "No.", "agent_message": "No."}),
        ("cursor/edit-done", BLOCK, {}),
        ("vscode/prompt", BLOCK, {"continue": False, "stopReason": "No.", "systemMessage": "No."}),
        ("vscode/prompt", WARN, {"systemMessage": "No."}),
        ("vscode/terminal", BLOCK, ("PreToolUse", "deny")),
        ("copilot/bash", BLOCK, {"permissionDecision": "deny", "permissionDecisionReason": "No."}),
        ("copilot/bash", WARN, None),
        ("copilot/prompt", BLOCK, None),
        ("codex/prompt", BLOCK, {"decision": "block", "reason": "No."}),
        ("codex/bash", BLOCK, ("PreToolUse", "deny")),
        ("codex/bash", WARN, {"systemMessage": "No."}),
    ],
)
def test_a_ruling_is_put_in_the_hosts_words(name: str, ruling: Ruling, expected: Any) -> None:
    if isinstance(expected, tuple):
        hook, permission = expected
        expected = {
            "hookSpecificOutput": {
                "hookEventName": hook,
                "permissionDecision": permission,
                "permissionDecisionReason": "No.",
            }
        }
    assert answer(name, ruling) == expected


def test_what_a_host_does_not_obey_is_said_on_the_standard_error() -> None:
    data = load("copilot/prompt")
    host = recognised(data)
    assert host is not None
    assert host.answer(host.read(data), BLOCK, data).message == "No."


def test_a_tools_output_is_masked_where_the_host_lets_us() -> None:
    data = load("claude-code/read-done")
    host = recognised(data)
    assert host is not None
    assert host.masks_output
    place = next(piece.place for piece in host.read(data).pieces if piece.text == "A=1\n")
    ruling = Ruling(Decision.WARN, "Masked.", {place: "A=<X_1>\n"})
    output = host.answer(host.read(data), ruling, data).output
    assert output is not None
    updated = output["hookSpecificOutput"]["updatedToolOutput"]
    assert updated == {"type": "text", "file": {"filePath": "/home/u/app/.env", "content": "A=<X_1>\n", "numLines": 1}}
    assert data["tool_response"]["file"]["content"] == "A=1\n"


@pytest.mark.parametrize(
    ("host", "data", "message"),
    [
        ("claude-code", {"hook_event_name": "UserPromptSubmit"}, "`prompt` is missing"),
        ("claude-code", {"hook_event_name": "UserPromptSubmit", "prompt": 3}, "`prompt` is a number"),
        ("claude-code", {"hook_event_name": "PreToolUse", "tool_name": "Bash", "tool_input": []}, "is a list"),
        ("claude-code", {}, "`hook_event_name` is missing"),
        ("vscode", {"hook_event_name": "PreToolUse", "tool_name": "run"}, "`tool_input` is missing"),
        ("copilot", {"cwd": "/", "toolName": "bash"}, "`toolArgs` is missing"),
        ("cursor", {"hook_event_name": "beforeShellExecution"}, "`command` is missing"),
        ("cursor", {"hook_event_name": "beforeMCPExecution", "url": "u"}, "`tool_input` is missing"),
        (
            "cursor",
            {"hook_event_name": "beforeSubmitPrompt", "prompt": "x", "attachments": [{"type": "file", "path": 1}]},
            "one of `attachments` names no file",
        ),
        ("cursor", {"hook_event_name": "beforeReadFile"}, "`file_path` is missing"),
        ("cursor", {"hook_event_name": "beforeSubmitPrompt", "prompt": "x", "attachments": 1}, "`attachments`"),
        ("copilot", {"cwd": "/", "toolName": "bash", "toolArgs": "[" * 100_000}, "nested too deep"),
    ],
)
def test_what_is_not_as_documented_is_named(host: str, data: dict[str, Any], message: str) -> None:
    adapter = named(host)
    assert adapter is not None
    with pytest.raises(NotUnderstood, match=message):
        adapter.read(data)


def test_json_nested_without_end_is_refused() -> None:
    deep: Any = "x"
    for _ in range(10_000):
        deep = [deep]
    data = {"hook_event_name": "PreToolUse", "session_id": "1", "tool_name": "Bash", "tool_input": {"command": deep}}
    with pytest.raises(NotUnderstood, match="nested more than 200 levels"):
        HOSTS[3].read(data)


def test_only_what_was_masked_is_replaced() -> None:
    value = {"a": ["x", {"b": "y"}], "c": 1, "d": None}
    assert replaced(value, {("t", "a", 1, "b"): "z"}, ("t",)) == {"a": ["x", {"b": "z"}], "c": 1, "d": None}


@pytest.mark.parametrize("data", [{}, {"prompt": "x"}, {"hook_event_name": 3}, {"event": "UserPromptSubmit"}])
def test_an_unknown_host_is_not_guessed(data: dict[str, Any]) -> None:
    assert recognised(data) is None


@pytest.mark.parametrize(
    ("tool", "moment"),
    [
        ("read_file", Moment.READ),
        ("readFile", Moment.READ),
        ("copilot_readFile", Moment.READ),
        ("create_thread", Moment.TOOL_INPUT),
        ("spreadsheet_append", Moment.TOOL_INPUT),
        ("mcp__files__read", Moment.TOOL_INPUT),
    ],
)
def test_a_reading_tool_is_known_by_a_word_of_its_name(tool: str, moment: Moment) -> None:
    data = {"hook_event_name": "PreToolUse", "tool_name": tool, "tool_input": {"path": "a", "text": "x"}}
    seen = HOSTS[2].read(data)
    assert seen.moment is moment
    assert "x" in [piece.text for piece in seen.pieces]


def test_keys_that_are_more_than_names_are_texts_as_well() -> None:
    tool_input = {"headers": {"Authorization: x": ["y"], "short": "z"}, "a_long_name_that_may_be_a_token": 1}
    data = {"hook_event_name": "PreToolUse", "session_id": "1", "tool_name": "Fetch", "tool_input": tool_input}
    seen = HOSTS[3].read(data)
    assert [piece.text for piece in seen.pieces] == ["Authorization: x", "y", "z", "a_long_name_that_may_be_a_token"]
    masked = {seen.pieces[0].place: "<X_1>", seen.pieces[1].place: "<Y_1>"}
    assert replaced(tool_input, masked, ("tool_input",)) == {
        "headers": {"<X_1>": ["<Y_1>"], "short": "z"},
        "a_long_name_that_may_be_a_token": 1,
    }


@pytest.mark.parametrize(
    ("host", "data"),
    [
        ("claude-code", {"hook_event_name": "PermissionRequest", "tool_input": {"command": "x"}}),
        ("cursor", {"hook_event_name": "beforeSomethingNew", "content": "x"}),
        ("copilot", {"cwd": "/", "toolResult": {"text": "x"}}),
    ],
)
def test_an_event_we_do_not_know_is_looked_through_where_it_carries_texts(host: str, data: dict[str, Any]) -> None:
    adapter = named(host)
    assert adapter is not None
    seen = adapter.read(data)
    assert (seen.moment, [piece.text for piece in seen.pieces]) == (Moment.UNKNOWN, ["x"])


PATCH = "*** Begin Patch\n*** Update File: a\n@@ f\n x\n-y\n+z\n@@\n-w\n*** End Patch\n"


@pytest.mark.parametrize(
    ("tool_input", "before", "after"),
    [
        ({"file_path": "a", "content": "new\n"}, "old\n", "new\n"),
        ({"filePath": "a", "oldString": "b", "newString": "c"}, "a b b", "a c c"),
        ({"path": "a", "old_str": "nowhere", "new_str": "c"}, "a b", "a b"),
        ({"path": "a", "old_str": "", "new_str": "c\n"}, "a\n", "a\nc\n"),
        ({"path": "a", "insert_text": "c\n", "insert_line": 1}, "a\n", "a\nc\n"),
        ({"path": "a", "edits": [{"old_str": "a", "new_str": "b"}, 3, {"old_str": "b", "new_str": "c"}]}, "a", "c"),
        ({"input": "*** Begin Patch\n*** Add File: a\n+x\n+y\n*** End Patch"}, "", "x\ny\n"),
        ({"patch": PATCH}, "x\ny\nv\nw\n", "x\nz\nv\n"),
    ],
)
def test_an_edit_is_made_before_the_tool_makes_it(tool_input: dict[str, Any], before: str, after: str) -> None:
    [edit] = planned(tool_input)
    assert (edit.path, edit.applied(before)) == ("a", after)


@pytest.mark.parametrize(
    "tool_input", [{}, {"content": "x"}, {"path": "a"}, {"path": 1, "content": "x"}, {"path": "a", "edits": 5}]
)
def test_what_names_no_file_or_no_text_is_no_edit(tool_input: dict[str, Any]) -> None:
    assert planned(tool_input) == ()


def test_edits_that_would_make_a_text_without_end_are_given_up() -> None:
    [edit] = planned({"path": "a", "edits": [{"old_str": "a", "new_str": "aa"}] * 60})
    assert len(edit.applied("a")) <= 4 * 1024 * 1024


def test_an_edit_that_was_made_is_taken_back() -> None:
    [edit] = event("cursor/edit-done").edits
    assert edit.undone("const foo = 2\nconst bar = 3\n") == "const foo = 1\nconst bar = 3\n"


def test_what_copilot_sends_in_the_spelling_of_others_is_looked_through() -> None:
    data = {"hook_event_name": "PreToolUse", "tool_name": "Bash", "tool_input": {"command": "a command"}}
    host = named("copilot")
    assert host is not None
    event = host.read(data)
    assert event.moment is Moment.UNKNOWN
    assert [piece.text for piece in event.pieces] == ["a command"]
