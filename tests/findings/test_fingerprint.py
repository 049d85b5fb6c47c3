"""A fingerprint follows its finding about and knows nothing of secrets."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from answerable.findings.fingerprint import MASK, masked, with_fingerprints
from answerable.findings.model import Finding, Severity
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

LINE = st.text(st.characters(blacklist_characters="\n\r", blacklist_categories=("Cs",)), max_size=20)
LINES = st.lists(LINE, max_size=4).map(lambda lines: "".join(f"{line}\n" for line in lines))
SPAN = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: Span(min(ends), max(ends)))


def found(text: str, flagged: str, *, rule: str = "r", nth: int = 1, sensitive: bool = False) -> Finding:
    at = -1
    for _ in range(nth):
        at = text.index(flagged, at + 1)
    return Finding(rule, "d", Span(at, at + len(flagged)), Severity.WARNING, "m", sensitive=sensitive)


def prints(text: str, *findings: Finding) -> list[str]:
    return [finding.fingerprint for finding in with_fingerprints(Snapshot.of(text, "a.py"), findings)]


@given(LINES, LINES)
def test_lines_added_above_and_below_change_nothing(above: str, below: str) -> None:
    text = 'x = eval(y)\npassword = "hunter2"\n'
    before = prints(text, found(text, "eval(y)"), found(text, "hunter2", sensitive=True))
    assume("eval(y)" not in above + below)
    assume("hunter2" not in above + below)
    grown = above + text + below
    assert prints(grown, found(grown, "eval(y)"), found(grown, "hunter2", sensitive=True)) == before


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_the_values_of_secrets_have_no_influence(one: str, other: str) -> None:
    def of(value: str) -> list[str]:
        text = f'a = login("{value}", 1)\n'
        secret = Finding("s", "secrets", Span(11, 11 + len(value)), Severity.ERROR, "m", sensitive=True)
        whole = Finding("r", "semgrep", Span(4, len(text) - 1), Severity.ERROR, "m")
        assert text[secret.span.start : secret.span.end] == value
        return prints(text, secret, whole)

    assert of(one) == of(other)


@given(st.text("ab\"'= ", min_size=1, max_size=8), st.integers(0, 5))
def test_a_second_detector_that_sees_more_of_a_literal_as_secret_renames_nothing(value: str, before: int) -> None:
    text = f'url = "{"x" * before}{value}"\n'
    start = 7 + before
    exact = Finding("s", "secrets", Span(start, start + len(value)), Severity.ERROR, "m", sensitive=True)
    wide = Finding("r", "semgrep", Span(7, start + len(value)), Severity.ERROR, "m", sensitive=True)
    (alone,) = prints(text, exact)
    both = {f.rule: f.fingerprint for f in with_fingerprints(Snapshot.of(text, "a.py"), [exact, wide])}
    assert both["s"] == alone


def test_white_space_is_folded_and_line_ends_do_not_count() -> None:
    unix = "f(a,\n    b)"
    windows = "f(a,\r\n\tb)"
    assert prints(unix, found(unix, unix)) == prints(windows, found(windows, windows))


def test_the_second_of_two_equal_findings_has_a_print_of_its_own_and_keeps_it() -> None:
    text = "eval(x)\neval(x)\n"
    first, second = prints(text, found(text, "eval(x)"), found(text, "eval(x)", nth=2))
    assert first != second
    apart = "eval(x)\n\n# more\neval(x)\n"
    assert prints(apart, found(apart, "eval(x)"), found(apart, "eval(x)", nth=2)) == [first, second]


def test_rule_and_text_both_count() -> None:
    text = "eval(x); eval(y)"
    one, other_rule, other_text = prints(
        text, found(text, "eval(x)"), found(text, "eval(x)", rule="z"), found(text, "eval(y)")
    )
    assert len({one, other_rule, other_text}) == 3


def test_what_a_secret_is_assigned_to_tells_two_of_a_rule_apart() -> None:
    text = "A=hunter2\nB=hunter2\n"
    first = found(text, "hunter2", sensitive=True)
    second = found(text, "hunter2", nth=2, sensitive=True)
    (only_second,) = prints("B=hunter2\n", found("B=hunter2\n", "hunter2", sensitive=True))
    assert prints(text, first, second)[1] == only_second


def test_a_comment_behind_a_secret_does_not_rename_it() -> None:
    text = 'p = "hunter2"'
    excused = f"{text}  # answerable: ignore[s] until 2027-01-31 -- test account"
    assert prints(text, found(text, "hunter2", sensitive=True)) == prints(
        excused, found(excused, "hunter2", sensitive=True)
    )


def test_a_secret_that_ends_with_its_line_end_does_not_take_in_the_next_line() -> None:
    text = "-----KEY-----\n"
    key = Finding("s", "d", Span(0, len(text)), Severity.ERROR, "m", sensitive=True)
    assert prints(text, key) == prints(text + "x = 1\n", key)


def test_findings_come_back_in_order_of_position_whatever_order_they_came_in() -> None:
    text = "eval(x)\nexec(y)\n"
    findings = [found(text, "exec(y)"), found(text, "eval(x)")]
    done = with_fingerprints(Snapshot.of(text, "a.py"), findings)
    assert [text[f.span.start : f.span.end] for f in done] == ["eval(x)", "exec(y)"]
    assert done == with_fingerprints(Snapshot.of(text, "a.py"), findings[::-1])


def test_half_a_surrogate_pair_has_a_fingerprint_too() -> None:
    text = 'x = "\ud83d"'
    (digest,) = prints(text, found(text, "\ud83d"))
    assert len(digest) == 32


@pytest.mark.parametrize(
    ("secrets", "shown"),
    [
        ([(2, 5)], f"ab{MASK}fgh"),
        ([(0, 3)], f"{MASK}defgh"),
        ([(5, 8)], f"abcde{MASK}"),
        ([(0, 8)], MASK),
        ([(2, 6), (3, 4)], f"ab{MASK}gh"),  # one in the other
        ([(2, 4), (3, 6)], f"ab{MASK}gh"),  # overlapping
        ([(2, 4), (4, 6)], f"ab{MASK}gh"),  # touching
        ([(2, 4), (2, 4)], f"ab{MASK}efgh"),  # twice the same
        ([(5, 6), (1, 2)], f"a{MASK}cde{MASK}gh"),  # out of order
        ([(3, 3)], "abcdefgh"),  # nothing to hide
        ([], "abcdefgh"),
    ],
)
def test_masked(secrets: Sequence[tuple[int, int]], shown: str) -> None:
    assert masked("abcdefgh", 0, [Span(*ends) for ends in secrets]) == shown
    # The same where the text begins further down its document.
    assert masked("abcdefgh", 100, [Span(start + 100, end + 100) for start, end in secrets]) == shown


@pytest.mark.parametrize(
    ("secret", "shown"),
    [((0, 10), "abc"), ((13, 20), "abc"), ((5, 11), f"{MASK}bc"), ((12, 99), f"ab{MASK}"), ((0, 99), MASK)],
)
def test_masked_where_the_secret_leaves_the_text(secret: tuple[int, int], shown: str) -> None:
    assert masked("abc", 10, [Span(*secret)]) == shown


@given(st.lists(SPAN, max_size=6), st.integers(0, 10))
def test_masking_hides_exactly_what_secrets_cover(secrets: list[Span], offset: int) -> None:
    # Every code point is its own letter, so that each that is left can be recognised.
    text = "".join(chr(0x4E00 + index) for index in range(15))
    covered = {at for secret in secrets for at in range(secret.start, secret.end)}
    left = [char for index, char in enumerate(text) if index + offset not in covered]
    shown = masked(text, offset, secrets)
    assert [char for char in shown if char in text] == left
    assert MASK + MASK not in shown


def test_many_secrets_on_one_long_line_are_each_named() -> None:
    value = "k" * 20
    text = "{" + ",".join(f'"n{index}":"{value}"' for index in range(2000)) + "}"
    findings = []
    at = text.find(value)
    while at >= 0:
        findings.append(Finding("s", "d", Span(at, at + len(value)), Severity.ERROR, "m", sensitive=True))
        at = text.find(value, at + 1)
    assert len(set(prints(text, *findings))) == 2000
