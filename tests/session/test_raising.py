"""Findings in blocks nobody has answered for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from answerable.findings.model import Finding, Severity
from answerable.origin.model import Block, Origin, ReviewState, Verdict
from answerable.session.raising import raised
from answerable.text.spans import Span

BLOCK = Block("b" * 32, Span(10, 50), Verdict(Origin.SUSPECTED_AI, 0.9), datetime(2026, 1, 1, tzinfo=UTC))
FINDING = Finding("python.x", "semgrep", Span(20, 30), Severity.WARNING, "Something is wrong.")


def test_a_finding_in_an_unreviewed_ai_block_is_raised_one_step_and_says_so() -> None:
    [finding] = raised([FINDING], [BLOCK])
    assert finding.severity is Severity.ERROR
    assert finding.message == "Something is wrong. (Raised: inside an AI block that nobody has reviewed.)"
    assert finding.why == ("it lies inside an AI block that nobody has reviewed: raised from warning to error",)
    assert finding.span == FINDING.span


def test_an_error_stays_an_error_and_still_says_where_it_lies() -> None:
    [finding] = raised([replace(FINDING, severity=Severity.ERROR)], [BLOCK])
    assert (finding.severity, finding.message) == (Severity.ERROR, FINDING.message)
    assert finding.why == ("it lies inside an AI block that nobody has reviewed",)


@pytest.mark.parametrize("state", [ReviewState.UNREVIEWED, ReviewState.REJECTED, ReviewState.RESIDUAL])
@pytest.mark.parametrize("origin", [Origin.SUSPECTED_AI, Origin.DECLARED_AI])
def test_only_a_review_keeps_it_from_being_raised(state: ReviewState, origin: Origin) -> None:
    block = replace(BLOCK, state=state, verdict=Verdict(origin, 1.0))
    assert raised([FINDING], [block])[0].severity is Severity.ERROR
    assert raised([FINDING], [replace(block, state=ReviewState.REVIEWED)]) == (FINDING,)


@pytest.mark.parametrize("origin", [Origin.HUMAN, Origin.PASTED, Origin.TOOL, Origin.UNKNOWN])
def test_what_is_not_known_to_be_an_ais_raises_nothing(origin: Origin) -> None:
    assert raised([FINDING], [replace(BLOCK, verdict=Verdict(origin, 1.0))]) == (FINDING,)


@pytest.mark.parametrize("span", [Span(0, 9), Span(0, 20), Span(45, 51), Span(60, 70)])
def test_a_finding_outside_or_only_partly_inside_stays_as_it_is(span: Span) -> None:
    finding = replace(FINDING, span=span)
    assert raised([finding], [BLOCK]) == (finding,)
