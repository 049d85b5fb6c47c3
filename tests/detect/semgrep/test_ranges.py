"""Ends of matches that the engine gets wrong."""

from __future__ import annotations

import pytest

from answerable.detect.semgrep.ranges import completed
from answerable.text.snapshot import Snapshot


@pytest.mark.parametrize(
    ("path", "text", "match", "expected"),
    [
        ("a.js", "x = `a ${b}`;", "`a ${b", "`a ${b}`"),
        ("a.js", "x = `a ${b}\\n`;", "`a ${b}\\n", "`a ${b}\\n`"),
        ("a.js", "throw new E(`a ${b}`);", "new E(`a ${b", "new E(`a ${b}`"),
        ("a.js", "x = `a ${b} c`;", "b", "b"),
        ("a.js", "x = `a ${`b ${c}`}`;", "`a ${`b ${c", "`a ${`b ${c}`}`"),
        ("a.js", "a = <div>{x}</div>;", "<div>{x}</d", "<div>{x}</div>"),
        ("a.tsx", "a = <A b={c} />;", "<A b={c}", "<A b={c} />"),
        ("a.tsx", "a = <A><B/></A>;", "<B", "<B/>"),
        ("a.js", "eval(x);", "eval(x)", "eval(x)"),
        ("a.py", 'x = f"a {b}"', 'f"a {b', 'f"a {b'),
        ("a.py", 'x = f"a {b}"', 'f"a {b}', 'f"a {b}"'),
        ("a.py", 'x = "é" + y', 'é" + y', '"é" + y'),
        ("a.py", 'x = y + """é"""', 'y + """é', 'y + """é"""'),
        ("a.py", "x = rb'é'", "é", "rb'é'"),
        ("a.py", "x = 'a é b'", "é", "é"),
        ("a.py", "x = f'{eval(y)}'", "eval(y)", "eval(y)"),
        ("a.py", "f('a', b)", "a', b", "'a', b"),
        ("a.go", "package a\nvar x = `é`\n", "é", "`é`"),
        ("A.java", 'class A { String a = "é"; }', "é", '"é"'),
        ("a.rb", "x = 'é'", "é", "é"),
    ],
)
def test_a_match_is_completed(path: str, text: str, match: str, expected: str) -> None:
    snapshot = Snapshot.of(text, path)
    at = len(text[: text.index(match)].encode())
    start, end = completed(snapshot, at, at + len(match.encode()))
    assert snapshot.utf8[start:end].decode() == expected


def test_an_empty_match_stays_empty() -> None:
    assert completed(Snapshot.of("`a`", "a.js"), 1, 1) == (1, 1)


@pytest.mark.engine
@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("`...${$X}...`", "x = `a ${b}\\n`;\n", "1:5 r '`a ${b}\\\\n`'"),
        ("<$A ...>...</$A>", "a = <div>{x}</div>;\n", "1:5 r '<div>{x}</div>'"),
    ],
)
def test_what_the_engine_says_ends_where_the_syntax_does(scan: object, pattern: str, text: str, expected: str) -> None:
    assert callable(scan)
    rule = f"rules: [{{id: r, languages: [javascript], severity: INFO, message: m, pattern: '{pattern}'}}]"
    assert scan(rule, text, "a.jsx") == [expected]


@pytest.mark.engine
def test_a_pattern_for_text_keeps_its_exact_place(scan: object) -> None:
    assert callable(scan)
    rule = "rules: [{id: r, languages: [python], severity: INFO, message: m, patterns: [{pattern-regex: abc}]}]"
    assert scan(rule, "x = 'abc'\n") == ["1:6 r 'abc'"]


@pytest.mark.engine
def test_a_string_has_its_quotes_whichever_parser_the_engine_takes(scan: object) -> None:
    assert callable(scan)
    rule = "rules: [{id: r, languages: [python], severity: INFO, message: m, pattern: '\"...\" + $X'}]"
    plain = "x = 'abc' + y\n"
    # Its first parser does not know this syntax, so the second has a go.
    newer = plain + "def f[T](a: T) -> T: ...\n"
    assert scan(rule, plain) == scan(rule, newer) == ["1:5 r \"'abc' + y\""]
