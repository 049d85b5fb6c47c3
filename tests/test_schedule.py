"""When each stage runs, what stands between two of them, and that only the newest version is shown."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import AsyncIterator, Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.detector import Cancel
from answerable.detect.semgrep.regions import RegionReport
from answerable.findings.model import Finding, Report, Severity, Skipped
from answerable.policy.judge import Judged
from answerable.schedule import Delays, Result, Schedule, Stage, _dirtied
from answerable.text.document import Document
from answerable.text.edits import ContentChange, Edit, applied
from answerable.text.languages import BY_ID
from answerable.text.lines import Encoding
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

SOON = Delays(quiet=0.01, idle=0.05)
NEVER = Delays(quiet=60, idle=60)


def found(rule: str, span: Span) -> Finding:
    return Finding(rule, rule, span, Severity.WARNING, "m")


class Words:
    """Finds FAST at once, and DEEP in the engine's stages, in covered regions only; can be held and can crash."""

    def __init__(self) -> None:
        self.engine_may_go = threading.Event()
        self.engine_may_go.set()
        self.engine_started = threading.Event()
        self.regions: list[tuple[Span, ...] | None] = []
        self.unparsed: tuple[Span, ...] = ()
        self.crash_fast = self.crash_deep = False
        self.engine_dead = False
        self.judged_complete: list[bool] = []

    def fast(self, snapshot: Snapshot, cancel: Cancel) -> Report:
        if self.crash_fast:
            raise RuntimeError("secret text")
        return Report(tuple(found("fast", Span(*m.span())) for m in re.finditer("FAST", snapshot.text)))

    def deep(self, snapshot: Snapshot, regions: Sequence[Span] | None, cancel: Cancel) -> RegionReport:
        self.regions.append(tuple(regions) if regions is not None else None)
        self.engine_started.set()
        while not self.engine_may_go.wait(0.002):
            cancel.check()
        if self.engine_dead:
            gone = Skipped(snapshot.path, "killed", "semgrep")
            return RegionReport(Report(skipped=(gone,)), (), (), whole=False, outside=False)
        if self.crash_deep:
            raise RuntimeError("secret text")
        covered = tuple(regions) if regions is not None else (Span(0, len(snapshot.text)),)
        spans = [Span(*m.span()) for m in re.finditer("DEEP", snapshot.text)]
        inside = [s for s in spans if any(c.overlaps(s) for c in covered)]
        report = Report(tuple(found("deep", s) for s in inside))
        return RegionReport(report, covered, self.unparsed, whole=regions is None, outside=False)

    def judge(
        self, snapshot: Snapshot, findings: Iterable[Finding], *, deep: bool, secrets: Iterable[Span] = ()
    ) -> Judged:
        self.judged_complete.append(deep)
        return Judged(tuple(sorted(findings, key=lambda f: f.span)), ())


class Bench:
    def __init__(self) -> None:
        self.results: list[Result] = []
        self.crashes: list[str] = []
        self.schedule = Schedule(self.results.append, lambda feature, error: self.crashes.append(feature))
        self.words = Words()

    def open(self, text: str, delays: Delays = SOON) -> Document:
        document = Document("file:///a.py", "a.py", BY_ID["python"], 1, text)
        self.schedule.opened(document, self.words, delays)
        return document

    def type(self, document: Document, start: int, end: int, text: str) -> None:
        lines = document.snapshot().lines
        places = (lines.position(start, Encoding.UTF16), lines.position(end, Encoding.UTF16))
        changed = document.change(document.version + 1, [ContentChange(text, places)], Encoding.UTF16)
        assert changed is not None
        self.schedule.changed(document.uri, changed.edits)

    async def settled(self, stage: Stage) -> Result:
        result = await asyncio.wait_for(self.schedule.settled("file:///a.py", stage), 60)
        assert result is not None
        return result

    async def shows(self, expected: list[tuple[str, int, int]]) -> None:
        """Waits until this is what was published last."""
        for _ in range(2000):
            if self.results and shown(self.results[-1]) == expected:
                return
            await asyncio.sleep(0.005)
        raise AssertionError(f"expected {expected}, published {[shown(result) for result in self.results]}")


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    bench = Bench()
    yield bench
    bench.words.engine_may_go.set()
    await bench.schedule.close()


def shown(result: Result) -> list[tuple[str, int, int]]:
    return [(f.rule, f.span.start, f.span.end) for f in result.judged.findings]


async def test_opening_runs_the_fast_stage_and_the_whole_document_in_the_engine(bench: Bench) -> None:
    bench.open("FAST DEEP")
    assert shown(await bench.settled(Stage.FULL)) == [("fast", 0, 4), ("deep", 5, 9)]
    assert bench.words.regions == [None]


async def test_of_a_long_document_the_beginning_is_looked_at_first(bench: Bench) -> None:
    bench.words.engine_may_go.clear()
    bench.open("DEEP" + " " * 40_000 + "DEEP")
    await bench.settled(Stage.FAST)
    real = bench.words.deep

    def deep(snapshot: Snapshot, regions: Sequence[Span] | None, cancel: Cancel) -> RegionReport:
        if regions is None:
            # Longer than it takes to show what came before.
            threading.Event().wait(0.3)
        return real(snapshot, regions, cancel)

    bench.words.deep = deep  # type: ignore[method-assign]
    bench.words.engine_may_go.set()
    assert shown(await bench.settled(Stage.FULL)) == [("deep", 0, 4), ("deep", 40_004, 40_008)]
    assert bench.words.regions == [(Span(0, 4_000),), None]
    assert [shown(result) for result in bench.results if result.stage is Stage.DEEP] == [[("deep", 0, 4)]]
    # Until all of it was looked at, nobody can say that a suppression has nothing to suppress.
    assert bench.words.judged_complete[-1] is True
    assert True not in bench.words.judged_complete[:-1]


async def test_an_edit_before_a_long_document_was_looked_at_does_not_leave_it_at_that(bench: Bench) -> None:
    bench.words.engine_may_go.clear()
    document = bench.open("DEEP" + " " * 40_000 + "DEEP")
    await asyncio.to_thread(bench.words.engine_started.wait, 10)
    bench.type(document, 0, 0, " ")
    bench.words.engine_may_go.set()
    assert shown(await bench.settled(Stage.FULL)) == [("deep", 1, 5), ("deep", 40_005, 40_009)]


async def test_fast_findings_do_not_wait_for_the_engine(bench: Bench) -> None:
    bench.words.engine_may_go.clear()
    bench.open("FAST DEEP")
    result = await bench.settled(Stage.FAST)
    assert shown(result) == [("fast", 0, 4)]
    assert result.stage is Stage.FAST


async def test_a_change_is_looked_at_by_region_and_then_as_a_whole(bench: Bench) -> None:
    document = bench.open("x\nDEEP\ny\n")
    await bench.settled(Stage.FULL)
    bench.type(document, 7, 7, "DEEP ")
    result = await bench.settled(Stage.DEEP)
    assert shown(result) == [("deep", 2, 6), ("deep", 7, 11)]
    assert bench.words.regions[1] == (Span(7, 12),)
    await bench.settled(Stage.FULL)
    assert bench.words.regions[2] is None


async def test_findings_of_the_engine_move_with_the_text_until_it_answers_again(bench: Bench) -> None:
    document = bench.open("DEEP", NEVER)
    await bench.settled(Stage.FULL)
    bench.type(document, 0, 0, "FAST\n")
    result = await bench.settled(Stage.FAST)
    assert shown(result) == [("fast", 0, 4), ("deep", 5, 9)]
    assert result.stage is Stage.FAST


async def test_a_finding_whose_text_is_deleted_goes_at_once(bench: Bench) -> None:
    document = bench.open("DEEP FAST", NEVER)
    await bench.settled(Stage.FULL)
    bench.type(document, 0, 9, "")
    assert shown(await bench.settled(Stage.FAST)) == []


async def test_a_change_cancels_the_engine_and_only_the_newest_version_is_shown(bench: Bench) -> None:
    bench.words.engine_may_go.clear()
    document = bench.open("DEEP")
    await asyncio.to_thread(bench.words.engine_started.wait, 10)
    bench.type(document, 0, 0, " ")
    bench.words.engine_may_go.set()
    assert shown(await bench.settled(Stage.FULL)) == [("deep", 1, 5)]
    assert [r.snapshot.version for r in bench.results if r.stage is not Stage.FAST] == [2]


async def test_versions_shown_never_go_back(bench: Bench) -> None:
    document = bench.open("FAST")
    for _ in range(50):
        bench.type(document, 0, 0, "x")
        await asyncio.sleep(0)
    await bench.settled(Stage.FULL)
    versions = [result.snapshot.version for result in bench.results]
    assert versions == sorted(versions)
    assert versions[-1] == 51


async def test_earlier_findings_stay_where_the_text_does_not_parse(bench: Bench) -> None:
    document = bench.open("DEEP")
    await bench.settled(Stage.FULL)
    bench.words.unparsed = (Span(0, 5),)
    bench.type(document, 4, 4, "(")
    bench.words.deep = lambda snapshot, regions, cancel: RegionReport(  # type: ignore[method-assign]
        Report(), (Span(0, len(snapshot.text)),), bench.words.unparsed, whole=False, outside=False
    )
    assert shown(await bench.settled(Stage.DEEP)) == [("deep", 0, 4)]
    bench.words.unparsed = ()
    bench.type(document, 5, 5, ")")
    assert shown(await bench.settled(Stage.DEEP)) == []


async def test_after_closing_nothing_is_shown_any_more(bench: Bench) -> None:
    bench.words.engine_may_go.clear()
    bench.open("FAST DEEP")
    bench.schedule.closed("file:///a.py")
    bench.words.engine_may_go.set()
    await asyncio.sleep(0.05)
    assert bench.results == []
    assert await bench.schedule.settled("file:///a.py", Stage.FAST) is None


async def test_a_crash_in_the_engines_stage_is_counted_and_the_rest_is_shown(bench: Bench) -> None:
    bench.words.crash_deep = True
    bench.open("FAST DEEP")
    result = await bench.settled(Stage.FULL)
    assert shown(result) == [("fast", 0, 4)]
    assert bench.crashes == ["full stage"]
    assert [(skip.detector, skip.failure) for skip in result.skipped] == [("semgrep", True)]
    assert "secret" not in str(result.skipped)


async def test_a_crash_in_the_fast_stage_is_counted_and_the_engine_goes_on(bench: Bench) -> None:
    bench.words.crash_fast = True
    bench.open("FAST DEEP")
    result = await bench.settled(Stage.FULL)
    assert ("deep", 5, 9) in shown(result)
    assert bench.crashes == ["fast stage"]
    assert "secret" not in str(result.skipped)


async def test_an_engine_that_failed_is_asked_again_by_a_save(bench: Bench) -> None:
    bench.words.engine_dead = True
    document = bench.open("FAST DEEP")
    result = await bench.settled(Stage.FULL)
    assert [skip.reason for skip in result.skipped] == ["killed"]
    assert True not in bench.words.judged_complete
    bench.words.engine_dead = False
    bench.schedule.saved(document.uri)
    await bench.shows([("fast", 0, 4), ("deep", 5, 9)])
    assert bench.results[-1].skipped == ()
    assert bench.words.judged_complete[-1] is True


async def test_an_engine_that_failed_is_asked_again_without_being_told_to(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = asyncio.get_running_loop()
    real = loop.call_later
    # The waiting of this test itself, ten seconds and more, is not shortened.
    monkeypatch.setattr(loop, "call_later", lambda delay, *rest: real(delay / 1000 if delay < 10 else delay, *rest))
    bench.words.engine_dead = True
    bench.open("DEEP", NEVER)
    await bench.settled(Stage.FULL)
    bench.words.engine_dead = False
    await bench.shows([("deep", 0, 4)])


async def test_analysing_anew_shows_what_was_found_until_there_is_an_answer(bench: Bench) -> None:
    document = bench.open("DEEP", NEVER)
    await bench.settled(Stage.FULL)
    bench.words.engine_may_go.clear()
    bench.schedule.opened(document, bench.words, NEVER)
    assert shown(await bench.settled(Stage.FAST)) == [("deep", 0, 4)]


async def test_a_save_asks_for_the_whole_document_once(bench: Bench) -> None:
    document = bench.open("x DEEP", NEVER)
    await bench.settled(Stage.FULL)
    bench.type(document, 0, 1, "y")
    bench.schedule.saved(document.uri)
    bench.schedule.saved(document.uri)
    await bench.settled(Stage.FULL)
    bench.schedule.saved(document.uri)
    await asyncio.sleep(0.03)
    assert bench.words.regions == [None, None]


async def test_a_slice_goes_before_whole_documents_that_wait(bench: Bench) -> None:
    document = bench.open("x", Delays(quiet=0, idle=60))
    await bench.settled(Stage.FULL)
    bench.words.engine_may_go.clear()
    bench.words.engine_started.clear()
    others = [Document(f"file:///{n}.py", f"{n}.py", BY_ID["python"], 1, "y") for n in range(20)]
    for other in others:
        bench.schedule.opened(other, bench.words, SOON)
    await asyncio.to_thread(bench.words.engine_started.wait, 10)
    bench.type(document, 0, 1, "z")
    await asyncio.sleep(0.02)
    bench.words.engine_may_go.set()
    await bench.settled(Stage.DEEP)
    done = [other for other in others if (r := bench.schedule.result(other.uri)) and r.stage is Stage.FULL]
    assert len(done) < 10


async def test_latency_is_kept_by_stage(bench: Bench) -> None:
    bench.open("FAST DEEP")
    await bench.settled(Stage.FULL)
    assert bench.schedule.latency[Stage.FULL].quantile(0.95) is not None
    assert bench.schedule.latency[Stage.DEEP].quantile(0.95) is None


@given(
    st.text("ab", max_size=12), st.lists(st.tuples(st.integers(0, 12), st.integers(0, 5), st.text("XY", max_size=4)))
)
def test_dirty_regions_hold_all_that_was_written(text: str, raw: list[tuple[int, int, str]]) -> None:
    dirty: list[Span] = []
    for at, length, new in raw:
        start = min(at, len(text))
        edit = Edit(start, min(start + length, len(text)), new)
        text = applied(text, [edit])
        dirty = _dirtied(dirty, [edit])
    written = [i for i, char in enumerate(text) if char in "XY"]
    assert all(any(span.start <= i < span.end for span in dirty) for i in written)
    assert all(span.end <= len(text) for span in dirty)
