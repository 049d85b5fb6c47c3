"""What is said about one thing does not give away another."""

from __future__ import annotations

from answerable.findings.discretion import discreet, hushed, values_at
from answerable.findings.fingerprint import MASK
from answerable.findings.model import Finding, Fix, Severity
from answerable.text.spans import Span


def test_values_that_tell_are_masked_the_longest_first() -> None:
    text = "a = 'hunter2-hunter2'; b = 'hunter2'; c = 'root'"
    values = values_at(text, [Span(5, 20), Span(28, 35), Span(43, 47)])
    assert values == {"hunter2-hunter2", "hunter2"}
    assert discreet("`hunter2-hunter2` and `hunter2`, not `root`", values) == f"`{MASK}` and `{MASK}`, not `root`"


def test_a_finding_says_none_of_them_anywhere() -> None:
    finding = Finding(
        "r",
        "semgrep",
        Span(0, 1),
        Severity.ERROR,
        "'hunter2' is bad",
        why=("`$X` is `hunter2`.",),
        fixes=(Fix("Put `hunter2`", ()),),
    )
    hush = hushed(finding, frozenset({"hunter2"}))
    assert (hush.message, hush.why, hush.fixes[0].title) == (
        f"'{MASK}' is bad",
        (f"`$X` is `{MASK}`.",),
        f"Put `{MASK}`",
    )
    assert hushed(finding, frozenset({"another"})) is finding
