"""What becomes of earlier findings."""

from __future__ import annotations

import pytest

from answerable.detect.semgrep.answer import Answer, Trouble
from answerable.detect.semgrep.regions import RegionReport, region_report
from answerable.detect.semgrep.slice import around, whole
from answerable.findings.model import Report
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span


def trouble(kind: str, *lines: tuple[int, int]) -> Trouble:
    return Trouble(kind, "/t", "", lines)


def answered(*troubles: Trouble) -> Answer:
    return Answer((), troubles, "1")


TEXT = "import os\n\n\ndef first():\n    é = 1\n\n\ndef second():\n    return 2\n\n\nlast()\n"


def report(text: str, touched: str | None, answer: Answer | None, path: str = "a.py") -> RegionReport:
    snapshot = Snapshot.of(text, path)
    if touched is None:
        return region_report(Report(), answer, snapshot, whole(snapshot))
    at = text.index(touched)
    return region_report(Report(), answer, snapshot, around(snapshot, [Span(at, at + len(touched))], small=0))


def test_what_a_slice_kept_is_covered() -> None:
    got = report(TEXT, "é = 1", answered())
    assert [TEXT[span.start : span.end] for span in got.covered] == [
        "import os\n\n\ndef first():\n    é = 1\n\n\n",
        "\n\nlast()\n",
    ]
    assert (got.whole, got.outside, got.unparsed) == (False, False, ())


@pytest.mark.parametrize(
    ("part", "replaced"),
    [
        ("é = 1", True),
        ("import os", True),
        ("last()", True),
        ("return 2", False),
        # From before what was left out to after it: both ends were scanned, and the slice would show it again.
        (TEXT[TEXT.index("é") : TEXT.index("last()") + 4], True),
        # Into what was left out, or out of it.
        ("é = 1\n\n\ndef second():", False),
        ("return 2\n\n\nlast()", False),
        # Its end is where the scanned part ends.
        ("é = 1\n\n\n", True),
    ],
)
def test_a_finding_is_out_of_date_when_both_its_ends_were_scanned(part: str, replaced: bool) -> None:
    got = report(TEXT, "é = 1", answered())
    start = TEXT.index(part)
    assert got.replaces(Span(start, start + len(part))) is replaced


def test_the_whole_document_is_covered_to_its_end() -> None:
    got = report(TEXT, None, answered())
    assert got.covered == (Span(0, len(TEXT)),)
    assert got.whole
    assert not got.outside
    assert got.replaces(Span(0, len(TEXT)))
    assert got.replaces(Span(5, 5))
    assert report("", None, answered()).replaces(Span(0, 0))


def test_an_edit_outside_definitions_says_that_the_rest_may_be_out_of_date() -> None:
    assert report(TEXT, "last", answered()).outside
    assert not report(TEXT, "return", answered()).outside


def test_without_an_answer_nothing_is_replaced() -> None:
    got = report(TEXT, None, None)
    assert (got.covered, got.whole) == ((), False)
    assert not got.replaces(Span(0, 1))


def test_findings_stay_where_the_engine_could_not_parse() -> None:
    got = report(TEXT, None, answered(trouble("PartialParsing", (8, 9))))
    assert [TEXT[span.start : span.end] for span in got.unparsed] == ["def second():\n    return 2"]
    assert not got.replaces(Span(TEXT.index("return"), TEXT.index("return") + 3))
    assert got.replaces(Span(TEXT.index("é"), TEXT.index("é") + 3))


def test_findings_stay_in_a_definition_that_does_not_parse() -> None:
    text = TEXT.replace("é = 1", "é = = 1")
    got = report(text, None, answered())
    assert [text[span.start : span.end] for span in got.unparsed] == ["def first():\n    é = = 1"]


def test_findings_stay_everywhere_when_the_engine_refused_the_text() -> None:
    got = report(TEXT, "é = 1", answered(trouble("Syntax error", (1, 9))))
    assert got.unparsed == got.covered
    assert not got.replaces(Span(0, 3))


def test_of_a_whole_text_that_was_refused_only_what_is_broken_is_unparsed() -> None:
    text = "function a() { eval(x) }\nfunction b() { return = }\nfunction c() {}\n"
    got = report(text, None, answered(trouble("Syntax error", (1, 3))), "a.js")
    assert [text[span.start : span.end] for span in got.unparsed] == ["function b() { return = }"]
    assert got.replaces(Span(15, 22))


def test_lines_past_the_end_do_no_harm() -> None:
    got = report("x\n", None, answered(trouble("PartialParsing", (1, 99))))
    assert got.unparsed == (Span(0, 2),)
