"""Semgrep's own suppression comment."""

from __future__ import annotations

import pytest

from answerable.findings.model import Finding, Severity
from answerable.policy.comments import comments_of
from answerable.policy.nosemgrep import nosemgrep, occurs
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("BAD  # nosemgrep\n", "nosemgrep"),
        ("BAD  # nosem\n", "nosem"),
        ("BAD  # noqa nosemgrep: a.b\n", "nosemgrep: a.b"),
        ("BAD  # nosemgrep: x, a.b\n", "nosemgrep: x, a.b"),
        ("BAD  # nosemgrep:b\n", "nosemgrep:b"),
        ("BAD  # nosemgrep: dir.a.b\n", "nosemgrep: dir.a.b"),
        ("# nosemgrep\nBAD\n", "nosemgrep"),
        ("BAD(  # nosemgrep\n  1)\n", "nosemgrep"),
    ],
)
def test_what_it_excuses(text: str, word: str) -> None:
    found = excuse(text)
    assert found is not None
    assert text[found[0].start : found[0].end] == word


@pytest.mark.parametrize(
    "text",
    [
        "BAD\n",
        "BAD  # nosemgrep: other\n",
        "BAD  # nosemgrep: xb\n",
        "BAD  # nosemgrepping\n",
        "BAD; '# nosemgrep'\n",
        "x  # nosemgrep\nBAD\n",
        "# nosemgrep\n\nBAD\n",
        "BAD\n# nosemgrep\n",
        "'''\nnosemgrep\n''' + BAD\n",
    ],
)
def test_what_it_does_not_excuse(text: str) -> None:
    assert excuse(text) is None


def test_without_the_word_nothing_needs_to_be_parsed() -> None:
    assert not occurs(Snapshot.of("x  # no", "a.py"))
    assert occurs(Snapshot.of("x  # nosem", "a.py"))


def excuse(text: str) -> tuple[Span, tuple[str, ...]] | None:
    snapshot = Snapshot.of(text, "a.py")
    start = text.index("BAD")
    finding = Finding("a.b", "semgrep", Span(start, start + 3), Severity.ERROR, "m")
    found = nosemgrep(snapshot, comments_of(snapshot), finding)
    return None if found is None else (found.span, found.rules)
