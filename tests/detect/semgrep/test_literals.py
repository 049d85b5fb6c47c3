"""Which part of a match is the secret, and what may be told of the rest."""

from __future__ import annotations

import pytest

from answerable.detect.semgrep.literals import literals, secret_span, shown
from answerable.findings.fingerprint import MASK
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span


def span_of(text: str, part: str) -> Span:
    at = text.index(part)
    return Span(at, at + len(part))


@pytest.mark.parametrize(
    ("path", "text", "values"),
    [
        ("a.py", "f('1', b\"2\", '''th\nree''', rf'4{x}', \"\", 'a' 'b')", ["1", "2", "th\nree", "4{x}", "", "a", "b"]),
        ("a.js", "f('one', \"two\", `th\nree${x}`)", ["one", "two", "th\nree${x}"]),
        ("a.tsx", "const a = <A b='one'>{'two'}</A>", ["one", "two"]),
        ("a.go", "package a\nvar x = \"one\" + `two`\n", ["one", "two"]),
        ("A.java", 'class A { String a = "one" + """\n two"""; }', ["one", "\n two"]),
        ("a.json", '{"key": "one"}', ["key", "one"]),
        ("a.yaml", "a: 'one'\nb: \"two\"\nc: three\n", ["one", "two"]),
        ("a.rb", "x = 'o\\'ne' + \"two\" + `three`", ["o\\'ne", "two", "three"]),
        ("a.unknown", "don't", []),
    ],
)  # fmt: skip
def test_literals_are_found_without_their_quotes(path: str, text: str, values: list[str]) -> None:
    snapshot = Snapshot.of(text, path)
    found = literals(snapshot, Span(0, len(text)))
    assert [text[span.start : span.end] for span in found] == values


@pytest.mark.parametrize(
    ("path", "text", "match", "hints", "secret"),
    [
        ("a.py", "😀 = 'é'; password = 'hunter2'", "password = 'hunter2'", [], "hunter2"),
        ("a.py", "login('host', key='hunter2')", "login('host', key='hunter2')", ["'hunter2'"], "hunter2"),
        ("a.py", "login('host', key='hunter2')", "login('host', key='hunter2')", [], "host', key='hunter2"),
        ("a.py", "login('', key='hunter2')", "login('', key='hunter2')", [], "hunter2"),
        ("a.py", "key = bytes([1, 2])", "key = bytes([1, 2])", [], "key = bytes([1, 2])"),
        (".env", "KEY=abc", "KEY=abc", ["abc"], "KEY=abc"),
        ("a.conf", "key = \"abc\"", "key = \"abc\"", [], "abc"),
    ],
)  # fmt: skip
def test_the_secret_is_the_literal_where_it_is_clear_which(
    path: str, text: str, match: str, hints: list[str], secret: str
) -> None:
    span = secret_span(Snapshot.of(text, path), span_of(text, match), [span_of(text, hint) for hint in hints])
    assert text[span.start : span.end] == secret


@pytest.mark.parametrize(
    ("path", "text", "part", "expected"),
    [
        ("a.py", "password = 'hunter2'", "password", "password"),
        ("a.py", "settings.db.password = 'hunter2'", "settings.db.password", "settings.db.password"),
        ("a.py", "password = 'hunter2'", "'hunter2'", MASK),
        ("a.py", "password = 'hunter2'", "hunter2", MASK),
        ("a.py", "# password: hunter2", "hunter2", MASK),
        ("a.py", "f(12345).key", "f(12345).key", MASK),
        ("a.py", "f(hunter2())", "hunter2()", MASK),
        ("a.py", "x = 12345", "12345", MASK),
        ("a.js", "a.password = `hunter2`", "a.password", "a.password"),
        ("a.js", "a['hunter2'] = 1", "a['hunter2']", MASK),
        ("a.go", "package a\nvar Key = 1\n", "Key", "Key"),
        ("A.java", "class A { String key = \"x\"; }", "key", "key"),
        ("a.yaml", "password: hunter2", "hunter2", MASK),
        (".env", "PASSWORD=hunter2", "hunter2", MASK),
        ("a.txt", "hunter2", "hunter2", MASK),
        ("a.py", "x", "", MASK),
    ],
)  # fmt: skip
def test_only_names_are_told(path: str, text: str, part: str, expected: str) -> None:
    assert shown(Snapshot.of(text, path), span_of(text, part)) == expected
