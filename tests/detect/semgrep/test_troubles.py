"""What the engine could not do, in words."""

from __future__ import annotations

import pytest

from answerable.detect.semgrep.answer import Trouble
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.slice import around, whole
from answerable.detect.semgrep.troubles import line_numbers, skipped
from answerable.findings.model import Skipped
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

TEXT = "".join(f"line {n}\n" for n in range(1, 31))


def partial(*lines: tuple[int, int]) -> Trouble:
    return Trouble("PartialParsing", "/t", "", lines, "`secret` was unexpected")


def late(rule: str) -> Trouble:
    return Trouble("Timeout", "/t", rule, ((1, 1),))


def reasons(*troubles: Trouble) -> list[str]:
    snapshot = Snapshot.of(TEXT, "src/a.py")
    told = skipped(troubles, snapshot, whole(snapshot), Limits(rule_seconds=5, memory_mb=2000, rules_timed_out=3))
    assert all(skip == Skipped("src/a.py", skip.reason, "semgrep", failure=True) for skip in told)
    return [skip.reason for skip in told]


@pytest.mark.parametrize(
    ("troubles", "told"),
    [
        ([], []),
        ([partial((10, 14))], ["lines 10–14 could not be parsed, so that findings may be missing there and elsewhere"]),
        ([partial((1, 30))], ["it does not parse, so no rule that needs its syntax could look at it"]),
        ([partial((1, 29))], ["lines 1–29 could not be parsed, so that findings may be missing there and elsewhere"]),
        ([partial((7, 7))], ["line 7 could not be parsed, so that findings may be missing there and elsewhere"]),
        (
            [partial((20, 22)), partial((3, 3), (4, 5)), partial((3, 3))],
            ["lines 3–5, 20–22 could not be parsed, so that findings may be missing there and elsewhere"],
        ),
        (
            [Trouble("Syntax error", "/t", "", ((1, 30),), "`secret`")],
            ["it does not parse, so no rule that needs its syntax could look at it"],
        ),
        ([late("a.b")], ["a.b took longer than 5 s"]),
        ([late("a"), late("b"), late("a")], ["a, b took longer than 5 s"]),
        (
            [late("a"), late("b"), late("c")],
            ["a, b, c took longer than 5 s, and the engine then left the file without trying the rules that remained"],
        ),
        (
            [Trouble("Out of memory", "/t", "", ((1, 1),))] * 2,
            ["the engine ran into its memory limit of 2000 MB, and not every rule could look at it"],
        ),
        ([Trouble("Stack overflow", "/t", "")], ["the engine reported “Stack overflow”"]),
        ([Trouble("Rule parse error", "/r", "a"), Trouble("IncompatibleRule", "", "b")], []),
    ],
)
def test_each_kind_has_its_words(troubles: list[Trouble], told: list[str]) -> None:
    assert reasons(*troubles) == told


def test_lines_of_a_slice_are_told_as_lines_of_the_document() -> None:
    text = "import os\n" + "\n\ndef f():\n    pass\n" * 20 + "x = (\n"
    snapshot = Snapshot.of(text, "a.py")
    end = len(text)
    cut = around(snapshot, [Span(end - 3, end)], small=0)
    assert not cut.whole
    line = cut.text.count(b"\n")
    (told,) = skipped([partial((line, line))], snapshot, cut, Limits())
    assert (
        told.reason
        == f"line {text.count(chr(10))} could not be parsed, so that findings may be missing there and elsewhere"
    )


def test_line_numbers_of_bytes() -> None:
    snapshot = Snapshot.of("é\rb\nc\n", "a.py")
    assert line_numbers(snapshot, [(0, 2)]) == "line 1"
    assert line_numbers(snapshot, [(0, 4), (5, 6)]) == "lines 1–3"
