from threading import Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_sitter import Tree

import texts
from answerable.text import reparse as module
from answerable.text.reparse import INCREMENTAL, LastTree, Parsed, edited, reparse
from answerable.text.syntax import GRAMMARS, parse
from shapes import tree_shape

# Sources without a mistake, for a tree is reused only while there is none; what is put between their lines leaves most
# of them so.
SOUND = {
    "python": (
        'import os\n\n@dec(1)\ndef f(x, *a):\n    """doc"""\n    if x:\n'
        "        return [y for y in a if y > 1]\n"
        "    else:\n        print(f\"{x!r:>{a}} b\", 'z')\n\nclass A(B):\n    x: int = 3\n    async def g(self):\n"
        '        with open("p") as h:\n            await h.read(1, \\\n              2)\n        match x:\n'
        "            case [1, 2]:\n                pass\n\nlambda: 0\n",
        ("# c\n", "pass\n", "x = '''\n'''\n", "y\n", " ", "\n", "é", "    ", "\t"),
    ),
    "go": (
        'package main\n\nimport (\n\t"fmt"\n)\n\ntype T struct {\n\tA int `json:"a"`\n}\n\n'
        "func (t *T) f(x int, y ...string) (int, error) {\n\tif x > 1 {\n\t\treturn x, nil\n\t}\n"
        "\tfor i := range y {\n\t\tfmt.Println(i, `raw\n s`)\n\t}\n\tgo func() { c <- 1 }()\n\treturn 0, nil\n}\n",
        ("// c\n", "/* c */", "\n", " ", "x", "é", ";", "\t"),
    ),
    "java": (
        "package p;\nimport a.b.*;\n/** doc */\n@An(x = 1)\npublic class A<T extends B> implements C {\n"
        "  private int x = 1, y[];\n  void f(String s, int... z) throws E {\n"
        "    for (int i : z) { s += \"a\" + 'c'; }\n"
        '    Runnable r = () -> { g(); };\n    String t = """\n      block\n      """;\n  }\n}\n',
        ("// c\n", "/* c */", "\n", " ", "x", "é", ";", "@B "),
    ),
    "json": (
        '{"a": [1, 2.5, -3e4, true, null],\n "b": {"c": "d\\n\\u00e9"},\n "e": [{"f": []}, {}]}\n',
        (" ", "\n", "\r\n", "1", "[],", '"x": 1,'),
    ),
    "yaml": (
        "# c\na: b\nlist:\n  - x\n  - y: 1\n    z: [1, 2, {q: r}]\nlit: |\n  some text\n  more\n\n"
        "fold: >-\n  f1\n  f2\n"
        "\"q\": 's'\n? k\n: v\nanc: &a\n  m: 1\nref: *a\n---\nsecond: doc\n"
        "multi: plain\n  continued\n...\n",
        ("# c\n", "k: v\n", "- x\n", "  ", "\n", " ", "x", "é", "---\n"),
    ),
    "toml": (
        '# c\na = 1\nb = "s"\n[t.u]\nc = [1, 2,\n 3]\nd = {x = 1, y = "z"}\n[[arr]]\ne = """multi\nline"""\n'
        "f = 'lit'\ng = 1979-05-27T07:32:00Z\n[[arr]]\nh.i = true\n",
        ("# c\n", "\n", " ", "x", "k = 1\n", "[t]\n", "1"),
    ),
    "markdown": (
        "# Title\n\nSome *text* here\nand more\n\n- a\n  - b\n    c\n\n    para\n- d\n\n```py\nx = 1\n```\n\n"
        "> quote\n>\n> - li\n\n1. x\n2. y\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "<div>\nhtml\n</div>\n\nSetext\n======\n\n"
        '    indented\n\n[l]: http://x "t"\n\n---\n\n## Sub\ntext\n',
        texts.CODE["markdown"],
    ),
}


def fresh(grammar: str, text: str) -> Tree:
    tree = parse(grammar, text.encode())
    assert tree is not None
    return tree


def parsed(grammar: str, text: str) -> Parsed:
    return Parsed(1, text.encode(), fresh(grammar, text))


class Spy:
    """Counts the parses that were handed an earlier tree."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reused = 0
        self.all = 0
        monkeypatch.setattr(module, "parse", self)

    def __call__(self, grammar: str, utf8: bytes, old: Tree | None = None) -> Tree | None:
        self.all += 1
        self.reused += old is not None
        return parse(grammar, utf8, old)


def test_every_grammar_whose_tree_is_reused_was_measured() -> None:
    assert SOUND.keys() == INCREMENTAL
    assert {"javascript", "typescript", "tsx"} == GRAMMARS - INCREMENTAL


@pytest.mark.parametrize("grammar", sorted(SOUND))
@settings(max_examples=80)
@given(data=st.data())
def test_from_one_sound_text_to_another_the_tree_is_that_of_a_fresh_parse(grammar: str, data: st.DataObject) -> None:
    text, pieces = SOUND[grammar]
    own = tuple(text.splitlines(keepends=True))
    old = parsed(grammar, text)
    for doing in data.draw(st.lists(texts.doings((*pieces, *pieces, *own)), max_size=8)):
        after = doing.result(text)
        tree = reparse(grammar, old, after.encode())
        assert tree is not None
        assert tree_shape(tree) == tree_shape(fresh(grammar, after))
        if not tree.root_node.has_error:
            text, old = after, Parsed(1, after.encode(), tree)


@pytest.mark.parametrize("grammar", sorted(SOUND))
def test_a_keystroke_in_a_sound_text_reuses_the_tree(grammar: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = SOUND[grammar][0]
    old = parsed(grammar, text)
    spy = Spy(monkeypatch)
    reparse(grammar, old, (text + "\n").encode())
    assert (spy.reused, spy.all) == (1, 1)


def test_the_same_text_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    old = parsed("javascript", "f(")
    spy = Spy(monkeypatch)
    assert reparse("javascript", old, b"f(") is old.tree
    assert spy.all == 0


# Each of these gives another tree when the last one is reused than when the text is parsed afresh.
TRAPS = [
    pytest.param("javascript", "let x = 1 // c\nf()\n", " let x = 1 // c\nf()\n", id="comment without semicolon"),
    pytest.param("python", "]x = 1\ndef f(x):\n", "]xclass A:\n= 1\ndef f(x):\n", id="python with an error"),
    pytest.param("java", "<T>@A void f() {\n\n", "<T}\n@A void f() {\n\n", id="java with an error"),
    pytest.param("typescript", "\n++type ", "\nfunction f(x) {\n++type ", id="typescript with an error"),
    pytest.param("go", 'chan "type T struct {\nfor ', 'chan "type T struct\n {\nfor ', id="go with an error"),
]


@pytest.mark.parametrize(("grammar", "before", "after"), TRAPS)
def test_a_tree_is_not_reused_where_that_would_show(grammar: str, before: str, after: str) -> None:
    old = parsed(grammar, before)
    tree = reparse(grammar, old, after.encode())
    assert tree is not None
    assert tree_shape(tree) == tree_shape(fresh(grammar, after))


def test_the_old_tree_stays_as_it_was_for_whoever_reads_it() -> None:
    old = parsed("python", "a = 1\nb = 2\n")
    before = tree_shape(old.tree)
    copy = edited(old, b"\n\nxx\na = 1\nb = 2\n")
    assert copy.root_node.has_changes
    assert not old.tree.root_node.has_changes
    assert tree_shape(old.tree) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = 1\nb = 2\n", "\n\na = 1\nb = 2\n"),
        ("a = 1\nb = 2\n", "a = 1\nb = 'é\\\n2'\n"),
        ('a = """\n\né"""\nb\n', 'a = """é"""\nb\n'),
        ("a\r\nb\rc", "a\nb\rcc"),
    ],
)
def test_an_edit_is_told_in_bytes_and_in_rows_and_columns(before: str, after: str) -> None:
    root = edited(parsed("python", before), after.encode()).root_node
    expected = fresh("python", after).root_node
    assert (root.end_byte, root.end_point) == (expected.end_byte, expected.end_point)


def test_code_points_that_begin_or_end_with_the_same_byte() -> None:
    for before, after in (("x = 'é'", "x = 'è'"), ("x = '\u0129'", "x = 'é'"), ("é", "éé"), ("é = 1", "\u0129 = 1")):
        tree = reparse("python", parsed("python", before), after.encode())
        assert tree is not None
        assert tree_shape(tree) == tree_shape(fresh("python", after))


def test_a_tree_with_an_error_is_not_built_upon(monkeypatch: pytest.MonkeyPatch) -> None:
    old = parsed("python", "x = (\n")
    spy = Spy(monkeypatch)
    assert reparse("python", old, b"x = ()\n") is not None
    assert (spy.reused, spy.all) == (0, 1)


def test_the_newest_tree_is_kept_and_an_older_version_does_not_displace_it(monkeypatch: pytest.MonkeyPatch) -> None:
    last = LastTree("python")
    last.parse(3, b"a = 1\nb = 2\n")
    last.parse(2, b"a = 1\n")
    spy = Spy(monkeypatch)
    tree = last.parse(3, b"a = 1\nb = 2\n")
    assert tree is not None
    assert spy.all == 0


def test_a_slow_parse_of_an_old_version_does_not_hold_up_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    last = LastTree("python")
    started, go_on = Event(), Event()

    def slow(grammar: str, utf8: bytes, old: Tree | None = None) -> Tree | None:
        if utf8 == b"old\n":
            started.set()
            assert go_on.wait(10)
        return parse(grammar, utf8, old)

    monkeypatch.setattr(module, "parse", slow)
    worker = Thread(target=last.parse, args=(1, b"old\n"))
    worker.start()
    assert started.wait(10)
    tree = last.parse(2, b"new\n")
    go_on.set()
    worker.join(10)
    assert tree is not None
    assert last.parse(3, b"new\n") is tree
