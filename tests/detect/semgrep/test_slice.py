"""What is left of a document, and the way back."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.semgrep.slice import Slice, around, broken_parts, whole, without_broken
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span


def cut(text: str, touched: str, path: str = "a.py") -> Slice:
    """The slice around the one place where `touched` occurs."""
    assert text.count(touched) == 1
    at = text.index(touched)
    return around(Snapshot.of(text, path), [Span(at, at + len(touched))], small=0)


PYTHON = textwrap.dedent(
    """\
    import os

    def first():
        return 1

    # About second.
    @cached
    def second():
        return 2

    LIMIT = 3
    class Third:
        name = "x"

        def one(self):
            return 1

        def two(self):
            return 2

        def three(self):
            return 3
    start()
    """
)


@pytest.mark.parametrize(
    ("touched", "left", "outside"),
    [
        (
            "return 1\n\n#",
            "import os\n\ndef first():\n    return 1\n\n# About second.\n\n\nLIMIT = 3\n\nstart()\n",
            True,
        ),
        (
            "return 2\n\nL",
            "import os\n\n\n\n# About second.\n@cached\ndef second():\n    return 2\n\nLIMIT = 3\n\nstart()\n",
            True,
        ),
        (
            "return 2\n\n    def three",
            'import os\n\n\n\n# About second.\n\n\nLIMIT = 3\nclass Third:\n    name = "x"\n\n\n\n'
            "    def two(self):\n        return 2\n\n    def three(self):\n        return 3\nstart()\n",
            True,
        ),
        (
            "self):\n        return 2",
            'import os\n\n\n\n# About second.\n\n\nLIMIT = 3\nclass Third:\n    name = "x"\n\n\n\n'
            "    def two(self):\n        return 2\n\n    def three(self):\n        return 3\nstart()\n",
            False,
        ),
        ("MIT = 3\nc", 'import os\n\n\n\n# About second.\n\n\nLIMIT = 3\nclass Third:\n    name = "x"\n\n\n\n\n'
            "    def three(self):\n        return 3\nstart()\n", True),
    ],
)  # fmt: skip
def test_what_is_touched_stays_and_so_does_all_that_is_no_definition(touched: str, left: str, outside: bool) -> None:
    got = cut(PYTHON, touched)
    assert got.text.decode() == left
    assert got.outside is outside
    assert not got.whole


def test_a_definition_that_an_edit_only_borders_on_counts_as_touched() -> None:
    at = PYTHON.index("return 1") + len("return 1")
    got = around(Snapshot.of(PYTHON, "a.py"), [Span(at, at)], small=0)
    assert b"def first" in got.text
    assert b"def second" not in got.text


JAVASCRIPT = textwrap.dedent(
    """\
    import a from 'a'
    const b = 1
    app.get('/x', (req, res) => {
      res.end(req.query.x)
    })
    export function shown() { return b }; export function other() { return a }
    class Thing { one() { return 1 } two() { return 2 } }
    """
)


def test_statements_of_javascript_stay_apart() -> None:
    got = cut(JAVASCRIPT, "return b", "a.js")
    assert got.text.decode() == ("import a from 'a'\nconst b = 1\n;\nexport function shown() { return b }; ;\n")
    got = cut(JAVASCRIPT, "return 2", "a.js")
    assert got.text.decode() == ("import a from 'a'\nconst b = 1\n;\n; ;\nclass Thing { ;\n two() { return 2 } }\n")


def test_what_nothing_mentions_goes_from_a_long_file() -> None:
    table = "".join(f"NAME_{n} = {n}\n" for n in range(400))
    text = f'"""Docs."""\nimport os\nBASE = 1\nDERIVED = BASE\n{table}def f():\n    return DERIVED, NAME_7\n'
    got = cut(text, "return DERIVED")
    assert (
        got.text.decode()
        == "import os\nBASE = 1\nDERIVED = BASE\n\nNAME_7 = 7\n\ndef f():\n    return DERIVED, NAME_7\n"
    )
    assert cut(text, "NAME_9 = 9\n").whole


@pytest.mark.parametrize("path", ["a.json", "a.rb", "a.txt"])
def test_a_language_we_cannot_slice_is_scanned_whole(path: str) -> None:
    got = around(Snapshot.of("x" * 20_000, path), [Span(5, 6)])
    assert got.whole
    assert got.text == b"x" * 20_000


ASKING = textwrap.dedent(
    """\
    def ask(prompt):
        return client.messages.create(messages=[prompt])

    def ask_nobody(prompt):
        return client.messages.create(messages=[prompt])

    def other(prompt):
        return prompt

    def work():
        exec(ask(other("x")))

    def idle():
        return 1
    """
)


def test_a_function_that_asks_a_model_stays_beside_its_caller() -> None:
    text = cut(ASKING, "exec").text.decode()
    assert "def ask(" in text
    assert not any(name in text for name in ("ask_nobody", "def other", "idle"))
    assert "def ask(" not in cut(ASKING, "return 1").text.decode()


def test_a_method_that_asks_a_model_stays_beside_its_caller() -> None:
    methods = ("private async ask(p) {\n return this.c.messages.create(p);\n }", "idle() {\n return 1;\n }")
    text = "class A {\n" + "\n".join((*methods, "async go() {\n run(await this.ask());\n }")) + "\n}\n"
    assert "private async ask" in cut(text, "run(", "a.ts").text.decode()


def test_a_small_document_is_scanned_whole() -> None:
    assert around(Snapshot.of(PYTHON, "a.py"), [Span(0, 1)]).whole


def test_a_definition_that_is_nearly_everything_is_not_worth_slicing() -> None:
    body = "".join(f"    x{n} = {n}\n" for n in range(1000))
    text = f"def small(): pass\n\n\ndef large():\n{body}"
    assert cut(text, "x500 ").whole
    assert not cut(text, "small()").whole


def test_what_parsers_stumble_over_is_taken_out_of_their_way() -> None:
    snapshot = Snapshot.of("\ufeffa = 1\rb = 2\r\nc = 3\n", "a.py")
    got = whole(snapshot)
    assert got.text == b"a = 1\nb = 2\r\nc = 3\n"
    start, end = got.text.index(b"b"), got.text.index(b"b") + 5
    assert snapshot.utf8_index.span(*got.to_document(start, end)) == Span(7, 12)
    assert around(snapshot, [Span(0, 1)], small=0).whole


def test_places_in_a_slice_lie_where_they_do_in_the_document() -> None:
    text = PYTHON.replace("return 1\n\n#", "return '😀é'\n\n#")
    snapshot = Snapshot.of(text, "a.py")
    got = cut(text, "LIMIT = 3")
    at = got.text.index(b"start()")
    assert snapshot.utf8_index.span(*got.to_document(at, at + 7)) == Span(
        text.index("start()"), text.index("start()") + 7
    )
    # From before a gap to after it.
    start, end = got.text.index(b"import"), got.text.index(b"LIMIT") + 5
    span = snapshot.utf8_index.span(*got.to_document(start, end))
    assert span == Span(0, text.index("LIMIT") + 5)


def test_lines_of_a_slice_are_found() -> None:
    got = cut(PYTHON, "return 2\n\nL")
    lines = got.text.split(b"\n")
    for number, line in enumerate(lines, 1):
        assert got.text[got.line(number) :].startswith(line)
    assert got.line(99) == len(got.text)


def test_a_document_without_what_does_not_parse() -> None:
    text = "function a() { return }\nfunction b() { return = }\nconst c = 1\nfunction d() {}\n"
    snapshot = Snapshot.of(text, "a.js")
    rest = without_broken(snapshot)
    assert rest is not None
    assert rest.text.decode() == "function a() { return }\n;\nconst c = 1\nfunction d() {}\n"
    assert [text[start:end] for start, end in rest.gaps] == ["function b() { return = }"]
    assert without_broken(Snapshot.of("function a() {}\n", "a.js")) is None
    assert without_broken(Snapshot.of("key: [", "a.yaml")) is None


def test_what_does_not_parse_is_known_by_definition() -> None:
    text = "def f():\n    x = = 1\n\n\nclass A:\n    def g(self):\n        y = = 2\n\n    def h(self):\n        pass\n"
    snapshot = Snapshot.of(text, "a.py")
    parts = broken_parts(snapshot, whole(snapshot))
    assert [text[start:end] for start, end in parts] == ["def f():\n    x = = 1", "def g(self):\n        y = = 2"]
    here = around(snapshot, [Span(0, 3)], small=0)
    assert [text[start:end] for start, end in broken_parts(snapshot, here)] == ["def f():\n    x = = 1"]


_STATEMENTS = ("import os\n", "X = 'é😀'\n", "# c\r\n", "\n", "if X:\n    def g(): pass\n", "f(X)\r\n")
_DEFINITIONS = (
    "@d\ndef f(a):\n    return a\n",
    "class C:\n    y = 'é😀'\n    def m(self):\n        pass\n    def n(self): pass\n",
    "async def h():\r\n    pass\r\n",
)


@given(st.lists(st.sampled_from(_STATEMENTS + _DEFINITIONS), max_size=12), st.data())
def test_a_slice_is_the_document_without_definitions(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    snapshot = Snapshot.of(text, "a.py")
    at = data.draw(st.integers(0, len(text)))
    got = around(snapshot, [Span(at, at)], small=0)
    shared = set()
    for segment in got.segments:
        for offset in range(segment.length):
            here, there = segment.at + offset, segment.start + offset
            assert got.text[here] == snapshot.utf8[there]
            assert got.to_document(here, here + 1) == (there, there + 1)
            shared.add(here)
    # What the two do not share is empty lines.
    assert {got.text[here] for here in set(range(len(got.text))) - shared} <= {ord("\n")}
    kept = [(segment.start, segment.start + segment.length) for segment in got.segments]
    start = 0
    for part in parts:
        end = start + len(part.encode())
        touched = start <= snapshot.utf8_index.to_byte(at) <= start + len(part.encode().rstrip())
        if (part in _STATEMENTS or touched) and part.strip():
            inside = part.encode().strip()
            first = start + part.encode().index(inside)
            wanted = {first} if part.startswith("class") else set(range(first, first + len(inside)))
            assert all(any(low <= byte < high for low, high in kept) for byte in wanted)
        start = end


@given(st.lists(st.sampled_from(_DEFINITIONS), min_size=2, max_size=8), st.data())
def test_what_is_far_from_an_edit_goes(parts: list[str], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(parts) - 1))
    text = "\n\n".join(parts)
    at = sum(len(part) + 2 for part in parts[:index]) + 1
    got = around(Snapshot.of(text, "a.py"), [Span(at, at)], small=0)
    assert got.whole or got.text.decode().strip().startswith(parts[index][:3])
    assert got.whole or got.text.count(b"def f") + got.text.count(b"class C") + got.text.count(b"def h") == 1
