"""Fragments of Python put right, and the way back from the copy to the document."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.detector import Cancel
from answerable.detect.semgrep.detector import SemgrepDetector
from answerable.detect.semgrep.mended.python import mended
from answerable.detect.semgrep.rules import load_rules
from answerable.text.snapshot import Snapshot
from shipped_rules import RULES

FRAGMENTS = {
    "an open call": ("a = f(x)\nb = g(h(1, 2), key", "a = f(x)\nb = g(h(1, 2), key)"),
    "an open call after an equals sign": ("b = g(h(1), key=", "b = g(h(1), key=_)"),
    "an open string": ("a = 1\nb = f('text", "a = 1\nb = f('text')"),
    "an open long string": ('a = 1\ndef f():\n    """Text', 'a = 1\ndef f():\n    """Text"""'),
    "a header without a body": ("def f(x):\n    if x:", "def f(x):\n    if x:\n     pass"),
    "a loop that breaks off": ("a = f(x)\nfor y in (1, 2,", "a = f(x)\n"),
    "a try without its end": ("try:\n    a = f(x)\n", "if 1:\n    a = f(x)\n"),
    "the middle of a block": ("        a = f(x)\n        return a\n    b = 2\n", None),
    "the end of a docstring": ('  it does.\n    """\n    a = f(x)\n', "\n\nif 1:\n    a = f(x)\n"),
    "the end of a dictionary": ("    'k': f(x),\n}\na = 1\n", "_ = {\n    'k': f(x),\n}\na = 1\n"),
    "an `else` without its `if`": ("    a = 1\nelse:\n    a = f(x)\n", "if 1:\n    a = 1\nelse:\n    a = f(x)\n"),
    "a statement of Python 2": ("a = f(x)\nprint 'x'\n", "a = f(x)\n\n"),
}


@pytest.mark.parametrize(("text", "wanted"), FRAGMENTS.values(), ids=FRAGMENTS)
def test_a_fragment_becomes_a_text_that_parses(text: str, wanted: str | None) -> None:
    copy = mended(Snapshot.of(text, "x.py"))
    assert copy is not None
    ast.parse(copy.text)
    if wanted is not None:
        assert copy.text.decode() == wanted


def test_what_cannot_be_put_right_is_left() -> None:
    assert mended(Snapshot.of("This is a letter.\nIt has two lines.\n", "x.py")) is None
    assert mended(Snapshot.of("const a = f(", "x.js")) is None
    assert mended(Snapshot.of("", "x.py")) is None


def test_a_place_in_the_copy_leads_to_the_document() -> None:
    text = 'ü text\n    """\n    a = f(\'ü\', x)\n    g(é'
    copy = mended(Snapshot.of(text, "x.py"))
    assert copy is not None
    for word in ("f('ü', x)", "g(é"):
        at = copy.text.index(word.encode())
        start, end = copy.to_document(at, at + len(word.encode()))
        assert text.encode()[start:end].decode() == word


_LINES = st.lists(
    st.sampled_from(
        [
            "def f(x):", "    a = g(x, 'k')", "    if a:", "        return {'a': a,", "            'b': [1, 2]}",
            "    '''d", "    e'''", "x = f(", ")", "# c ' (", "try:", "except E:", "    pass", "ü = \"é\"",
        ]
    ),
    min_size=1,
    max_size=12,
)  # fmt: skip


@given(_LINES, st.integers(0, 40), st.integers(0, 40))
def test_any_copy_parses_and_leads_back(lines: list[str], left: int, right: int) -> None:
    text = "\n".join(lines)
    text = text[left : max(len(text) - right, 0)]
    copy = mended(Snapshot.of(text, "x.py"))
    if copy is None:
        return
    ast.parse(copy.text)
    utf8 = text.encode()
    for part in copy.segments:
        assert copy.text[part.at : part.at + part.length] == utf8[part.start : part.start + part.length]
    starts = [part.start for part in copy.segments]
    assert starts == sorted(starts)


@pytest.mark.engine
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("import hashlib\nclass A:\n    def f(self, x):\n        h = hashlib.md5(x)\n        for y in (1, 2,", 4),
        ("  of it.\n    '''\n    h = hashlib.md5(x)\n    return h\n", 3),
        ("    'a': 1,\n    'b': hashlib.md5(x),\n}\n", 2),
    ],
)
def test_what_is_complete_in_a_fragment_is_checked(text: str, line: int) -> None:
    detector = SemgrepDetector(load_rules([RULES / "code" / "python" / "weak-hash.yaml"]))
    snapshot = Snapshot.of(text, "x.py")
    try:
        report = detector.scan(snapshot, Cancel())
    finally:
        detector.stop()
    assert [snapshot.text[f.span.start : f.span.end] for f in report.findings] == ["hashlib.md5(x)"]
    assert snapshot.lines.line_at(report.findings[0].span.start) + 1 == line
    assert len(report.skipped) == 1
    assert "was checked" in report.skipped[0].reason
