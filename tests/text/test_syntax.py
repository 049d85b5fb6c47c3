import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from tree_sitter import Tree

from answerable.text import syntax
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span
from answerable.text.syntax import GRAMMARS, MAX_BYTES, error_spans, parse
from shapes import tree_shape

# One that parses in its grammar and in as few others as can be.
SOURCES = {
    "python": ("def f(x):\n    return x\n", "function_definition"),
    "javascript": ("const f = (x) => <b>{x}</b>;\n", "jsx_element"),
    "typescript": ("let x = <string>y;\n", "type_assertion"),
    "tsx": ("let x: string = <b/>;\n", "jsx_self_closing_element"),
    "go": ("package a\nfunc f() {}\n", "function_declaration"),
    "java": ("class A { void f() {} }\n", "method_declaration"),
    "json": ('{"a": [1]}\n', "pair"),
    "yaml": ("a:\n  - b\n", "block_sequence"),
    "toml": ("[a]\nb = 1\n", "table"),
    "markdown": ("# a\n\n- b\n", "atx_heading"),
}


def test_each_grammar_has_an_example() -> None:
    assert SOURCES.keys() == GRAMMARS


@pytest.mark.parametrize("grammar", sorted(GRAMMARS))
def test_each_grammar_parses_its_language(grammar: str) -> None:
    source, kind = SOURCES[grammar]
    tree = parse(grammar, source.encode())
    assert tree is not None
    assert not tree.root_node.has_error
    assert kind in {node[1] for node in tree_shape(tree)}


def test_there_is_no_tree_without_a_grammar() -> None:
    assert parse("cobol", b"x") is None


def test_there_is_no_tree_where_the_wheel_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    syntax.language.cache_clear()
    monkeypatch.setitem(sys.modules, "tree_sitter_go", None)
    assert parse("go", b"package a") is None
    monkeypatch.undo()
    syntax.language.cache_clear()
    assert parse("go", b"package a") is not None


def test_what_is_too_large_is_not_parsed() -> None:
    assert parse("json", b" " * MAX_BYTES) is not None
    assert parse("json", b" " * (MAX_BYTES + 1)) is None


@pytest.mark.parametrize(
    ("path", "text", "broken"),
    [
        ("a.py", "x = 1\n", []),
        ("a.py", "é = 1\nx = [1,\n", ["x = [1,"]),
        ("a.py", "def f(:\n  pass\n", [""]),
        ("a.js", "f(1;\ng();\nh(2;\n", ["", ""]),
        ("a.json", '{"\N{GRINNING FACE}": ]}', ['"\N{GRINNING FACE}": ]']),
        ("a.py", "if x:\n    y = (1, \nz = ]\n", ["y = (1, \nz = ]"]),
        ("a.txt", "def f(:", []),
    ],
)
def test_where_a_text_does_not_parse(path: str, text: str, broken: list[str]) -> None:
    spans = error_spans(Snapshot.of(text, path))
    assert [text[span.start : span.end] for span in spans] == broken


def test_a_missing_token_lies_where_it_was_expected() -> None:
    assert error_spans(Snapshot.of("é()\nf(1;\n", "a.js")) == (Span(7, 7),)


def test_a_tree_is_parsed_once_whatever_the_number_of_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Barrier(8)
    parses = []

    def slow(grammar: str, utf8: bytes) -> Tree | None:
        parses.append(grammar)
        sleep(0.05)  # long enough for the other threads to ask too
        return parse(grammar, utf8)

    monkeypatch.setattr(syntax, "parse", slow)
    snapshot = Snapshot.of("def f(): pass\n", "a.py")

    def tree(_: int) -> Tree | None:
        asked.wait(10)
        return snapshot.tree

    with ThreadPoolExecutor(8) as pool:
        trees = list(pool.map(tree, range(8)))
    assert parses == ["python"]
    assert trees[0] is not None
    assert all(other is trees[0] for other in trees)


def test_many_threads_parse_many_languages_at_once() -> None:
    expected = {}
    for grammar, (source, _) in SOURCES.items():
        tree = parse(grammar, source.encode() * 40)
        assert tree is not None
        expected[grammar] = tree_shape(tree)
    syntax.language.cache_clear()

    def again(grammar: str) -> bool:
        tree = parse(grammar, SOURCES[grammar][0].encode() * 40)
        return tree is not None and tree_shape(tree) == expected[grammar]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(again, sorted(SOURCES) * 8))
