"""Suppressions read from comments: their grammar, what they cover, and what is said of those that do not hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from answerable.findings.model import Finding, Severity
from answerable.policy.model import Suppressions
from answerable.policy.suppressions import (
    EXPIRED,
    MALFORMED,
    UNUSED,
    Scope,
    Suppression,
    last_day,
    read,
    unused,
)
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

TODAY = date(2026, 11, 21)
GOOD = "answerable: ignore[a.b] until 2027-01-31 -- why"


def valid(text: str, path: str = "a.py", **rules: Any) -> tuple[Suppression, ...]:
    return read(Snapshot.of(text, path), Suppressions(**rules), TODAY).valid


def wrong(text: str, path: str = "a.py", **rules: Any) -> list[tuple[str, str, str]]:
    """Rule, flagged text and message of what is reported."""
    findings = read(Snapshot.of(text, path), Suppressions(**rules), TODAY).findings
    return [(f.rule, text[f.span.start : f.span.end], f.message) for f in findings]


def covered(marked: str, path: str = "a.py") -> list[str]:
    """What the suppressions of a text cover, which stands between «» in `marked`; `IGNORE` is a good directive."""
    text = marked.replace("IGNORE", GOOD).replace("«", "").replace("»", "")
    out = []
    for suppression in valid(text, path):
        span = suppression.covers
        out.append(f"{text[: span.start]}«{text[span.start : span.end]}»{text[span.end :]}".replace(GOOD, "IGNORE"))
    return out


@pytest.mark.parametrize(
    ("said", "rules", "until", "reason", "scope"),
    [
        ("ignore[a.b] until 2027-01-31 -- why", ("a.b",), date(2027, 1, 31), "why", Scope.LINE),
        ("ignore[a, b.* ,c] until 2027-01-31 -- why not", ("a", "b.*", "c"), date(2027, 1, 31), "why not", Scope.LINE),
        ("ignore-file[a] until 2027-01-31 -- x", ("a",), date(2027, 1, 31), "x", Scope.FILE),
        ("ignore [ a ]  until  2027-01-31  —  x", ("a",), date(2027, 1, 31), "x", Scope.LINE),
        ("ignore[a] until 2027-01-31 – x -- y", ("a",), date(2027, 1, 31), "x -- y", Scope.LINE),
        ("ignore[a] until 2026-11-21 -- holds on its last day", ("a",), TODAY, "holds on its last day", Scope.LINE),
        ("ignore[a] until 2027-01-31 --x", ("a",), date(2027, 1, 31), "x", Scope.LINE),
    ],
)
def test_the_grammar(said: str, rules: tuple[str, ...], until: date, reason: str, scope: Scope) -> None:
    text = f"x = 1\ny = 2  # answerable: {said}\n"
    (suppression,) = valid(text)
    start = text.index("answerable:")
    covers = Span(6, len(text) - 1) if scope is Scope.LINE else Span(0, len(text))
    assert suppression == Suppression(Span(start, len(text) - 1), 1, rules, until, reason, scope, covers)
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ("ignore[a] -- why", {"require_expiry": False}),
        ("ignore[a] until 2027-01-31", {"require_reason": False}),
        ("ignore[a] until 2027-01-31 --", {"require_reason": False}),
        ("ignore[a]", {"require_reason": False, "require_expiry": False}),
        ("ignore[a] until 2029-01-31 -- why", {"max_days": 2000}),
    ],
)
def test_what_is_not_asked_for_can_be_left_out(said: str, rules: dict[str, Any]) -> None:
    assert [s.rules for s in valid(f"x  # answerable: {said}", **rules)] == [("a",)]
    assert wrong(f"x  # answerable: {said}")[0][0] == MALFORMED


HOW = "Write it like `answerable: ignore[{}] until 2027-05-20 -- REASON`."


@pytest.mark.parametrize(
    ("said", "reason", "rule"),
    [
        ("ignore[a] until 2027-01-31", "it gives no reason", "a"),
        ("ignore[a] until 2027-01-31 -- ", "it gives no reason", "a"),
        ("ignore[a] -- why", "it gives no last day", "a"),
        ("ignore[a] until -- why", "its date is not one of the calendar", "a"),
        ("ignore[a] until 2027-02-30 -- why", "its date is not one of the calendar", "a"),
        ("ignore[a] until 31.1.2027 -- why", "its date is not one of the calendar", "a"),
        ("ignore[a] until ２０２７-01-31 -- why", "its date is not one of the calendar", "a"),
        ("ignore[a] until 2027-05-21 -- why", "its last day lies further ahead than 180 days", "a"),
        ("ignore until 2027-01-31 -- why", "it must name the rule in square brackets", "RULE"),
        ("ignore[] until 2027-01-31 -- why", "it must name the rule in square brackets", "RULE"),
        ("ignore[a until 2027-01-31 -- why", "it must name the rule in square brackets", "RULE"),
        ("ignore[*] until 2027-01-31 -- why",
         "between the brackets stand rule ids, or patterns such as `python.*` that begin with one", "RULE"),
        ("ignore[a, b c] until 2027-01-31 -- why",
         "between the brackets stand rule ids, or patterns such as `python.*` that begin with one", "a"),
        ("ignore[a] for ever", "after the rules comes `until`, a date, and the reason after `--`", "a"),
        ("ignore[a] -- why until 2027-01-31", "it gives no last day", "a"),
        ("ignroe[a] until 2027-01-31 -- why", "`ignroe` is not known, perhaps `ignore` is meant", "a"),
        ("", "`` is not known", "RULE"),
        ("zzz", "`zzz` is not known", "RULE"),
    ],
)  # fmt: skip
def test_malformed(said: str, reason: str, rule: str) -> None:
    text = f"x = 1  # answerable: {said}\n"
    message = f"This suppression does not hold: {reason}. {HOW.format(rule)}"
    assert wrong(text) == [(MALFORMED, f"answerable: {said}".rstrip(), message)]
    assert valid(text) == ()


def test_malformed_for_a_file_shows_the_form_for_a_file() -> None:
    ((_, _, message),) = wrong("# answerable: ignore-file[a]\n")
    assert "`answerable: ignore-file[a] until 2027-05-20 -- REASON`" in message


def test_expired() -> None:
    text = "x = 1  # answerable: ignore[a] until 2026-11-20 -- why\n"
    assert wrong(text) == [
        (
            EXPIRED,
            "answerable: ignore[a] until 2026-11-20 -- why",
            "This suppression ended on 2026-11-20, so what it excused counts again. "
            "Mend the code, or decide anew and write a new date and reason.",
        )
    ]
    assert valid(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        f"x = '# {GOOD}'\n",
        f'"""\n# {GOOD}\n"""\n',
        f"f'''{{x}}\n# {GOOD}'''\n",
        f"{GOOD}\n",
        "# see the docs of answerable: it explains\n",
        "# to excuse it, write answerable: ignore and a reason\n",
        "# Answerable: ignore[a]\n",
        "# unanswerable: ignore\n"[2:],
    ],
)
def test_what_is_no_directive(text: str) -> None:
    assert valid(text) == ()
    assert wrong(text) == []


def test_within_a_comment_brackets_tell_a_directive_from_prose() -> None:
    assert [s.rules for s in valid(f"x = 1  # noqa: S307 {GOOD}\n")] == [("a.b",)]
    assert [rule for rule, _, _ in wrong("x = 1  # noqa, answerable: ignore[a]\n")] == [MALFORMED]


def test_a_directive_goes_on_to_the_end_of_its_line() -> None:
    text = f"x  # {GOOD}, unlike answerable: ignore[z] until 2020-01-01 -- q\n"
    (suppression,) = valid(text)
    assert wrong(text) == []
    assert suppression.rules == ("a.b",)
    assert suppression.reason == "why, unlike answerable: ignore[z] until 2020-01-01 -- q"


@pytest.mark.parametrize("closing", ["*/", " */", "\n*/", "\n * more\n */"])
def test_the_end_of_a_block_comment_is_no_part_of_the_reason(closing: str) -> None:
    (suppression,) = valid(f"/* {GOOD}{closing}\nf();\n", "a.js")
    assert suppression.reason == "why"


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        # beside code
        ("a.py", "a\n«b  # IGNORE»\nc"),
        ("a.js", "a\n«b /* IGNORE */ + c»\nd"),
        ("a.js", "«/* IGNORE */ b»\nc"),
        ("a.py", "«x = '''\na\n''' + f(  # IGNORE»\n  b)"),
        ("a.py", "«x = 1 + \\\n  2  # IGNORE»\ny"),
        ("a.js", "«a; /* IGNORE\n */ b»\nc"),
        # above code
        ("a.py", "a\n«# IGNORE\nb»\nc"),
        ("a.py", "a\n«    # IGNORE\n    b»\nc"),
        ("a.py", "«# IGNORE\n# more\n# and more\nb»\nc"),
        ("a.py", "«# IGNORE\nx = '''\na\n''' + '''\nb\n'''»\nc"),
        ("a.py", "«# IGNORE\nx = 1 + \\\n  2 + \\\n  3»\ny"),
        ("a.py", "«# IGNORE»\n\nb"),
        ("a.py", "«# IGNORE»"),
        ("a.py", "«# IGNORE\n# IT»\n\nb"),
        ("a.js", "«/*\n * IGNORE\n */\nb»\nc"),
        ("a.js", "«// IGNORE\nx = `a\nb`»\nc"),
        ("a.jsx", "x = <p>\n«  {/* IGNORE */}\n  <b>c</b>»\n  d\n</p>"),
        ("a.go", "package a\n«// IGNORE\nvar s = `\na`»\n"),
        ("a.yaml", "«# IGNORE\na: |\n  b\n  c»\nd: e\n"),
        ("a.sh", "«# IGNORE\ncat <<E\na\nE»\nb\n"),
        ("Dockerfile", "«# IGNORE\nRUN a \\\n  b»\nRUN c\n"),
        ("a.c", "«// IGNORE\n#define A \\\n  b»\nc\n"),
        ("a.md", "«<!-- IGNORE -->\n\na»\n\nb\n"),
        ("a.md", "«a <!-- IGNORE -->»\n\nb\n"),
        ("a.md", "«<!-- IGNORE -->\n```\na\n```»\nb\n"),
        ("a.html", "«<!-- IGNORE -->\n<a\n  b>»\nc\n"),
        # a comment's last backslash joins nothing
        ("a.py", "«# IGNORE \\\nb»\nc"),
        ("a.py", "«a  # IGNORE \\»\nb"),
        # the same with other line ends
        ("a.py", "a\r\n«# IGNORE\r\nb»\r\nc"),
        ("a.py", "a\r«# IGNORE\rb»\rc"),
        ("a.py", "\ufeff«# IGNORE\nb»\nc".replace("\ufeff«", "«\ufeff")),
    ],
)  # fmt: skip
def test_what_is_covered(path: str, marked: str) -> None:
    assert covered(marked, path) == [marked]


def test_two_above_one_line_both_cover_it() -> None:
    assert covered("# IGNORE\n# IGNORE\nx") == ["«# IGNORE\n# IGNORE\nx»", "# IGNORE\n«# IGNORE\nx»"]


def test_a_comment_above_a_call_does_not_reach_into_its_lines() -> None:
    assert covered("# IGNORE\nf(\n  a,\n)") == ["«# IGNORE\nf(»\n  a,\n)"]


@pytest.mark.parametrize(
    ("flagged", "rule", "holds"),
    [
        ("b(c)", "a.b", True),
        ("b(c)", "a.c", False),
        ("a\nb(c)", "a.b", True),  # ends on the line, as when a formatter moved the comment
        ("b(c)  # IGNORE\nd", "a.b", True),  # begins on it
        ("a\nb(c)  # IGNORE\nd", "a.b", False),  # goes round it
        ("a", "a.b", False),
        ("d", "a.b", False),
        ("", "a.b", False),
    ],
)
def test_which_findings_a_suppression_holds_for(flagged: str, rule: str, holds: bool) -> None:
    text = "a\nb(c)  # IGNORE\nd".replace("IGNORE", GOOD)
    flagged = flagged.replace("IGNORE", GOOD)
    start = text.index(flagged)
    finding = Finding(rule, "d", Span(start, start + len(flagged)), Severity.ERROR, "m")
    (suppression,) = valid(text)
    assert suppression.holds_for(finding) is holds


def test_for_the_file_it_holds_wherever_it_stands() -> None:
    text = "eval(x)\n# answerable: ignore-file[py.*] until 2027-01-31 -- why\n"
    (suppression,) = valid(text)
    assert suppression.holds_for(Finding("py.eval", "d", Span(0, 7), Severity.ERROR, "m"))
    assert not suppression.holds_for(Finding("js.eval", "d", Span(0, 7), Severity.ERROR, "m"))


def test_comments_are_not_honoured_where_the_policy_says_so() -> None:
    text = f"x  # {GOOD}\ny  # answerable: nonsense\n"
    assert valid(text, honour_comments=False) == ()
    assert wrong(text, honour_comments=False) == []


def test_a_text_that_does_not_name_us_is_not_even_parsed() -> None:
    class Unparsed(Snapshot):
        @property
        def tree(self) -> Any:
            raise AssertionError("parsed")

    snapshot = Unparsed.of("x = 1  # ignore\n", "a.py")
    assert read(snapshot, Suppressions(), TODAY).valid == ()


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("a.py", "x\n    # IT\ny\n", "x\ny\n"),
        ("a.py", "x  # IT\ny\n", "x\ny\n"),
        ("a.py", "x  # noqa IT\ny\n", "x  # noqa \ny\n"),
        ("a.js", "x; /* IT */ y;\n", "x;  y;\n"),
        ("a.js", "/* IT */\ny;\n", "y;\n"),
        ("a.js", "/*\n * IT\n */\ny;\n", "\ny;\n"),
        ("a.js", "/* see above\n * IT\n */\ny;\n", "/* see above\n * \n */\ny;\n"),
        ("a.md", "a <!-- IT -->\nb\n", "a\nb\n"),
        ("a.jsx", "x = <p>\n  {/* IT */}\n</p>", "x = <p>\n</p>"),
        ("a.py", "x\r\n# IT\r\ny\r\n", "x\r\ny\r\n"),
        ("a.py", "x\n# IT", "x\n"),
    ],
)
def test_the_fix_takes_it_away_and_what_held_only_it(path: str, before: str, after: str) -> None:
    text = before.replace("IT", "answerable: ignore[a] until 2020-01-31 -- why")
    (finding,) = read(Snapshot.of(text, path), Suppressions(), TODAY).findings
    (fix,) = finding.fixes
    (change,) = fix.replacements
    assert fix.title == "Remove this suppression"
    assert text[: change.span.start] + change.text + text[change.span.end :] == after


def test_an_unused_one_is_reported_with_the_same_fix() -> None:
    text = f"x  # {GOOD}\n"
    (suppression,) = valid(text)
    (finding,) = unused(Snapshot.of(text, "a.py"), [(suppression, "It has no effect.")])
    assert (finding.rule, finding.message, finding.severity) == (UNUSED, "It has no effect.", Severity.INFO)
    assert text[finding.span.start : finding.span.end] == GOOD
    (change,) = finding.fixes[0].replacements
    assert text[: change.span.start] + change.text + text[change.span.end :] == "x\n"


def test_the_last_day_offered_is_never_later_than_allowed() -> None:
    assert last_day(TODAY, Suppressions(), 90) == date(2027, 2, 19)
    assert last_day(TODAY, Suppressions(max_days=1), 90) == date(2026, 11, 22)


def test_thousands_of_suppressions_in_a_row_are_read_in_one_pass() -> None:
    # Were it quadratic, this would take minutes; no time is asserted.
    text = f"# {GOOD}\n" * 5000 + "eval(x)\n"
    assert {suppression.covers.end for suppression in valid(text)} == {len(text) - 1}
