"""Where residue is found, what it depends on, and that nothing breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.detector import Cancel
from answerable.detect.residue import ResidueDetector
from answerable.detect.residue.checks import NEEDS
from answerable.detect.residue.licences import canonical
from answerable.detect.residue.quick import Quick
from answerable.detect.residue.table import shipped
from answerable.detect.table_tests import files
from answerable.policy.builtin import rules_root
from answerable.text.snapshot import Snapshot
from texts import texts

DETECTOR = ResidueDetector("MIT")


def found(text: str, path: str = "a.py", detector: ResidueDetector = DETECTOR) -> list[tuple[str, str]]:
    """Rule and flagged text of every finding."""
    snapshot = Snapshot.of(text, path)
    report = detector.scan(snapshot, Cancel()) if detector.applies(snapshot) else None
    return [(one.rule, text[one.span.start : one.span.end]) for one in report.findings] if report else []


def test_spans_are_code_points_whatever_ends_a_line() -> None:
    text = "é = '🎉'\r\n# ... existing code ...\r\n```python\r\nx = 1  # é\r\n"
    assert found(text) == [("residue.chat.elided-code", "... existing code ..."), ("residue.chat.fence", "```python")]
    assert found("é = '🎉'\n    r = get(u, verify=False)  # 🎉 for now\n") == [
        ("residue.promises.check-off", "verify=False")
    ]


@pytest.mark.parametrize("path", ["a.py", "a.js", "a.ts", "a.tsx", "a.go", "A.java"])
def test_a_fence_is_told_in_every_language(path: str) -> None:
    assert ("residue.chat.fence", "```go") in found("```go\nx\n```\n", path)


@pytest.mark.parametrize("path", ["a.sh", "Dockerfile", "a.sql", "a.rs", "a.json", "a.yaml"])
def test_fences_around_a_file_of_any_other_language_are_told(path: str) -> None:
    text = "```x\na: 1\n```\n"
    assert found(text, path) == [("residue.chat.fence", "```x"), ("residue.chat.fence", "```")]
    assert found(f"a: 1\n{text}", path) == []
    assert found(text, "a.md") == []


def test_text_in_texts_is_not_of_the_program() -> None:
    assert found("TEXT = '''\n```python\n# ... existing code ...\nHere's the updated code:\n```\n'''\n") == []


def test_a_sentence_between_the_lines_of_code_is_told() -> None:
    text = "x = 1\nHere's the complete code:\ny = 2\n"
    assert found(text) == [("residue.chat.answer", "Here's the complete code:")]


def test_a_tag_is_held_against_the_project_s_licence_and_says_both() -> None:
    text = "# SPDX-License-Identifier: GPL-3.0-only\n"
    snapshot = Snapshot.of(text, "a.py")
    (finding,) = DETECTOR.scan(snapshot, Cancel()).findings
    assert (finding.rule, text[finding.span.start : finding.span.end]) == ("residue.licences.copyleft", "GPL-3.0-only")
    assert "`GPL-3.0-only`" in finding.message
    assert "`MIT`" in finding.message
    assert found(text, detector=ResidueDetector("")) == []
    assert found(text, detector=ResidueDetector("no licence at all")) == []
    assert found(text, detector=ResidueDetector("GPL-3.0-or-later")) == []
    assert found(text, detector=ResidueDetector("AGPL-3.0-only")) == [("residue.licences.disagrees", "GPL-3.0-only")]


@pytest.mark.parametrize(
    ("project", "tag", "rule"),
    [
        ("MIT OR Apache-2.0", "Apache-2.0", ""),
        ("MIT", "MIT AND Apache-2.0", "residue.licences.disagrees"),
        ("MIT AND Apache-2.0", "MIT AND Apache-2.0", ""),
        ("MIT", "(GPL-2.0-only WITH Classpath-exception-2.0) OR MIT", ""),
        ("Apache-2.0", "Apache-2.0 WITH LLVM-exception", ""),
        ("MIT", "(MIT OR Apache-2.0) AND BSD-3-Clause", "residue.licences.disagrees"),
        ("MIT", "GPL", "residue.licences.unknown"),
    ],
)
def test_expressions(project: str, tag: str, rule: str) -> None:
    assert [name for name, _ in found(f"# SPDX-License-Identifier: {tag}\n", detector=ResidueDetector(project))] == (
        [rule] if rule else []
    )


def test_the_quick_look_leaves_out_nothing_that_a_pattern_finds() -> None:
    """In the examples, line by line: where a pattern holds, its quick form does too."""
    held = 0
    patterns = [where.matches for rule in shipped() for where in rule.where if where.matches is not None]
    patterns += [pattern for needed in NEEDS.values() for pattern in needed]
    lines = {
        line.strip()
        for path in (rules_root() / "residue").glob("*.md")
        for file in files(path.read_text(encoding="utf-8"))
        for line in file.text.split("\n")
    }
    for pattern in patterns:
        quick = Quick([pattern])
        for line in lines:
            if pattern.search(line):
                held += 1
                assert quick.may_hold(f"x = 1\n  {line}\ny = 2\n".encode()), (pattern.pattern, line)
    assert held > 60


def test_a_licence_is_known_in_any_case() -> None:
    assert canonical("apache-2.0 or mit") == "Apache-2.0 OR MIT"
    assert canonical("Apache 2") is None


PIECES = st.sampled_from(
    ["# ... existing code ...", "```python", "```", "'''", '"', "`", "/*", "*/", "//",
     "try:\n    f()\nexcept Exception:\n", "    pass  # fine\n",
     "verify=False", "# for now", "\n", "\r\n", "\r", "SPDX-License-Identifier: (MIT OR", " AND "]
)  # fmt: skip


@given(
    path=st.sampled_from(["a.py", "a.js", "a.tsx", "a.go", "A.java"]),
    pieces=st.lists(st.one_of(PIECES, texts(max_size=4)), max_size=30),
)
def test_no_text_breaks_it_and_the_same_text_says_the_same(path: str, pieces: list[str]) -> None:
    text = "".join(pieces)
    first = found(text, path)
    assert first == found(text, path, ResidueDetector("MIT"))
    assert all(flagged for _, flagged in first)
