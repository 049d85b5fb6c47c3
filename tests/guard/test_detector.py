"""The guard in the editor: prompt files alone, and what no other detector tells."""

from __future__ import annotations

import pytest

import values
from answerable.detect.detector import Cancel
from answerable.findings.model import Finding
from answerable.guard.check import Guard
from answerable.guard.detector import GuardDetector
from answerable.guard.prompt_files import is_prompt
from answerable.guard.settings import GuardSettings
from answerable.text.snapshot import Snapshot
from marked import marked


def scan(text: str, path: str = "AGENTS.md") -> tuple[Finding, ...]:
    return GuardDetector(Guard()).scan(Snapshot.of(text, path), Cancel()).findings


@pytest.mark.parametrize(
    "path",
    [
        "AGENTS.md",
        "docs/CLAUDE.md",
        "x/review.prompt.md",
        ".github/copilot-instructions.md",
        ".cursor/rules/style.mdc",
        ".cursorrules",
        ".windsurfrules",
        "skills/a/SKILL.md",
        "a.prompty",
        "a.prompt",
    ],
)
def test_prompt_files_are_known_by_their_place(path: str) -> None:
    assert is_prompt(path)


def test_other_files_are_prompts_where_the_editor_or_the_policy_says_so() -> None:
    assert not is_prompt("README.md")
    assert is_prompt("Untitled-1", "prompt")
    assert is_prompt("prompts/a.txt", more=("prompts/",))
    detector = GuardDetector(Guard(GuardSettings(prompt_files=("prompts/",))))
    assert detector.applies(Snapshot.of("x", "prompts/a.txt"))
    assert not detector.applies(Snapshot.of("x", "src/a.txt"))


def test_personal_data_is_told_with_a_fix_and_secrets_are_left_to_their_detector() -> None:
    text, places = marked(f"Ask «jane@acme.com» or «jane@acme.com», not {values.github_token()}")
    found = scan(text)
    assert [(one.rule, one.span.start, one.span.end) for one in found] == [("pii.email", *place) for place in places]
    assert {fix.replacements[0].text for one in found for fix in one.fixes} == {"<EMAIL_1>"}
    assert all(one.sensitive and "jane" not in one.message for one in found)


def test_a_secret_in_disguise_is_told_here() -> None:
    token = values.github_token()
    (found,) = scan(f'x = "{token[:20]}" + "{token[20:]}"')
    assert found.rule == "secrets.github-pat"
