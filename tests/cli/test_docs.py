"""The generated pages are what the rules and commands say now, and hold together."""

from __future__ import annotations

import re
from pathlib import Path

from answerable.cli import docs, rule_pages
from answerable.cli.catalogue import Entry, shipped
from answerable.findings.model import Confidence, Control, Lesson, Severity

DOCS = Path(__file__).parents[2] / "docs"


def test_no_page_is_stale() -> None:
    pages = docs.pages()
    stale = [name for name, text in pages.items() if not (DOCS / name).exists() or (DOCS / name).read_text() != text]
    stale += [path.name for path in rule_pages.stale(DOCS, pages)]
    assert stale == [], "run `make docs`"


def test_every_link_in_the_list_leads_to_a_heading_or_a_page() -> None:
    pages = docs.pages()
    page = pages[docs.RULES]
    anchors = {docs._anchor(heading) for heading in re.findall(r"(?m)^#{2,3} (.+)$", page)}
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= anchors
    linked = set(re.findall(r"\]\((rules/[^)]+)\)", page))
    assert linked == {name for name in pages if name.startswith("rules/")}
    assert len(linked) > 300


ENTRY = Entry(
    id="team.no-html",
    pack="team",
    detector="semgrep",
    severity=Severity.WARNING,
    about="Writes <b> | `a|b`.",
    confidence=Confidence.HIGH,
    languages=("javascript", "typescript"),
    cwe=("CWE-79",),
    owasp=("A03:2021 - Injection",),
    controls=(Control("NIST AI 600-1", "2024", "MS-2.6-004"), Control("NIST AI 600-1", "2024", "MS-2.7-001")),
    lesson=Lesson("Because *x*.", "a = ```b```", "c", "where it is [yours]."),
    references=("https://example.org/",),
    impact="low",
    since="0.1.0",
)


def test_a_rule_is_a_row_with_a_link() -> None:
    page = docs.rules_page([ENTRY])
    assert "| [team](#team) | 1 |" in page
    assert r"| [`team.no-html`](rules/team.no-html.md) | warning | CWE-79 | Writes \<b\> \| `a\|b`. |" in page


def test_a_rule_is_a_page() -> None:
    assert rule_pages.page(ENTRY).split("# team.no-html\n")[1] == (
        "\nWrites \\<b\\> | `a|b`.\n\n"
        "| | |\n| --- | --- |\n| severity | warning |\n| confidence | high |\n| impact | low |\n| pack | team |\n"
        "| languages | javascript, typescript |\n"
        "| weaknesses | [CWE-79](https://cwe.mitre.org/data/definitions/79.html) |\n"
        "| OWASP Top 10 | [A03:2021 - Injection](https://owasp.org/Top10/2021/) |\n"
        "| supports | [NIST AI 600-1 (2024)](https://doi.org/10.6028/NIST.AI.600-1) MS-2.6-004, MS-2.7-001 |\n"
        "| since | 0.1.0 |\n\n"
        "Because \\*x\\*.\n\n"
        "Wrong:\n\n````javascript\na = ```b```\n````\n\n"
        "Right:\n\n```javascript\nc\n```\n\n"
        "**No mistake** where it is \\[yours\\].\n\n"
        "## Living with it\n\nWhere it is no mistake, say so with a reason above the line "
        "([settings](../settings.md)),\n\n"
        "```\n// answerable: ignore[team.no-html] until YYYY-MM-DD -- why it is no mistake here\n```\n\n"
        'or switch the rule off in `answerable.toml`:\n\n```toml\n[rules]\ndisable = ["team.no-html"]\n```\n\n'
        "## Read on\n\n- <https://example.org/>\n"
    )


def test_every_lesson_of_ours_tells_when_it_is_no_mistake() -> None:
    lessons = {entry.id: entry.lesson for entry in shipped() if entry.lesson is not None}
    form = re.compile(r"(?:where|when|for|in|inside|on|against) [^.]*.*[.]")
    assert [rule for rule, lesson in lessons.items() if not form.fullmatch(lesson.when)] == []


def test_a_page_shows_what_its_rule_finds_and_leaves_alone() -> None:
    page = docs.pages()[rule_pages.name_of("python.yaml-load")]
    found, left = page.split("## It finds")[1].split("## It leaves alone")
    assert "yaml.load(" in found
    assert "safe_load" in left


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
