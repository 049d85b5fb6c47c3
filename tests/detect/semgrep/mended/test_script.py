"""Fragments of JavaScript and TypeScript put right, and the way back from the copy to the document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.detector import Cancel
from answerable.detect.semgrep.detector import SemgrepDetector
from answerable.detect.semgrep.mended.fragments import mended
from answerable.detect.semgrep.mended.script_brackets import standing
from answerable.detect.semgrep.rules import load_rules
from answerable.text.snapshot import Snapshot
from answerable.text.syntax import parse
from shipped_rules import RULES

FRAGMENTS = {
    "an open call": ("f(x);\ng(h(1, 2), key", "f(x);\ng(h(1, 2), key)"),
    "an open call after an equals sign": ("const a = g(h(1),", "const a = g(h(1),)"),
    "an assignment without a value": ("const a = f(x);\nconst b =", "const a = f(x);\nconst b =_"),
    "an open string": ("a(1);\nb = f('text", "a(1);\nb = f('text')"),
    "an open template in a hole": ("a(1);\nb = f(`a ${g(x", "a(1);\nb = f(`a ${g(x)}`)"),
    "an open comment": ("a(1);\n/* what", "a(1);\n/* what*/"),
    "an open block": ("app.get('/', (req, res) => {\n  f(req);", "app.get('/', (req, res) => {\n  f(req);})"),
    "a header without a body": ("f(x);\nif (a && b", "f(x);\nif (a && b) {}"),
    "a function without a body": ("f(x);\nfunction g(a, b", "f(x);\nfunction g(a, b) {}"),
    "a try without its end": ("try {\n  f(x);", "try {\n  f(x);} finally {}"),
    "the end of a handler": ("  f(x);\n});\n", "_(async () => {\n  f(x);\n});\n"),
    "the end of a `try`": ("  f(x);\n} catch (e) {\n  g();\n}\n", "try {\n  f(x);\n} catch (e) {\n  g();\n}\n"),
    "the end of an object": ("  a: f(x),\n  b: 1,\n});\n", "_({\n  a: f(x),\n  b: 1,\n});\n"),
    "methods of a class": ("  run(a) {\n    f(a);\n  }\n}\n", "class _ {\n  run(a) {\n    f(a);\n  }\n}\n"),
    "a pattern that looks like a comment": ("f(/[/'\"(]/, x", "f(/[/'\"(]/, x)"),
    "a fence and words around it": ("Use this:\n```js\nf(x);\ng(", "\n\nf(x);\ng()"),
    "dots for what was left out": ("f(x);\n...\ng(1", "f(x);\n\ng(1)"),
    "a comment at the end": ("f(x, // why", "f(x, // why\n)"),
}


@pytest.mark.parametrize(("text", "wanted"), FRAGMENTS.values(), ids=FRAGMENTS)
def test_a_fragment_becomes_a_text_that_parses(text: str, wanted: str) -> None:
    copy = mended(Snapshot.of(text, "x.js"))
    assert copy is not None
    assert copy.text.decode() == wanted
    tree = parse("javascript", copy.text)
    assert tree is not None
    assert not tree.root_node.has_error


def test_a_line_that_no_parser_reads_is_left_out() -> None:
    copy = mended(Snapshot.of("f(x);\nwhat is this here?\ng(x);\n", "x.js"))
    assert copy is not None
    assert copy.text == b"f(x);\n\ng(x);\n"
    assert copy.gaps == ((6, 24),)


def test_types_are_read_in_typescript() -> None:
    text = "export async function f(a: string, b?: number): Promise<void> {\n  await g(a"
    copy = mended(Snapshot.of(text, "x.ts"))
    assert copy is not None
    assert copy.text.decode() == text + ")}"


@pytest.mark.parametrize("text", ["f(x);\n", "", "\n", "Dear all, it's (not) code.\n"])
def test_what_needs_no_mending_or_cannot_be_put_right_is_left(text: str) -> None:
    assert mended(Snapshot.of(text, "x.js")) is None


def test_brackets_in_strings_patterns_and_comments_do_not_count() -> None:
    state = standing("f('(', \"[\", `{ ${a(1)} (`, /[({]/, a / b /* { */); // (\n")
    assert (state.opened, state.closed) == ((), ())
    assert standing("f(").opened[0].opener == "("
    assert [one.closer for one in standing("1); }").closed] == [")", "}"]


def test_a_place_in_the_copy_leads_to_the_document() -> None:
    text = "  a: 'ü', // é\n});\nf('ü', x); g(é"
    copy = mended(Snapshot.of(text, "x.js"))
    assert copy is not None
    for word in ("f('ü', x)", "g(é"):
        at = copy.text.index(word.encode())
        start, end = copy.to_document(at, at + len(word.encode()))
        assert text.encode()[start:end].decode() == word


_LINES = st.lists(
    st.sampled_from(
        [
            "function f(x) {", "  const a = g(x, 'k');", "  if (a) {", "    return { a,", "      b: [1, 2] };", "}",
            "});", "  `t ${x", "} catch (e) {", "// c ' (", "try {", "```js", "words, it's", "ü = /[(]/.test('é');",
        ]
    ),
    min_size=1,
    max_size=12,
)  # fmt: skip


@given(_LINES, st.integers(0, 40), st.integers(0, 40))
def test_any_copy_has_fewer_errors_and_leads_back(lines: list[str], left: int, right: int) -> None:
    text = "\n".join(lines)
    text = text[left : max(len(text) - right, 0)]
    copy = mended(Snapshot.of(text, "x.js"))
    if copy is None:
        return
    utf8 = text.encode()
    for part in copy.segments:
        assert copy.text[part.at : part.at + part.length] == utf8[part.start : part.start + part.length]
    starts = [part.start for part in copy.segments]
    assert starts == sorted(starts)


@pytest.mark.engine
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("app.get('/', (req, res) => {\n  const h = crypto.createHash('md5');\n  h.update(req.query.a", 2),
        ("  const a = 1;\n  return crypto.createHash('md5');\n});\n\napp.listen(30", 2),
        ("  a: 1,\n  b: crypto.createHash('md5'),\n});\n", 2),
    ],
)
def test_what_is_complete_in_a_fragment_is_checked(text: str, line: int) -> None:
    detector = SemgrepDetector(load_rules([RULES / "code" / "javascript" / "weak-hash.yaml"]))
    snapshot = Snapshot.of(text, "x.js")
    try:
        report = detector.scan(snapshot, Cancel())
    finally:
        detector.stop()
    assert [snapshot.text[f.span.start : f.span.end] for f in report.findings] == ["crypto.createHash('md5')"]
    assert snapshot.lines.line_at(report.findings[0].span.start) + 1 == line
    assert len(report.skipped) == 1
    assert "was checked" in report.skipped[0].reason
