"""Many files at once, for the command line: each engine process gets a share of them and reads them where they lie.

Several processes with one core each, not one process with several: the engine's own way of sharing work between
cores was slower, when measured, than not sharing it at all. A process that fails costs its share, which is then tried
by halves, so that in the end only the file the engine cannot bear is not checked.
"""

from __future__ import annotations

import codecs
import os
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from answerable.detect.detector import Cancel
from answerable.detect.semgrep import slice as slices
from answerable.detect.semgrep.answer import Answer, Match, Trouble
from answerable.detect.semgrep.jobs import Job
from answerable.detect.semgrep.merged import Merged, merge
from answerable.detect.semgrep.portions import portions
from answerable.detect.semgrep.process import EngineError, EngineStopped
from answerable.detect.semgrep.slice import Slice
from answerable.findings.model import Report
from answerable.text.snapshot import Snapshot

if TYPE_CHECKING:
    from answerable.detect.semgrep.detector import SemgrepDetector

# A share should be worth the start of a process, and small enough that the last one does not keep everybody waiting.
_LEAST_BYTES, _MOST_BYTES = 200_000, 4_000_000
_SHARES_A_JOB = 2

_MOST_TEXTS = 200
"""How many portions a process is given: each is an open file."""


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    """Absolute: the engine runs in a folder of its own."""
    given: Path
    """As the caller names it."""
    snapshot: Snapshot
    whole: Slice
    job: Job
    cuts: tuple[Slice, ...]
    """Its portions; empty where it is read in one piece."""


class Batch:
    """One call of `SemgrepDetector.scan_files`."""

    def __init__(self, detector: SemgrepDetector, jobs: int, cancel: Cancel, progress: Callable[[int], None]) -> None:
        self._detector = detector
        self._jobs = max(jobs, 1)
        self._cancel = cancel
        self._progress = progress
        self._lock = threading.Lock()
        self._reports: dict[Path, Report] = {}

    def run(self, files: Sequence[tuple[Path, Snapshot]]) -> dict[Path, Report]:
        """A report for each file. Raises `Cancelled`."""
        in_place: list[_File] = []
        long: dict[Job, list[_File]] = {}
        apart: list[_File] = []
        for given, snapshot in files:
            job, whole = self._detector.job(snapshot), slices.whole(snapshot)
            large = None if job is None else self._detector.too_large(snapshot, whole.text)
            if job is None or large is not None:
                self._report(given, large or Report())
                self._progress(1)
                continue
            cuts = portions(snapshot) if job.following is not None else ()
            file = _File(Path(os.path.abspath(given)), given, snapshot, whole, job, cuts)  # noqa: PTH100 (resolve follows links)
            if not _readable_in_place(file):
                apart.append(file)
            elif cuts:
                long.setdefault(job, []).append(file)
            else:
                in_place.append(file)
        wanted = {analyzer for file in in_place for analyzer in file.job.analyzers}
        rules = merge(rule for rule in self._detector.rules.rules if not wanted.isdisjoint(rule.analyzers))
        with ThreadPoolExecutor(self._jobs, "semgrep-batch") as pool:
            work = [
                pool.submit(self._long, job, share)
                for job, files in long.items()
                for share in _shares(files, self._jobs)
            ]
            work += [pool.submit(self._share, rules, share) for share in _shares(in_place, self._jobs)]
            work += [pool.submit(self._alone, file) for file in apart]
            for done in work:
                done.result()
        return {given: self._reports[given] for given, _ in files}

    def _share(self, rules: Merged, share: Sequence[_File]) -> None:
        """One process for these files, and again for each half when it fails. Raises `Cancelled`."""
        entries = [(file.path, analyzer) for file in share for analyzer in file.job.analyzers]
        limits = self._detector.limits
        # A share takes as long as it takes, as long as there is progress.
        seconds = limits.seconds_for(max(len(file.whole.text) for file in share))
        counter = _Counter(self._progress, len(share), len(entries))
        try:
            answer = self._detector.engine.run(rules, entries, seconds, self._cancel, counter.entries)
        except EngineError as error:
            stopped = isinstance(error, EngineStopped)
            if len(share) == 1 or stopped or not self._detector.engine.usable():
                for file in share:
                    self._report(file.given, self._detector.unchecked(file.snapshot, error))
                counter.all()
                return
            half = len(share) // 2
            for part in (share[:half], share[half:]):
                self._share(rules, part)
            return
        for file, said in _by_file(answer, share):
            # Deleted, changed or swapped while we were at it, or a name the engine could not make sense of: what the
            # snapshot holds is what counts.
            if said is None or not _is_on_disk(file):
                self._alone(file, quiet=True)
            else:
                self._report(file.given, self._detector.report(said, file.snapshot, file.whole, self._cancel))
        counter.all()

    def _long(self, job: Job, share: Sequence[_File]) -> None:
        """Long files of one language: one process for the rules that match, over the files as they lie, and others for
        those that follow data, over their portions. Raises `Cancelled`.
        """
        assert job.following is not None
        engine, limits = self._detector.engine, self._detector.limits
        texts = [cut.text for file in share for cut in file.cuts]
        matched: dict[Path, list[Answer]] = {file.path: [] for file in share}
        followed: list[Answer] = []
        try:
            for start in range(0, len(texts), _MOST_TEXTS):
                some = texts[start : start + _MOST_TEXTS]
                followed += engine.scan_each(job.following, job.analyzers, job.suffix, some, self._cancel, jobs=1)
            if job.matching is not None:
                entries = [(file.path, analyzer) for file in share for analyzer in job.analyzers]
                seconds = limits.seconds_for(max(len(file.whole.text) for file in share))
                for file, said in _by_file(engine.run(job.matching, entries, seconds, self._cancel), share):
                    matched[file.path] += [said] if said is not None and _is_on_disk(file) else []
        except EngineError:
            # File by file, and those the engine cannot bear are told.
            matched.clear()
        for file in share:
            answers = [followed.pop(0) for _ in file.cuts] if matched else []
            report = None
            if matched and len(matched[file.path]) == (job.matching is not None):
                report = self._detector.joined(file.snapshot, file.cuts, answers, matched[file.path])
            if report is None:
                self._alone(file)
            else:
                self._report(file.given, report)
                self._progress(1)

    def _alone(self, file: _File, *, quiet: bool = False) -> None:
        self._report(file.given, self._detector.scan(file.snapshot, self._cancel))
        if not quiet:
            self._progress(1)

    def _report(self, given: Path, report: Report) -> None:
        with self._lock:
            self._reports[given] = report


class _Counter:
    """Turns dots, one an entry, into files done."""

    def __init__(self, progress: Callable[[int], None], files: int, entries: int) -> None:
        self._progress, self._files, self._entries = progress, files, entries
        self._seen = self._told = 0

    def entries(self, more: int) -> None:
        self._seen += more
        self._tell(min(self._files * self._seen // self._entries, self._files))

    def all(self) -> None:
        self._tell(self._files)

    def _tell(self, done: int) -> None:
        if done > self._told:
            self._progress(done - self._told)
            self._told = done


def _readable_in_place(file: _File) -> bool:
    """Whether the engine would read what the snapshot holds."""
    return file.whole.text == file.snapshot.utf8 and not _marked(file.path)


def _marked(path: Path) -> bool:
    """Whether the file begins with a byte order mark, or is not there: its bytes are then not those of the text."""
    try:
        with path.open("rb") as file:
            start = file.read(3)
    except OSError:
        return True
    return start.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _is_on_disk(file: _File) -> bool:
    try:
        return file.path.read_bytes() == file.snapshot.utf8
    except OSError:
        return False


def _shares(files: Sequence[_File], jobs: int) -> Iterable[list[_File]]:
    """The files dealt out so that each share has about as many bytes, the large files first."""
    size = sum(len(file.whole.text) for file in files)
    share = min(max(size / (jobs * _SHARES_A_JOB), _LEAST_BYTES), _MOST_BYTES)
    count = max(1, round(size / share))
    shares: list[list[_File]] = [[] for _ in range(count)]
    loads = [0] * count
    for file in sorted(files, key=lambda f: len(f.whole.text), reverse=True):
        least = loads.index(min(loads))
        shares[least].append(file)
        loads[least] += len(file.whole.text)
    return [share for share in shares if share]


def _by_file(answer: Answer, share: Iterable[_File]) -> Iterable[tuple[_File, Answer | None]]:
    """What the answer says of each file; None where it does not say that it looked."""
    matches: dict[str, list[Match]] = defaultdict(list)
    troubles: dict[str, list[Trouble]] = defaultdict(list)
    for match in answer.matches:
        matches[match.path].append(match)
    for trouble in answer.troubles:
        troubles[trouble.path].append(trouble)
    for file in share:
        path = str(file.path)
        if path in answer.scanned:
            yield file, replace(answer, matches=tuple(matches[path]), troubles=tuple(troubles[path]))
        else:
            yield file, None
