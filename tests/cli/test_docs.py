"""The generated pages are what the rules and commands say now, and hold together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from answerable.cli import docs
from answerable.cli.catalogue import Entry
from answerable.findings.model import Confidence, Control, Lesson, Severity

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", [docs.RULES, docs.COMMANDS])
def test_the_page_is_not_stale(name: str) -> None:
    written = (DOCS / name).read_text("utf-8")
    assert written == docs.pages()[name], f"write docs/{name} again with `make docs`"


def test_every_link_within_the_page_leads_to_a_heading() -> None:
    page = docs.pages()[docs.RULES]
    anchors = {docs._anchor(heading) for heading in re.findall(r"(?m)^#{2,3} (.+)$", page)}
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= anchors


def test_a_rule_is_a_row_and_a_section() -> None:
    entry = Entry(
        id="team.no-html",
        pack="team",
        detector="semgrep",
        severity=Severity.WARNING,
        about="Writes <b> | `a|b`.",
        confidence=Confidence.HIGH,
        cwe=("CWE-79",),
        owasp=("A03:2021",),
        controls=(Control("NIST AI 600-1", "2024", "MS-2.6-004"), Control("NIST AI 600-1", "2024", "MS-2.7-001")),
        lesson=Lesson("Because *x*.", "a = ```b```", "c"),
        references=("https://example.org/",),
    )
    page = docs.rules_page([entry])
    assert "| [team](#team) | 1 |" in page
    assert r"| [`team.no-html`](#teamno-html) | warning | CWE-79 | Writes \<b\> \| `a\|b`. |" in page
    section = page.split("### team.no-html\n")[1]
    assert section == (
        "\nwarning · high confidence · [CWE-79](https://cwe.mitre.org/data/definitions/79.html) · A03:2021\n\n"
        "Supports NIST AI 600-1 (2024) MS-2.6-004, MS-2.7-001.\n\n"
        "Because \\*x\\*.\n\n"
        "Wrong:\n\n````\na = ```b```\n````\n\n"
        "Right:\n\n```\nc\n```\n\n"
        "Read on: <https://example.org/>\n"
    )


def test_every_command_is_on_the_page_with_its_help() -> None:
    page = docs.commands_page()
    headings = re.findall(r"(?m)^## `(.+)`$", page)
    assert headings[0] == "answerable"
    assert {"answerable scan", "answerable serve", "answerable doctor", "answerable rules test"} <= set(headings)
    assert "--threshold" in page


def test_the_pages_are_written_where_they_are_asked_for(tmp_path: Path) -> None:
    assert docs.main([str(tmp_path)]) == 0
    assert (tmp_path / docs.RULES).read_text("utf-8").startswith("<!-- Made by")
    assert (tmp_path / docs.COMMANDS).read_text("utf-8").startswith("<!-- Made by")
