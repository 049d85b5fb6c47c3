"""What every room relies on about findings and problems."""

from __future__ import annotations

import pytest

from answerable.findings.model import Control, Severity
from answerable.findings.problems import Problem


def test_severities_are_ordered_for_a_threshold() -> None:
    assert [severity.label for severity in sorted(Severity)] == ["hint", "info", "warning", "error"]


@pytest.mark.parametrize("severity", list(Severity))
def test_a_severity_is_read_back_from_its_label(severity: Severity) -> None:
    assert Severity.parse(severity.label) is severity


def test_an_unknown_severity_names_the_ones_there_are() -> None:
    with pytest.raises(ValueError, match=r"unknown severity 'fatal'; use one of hint, info, warning, error"):
        Severity.parse("fatal")


def test_a_control_is_shown_with_its_edition() -> None:
    assert str(Control("OWASP LLM", "2025", "LLM05")) == "OWASP LLM 2025 LLM05"


@pytest.mark.parametrize(
    ("problem", "shown"),
    [
        (Problem("p.toml", "`a.b` is wrong.", "Mend it.", line=3, key="a.b"), "p.toml:3: `a.b` is wrong. Mend it."),
        (Problem("p.toml", "It is wrong.", "Mend it.", line=3, key="a.b"), "p.toml:3: `a.b` It is wrong. Mend it."),
        (Problem("p.toml", "It is wrong.", ""), "p.toml: It is wrong."),
    ],
)
def test_a_problem_names_place_key_and_remedy(problem: Problem, shown: str) -> None:
    assert str(problem) == shown
