"""Of two detectors' findings over one credential, the more exact one stays."""

from __future__ import annotations

from dataclasses import replace

from answerable.findings.model import Confidence, Finding, Severity
from answerable.policy.duplicates import without_duplicates
from answerable.text.spans import Span

EXACT = Finding(
    "secrets.token", "secrets", Span(10, 20), Severity.WARNING, "m", confidence=Confidence.HIGH, sensitive=True
)
WIDE = Finding(
    "python.hardcoded", "semgrep", Span(0, 21), Severity.ERROR, "m", confidence=Confidence.LOW, cwe=("CWE-798",)
)


def test_the_smaller_span_stays_with_the_greater_severity_and_confidence() -> None:
    for order in ([EXACT, WIDE], [WIDE, EXACT]):
        assert without_duplicates(order) == (replace(EXACT, severity=Severity.ERROR),)
    unsure = replace(EXACT, confidence=Confidence.LOW)
    sure = replace(WIDE, confidence=Confidence.MEDIUM)
    assert without_duplicates([unsure, sure])[0].confidence is Confidence.MEDIUM


def test_it_need_not_contain_the_smaller_one() -> None:
    assert without_duplicates([EXACT, replace(WIDE, span=Span(5, 16))])[0].rule == "secrets.token"


def test_of_equal_spans_the_surer_stays_then_the_first_by_name() -> None:
    same = replace(WIDE, span=EXACT.span, sensitive=True)
    assert [f.rule for f in without_duplicates([EXACT, same])] == ["secrets.token"]
    as_sure = replace(same, confidence=Confidence.HIGH)
    assert [f.rule for f in without_duplicates([EXACT, as_sure])] == ["python.hardcoded"]


def test_what_is_not_marked_as_a_secret_never_stands_for_one_that_is() -> None:
    narrow = replace(WIDE, span=Span(12, 14))
    assert [f.rule for f in without_duplicates([EXACT, narrow])] == ["secrets.token"]


def test_what_is_left_alone() -> None:
    apart = replace(WIDE, span=Span(20, 30))
    assert without_duplicates([EXACT, apart]) == (EXACT, apart)
    other_fault = replace(WIDE, cwe=("CWE-89",))
    assert without_duplicates([EXACT, other_fault]) == (EXACT, other_fault)
    same_detector = replace(WIDE, detector="secrets")
    assert without_duplicates([EXACT, same_detector]) == (EXACT, same_detector)
    plain = replace(EXACT, sensitive=False, cwe=("CWE-798",))
    assert without_duplicates([plain, WIDE]) == (plain, WIDE)


def test_one_wide_finding_over_two_secrets_goes_once() -> None:
    second = replace(EXACT, span=Span(2, 8))
    left = without_duplicates([WIDE, second, EXACT])
    assert [(f.rule, f.span) for f in left] == [("secrets.token", Span(2, 8)), ("secrets.token", Span(10, 20))]
