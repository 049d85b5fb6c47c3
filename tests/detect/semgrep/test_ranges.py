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
    ],
)
def test_a_match_is_completed(path: str, text: str, match: str, expected: str) -> None:
    snapshot = Snapshot.of(text, path)
    start, end = completed(snapshot, text.index(match), text.index(match) + len(match))
    assert text[start:end] == expected


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
