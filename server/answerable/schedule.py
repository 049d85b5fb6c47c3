"""When each stage runs while somebody types, and what stands in the editor between two of them.

Three stages, each on an immutable snapshot and off the event loop:

* **fast** at every change: the detectors that run in process;
* **deep** after a short quiet time: the engine, on the part of the document the edits touched;
* **full** on open, on save and when typing has stopped for longer: the engine on the whole document, which reconciles
  what slices cannot see (a changed import, a constant another function uses). Of a long document that was opened the
  engine looks at the beginning first.

Between stages earlier findings move with the text, so that nothing flickers and nothing stands on the wrong line. Only
the newest version publishes: a change cancels the work on the version before it. The event loop does bookkeeping only;
everything here except the jobs themselves runs on it, so there are no locks.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import time
from collections import deque
from collections.abc import Callable, Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from typing import Protocol

from answerable.detect.detector import Cancel, Cancelled
from answerable.detect.semgrep.regions import RegionReport
from answerable.findings.model import Finding, Report, Skipped
from answerable.findings.moved import moved_findings
from answerable.policy.judge import Judged
from answerable.text.document import Document
from answerable.text.edits import Edit
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

logger = logging.getLogger(__name__)


_LONG = 30_000
"""Code points of a document of which the engine looks at the part on the screen first."""
_FIRST = 4_000
"""How much of it that is: an editor opens a document at its beginning, and shows some sixty lines."""

_MOST_RETRIES = 5
"""After 2, 4, 8, 16 and 32 seconds; then a save or a change asks again."""


class Stage(IntEnum):
    """In the order of what a result contains: each holds what the ones before it found."""

    FAST = 1
    DEEP = 2
    FULL = 3


class Analyser(Protocol):
    """What the schedule needs of a workspace; every method may be called from any thread."""

    def fast(self, snapshot: Snapshot, cancel: Cancel) -> Report: ...

    def deep(self, snapshot: Snapshot, regions: Sequence[Span] | None, cancel: Cancel) -> RegionReport:
        """The engine's findings; of the whole document where `regions` is None."""
        ...

    def judge(self, snapshot: Snapshot, findings: Iterable[Finding], *, deep: bool, secrets: Iterable[Span]) -> Judged:
        """`deep` tells whether the engine's findings among them are complete for this snapshot; `secrets` are accepted
        ones, to be masked in the others' messages."""
        ...


@dataclass(frozen=True, slots=True)
class Delays:
    """Waiting times in seconds."""

    quiet: float = 0.15
    """From the last change to the deep stage."""
    idle: float = 2.0
    """From the last change to the full stage."""


@dataclass(frozen=True, slots=True)
class Result:
    """What is known of one version of one document."""

    snapshot: Snapshot
    stage: Stage
    judged: Judged
    skipped: tuple[Skipped, ...]
    seconds: float
    """How long the stage worked, without waiting."""


@dataclass(slots=True)
class Latency:
    """The last few durations of a stage, in seconds, for the status command."""

    recent: deque[float] = field(default_factory=lambda: deque(maxlen=200))

    def add(self, seconds: float) -> None:
        self.recent.append(seconds)

    def quantile(self, part: float) -> float | None:
        """The value below which this part (0 to 1) of the recent durations lie; None before the first."""
        if not self.recent:
            return None
        ordered = sorted(self.recent)
        return ordered[min(int(part * len(ordered)), len(ordered) - 1)]


@dataclass(slots=True, eq=False)
class _Tracked:
    """One open document: its newest findings of each kind, at the positions of its newest version."""

    document: Document
    analyser: Analyser
    delays: Delays
    fast: tuple[Finding, ...] = ()
    engine: tuple[Finding, ...] = ()
    fast_skipped: tuple[Skipped, ...] = ()
    secrets: tuple[Span, ...] = ()
    """Accepted ones, in the version that the fast stage saw last."""
    engine_skipped: tuple[Skipped, ...] = ()
    fast_version: int | None = None
    deep_version: int | None = None
    full_version: int | None = None
    dirty: list[Span] = field(default_factory=list)
    """What changed since the engine last looked."""
    sliced: bool = False
    """Whether the last engine stage saw a slice only."""
    incomplete: bool = False
    """Whether the engine had no answer for the version it was last asked about: nothing is known then, and it is asked
    again."""
    failures: int = 0
    """How often in a row it had none."""
    engine_revision: int = 0
    """Counts the engine's answers, so that a fast stage notices one that came while it ran."""
    fast_cancel: Cancel = field(default_factory=Cancel)
    engine_cancel: Cancel = field(default_factory=Cancel)
    queued: Stage | None = None
    quiet_timer: asyncio.TimerHandle | None = None
    idle_timer: asyncio.TimerHandle | None = None
    retry_timer: asyncio.TimerHandle | None = None
    result: Result | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    closed: bool = False

    def stop(self) -> None:
        self.fast_cancel.cancel()
        self.engine_cancel.cancel()
        for timer in (self.quiet_timer, self.idle_timer, self.retry_timer):
            if timer is not None:
                timer.cancel()
        self.quiet_timer = self.idle_timer = self.retry_timer = None


class Schedule:
    """Runs the stages for all open documents. To be made and used on one event loop."""

    def __init__(
        self,
        publish: Callable[[Result], None],
        crashed: Callable[[str, BaseException], None],
        *,
        engine_jobs: int = 2,
    ) -> None:
        """`publish` is called on the loop with every new result; `crashed` with a feature's name and what it raised."""
        self._publish = publish
        self._crashed = crashed
        self._tracked: dict[str, _Tracked] = {}
        self._fast_pool = ThreadPoolExecutor(2, thread_name_prefix="fast")
        self._engine_pool = ThreadPoolExecutor(engine_jobs, thread_name_prefix="engine")
        self._engine_slots = asyncio.Semaphore(engine_jobs)
        self._queue: asyncio.PriorityQueue[tuple[int, int, _Tracked]] = asyncio.PriorityQueue()
        self._order = itertools.count()
        self._tasks: set[asyncio.Task[None]] = set()
        self.latency = {stage: Latency() for stage in Stage}
        self._worker = asyncio.get_running_loop().create_task(self._serve_queue())

    # What happens to documents

    def opened(self, document: Document, analyser: Analyser, delays: Delays) -> None:
        """Begins with a document, or begins anew with it after the policy or the rules changed.

        What was found in the same document before is shown until there is an answer to replace it.
        """
        before = self._tracked.get(document.uri)
        self.closed(document.uri)
        tracked = _Tracked(document, analyser, delays)
        if before is not None and before.document is document:
            tracked.fast, tracked.engine = before.fast, before.engine
        self._tracked[document.uri] = tracked
        self._start_fast(tracked)
        if document.length > _LONG and not tracked.engine:
            tracked.dirty = [Span(0, _FIRST)]
            self._enqueue(tracked, Stage.DEEP)
        else:
            self._enqueue(tracked, Stage.FULL)

    def changed(self, uri: str, edits: Sequence[Edit]) -> None:
        """Takes note of edits that the document has already applied, in their order."""
        tracked = self._tracked.get(uri)
        if tracked is None:
            return
        tracked.fast = moved_findings(tracked.fast, edits)
        tracked.engine = moved_findings(tracked.engine, edits)
        tracked.dirty = _dirtied(tracked.dirty, edits)
        tracked.engine_cancel.cancel()
        self._start_fast(tracked)
        self._restart_timers(tracked)

    def saved(self, uri: str) -> None:
        """A save asks for the whole truth at once."""
        tracked = self._tracked.get(uri)
        if tracked is not None and (tracked.incomplete or tracked.full_version != tracked.document.version):
            self._enqueue(tracked, Stage.FULL)

    def closed(self, uri: str) -> None:
        """Forgets the document; work on it is cancelled and publishes nothing any more."""
        tracked = self._tracked.pop(uri, None)
        if tracked is not None:
            tracked.closed = True
            tracked.stop()
            tracked.changed.set()

    def tracks(self, uri: str) -> bool:
        """Whether the document is being analysed."""
        return uri in self._tracked

    def result(self, uri: str) -> Result | None:
        """The newest result of an open document, whatever its version."""
        tracked = self._tracked.get(uri)
        return tracked.result if tracked else None

    async def settled(self, uri: str, stage: Stage) -> Result | None:
        """Waits until this stage has seen the newest version; None once the document is closed."""
        while (tracked := self._tracked.get(uri)) is not None:
            if _stage_done(tracked, stage):
                return tracked.result
            tracked.changed.clear()
            await tracked.changed.wait()
        return None

    async def close(self) -> None:
        """Ends all work. Threads that are still in a job find their cancel set and come back soon."""
        for uri in list(self._tracked):
            self.closed(uri)
        self._worker.cancel()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(self._worker, *self._tasks, return_exceptions=True)
        self._fast_pool.shutdown(wait=False, cancel_futures=True)
        self._engine_pool.shutdown(wait=False, cancel_futures=True)

    # The fast stage

    def _start_fast(self, tracked: _Tracked) -> None:
        tracked.fast_cancel.cancel()
        tracked.fast_cancel = cancel = Cancel()
        self._spawn(self._run_fast(tracked, cancel), "fast")

    async def _run_fast(self, tracked: _Tracked, cancel: Cancel) -> None:
        snapshot, analyser = tracked.document.snapshot(), tracked.analyser
        revision, engine = tracked.engine_revision, tracked.engine
        engine_done = _engine_done(tracked, snapshot)
        loop = asyncio.get_running_loop()

        def job() -> tuple[Report, Judged, float]:
            cancel.check()
            begun = time.perf_counter()
            report = analyser.fast(snapshot, cancel)
            found = (*report.findings, *engine)
            judged = analyser.judge(snapshot, found, deep=engine_done, secrets=report.secrets)
            return report, judged, time.perf_counter() - begun

        try:
            report, judged, seconds = await loop.run_in_executor(self._fast_pool, job)
        except Cancelled:
            return
        except Exception as error:  # noqa: BLE001 - whatever a detector does, the document stays answerable for
            self._crashed("fast stage", error)
            report, seconds = _gave_up(snapshot, "fast stage", error), 0.0
            judged = Judged((), ())
        if cancel.cancelled or tracked.closed:
            return
        tracked.fast, tracked.fast_skipped, tracked.secrets = report.findings, report.skipped, report.secrets
        tracked.fast_version = snapshot.version
        self.latency[Stage.FAST].add(seconds)
        if tracked.engine_revision != revision:
            # The engine answered while this ran: judge again with what it found.
            await self._judge_and_show(tracked, snapshot, cancel, seconds)
        else:
            self._show(tracked, snapshot, judged, seconds)

    # The deep and the full stage

    def _restart_timers(self, tracked: _Tracked) -> None:
        loop = asyncio.get_running_loop()
        for timer in (tracked.quiet_timer, tracked.idle_timer):
            if timer is not None:
                timer.cancel()
        stage = Stage.DEEP if tracked.full_version is not None else Stage.FULL
        tracked.quiet_timer = loop.call_later(tracked.delays.quiet, self._enqueue, tracked, stage)
        tracked.idle_timer = loop.call_later(tracked.delays.idle, self._idle, tracked)

    def _idle(self, tracked: _Tracked) -> None:
        if tracked.sliced and tracked.full_version != tracked.document.version:
            self._enqueue(tracked, Stage.FULL)

    def _enqueue(self, tracked: _Tracked, stage: Stage) -> None:
        """Puts a document in the queue; slices go before whole documents, the newest request before older ones."""
        if tracked.closed or (tracked.queued is not None and tracked.queued >= stage):
            return
        tracked.queued = stage
        self._queue.put_nowait((stage, -next(self._order), tracked))

    async def _serve_queue(self) -> None:
        while True:
            await self._engine_slots.acquire()
            stage, _, tracked = await self._queue.get()
            if tracked.closed or tracked.queued != stage:
                # Closed meanwhile, or asked for more than this: another entry of the queue stands for that.
                self._engine_slots.release()
                continue
            tracked.queued = None
            self._spawn(self._run_engine(tracked, Stage(stage)), Stage(stage).name.lower())

    async def _run_engine(self, tracked: _Tracked, stage: Stage) -> None:
        try:
            await self._engine_stage(tracked, stage)
        finally:
            self._engine_slots.release()

    async def _engine_stage(self, tracked: _Tracked, stage: Stage) -> None:
        snapshot = tracked.document.snapshot()
        seen = tracked.full_version if stage is Stage.FULL else tracked.deep_version
        if seen == snapshot.version and not tracked.incomplete:
            return
        tracked.engine_cancel.cancel()
        tracked.engine_cancel = cancel = Cancel()
        analyser = tracked.analyser
        regions = None if stage is Stage.FULL else tuple(tracked.dirty)
        earlier = tracked.engine
        loop = asyncio.get_running_loop()

        def job() -> tuple[RegionReport, tuple[Finding, ...], float]:
            cancel.check()
            begun = time.perf_counter()
            answer = analyser.deep(snapshot, regions, cancel)
            return answer, _merged(earlier, answer), time.perf_counter() - begun

        try:
            answer, findings, seconds = await loop.run_in_executor(self._engine_pool, job)
        except Cancelled:
            return
        except Exception as error:  # noqa: BLE001 - the other detectors' findings are shown all the same
            self._crashed(f"{stage.name.lower()} stage", error)
            report = _gave_up(snapshot, "semgrep", error)
            answer = RegionReport(report, (), (), whole=False, outside=False)
            findings, seconds = earlier, 0.0
        if cancel.cancelled or tracked.closed:
            # A change came meanwhile; its own timers ask for a new look, and `dirty` still holds what this one had.
            return
        tracked.engine, tracked.engine_skipped = findings, answer.report.skipped
        tracked.engine_revision += 1
        tracked.dirty = []
        tracked.deep_version = snapshot.version
        tracked.sliced = not answer.whole
        if stage is Stage.FULL or answer.whole:
            tracked.full_version = snapshot.version
        elif answer.outside or tracked.full_version is None:
            # An import or a constant changed: what other functions make of it is worth looking at soon. Or it was the
            # beginning of a long document, and the rest has not been looked at yet.
            self._enqueue(tracked, Stage.FULL)
        tracked.incomplete = not answer.covered and any(skip.failure for skip in answer.report.skipped)
        tracked.failures = tracked.failures + 1 if tracked.incomplete else 0
        if 0 < tracked.failures <= _MOST_RETRIES:
            tracked.retry_timer = loop.call_later(2**tracked.failures, self._enqueue, tracked, Stage.FULL)
        self.latency[stage].add(seconds)
        if tracked.fast_version == snapshot.version:
            # Not `cancel`: the next stage of the same version takes that away from this one, whose answer stands.
            await self._judge_and_show(tracked, snapshot, tracked.fast_cancel, seconds)
        # Else the fast stage of this version is still under way and will show both.

    # Both

    async def _judge_and_show(self, tracked: _Tracked, snapshot: Snapshot, cancel: Cancel, seconds: float) -> None:
        analyser, findings = tracked.analyser, (*tracked.fast, *tracked.engine)
        deep, revision = _engine_done(tracked, snapshot), tracked.engine_revision
        loop = asyncio.get_running_loop()
        judge = partial(analyser.judge, snapshot, findings, deep=deep, secrets=tracked.secrets)
        judged = await loop.run_in_executor(self._fast_pool, judge)
        if not cancel.cancelled and not tracked.closed and tracked.engine_revision == revision:
            self._show(tracked, snapshot, judged, seconds)

    def _show(self, tracked: _Tracked, snapshot: Snapshot, judged: Judged, seconds: float) -> None:
        if tracked.document.version != snapshot.version:
            return
        reached = Stage.FAST
        if tracked.deep_version == snapshot.version:
            reached = Stage.FULL if tracked.full_version == snapshot.version else Stage.DEEP
        skipped = tuple(dict.fromkeys((*tracked.fast_skipped, *tracked.engine_skipped)))
        tracked.result = Result(snapshot, reached, judged, skipped, seconds)
        tracked.changed.set()
        self._publish(tracked.result)

    def _spawn(self, work: Coroutine[None, None, None], name: str) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)

        def done(task: asyncio.Task[None]) -> None:
            self._tasks.discard(task)
            if not task.cancelled() and (error := task.exception()) is not None:
                self._crashed(f"{name} stage", error)

        task.add_done_callback(done)


def _engine_done(tracked: _Tracked, snapshot: Snapshot) -> bool:
    looked = tracked.full_version is not None and tracked.deep_version == snapshot.version
    return looked and not tracked.incomplete


def _gave_up(snapshot: Snapshot, detector: str, error: BaseException) -> Report:
    # The type alone: a message may quote the text that was being looked at.
    reason = f"{detector} failed with {type(error).__name__}; see the server's log"
    return Report(skipped=(Skipped(snapshot.path, reason, detector),))


def _stage_done(tracked: _Tracked, stage: Stage) -> bool:
    version = tracked.document.version
    if tracked.result is None or tracked.result.snapshot.version != version:
        return False
    reached = {Stage.FAST: tracked.fast_version, Stage.DEEP: tracked.deep_version, Stage.FULL: tracked.full_version}
    return reached[stage] == version


def _dirtied(dirty: list[Span], edits: Sequence[Edit]) -> list[Span]:
    """The regions moved by the edits, with what the edits themselves wrote."""
    for edit in edits:
        shift = len(edit.text) - (edit.end - edit.start)
        written = Span(edit.start, edit.start + len(edit.text))
        after: list[Span] = []
        for span in dirty:
            if span.end < edit.start:
                after.append(span)
            elif span.start > edit.end:
                after.append(Span(span.start + shift, span.end + shift))
            else:
                # They touch: one region from the smaller beginning to the larger end, in the text after the edit.
                end = max(span.end + shift, written.end) if span.end > edit.end else written.end
                written = Span(min(span.start, written.start), max(end, written.end))
        dirty = [*after, written]
    return dirty


def _merged(earlier: tuple[Finding, ...], answer: RegionReport) -> tuple[Finding, ...]:
    """The earlier findings that the answer says nothing of, and the answer's own."""
    new = {(finding.rule, finding.span) for finding in answer.report.findings}
    kept = (f for f in earlier if not answer.replaces(f.span) and (f.rule, f.span) not in new)
    return (*kept, *answer.report.findings)
