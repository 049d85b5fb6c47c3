"""What the hover says of a finding."""

from __future__ import annotations

import pytest

from answerable.findings.model import Confidence, Finding, Lesson, Severity
from answerable.lsp.prose import explain
from answerable.text.spans import Span


def _finding(lesson: Lesson) -> Finding:
    return Finding("t.r", "semgrep", Span(0, 1), Severity.ERROR, "Do not.", Confidence.HIGH, lesson=lesson)


@pytest.mark.parametrize(
    ("markdown", "said"),
    [(True, "**No mistake** where the value is \\[yours\\]."), (False, "No mistake where the value is [yours].")],
)
def test_a_lesson_tells_when_it_is_no_mistake(markdown: bool, said: str) -> None:
    finding = _finding(Lesson("Because.", "bad()", "good()", "where the value is [yours]."))
    assert said in explain(finding, "python", markdown=markdown)


def test_nothing_is_said_of_it_where_the_lesson_does_not() -> None:
    assert "No mistake" not in explain(_finding(Lesson("Because.")), "python", markdown=True)
