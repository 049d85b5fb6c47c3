"""Suppressions written where they work and change nothing else."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.findings.model import Finding, Severity
from answerable.policy.comments import comments_of
from answerable.policy.insertion import comment_for, insertion
from answerable.policy.judge import judge
from answerable.policy.model import Policy
from answerable.policy.suppressions import Scope
from answerable.text.languages import BY_ID, PLAIN
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

if TYPE_CHECKING:
    from tree_sitter import Node

TODAY = date(2026, 11, 21)
UNTIL = date(2027, 1, 31)
RULE = "secrets.token"


def flagged(start: int, end: int) -> Finding:
    return Finding(RULE, "secrets", Span(start, end), Severity.ERROR, "m", sensitive=True)


def changed(text: str, path: str, at: str, *, scope: Scope = Scope.LINE, reason: str = "why") -> str | None:
    """The text with the suppression of a finding over `at`, in which the comment's words are cut to `IGNORE`."""
    snapshot = Snapshot.of(text, path)
    start = text.index(at)
    edit = insertion(snapshot, flagged(start, start + len(at)), until=UNTIL, reason=reason, scope=scope)
    if edit is None:
        return None
    assert len(edit.span) == 0
    done = text[: edit.span.start] + edit.text + text[edit.span.start :]
    verb = "ignore-file" if scope is Scope.FILE else "ignore"
    for dash in ("--", "—"):
        done = done.replace(f"answerable: {verb}[{RULE}] until 2027-01-31 {dash} {reason}", "IGNORE")
    return done


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("a.py", "def f():\n\tBAD\n", "def f():\n\t# IGNORE\n\tBAD\n"),
        ("a.py", "BAD", "# IGNORE\nBAD"),
        ("a.py", "a\r\n  BAD\r\n", "a\r\n  # IGNORE\r\n  BAD\r\n"),
        ("a.py", "a\r\nBAD", "a\r\n# IGNORE\r\nBAD"),
        ("a.py", "a\rBAD\rc", "a\r# IGNORE\rBAD\rc"),
        ("a.py", "  x = '''\n  BAD\n'''\n", "  # IGNORE\n  x = '''\n  BAD\n'''\n"),
        ("a.py", "x = ''' ''' + '''\nBAD\n'''", "# IGNORE\nx = ''' ''' + '''\nBAD\n'''"),
        ("a.py", "x = 1 + \\\n  2 + \\\n  BAD\n", "# IGNORE\nx = 1 + \\\n  2 + \\\n  BAD\n"),
        ("a.py", "f(\n  a,\n  BAD,\n)", "f(\n  a,\n  # IGNORE\n  BAD,\n)"),
        ("a.py", "# BAD\nx", "# IGNORE\n# BAD\nx"),
        ("a.py", "#!/bin/x\nBAD", "#!/bin/x\n# IGNORE\nBAD"),
        # the encoding must stay on the first or second line
        ("a.py", "BAD\n# coding: utf-8\n", "BAD  # IGNORE\n# coding: utf-8\n"),
        # what speaks of the next line stays right above it
        ("a.js", "// eslint-disable-next-line x\nBAD", "// IGNORE\n// eslint-disable-next-line x\nBAD"),
        ("a.py", "# nosemgrep\nBAD", "# IGNORE\n# nosemgrep\nBAD"),
        ("a.js", "// a remark\nBAD", "// a remark\n// IGNORE\nBAD"),
        ("a.js", "x = `\n BAD ${a}\n`", "// IGNORE\nx = `\n BAD ${a}\n`"),
        ("a.js", "/* a\n BAD\n */", "// IGNORE\n/* a\n BAD\n */"),
        ("a.jsx", "x = <p>\n  <b>BAD</b>\n</p>", "x = <p>\n  {/* IGNORE */}\n  <b>BAD</b>\n</p>"),
        ("a.jsx", "x = <p>\n  y\n  BAD\n</p>", "x = <p>\n  {/* IGNORE */}\n  y\n  BAD\n</p>"),
        ("a.tsx", "x = <p\n  a='BAD'\n/>", "x = <p\n  // IGNORE\n  a='BAD'\n/>"),
        ("a.tsx", "x = <p>{\n  BAD\n}</p>", "x = <p>{\n  // IGNORE\n  BAD\n}</p>"),
        ("a.go", "package a\nvar s = `\nBAD`\n", "package a\n// IGNORE\nvar s = `\nBAD`\n"),
        ("A.java", "class A {\n  int BAD;\n}", "class A {\n  // IGNORE\n  int BAD;\n}"),
        ("a.yaml", "a: |\n  BAD\n", "# IGNORE\na: |\n  BAD\n"),
        ("a.yaml", "a:\n  - BAD\n", "a:\n  # IGNORE\n  - BAD\n"),
        ("a.toml", "a = '''\nBAD'''\n", "# IGNORE\na = '''\nBAD'''\n"),
        ("a.jsonc", '{\n  "a": "BAD"\n}', '{\n  // IGNORE\n  "a": "BAD"\n}'),
        ("a.json", '{"a": "BAD"}', None),
        ("a.txt", "BAD", None),
        ("a.md", "a\nBAD\nb\n", "a\nBAD <!-- IGNORE -->\nb\n"),
        ("a.md", "- BAD  \n  b\n", "- BAD <!-- IGNORE -->  \n  b\n"),
        ("a.md", "# BAD\n", "# BAD <!-- IGNORE -->\n"),
        ("a.md", "a\n\n```\nBAD\n```\n", "a\n\n<!-- IGNORE -->\n```\nBAD\n```\n"),
        ("a.md", "| BAD | b |\n|---|---|\n| c | d |\n", "<!-- IGNORE -->\n| BAD | b |\n|---|---|\n| c | d |\n"),
        ("a.md", "---\na: BAD\n---\n", None),
        ("Dockerfile", "RUN a \\\n  BAD\n", "# IGNORE\nRUN a \\\n  BAD\n"),
        (".env", "A=BAD\n", "# IGNORE\nA=BAD\n"),
        ("a.sh", "#!/bin/sh\ncat <<E\nBAD\nE\n", "#!/bin/sh\n# IGNORE\ncat <<E\nBAD\nE\n"),
        ("a.html", "<p\n  a='BAD'>\n", "<!-- IGNORE -->\n<p\n  a='BAD'>\n"),
        ("a.html", "<script>\n  BAD\n</script>\n", "<script>\n  // IGNORE\n  BAD\n</script>\n"),
        ("a.html", "<style>\n  BAD {}\n</style>\n", "<style>\n  /* IGNORE */\n  BAD {}\n</style>\n"),
        ("a.xml", "<?xml version='1.0'?><a>BAD</a>", "<?xml version='1.0'?><a>BAD</a>  <!-- IGNORE -->"),
        ("a.php", "<?php BAD;\n", "<?php BAD;  // IGNORE\n"),
        ("a.php", "<?php\n  BAD;\n", "<?php\n  // IGNORE\n  BAD;\n"),
        ("a.php", "<p>\n  BAD\n</p>\n", "<p>\n  <!-- IGNORE -->\n  BAD\n</p>\n"),
        ("a.sql", "select 'BAD'", "-- IGNORE\nselect 'BAD'"),
        ("a.cs", 'x = @"\nBAD";', '// IGNORE\nx = @"\nBAD";'),
    ],
)  # fmt: skip
def test_for_the_line(path: str, before: str, after: str | None) -> None:
    assert changed(before, path, "BAD") == after


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("a.py", "a\nBAD\n", "# IGNORE\na\nBAD\n"),
        ("a.py", "#!/bin/x\n# coding: utf-8\r\nBAD", "#!/bin/x\n# coding: utf-8\r\n# IGNORE\r\nBAD"),
        ("a.md", "---\na: BAD\n---\nb\n", "---\na: BAD\n---\n<!-- IGNORE -->\nb\n"),
        ("a.html", "<!doctype html>\n<p>BAD", "<!doctype html>\n<!-- IGNORE -->\n<p>BAD"),
        ("a.xml", "<?xml version='1.0'?>\n<a>BAD</a>", "<?xml version='1.0'?>\n<!-- IGNORE -->\n<a>BAD</a>"),
        ("a.xml", "<?xml version='1.0'?><a>BAD</a>", "<?xml version='1.0'?><a>BAD</a>\n<!-- IGNORE -->"),
        ("a.php", "<?php\nBAD;\n", "<?php\n// IGNORE\nBAD;\n"),
        ("Dockerfile", "# syntax=x\n# escape=`\nFROM BAD\n", "# syntax=x\n# escape=`\n# IGNORE\nFROM BAD\n"),
        ("a.tsx", "x = <p>BAD</p>", "// IGNORE\nx = <p>BAD</p>"),
        ("a.json", '{"a": "BAD"}', None),
    ],
)
def test_for_the_file(path: str, before: str, after: str | None) -> None:
    assert changed(before, path, "BAD", scope=Scope.FILE) == after


def test_other_rules_than_the_findings_own_can_be_named() -> None:
    edit = insertion(Snapshot.of("BAD", "a.py"), flagged(0, 3), until=None, reason="", rules=("secrets.*", "a"))
    assert edit is not None
    assert edit.text == "# answerable: ignore[secrets.*, a]\n"


def test_rules_that_would_not_suppress_it_are_not_written() -> None:
    snapshot = Snapshot.of("BAD", "a.py")
    assert insertion(snapshot, flagged(0, 3), until=UNTIL, reason="why", rules=("other",)) is None


@pytest.mark.parametrize(
    ("reason", "path", "comment"),
    [
        ("a */ b", "a.c", "// answerable: ignore[r] until 2027-01-31 -- a b"),
        ("a --> b -- c--", "a.xml", "<!-- answerable: ignore[r] until 2027-01-31 — a b — c— -->"),
        ("a ?> b", "a.php", "// answerable: ignore[r] until 2027-01-31 -- a b"),
        ("two\nlines\r\n\tof it", "a.py", "# answerable: ignore[r] until 2027-01-31 -- two lines of it"),
        ("joined \\", "a.c", "// answerable: ignore[r] until 2027-01-31 -- joined"),
        ("hid\u202eden\u200b", "a.py", "# answerable: ignore[r] until 2027-01-31 -- hidden"),
        ("  ", "a.py", "# answerable: ignore[r] until 2027-01-31"),
        ("ends -", "a.xml", "<!-- answerable: ignore[r] until 2027-01-31 — ends -->"),
    ],
)
def test_a_reason_is_made_to_fit(reason: str, path: str, comment: str) -> None:
    language = Snapshot.of("", path).language
    assert comment_for(["r"], until=UNTIL, reason=reason, language=language) == comment


def test_comment_for_refuses_what_is_no_suppression() -> None:
    python = BY_ID["python"]
    for rules in ([], ["*"], ["a b"], ["a]"]):
        with pytest.raises(ValueError, match="not rules to suppress"):
            comment_for(rules, until=UNTIL, reason="why", language=python)
    with pytest.raises(ValueError, match="not a comment"):
        comment_for(["a"], until=UNTIL, reason="why", language=python, scope=Scope.POLICY)
    assert comment_for(["a"], until=UNTIL, reason="why", language=PLAIN) is None


SNIPPETS = {
    "a.py": (
        "#!/usr/bin/env python\n\ndef f(a):\n    x = '''one\n  two ''' + f'''{a}\n''' + 'b' + \\\n        a\n"
        "    # remark\n    @deco\n    class C:\n        pass\n    return g(\n        x,  # noqa\n        [1,\n"
        "         2],\n    )\n"
    ),
    "a.js": (
        "'use strict';\n/* one\n two */ const x = `a ${ f(\n  b) }\n c`;\n// eslint-disable-next-line\n"
        "if (x) { y(/\\/\\//, 'q\\\nr'); }\n"
    ),
    "a.jsx": (
        "const x = (\n  <ul a='b'\n    c={d}>\n    text\n    more {y}\n    <li>\n      {z.map(i => (\n"
        "        <b/>\n      ))}\n    </li> tail\n    and\n  </ul>\n);\n"
    ),
    "a.tsx": "export const A: F<P> = ({ a }) => <>\n  <p>x</p>\n  {a\n    ? <b>y</b>\n    : null}\n</>;\n",
    "a.go": 'package a\n\nimport (\n\t"b"\n)\n\n// F does.\nfunc F() string {\n\treturn `a\nb` +\n\t\t"c"\n}\n',
    "A.java": (
        '/** doc\n * more */\nclass A {\n  String s = """\n    a\n    """;\n  @X\n  int f(int a,\n'
        "      int b) { return 1; }\n}\n"
    ),
    "a.jsonc": '{\n  // one\n  "a": [1,\n    2],\n  "b": {"c": 3}\n}\n',
    "a.yaml": (
        "# top\na: |\n  one\n   two\nb: [1,\n  2]\nc: 'x\n  y'\nd:\n  - e: f\n    g: plain\n      more\n---\n"
        "h: >-\n  i\n"
    ),
    "a.toml": 'a = 1\n[b]\nc = [\n  1, # one\n  2,\n]\nd = """\nx\n"""\ne = { f = 1 }\n',
    "a.md": (
        "# One\n\npara\ntwo `code`\n\n- item\n  more\n  - sub\n\n> quote\n> more\n\n```py\nx = 1\n```\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n<div>\nhtml\n</div>\n"
    ),
    "Dockerfile": "# syntax=docker/dockerfile:1\nFROM a\nRUN b \\\n  && c\nRUN <<EOF\nd\nEOF\n",
    ".env": "A=b\nC=\"d\ne\"\nF='g'\n",
    "a.sh": '#!/bin/sh\na="b\nc"\ncat <<-EOF\n\td\n\tEOF\nf \\\n  g # h\n',
    "a.ini": "[a]\nb = c\n  d\n; e\n",
    "a.properties": "a=b\\\n  c\n! d\ne: f\n",
    "a.rb": "a = <<~E\n  b\nE\nc \"d\ne\", 'f'\n# g\n",
    "a.php": "<p>a</p>\n<?php $b = 'c\nd'; // e\n$f = <<<G\nh\nG;\n?>\n<b>i</b>\n<?= $j ?>\n",
    "a.cs": 'class A {\n  string s = @"a\nb";\n  char c = \'"\'; // d\n}\n',
    "a.c": "#define A(b) \\\n  c(b)\nint x = 1; /* d\n e */ int y;\n",
    "a.cpp": "auto s = R\"(a\nb)\";\nint c = 'd';\n",
    "a.rs": "fn f<'a>(s: &'a str) {\n  let t = r#\"a\nb\"#;\n  let c = 'c';\n}\n",
    "a.kt": 'val s = """\na\n"""\nval c = \'d\'\n',
    "a.swift": 'let s = """\n  a\n  """\n',
    "a.scala": 'val s = """a\nb"""\nval c = \'d\'\n',
    "a.tf": 'a "b" {\n  c = <<-E\n    d\n  E\n  f = 1 # g\n}\n',
    "a.html": (
        "<!DOCTYPE html>\n<a b='c'\n  d>e</a>\n<script>\nlet f = `g\nh`;\n</script>\n<style>\ni { j: 'k' }\n"
        "</style>\n<p>\n l\n</p>\n"
    ),
    "a.xml": "<?xml version='1.0'?>\n<a b='c\nd'>\n  <e/><![CDATA[f\ng]]>\n</a>\n",
    "a.sql": "select 'a\nb', \"c\" -- d\nfrom e;\n",
}


def test_there_is_a_snippet_for_every_language_with_comments() -> None:
    # Files of prompts are Markdown under the names that editors give them.
    same = {"typescript", "javascriptreact", "prompt", "instructions", "chatagent", "chatmode", "skill"}
    ids = {Snapshot.of("", path).language.id for path in SNIPPETS} | same
    assert {language.id for language in BY_ID.values() if language.comment is not None} <= ids


def tokens(snapshot: Snapshot) -> list[str]:
    """What a compiler sees: the leaves of the tree without comments, or the literals where there is no tree."""
    comments = comments_of(snapshot)
    if snapshot.tree is None or snapshot.language.id == "markdown":
        solid = {comments.solid(at) for at in range(len(snapshot.text))}
        solid = {span for span in solid if span is not None and comments.at(span.start) is None}
        return sorted(snapshot.text[span.start : span.end] for span in solid if span is not None)
    out: list[str] = []

    def walk(node: Node) -> None:
        if "comment" in node.type or (
            node.type == "jsx_expression" and all("comment" in child.type for child in node.named_children)
        ):
            return
        text = (node.text or b"").decode()
        if not node.children:
            out.append(text.strip())
        for child in node.children:
            walk(child)

    walk(snapshot.tree.root_node)
    return [token for token in out if token]


@given(st.data())
def test_what_is_suppressed_so_is_suppressed_and_nothing_else_is_changed(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(SNIPPETS)))
    line_end = data.draw(st.sampled_from(["\n", "\r\n"]))
    text = SNIPPETS[path].replace("\n", line_end)
    start = data.draw(st.integers(0, len(text) - 1).filter(lambda at: not text[at].isspace()))
    end = data.draw(st.integers(start + 1, min(len(text), start + 30)))
    scope = data.draw(st.sampled_from([Scope.LINE, Scope.FILE]))
    reason = data.draw(st.text(min_size=1, max_size=20).filter(lambda said: any(c.isalnum() for c in said)))
    snapshot, finding = Snapshot.of(text, path), flagged(start, end)

    edit = insertion(snapshot, finding, until=UNTIL, reason=reason, scope=scope)
    if edit is None:
        # There are such places, in front matter or on the first line of a script; they must stay few.
        assert scope is Scope.LINE
        assert unsuppressable(path, text, start)
        return
    at, grown = edit.span.start, len(edit.text)
    after = Snapshot.of(text[:at] + edit.text + text[at:], path)
    moved = flagged(start + (grown if start >= at else 0), end + (grown if end > at else 0))

    judged = judge(after, [moved], Policy(), today=TODAY, ran=frozenset({"secrets"}))
    assert judged.findings == ()
    assert [pair[1].scope for pair in judged.suppressed] == [scope]
    assert tokens(after) == tokens(snapshot)
    assert edit.text.count(line_end) == edit.text.count("\n")
    assert not any(unicodedata.category(char) in ("Cf", "Cc") for char in edit.text.strip())
    if edit.text.endswith("\n") and scope is Scope.LINE:
        line = text[at:].splitlines()[0]
        indent = line[: len(line) - len(line.lstrip())]
        assert edit.text.startswith(indent + edit.text.lstrip()[0])


def unsuppressable(path: str, text: str, start: int) -> bool:
    line = text.count("\n", 0, start)
    if path in {"a.sh", "a.py", "Dockerfile"}:
        return line == 0
    return False
