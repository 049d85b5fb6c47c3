"""What an agent allows itself by what it is about to write."""

from __future__ import annotations

import pytest

from answerable.findings.decision import Decision
from answerable.guard.check import Guard
from answerable.guard.model import Kind
from answerable.guard.rights import gained, started
from answerable.guard.settings import GuardSettings

SETTINGS = ".claude/settings.json"
WILD = '{"permissions": {"allow": ["Bash(*)"]}}'


@pytest.mark.parametrize(
    ("path", "before", "after", "expected"),
    [
        (SETTINGS, "", WILD, [("agents.permissions.wildcard", "Bash(*)")]),
        (SETTINGS, WILD, '{"permissions": {\n"allow": ["Read", "Bash(*)"]}}', []),
        (
            SETTINGS,
            WILD,
            '{"permissions": {"allow": ["Bash(*)", "Bash(*)"]}}',
            [("agents.permissions.wildcard", "Bash(*)")],
        ),
        (SETTINGS, WILD, "{}", []),
        (SETTINGS, "{", "{{{", []),
        (SETTINGS, "", '{"permissions": {"allow": ["Bash(npm test)"]}}', []),
        (
            ".codex/config.toml",
            'approval_policy = "on-request"\n',
            'approval_policy = "never"\n',
            [("agents.permissions.approval-off", "never")],
        ),
        ("src/app.json", "", WILD, []),
        ("answerable.toml", "[guard]\n", '[guard]\npii = "allow"\n', [("guard.own-policy", 'pii = "allow"\n')]),
        ("sub/answerable.toml", "[guard]\n", "[guard]\n", []),
    ],
)
def test_what_is_new_in_a_file_that_says_what_agents_may_do(
    path: str, before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    found = list(gained(path, before, after))
    assert [(one.rule, after[one.span.start : one.span.end]) for one in found] == expected
    assert {one.kind for one in found} <= {Kind.PERMISSION}


def test_another_agent_started_without_limits() -> None:
    command = "cd app && claude --dangerously-skip-permissions -p 'go on'"
    [found] = started(command)
    assert "--dangerously-skip-permissions" in command[found.span.start : found.span.end]
    assert list(started("claude --version")) == []


def test_the_policy_decides() -> None:
    kinds = GuardSettings().kinds
    for settings, expected in (
        (GuardSettings(), Decision.WARN),
        (GuardSettings(kinds={**kinds, Kind.PERMISSION: Decision.BLOCK}), Decision.BLOCK),
        (GuardSettings(decisions={"agents.*": Decision.ALLOW}), Decision.ALLOW),
        (GuardSettings(disable=("agents.permissions.wildcard",)), Decision.ALLOW),
    ):
        assert Guard(settings).gained("", WILD, path=SETTINGS).decision is expected
