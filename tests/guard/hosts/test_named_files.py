"""Files that a prompt or a command names."""

from __future__ import annotations

import pytest

from answerable.findings.decision import Decision
from answerable.guard.check import Guard
from answerable.guard.hosts.claude_code import ClaudeCode
from answerable.guard.hosts.named_files import mentioned, named_files
from answerable.guard.hosts.ruling import rule
from answerable.guard.placeholders import PlaceholderMap


@pytest.mark.parametrize(
    ("prompt", "files"),
    [
        ("look at @.env please", (".env",)),
        ("(@src/a.py#L3-9), @b.py.", ("src/a.py", "b.py")),
        ('@"my notes.txt" and @a.md', ("my notes.txt", "a.md")),
        ("mail jane@acme.io", ()),
        ("@ alone, and @@x", ()),
    ],
)
def test_what_a_prompt_mentions(prompt: str, files: tuple[str, ...]) -> None:
    assert mentioned(prompt) == files


def test_names_in_a_command_and_not_in_prose() -> None:
    tool = {"command": "cd secrets; cat ./k.pem | wc -l > 'out file'", "description": "Reads the handbook.md"}
    data = {"session_id": "s", "hook_event_name": "PreToolUse", "tool_name": "Bash", "tool_input": tool}
    names = list(named_files(ClaudeCode().read(data)))
    assert {"secrets", "./k.pem"} <= set(names)
    assert "handbook.md" not in names


def test_a_command_that_goes_on_in_the_next_line_is_one_command() -> None:
    tool = {"command": "answerable \\\n  review sign x"}
    data = {"session_id": "s", "hook_event_name": "PreToolUse", "tool_name": "Bash", "tool_input": tool}
    host = ClaudeCode()
    assert rule(host.read(data), host, Guard(), PlaceholderMap).ruling.decision is Decision.BLOCK
