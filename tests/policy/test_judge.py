"""The whole judgement, from raw findings to what a person sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.findings.model import Confidence, Finding, Severity
from answerable.policy.judge import Judged, judge
from answerable.policy.layers import validated
from answerable.policy.suppressions import Scope
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

TODAY = date(2026, 11, 21)
ALL = frozenset({"semgrep", "secrets", "hidden-text", "guard", "agents", "residue"})
KNOWN = {
    "python.eval": "semgrep",
    "python.exec": "semgrep",
    "secrets.token": "secrets",
    "hidden-text.bidi": "hidden-text",
}
UNTIL = "until 2027-01-31 -- why"


def find(text: str, flagged: str, rule: str = "python.eval", nth: int = 1, **fields: Any) -> Finding:
    at = -1
    for _ in range(nth):
        at = text.index(flagged, at + 1)
    detector = KNOWN.get(rule, "semgrep")
    return Finding(rule, detector, Span(at, at + len(flagged)), Severity.WARNING, "m", **fields)


def judged(
    text: str, *findings: Finding, ran: frozenset[str] = ALL, known: Any = None, path: str = "a.py", **policy: Any
) -> Judged:
    snapshot = Snapshot.of(text, path)
    return judge(snapshot, findings, validated(policy), today=TODAY, ran=ran, known_rules=known)


def shown(text: str, result: Judged) -> list[tuple[str, str, str]]:
    return [(f.rule, f.severity.label, text[f.span.start : f.span.end]) for f in result.findings]


def test_findings_come_in_order_with_fingerprints() -> None:
    text = "exec(a)\neval(b)\n"
    result = judged(text, find(text, "eval(b)"), find(text, "exec(a)", "python.exec"))
    assert shown(text, result) == [("python.exec", "warning", "exec(a)"), ("python.eval", "warning", "eval(b)")]
    assert len({finding.fingerprint for finding in result.findings}) == 2
    assert all(finding.fingerprint for finding in result.findings)


def test_disabled_rules_are_dropped_and_not_called_suppressed() -> None:
    text = "exec(a)\neval(b)\n"
    findings = find(text, "eval(b)"), find(text, "exec(a)", "python.exec")
    result = judged(text, *findings, rules={"disable": ["python.ev*"]})
    assert shown(text, result) == [("python.exec", "warning", "exec(a)")]
    assert result.suppressed == ()


@pytest.mark.parametrize(
    ("least", "left"), [("low", ["high", "low", "medium"]), ("medium", ["high", "medium"]), ("high", ["high"])]
)
def test_too_little_confidence_is_dropped(least: str, left: list[str]) -> None:
    text = "eval(b)"
    findings = [find(text, text, confidence.value, confidence=confidence) for confidence in Confidence]
    result = judged(text, *findings, rules={"minimum_confidence": least})
    assert [finding.rule for finding in result.findings] == left


def test_severities_are_the_policys() -> None:
    text = "eval(b)"
    result = judged(text, find(text, text), rules={"severity": {"python.*": "hint"}})
    assert shown(text, result) == [("python.eval", "hint", "eval(b)")]


def test_a_comment_suppresses_and_says_why() -> None:
    text = f"eval(a)  # answerable: ignore[python.eval] {UNTIL}\neval(b)\n"
    result = judged(text, find(text, "eval(a)"), find(text, "eval(b)"))
    assert shown(text, result) == [("python.eval", "warning", "eval(b)")]
    ((finding, suppression),) = result.suppressed
    assert (finding.span, suppression.reason, suppression.scope) == (Span(0, 7), "why", Scope.LINE)


def test_suppressing_one_occurrence_does_not_rename_the_other() -> None:
    text = "eval(a)\neval(a)\n"
    before = judged(text, find(text, "eval(a)"), find(text, "eval(a)", nth=2))
    excused = f"eval(a)  # answerable: ignore[python.eval] {UNTIL}\neval(a)\n"
    after = judged(excused, find(excused, "eval(a)"), find(excused, "eval(a)", nth=2))
    assert [f.fingerprint for f in after.findings] == [before.findings[1].fingerprint]
    assert after.suppressed[0][0].fingerprint == before.findings[0].fingerprint


def test_an_expired_comment_suppresses_nothing_and_is_reported() -> None:
    text = "eval(a)  # answerable: ignore[python.eval] until 2026-11-20 -- why\n"
    result = judged(text, find(text, "eval(a)"))
    assert [rule for rule, _, _ in shown(text, result)] == ["python.eval", "answerable.suppression.expired"]


def test_what_is_wrong_with_suppressions_has_severity_and_off_switch_like_any_rule() -> None:
    text = "x = 1  # answerable: ignore[python.eval] until 2026-11-20 -- why\ny = 2  # answerable: ignore\n"
    loud = judged(text, rules={"severity": {"answerable.suppression.*": "error"}})
    assert [(rule, severity) for rule, severity, _ in shown(text, loud)] == [
        ("answerable.suppression.expired", "error"),
        ("answerable.suppression.malformed", "error"),
    ]
    quiet = judged(text, rules={"disable": ["answerable.suppression.expired"]})
    assert [rule for rule, _, _ in shown(text, quiet)] == ["answerable.suppression.malformed"]
    assert quiet.findings[0].fingerprint


def test_a_secret_is_suppressed_by_its_own_rule_only() -> None:
    text = f"# answerable: ignore[secrets.token] {UNTIL}\np = 'hunter2'\n"
    result = judged(text, find(text, "hunter2", "secrets.token", sensitive=True))
    assert result.findings == ()
    assert len(result.suppressed) == 1
    # What is excused is still to be masked wherever text is shown.
    assert [text[span.start : span.end] for span in result.secrets] == ["hunter2"]


def test_secrets_of_dropped_findings_are_still_to_be_masked() -> None:
    text = "p = 'hunter2'\n"
    result = judged(text, find(text, "hunter2", "secrets.token", sensitive=True), rules={"disable": ["secrets.*"]})
    assert result.findings == ()
    assert [text[span.start : span.end] for span in result.secrets] == ["hunter2"]


def test_one_credential_is_one_finding_unless_the_better_one_is_switched_off() -> None:
    text = "p = 'hunter2'\n"
    exact = find(text, "hunter2", "secrets.token", sensitive=True)
    wide = find(text, "p = 'hunter2'", "python.password", cwe=("CWE-798",))
    assert [rule for rule, _, _ in shown(text, judged(text, exact, wide))] == ["secrets.token"]
    off = judged(text, exact, wide, rules={"disable": ["secrets.*"]})
    assert [rule for rule, _, _ in shown(text, off)] == ["python.password"]


def test_entries_of_the_policy_suppress_where_comments_cannot() -> None:
    text = '{"p": "hunter2"}'
    entry = {"rule": "secrets.*", "path": "conf/", "until": "2027-01-31", "reason": "a test account"}
    finding = find(text, "hunter2", "secrets.token", sensitive=True)
    here = judged(text, finding, path="conf/a.json", suppressions={"entries": [entry]})
    assert here.findings == ()
    assert here.suppressed[0][1].reason == "a test account"
    there = judged(text, finding, path="src/a.json", suppressions={"entries": [entry]})
    assert [f.rule for f in there.findings] == ["secrets.token"]


def test_semgreps_own_comment_holds_for_semgreps_findings_if_the_policy_says_so() -> None:
    text = "eval(a) or 'hunter2'  # nosemgrep\n"
    findings = find(text, "eval(a)"), find(text, "hunter2", "secrets.token", sensitive=True)
    result = judged(text, *findings)
    assert [f.rule for f in result.findings] == ["secrets.token"]
    assert [(f.rule, s.rules) for f, s in result.suppressed] == [("python.eval", ("*",))]
    strict = judged(text, *findings, suppressions={"honour_nosemgrep": False})
    assert [f.rule for f in strict.findings] == ["python.eval", "secrets.token"]


@pytest.mark.parametrize(
    ("rules", "ran", "known", "reported"),
    [
        ("python.eval", ALL, None, True),
        ("python.eval", ALL, KNOWN, True),
        ("python.eval", {"secrets", "hidden-text"}, None, False),  # the fast stage says nothing of semgrep's
        ("python.eval", {"secrets", "hidden-text"}, KNOWN, False),
        ("python.eval", {"semgrep"}, KNOWN, True),
        ("secrets.token", {"secrets"}, None, True),
        ("secrets.token", {"semgrep"}, None, False),
        ("secrets.*", {"secrets"}, KNOWN, True),
        ("hidden-text.bidi", {"hidden-text"}, None, True),
        ("s*", {"semgrep"}, None, False),
        ("s*", {"semgrep", "secrets"}, None, True),
        ("*.token", {"semgrep"}, None, False),
        ("*.token", ALL, None, True),
        ("python.eval, secrets.token", {"secrets"}, KNOWN, False),
        ("python.eval, secrets.token", ALL, KNOWN, True),
        ("answerable.suppression.unused", ALL, None, False),
    ],
)
def test_unused_is_said_only_where_it_is_known(rules: str, ran: Any, known: Any, reported: bool) -> None:
    text = f"x = 1  # answerable: ignore[{rules}] {UNTIL}\n"
    result = judged(text, ran=frozenset(ran), known=known)
    directive = text[text.index("answerable:") : -1]
    assert shown(text, result) == ([("answerable.suppression.unused", "info", directive)] if reported else [])


def test_unused_is_not_said_of_one_that_is_used_by_what_is_hidden() -> None:
    text = f"eval(a)  # answerable: ignore[python.eval] {UNTIL}\n"
    assert judged(text, find(text, "eval(a)"), rules={"disable": ["python.eval"]}).findings == ()
    unsure = find(text, "eval(a)", confidence=Confidence.LOW)
    assert judged(text, unsure, rules={"minimum_confidence": "high"}).findings == ()


@pytest.mark.parametrize("disable", ["python.eval", "python.*"])
@pytest.mark.parametrize("rules", ["python.eval", "python.*"])
def test_unused_is_not_said_of_rules_that_are_switched_off(rules: str, disable: str) -> None:
    text = f"x  # answerable: ignore[{rules}] {UNTIL}\n"
    assert judged(text, known=KNOWN, rules={"disable": [disable]}).findings == ()


def test_a_rule_that_does_not_exist_is_told_with_the_nearest_one() -> None:
    text = f"x  # answerable: ignore[python.evil] {UNTIL}\n"
    (finding,) = judged(text, known=KNOWN).findings
    assert finding.message == (
        "There is no rule `python.evil`, so this suppresses nothing. Did you mean `python.eval`?"
    )
    # Without the engine, its rules are not known either.
    assert judged(text, known=KNOWN, ran=frozenset({"secrets"})).findings == ()


def test_of_two_suppressions_the_first_is_named_and_the_other_is_not_called_unused() -> None:
    text = f"# answerable: ignore-file[python.*] {UNTIL}\neval(a)  # answerable: ignore[python.eval] {UNTIL}\n"
    result = judged(text, find(text, "eval(a)"))
    assert result.findings == ()
    assert [suppression.scope for _, suppression in result.suppressed] == [Scope.FILE]


@given(st.permutations(range(5)), st.integers(0, 3))
def test_the_order_in_which_findings_come_makes_no_difference(order: list[int], disabled: int) -> None:
    text = f"eval(a); eval(a)  # answerable: ignore[python.e*] {UNTIL}\np = 'hunter2'; exec(c); eval(d)\n"
    findings = [
        find(text, "eval(a)"),
        find(text, "eval(a)", nth=2),
        find(text, "hunter2", "secrets.token", sensitive=True),
        find(text, "p = 'hunter2'", "python.password", cwe=("CWE-798",)),
        find(text, "exec(c)", "python.exec"),
    ]
    policy = {"rules": {"disable": ["python.eval", "secrets.token", "python.password", "x"][disabled : disabled + 1]}}
    assert judged(text, *(findings[i] for i in order), **policy) == judged(text, *findings, **policy)


def test_the_same_finding_twice_is_no_reason_to_lose_one() -> None:
    text = "eval(a)\n"
    finding = find(text, "eval(a)")
    result = judged(text, finding, replace(finding, message="another way to match"))
    assert len(result.findings) == 2
    assert len({f.fingerprint for f in result.findings}) == 2
