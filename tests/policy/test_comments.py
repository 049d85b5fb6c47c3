"""What counts as a comment, in every language we know of.

In the texts `«…»` marks the comments that must be found; everything else that looks like one is not.
"""

from __future__ import annotations

import re

import pytest

from answerable.policy.comments import comments_of
from answerable.text import syntax
from answerable.text.languages import BY_ID, Language
from answerable.text.snapshot import Snapshot

CASES = [
    ("a.py", "«# a»\nx = '# no'  «# b»\ny = '''\n# no\n'''\n"),
    ("a.py", "# no".replace("# no", "«# at the end»")),
    ("a.js", "«// a»\nx = '// no' + `\n// no ${ «/* b */» 1 }` + /\\/\\/ no/; «/* c\n d */»\n"),
    ("a.jsx", "const a = <p>// no{«/* a */»}\n// no\n</p>; «// b»\n"),
    ("a.ts", "«// a»\nlet x: string = '// no'; «/** b */»\n"),
    ("a.tsx", "const a = <p title='// no'\n «// a»\n/>;\n"),
    ("a.go", 'package a\n«// a»\nvar s = `\n// no\n` + "// no" «/* b */»\n'),
    ("A.java", '«// a»\nclass A { String s = "// no"; «/* b */» String t = """\n// no\n"""; }\n'),
    ("a.jsonc", '{"a": "// no"} «// a»\n'),
    ("a.yaml", "«# a»\nb: |\n  # no\nc: 'x # no'  «# d»\ne: x#no\n"),
    ("a.toml", "«# a»\nb = '''\n# no\n'''  «# c»\n"),
    (
        "a.md",
        "«<!-- a -->»\n\n# b «<!-- c -->»\n\n`<!-- no -->` ``a ` <!-- no -->`` «<!-- d\ne -->»\n\n"
        "```\n<!-- no -->\n```\n\n| f «<!-- g -->» |\n|---|\n\n    <!-- no -->\n",
    ),
    ("Dockerfile", "«# a»\nRUN echo # no\n  «# b»\nRUN <<EOF\n# no\nEOF\n"),
    (".env", "«# a»\nA=b#no\nC=\"x # no\ny # no\"  «# d»\nE='# no'\n"),
    (
        "a.sh",
        "#!/bin/sh\n".replace("#!/bin/sh", "«#!/bin/sh»")
        + "x=a#no; y=${#x} «# a»\necho \"# no\n# no\" '# no\n# no' \\# no\ncat <<'EOF' # no\n# no\nEOF\n«# b»\n",
    ),
    ("a.ini", "«# a»\n«; b»\nc = d # no ; no\n  «# e»\n"),
    ("a.properties", "«# a»\n«! b»\nc = d # no\n"),
    (
        "a.rb",
        "«# a»\nx = \"#{y} # no\n# no\"  «# b»\nz = <<~EOS\n  # no\nEOS\n«=begin\nc\n=end»\ny = '# no'\n",
    ),
    ("a.cs", 's = @"// no "" // no"; «// a»\nt = "\\" // no"; c = \'"\'; «/* b */»\nu = """\n// no\n""";\n'),
    ("a.c", 'char *s = "// no"; «// a \\\n still»\nchar c = \'"\'; «/* b\n*/»\n'),
    ("a.cpp", 'auto s = R"x(// no )" // no)x"; «// a»\n'),
    ("a.rs", "fn f<'a>(s: &'a str) { «// a»\n let c = '\"'; let t = r#\"// no \" // no\"#; «/* b */» }\n"),
    ("a.kt", 'val s = """\n// no\n""" «// a»\nval t = "// no"\n'),
    ("a.swift", 'let s = """\n// no\n""" «// a»\n'),
    ("a.scala", 'val s = \'"\' «// a»\nval t = "// no"\n'),
    ("a.tf", 'a = "# no // no" «# a»\nb = <<-EOT\n  # no\n  EOT\n«// c»\n«/* d */»\n'),
    ("a.sql", "select '-- no '' -- no', \"-- no\"; «-- a»\n«/* b */»\n"),
    (
        "a.html",
        "«<!-- a -->»<p title='<!-- no -->'>x<script>let y = '// no'; «// b»\nlet z = `// no`;</script>\n"
        "// no <style>p { content: '/* no */' } «/* c */»</style>«<!-- d\n -->»",
    ),
    ("a.xml", '<?xml version="1.0"?>«<!-- a -->»<b c="<!-- no -->"><![CDATA[<!-- no -->]]></b>'),
    (
        "a.php",
        "«<!-- a -->» // no <?php $x = '// no ?>'; «// b »?> # no <?php #[Attribute]\n«# c»\n$y = \"/* no */\"; "
        "«/* d */»\n$z = <<<EOT\n// no\nEOT;\n?>\n// no",
    ),
]


def found(path: str, text: str) -> str:
    """The text with the comments that were found between the marks."""
    comments = comments_of(Snapshot.of(text, path))
    spans = {comment for offset in range(len(text)) if (comment := comments.at(offset)) is not None}
    for comment in sorted(spans, reverse=True):
        text = f"{text[: comment.start]}«{text[comment.start : comment.end]}»{text[comment.end :]}"
    return text


@pytest.mark.parametrize(("path", "marked"), CASES)
def test_comments(path: str, marked: str) -> None:
    assert found(path, re.sub("[«»]", "", marked)) == marked


def test_every_language_with_comments_is_among_them() -> None:
    # Files of prompts are Markdown under the names that editors give them.
    same = {"javascriptreact", "typescriptreact", "prompt", "instructions", "chatagent", "chatmode", "skill"}
    covered = {Snapshot.of("", path).language.id for path, _ in CASES} | same
    assert {language.id for language in BY_ID.values() if language.comment is not None} <= covered


@pytest.mark.parametrize(
    ("path", "marked"),
    [("a.txt", "# no // no\n"), ("a.json", '{"a": "// no"} «// a»\n'), ("unknown.xyz", "# no\n")],
)
def test_where_a_language_has_no_comments(path: str, marked: str) -> None:
    assert found(path, re.sub("[«»]", "", marked)) == marked


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("path", "marked"), [case for case in CASES if case[0] in {".env", "Dockerfile", "a.sql"}])
def test_comments_end_with_their_line_however_it_ends(path: str, marked: str, line_end: str) -> None:
    marked = marked.replace("\n", line_end)
    assert found(path, re.sub("[«»]", "", marked)) == marked


def test_code_points_beyond_one_byte_shift_nothing() -> None:
    marked = "x = '😀é'  «# ü»\ny = 1  «# 😀»\n"
    assert found("a.py", re.sub("[«»]", "", marked)) == marked


@pytest.mark.parametrize(
    ("path", "marked"),
    [("a.py", "«# a»\nx = 1  # no\n"), ("a.js", "«// a»\nx = 1  // no\n"), ("a.md", "«<!-- a -->» b\n")],
)
def test_without_the_grammar_comments_on_lines_of_their_own_are_known(
    path: str, marked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syntax, "parse", lambda *_: None)
    assert found(path, re.sub("[«»]", "", marked)) == marked


@pytest.mark.parametrize(
    "text", ['"', "'", "`", "/*", "<!--", "<<A", "<", "x = '''", '"""', "=begin", "<?php", "<script>"]
)
@pytest.mark.parametrize("language", BY_ID.values(), ids=lambda language: language.id)
def test_what_is_never_closed_ends_with_the_text(language: Language, text: str) -> None:
    snapshot = Snapshot.of(f"{text}\n{text}", language=language.id)
    comments = comments_of(snapshot)
    for offset in range(len(snapshot.text) + 1):
        for span in (comments.at(offset), comments.solid(offset)):
            assert span is None or span.end <= len(snapshot.text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.sh", "cat <<A\n" * 20_000),
        ("a.html", "<a " * 50_000),
        ("a.php", "<?php '" * 30_000),
        ("a.rb", '"' * 300_000),
    ],
)
def test_hostile_text_takes_one_pass(path: str, text: str) -> None:
    # Were it quadratic, this would not end in anybody's patience; no time is asserted.
    assert comments_of(Snapshot.of(text, path)).at(len(text) - 1) is None


@pytest.mark.parametrize(
    ("path", "text", "around"),
    [
        ("a.py", "x = '''\n|a\n'''", "'''\na\n'''"),
        ("a.py", "f'''{x}\n|{y}'''", "f'''{x}\n{y}'''"),
        ("a.py", "f(\n|a)", None),
        ("a.py", "|'''a\n'''", None),
        ("a.py", "'''a\n'''|", None),
        ("a.js", "`a${`b\n|c`}d`", "`a${`b\nc`}d`"),
        ("a.jsx", "x = <p>a\n  |b</p>", "a\n  b"),
        ("a.yaml", "a: |x\n", None),
        ("a.go", "/* a\n|b */", "/* a\nb */"),
        ("a.html", "<a\n|b>c</a>", "<a\nb>"),
        ("a.sh", "cat <<E\n|b\nE\n", "<<E\nb\nE"),
        ("a.md", "a\n\n```\n|b\n```\n", "```\nb\n```"),
    ],
)
def test_solid(path: str, text: str, around: str | None) -> None:
    at = text.index("|")
    text = text.replace("|", "", 1)
    span = comments_of(Snapshot.of(text, path)).solid(at)
    assert (None if span is None else text[span.start : span.end]) == around


@pytest.mark.parametrize(
    ("path", "text", "form"),
    [
        ("a.py", "|x", ("#", "")),
        ("a.tsx", "x = <p>|a</p>", ("{/*", "*/}")),
        ("a.tsx", "x = <p>\n |<b/></p>", ("{/*", "*/}")),
        ("a.tsx", "x = <p>\n |{y}</p>", ("{/*", "*/}")),
        ("a.tsx", "x = <p>\n |</p>", ("{/*", "*/}")),
        ("a.tsx", "x = <p>{|y}</p>", ("//", "")),
        ("a.tsx", "x = <p\n |a={b}>c</p>", ("//", "")),
        ("a.tsx", "x = <p><b\n |a={b}/></p>", ("//", "")),
        ("a.tsx", "x =\n |<p></p>", ("//", "")),
        ("a.html", "|<p>", ("<!--", "-->")),
        ("a.html", "<script>\n|x</script>", ("//", "")),
        ("a.html", "<style>\n|x</style>", ("/*", "*/")),
        ("a.html", "<script></script>\n|x", ("<!--", "-->")),
        ("a.php", "|<p>", ("<!--", "-->")),
        ("a.php", "<?php\n|x", ("//", "")),
        ("a.json", "|{}", None),
        ("a.txt", "|x", None),
    ],
)
def test_form(path: str, text: str, form: tuple[str, str] | None) -> None:
    assert comments_of(Snapshot.of(text.replace("|", "", 1), path)).form(text.index("|")) == form
