"""The detector as the server uses it: on text that is being typed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from answerable.detect.detector import Cancel, Cancelled, Detector
from answerable.detect.semgrep.detector import SemgrepDetector
from answerable.detect.semgrep.engine import Engine
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.rule import RuleSet
from answerable.findings.model import Finding, Report, Skipped
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

EVAL = """
    rules:
    - id: e
      languages: [python]
      severity: ERROR
      message: m
      pattern: eval(...)
    - id: j
      languages: [javascript, typescript]
      severity: ERROR
      message: m
      pattern: eval(...)
      paths: {exclude: [vendor/]}
"""

MakeRules = Callable[..., RuleSet]
MakeDetector = Callable[..., SemgrepDetector]


@pytest.fixture
def detector(make_rules: MakeRules, make_detector: MakeDetector) -> SemgrepDetector:
    return make_detector(make_rules(EVAL))


def lines(report: Report, snapshot: Snapshot) -> list[int]:
    return [snapshot.lines.line_at(finding.span.start) + 1 for finding in report.findings]


def test_it_is_a_detector(detector: SemgrepDetector) -> None:
    as_detector: Detector = detector
    assert as_detector.name == "semgrep"


@pytest.mark.parametrize(
    ("path", "applies"),
    [("a.py", True), ("a.ts", True), ("vendor/a.js", False), ("vendor/a.py", True), ("a.go", False), ("a.txt", False)],
)
def test_it_applies_where_a_rule_does(detector: SemgrepDetector, path: str, applies: bool) -> None:
    assert detector.applies(Snapshot.of("", path)) is applies


def test_a_document_no_rule_is_for_needs_no_engine(make_rules: MakeRules, make_detector: MakeDetector) -> None:
    detector = make_detector(make_rules(EVAL), engine=Engine(path=Path("/nonexistent/engine")))
    assert detector.scan(Snapshot.of("eval(x)", "a.go"), Cancel()) == Report()
    region = detector.scan_regions(Snapshot.of("eval(x)", "a.go"), [Span(0, 1)], Cancel())
    assert (region.report, region.whole, region.covered) == (Report(), True, (Span(0, 7),))
    assert detector.health().failures == 0


def test_an_engine_that_cannot_be_started_is_in_the_report(make_rules: MakeRules, make_detector: MakeDetector) -> None:
    detector = make_detector(make_rules(EVAL), engine=Engine(path=Path("/nonexistent/engine")))
    snapshot = Snapshot.of("eval(x)\n", "src/a.py")
    reason = "not checked: the engine could not be started (No such file or directory)"
    assert detector.scan(snapshot, Cancel()).skipped == (Skipped("src/a.py", reason, "semgrep", failure=True),)
    region = detector.scan_regions(snapshot, [Span(0, 1)], Cancel())
    assert region.report.skipped == (Skipped("src/a.py", reason, "semgrep", failure=True),)
    assert region.covered == ()
    detector.warm(snapshot.language)


def test_a_document_that_is_too_large_is_left_out_by_decision(
    make_rules: MakeRules, make_detector: MakeDetector
) -> None:
    detector = make_detector(make_rules(EVAL), limits=Limits(file_bytes=1000, standbys=0))
    report = detector.scan(Snapshot.of("eval(x)\n" * 200, "a.py"), Cancel())
    reason = "larger than 1 kB, the most that is given to the semgrep engine"
    assert report == Report(skipped=(Skipped("a.py", reason, "semgrep", failure=False),))


def test_a_cancelled_scan_raises(detector: SemgrepDetector) -> None:
    cancel = Cancel()
    cancel.cancel()
    for scan in (
        lambda: detector.scan(Snapshot.of("eval(x)", "a.py"), cancel),
        lambda: detector.scan_regions(Snapshot.of("eval(x)", "a.py"), [Span(0, 1)], cancel),
    ):
        with pytest.raises(Cancelled):
            scan()


@pytest.mark.engine
def test_warming_starts_one_process_for_a_language(detector: SemgrepDetector) -> None:
    language = Snapshot.of("", "a.py").language
    for _ in range(3):
        detector.warm(language)
    assert detector.health().waiting == 1
    detector.warm(Snapshot.of("", "a.go").language)
    assert detector.health().waiting == 1
    detector.warm(Snapshot.of("", "a.ts").language)
    detector.warm(Snapshot.of("", "a.tsx").language)
    assert detector.health().waiting == 3
    snapshot = Snapshot.of("eval(x)\n", "a.py")
    assert lines(detector.scan(snapshot, Cancel()), snapshot) == [1]


@pytest.mark.engine
def test_a_python_file_that_does_not_parse_in_part_is_checked_in_the_rest(detector: SemgrepDetector) -> None:
    text = "eval(a)\n\ndef f():\n    eval(b)\n    x = = 1\n\n\nclass A:\n    def g(self):\n        eval(c)\n"
    snapshot = Snapshot.of(text, "a.py")
    report = detector.scan(snapshot, Cancel())
    assert lines(report, snapshot) == [1, 4, 10]
    assert report.skipped == (Skipped("a.py", "line 5 could not be parsed; the rest was checked", "semgrep"),)
    region = detector.scan_regions(snapshot, [Span(0, 3)], Cancel())
    assert region.report == report
    # The definition, because its tree is not what it will be; the line, because the engine says so.
    assert [text[span.start : span.end] for span in region.unparsed] == [
        "def f():\n    eval(b)\n    x = = 1",
        "    x = = 1",
    ]


BROKEN = "eval(a)\nfunction first() {\n  eval(b)\n}\nfunction second( {\n  eval(c)\n}\nfunction third() {}\n"


@pytest.mark.engine
def test_a_javascript_file_that_is_refused_is_checked_without_what_is_broken(detector: SemgrepDetector) -> None:
    snapshot = Snapshot.of(BROKEN, "a.js")
    report = detector.scan(snapshot, Cancel())
    assert lines(report, snapshot) == [1, 3, 6]
    assert report.skipped == (Skipped("a.js", "line 5 could not be parsed; the rest was checked", "semgrep"),)
    region = detector.scan_regions(snapshot, [Span(0, 3)], Cancel())
    assert region.report == report
    assert [BROKEN[span.start : span.end] for span in region.unparsed] == [BROKEN[BROKEN.index("function second") : -1]]


@pytest.mark.engine
@pytest.mark.parametrize(
    "text", ["%% ??? @@ eval(a)\n&& && ||\n", "Is it eval(a), or (not) eval(b?\nIt's what else?\n"]
)
def test_a_file_of_which_nothing_parses_says_so(detector: SemgrepDetector, text: str) -> None:
    report = detector.scan(Snapshot.of(text, "a.js"), Cancel())
    reason = "it does not parse, so no rule that needs its syntax could look at it"
    assert report == Report(skipped=(Skipped("a.js", reason, "semgrep"),))


PIECES = (
    "import os\n",
    "LIMIT = 3\n",
    "eval(LIMIT)\n",
    "\n\ndef one(a):\n    eval(a)\n    return a\n\n\n",
    "\n\nclass Two:\n    x = eval('é')\n\n    def three(self):\n        eval(self.x)\n\n"
    "    def four(self):\n        return 4\n\n\n",
    "# 😀 eval(nothing)\n",
    "\n\n@eval(os)\ndef five():\n    pass\n\n\n",
)


def edited(text: str, chance: random.Random) -> tuple[str, Span, int]:
    """A text after one edit: the region it wrote, and how far what follows has moved."""
    starts = [0, *(index + 1 for index, char in enumerate(text) if char == "\n")]
    start = chance.choice(starts)
    end = chance.choice([start, start, *(at for at in starts if at >= start)][:4])
    new = chance.choice((*PIECES, "", "    eval(more)\n", "    pass\n"))
    return text[:start] + new + text[end:], Span(start, start + len(new)), len(new) - (end - start)


def moved(findings: Sequence[Finding], written: Span, shift: int) -> Iterator[tuple[str, Span]]:
    """Rule and span of findings after an edit, without those it touched: what an editor's anchors would say."""
    old_end = written.end - shift
    for finding in findings:
        span = finding.span
        if span.end <= written.start:
            yield finding.rule, span
        elif span.start >= old_end:
            yield finding.rule, Span(span.start + shift, span.end + shift)


@pytest.mark.engine
@pytest.mark.parametrize("seed", range(2))
def test_after_any_edits_the_findings_are_those_of_the_text_opened_fresh(detector: SemgrepDetector, seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choices(PIECES, k=250))
    snapshot = Snapshot.of(text, "a.py")
    findings: list[Finding] = list(detector.scan(snapshot, Cancel()).findings)
    sliced = 0
    for _ in range(8):
        text, written, shift = edited(text, chance)
        snapshot = Snapshot.of(text, "a.py")
        region = detector.scan_regions(snapshot, [written], Cancel())
        assert region.report.skipped == () or snapshot.tree is None or snapshot.tree.root_node.has_error
        kept = {key for key in moved(findings, written, shift) if not region.replaces(key[1])}
        kept |= {(finding.rule, finding.span) for finding in region.report.findings}
        fresh = detector.scan(snapshot, Cancel())
        expected = {(finding.rule, finding.span) for finding in fresh.findings}
        if snapshot.tree is not None and not snapshot.tree.root_node.has_error:
            assert kept == expected
        findings = list(fresh.findings)
        sliced += not region.whole
    assert sliced > 3
