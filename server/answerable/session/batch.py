"""Many files at once: the engine's processes work on them while the fast detectors do."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from answerable.detect.detector import Cancel, Detector
from answerable.findings.model import Report
from answerable.session import fast
from answerable.text.snapshot import Snapshot

Files = Sequence[tuple[Path, Snapshot]]

# A worker process costs some 0.3 s before its first file; in that time this much text is checked without one.
_WORTH_WORKERS = 4_000_000
_MOST_WORKERS = 8
# Snapshots wait in memory for the engine, with about ten times their text in findings and indexes.
_CHUNK = 32_000_000


def chunks(files: Iterable[tuple[Path, Snapshot]]) -> Iterator[list[tuple[Path, Snapshot]]]:
    """The files in groups that fit into memory together."""
    group: list[tuple[Path, Snapshot]] = []
    size = 0
    for path, snapshot in files:
        group.append((path, snapshot))
        size += len(snapshot.text)
        if size >= _CHUNK:
            yield group
            group, size = [], 0
    if group:
        yield group


class FastPool:
    """Runs the fast detectors over files, in worker processes where there are processors to spare."""

    def __init__(self, config: fast.FastConfig, detectors: Sequence[Detector], crashed: fast.Crashed) -> None:
        self._config = config
        self._detectors = detectors
        self._crashed = crashed
        self._workers: ProcessPoolExecutor | None = None

    def run(self, files: Files, jobs: int, cancel: Cancel) -> Iterator[Report]:
        """A report for each file, in order. Raises `Cancelled`."""
        if jobs <= 2 or sum(len(snapshot.text) for _, snapshot in files) < _WORTH_WORKERS:
            # With two processors the engine's processes keep both busy, and this one runs beside them.
            yield from (fast.run(self._detectors, snapshot, cancel, self._crashed) for _, snapshot in files)
            return
        if self._workers is None:
            context = multiprocessing.get_context("spawn")
            self._workers = ProcessPoolExecutor(
                min(jobs, _MOST_WORKERS), mp_context=context, initializer=_prepare, initargs=(self._config,)
            )
        pending: list[tuple[Snapshot, Future[Report]]] = []
        for _, snapshot in files:
            arguments = (snapshot.uri, snapshot.path, snapshot.language.id, snapshot.text)
            pending.append((snapshot, self._workers.submit(_scan, *arguments)))
        for snapshot, future in pending:
            cancel.check()
            try:
                yield future.result()
            except BrokenProcessPool as error:
                # A worker was killed. What it had is done here: slower, and nothing is left out.
                self._crashed("worker process", error)
                yield fast.run(self._detectors, snapshot, cancel, self._crashed)

    def close(self) -> None:
        if self._workers is not None:
            self._workers.shutdown(wait=False, cancel_futures=True)
            self._workers = None


_local = threading.local()


def _prepare(config: fast.FastConfig) -> None:
    # Ctrl-C reaches the whole group; the parent ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    detectors, _ = fast.build(config)
    _local.detectors = detectors


def _scan(uri: str, path: str, language: str, text: str) -> Report:
    snapshot = Snapshot.of(text, path, language=language, uri=uri)
    return fast.run(_local.detectors, snapshot, Cancel(), lambda name, error: None)


def default_jobs() -> int:
    """How many processes may work at once: the processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1
