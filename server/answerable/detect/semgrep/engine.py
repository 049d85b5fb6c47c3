"""The engine as the rest of the room sees it: text and rules in, an answer out."""

from __future__ import annotations

import contextlib
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from answerable.detect.detector import Cancel
from answerable.detect.semgrep import answer, binary, gate
from answerable.detect.semgrep.answer import Answer
from answerable.detect.semgrep.backoff import BackOff
from answerable.detect.semgrep.folder import PrivateFolder
from answerable.detect.semgrep.joint import Joint, together
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.lodging import Lodging, lodge
from answerable.detect.semgrep.merged import Merged
from answerable.detect.semgrep.process import EngineError, EngineStopped, EngineTimeout, Run, command
from answerable.detect.semgrep.standby import Kind, Pool, Scan
from answerable.detect.semgrep.targets import targets

LIMITS = frozenset({"Timeout", "Out of memory"})
"""The engine's words for having run into a limit."""

# Answers kept by what was asked: opening, saving and undoing ask for the same text again, and of a long text an edit
# leaves most portions as they were.
_REMEMBERED = 256

_STOPPED = "the engine was stopped"

NO_ENGINE = "there is no semgrep engine here; install it with `pip install semgrep`"


class Killable(Protocol):
    """Something that runs and can be ended from another thread."""

    def kill(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Health:
    """How the engine is doing, for ``doctor`` and the server's status."""

    path: str | None
    """Of the engine's binary; None where there is none."""
    version: str | None
    """None until it answered once."""
    standby: bool
    """Whether processes are kept waiting (they need named pipes)."""
    waiting: int
    """How many wait at the moment."""
    scans: int
    """Answers so far."""
    remembered: int
    """Answers given again without a run."""
    restarts: int
    """Times a scan was tried again because the process that was asked first gave no answer."""
    failures: int
    """Scans without any answer."""
    last_failure: str
    """Empty when there was none."""
    last_seconds: float | None
    """Of the last scan that came to an end."""


@dataclass(slots=True)
class _Tally:
    version: str | None = None
    scans: int = 0
    remembered: int = 0
    restarts: int = 0
    failures: int = 0
    last_failure: str = ""
    last_seconds: float | None = None


class Engine:
    """Runs `semgrep-core`; safe to call from several threads.

    A scan is served by a waiting process where there can be one; when that gives no answer, by a fresh one; when that
    fails too, the scan has failed, and after some such failures no further one is tried for a while.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        path: Path | None = None,
        standby: bool = gate.AVAILABLE,
        backoff: BackOff | None = None,
    ) -> None:
        self.path = path or binary.find()
        self.limits = limits or Limits()
        self.standby = standby and self.limits.standbys > 0
        self._backoff = backoff or BackOff()
        self._lock = threading.Lock()
        self._tally = _Tally()
        self._place: PrivateFolder | None = None
        self._pool = Pool(self.limits.standbys, lambda kind: self._fresh(kind, waiting=True))
        self._written: dict[str, Path] = {}
        self._busy: set[Killable] = set()
        self._stops = 0
        self._memory: OrderedDict[tuple[Kind, bytes], Answer] = OrderedDict()

    def scan(
        self,
        rules: Merged,
        analyzers: Sequence[str],
        suffix: str,
        text: bytes,
        cancel: Cancel,
        *,
        ahead: bool = True,
    ) -> Answer:
        """What the rules find in the text. Raises `Cancelled` and `EngineError`.

        `analyzers` look at it in turn, each with the rules for it; `suffix` is that of the name the text goes by.
        Unless `ahead` is false a process is started to wait for the next such scan.
        """
        cancel.check()
        kind = self._kind(rules, analyzers, suffix)
        key = (kind, hashlib.sha256(text).digest())
        with self._lock:
            known = self._memory.get(key)
            if known is not None:
                self._memory.move_to_end(key)
                self._tally.remembered += 1
                return known
        wait = self._backoff.refuses
        if wait:
            raise EngineError(f"the engine failed several times and is tried again in {wait:.0f} s")
        began = time.monotonic()
        said = self._ask(kind, text, cancel, ahead)
        with self._lock:
            self._tally.scans += 1
            self._tally.last_seconds = time.monotonic() - began
            self._tally.version = said.version
        self._remember({key: said})
        return said

    def scan_each(
        self, rules: Merged, analyzers: Sequence[str], suffix: str, texts: Sequence[bytes], cancel: Cancel, *, jobs: int
    ) -> tuple[Answer, ...]:
        """What the rules find in each of these texts, dealt out over at most so many fresh processes.

        Only those are read that were not asked about lately. Raises as `scan` does.
        """
        cancel.check()
        kind = self._kind(rules, analyzers, suffix)
        keys = [(kind, hashlib.sha256(text).digest()) for text in texts]
        with self._lock:
            known = {key: self._memory[key] for key in keys if key in self._memory}
            for key in known:
                self._memory.move_to_end(key)
            self._tally.remembered += len(known)
        todo = [pair for pair in dict(zip(keys, texts, strict=True)).items() if pair[0] not in known]
        shares = [todo[number::jobs] for number in range(min(jobs, len(todo)))]
        joint = Joint(cancel)
        answered = together([partial(self._fresh_each, kind, share, joint) for share in shares], joint)
        for share, answers in zip(shares, answered, strict=True):
            known.update(zip((key for key, _ in share), answers, strict=True))
        self._remember({key: known[key] for key, _ in todo})
        return tuple(known[key] for key in keys)

    def _remember(self, answers: Mapping[tuple[Kind, bytes], Answer]) -> None:
        """Keeps answers, but for those cut short by a limit: with less to do, the machine may get further."""
        with self._lock:
            for key, said in answers.items():
                if not any(trouble.kind in LIMITS for trouble in said.troubles):
                    self._memory[key] = said
            while len(self._memory) > _REMEMBERED:
                self._memory.popitem(last=False)

    def _fresh_each(self, kind: Kind, texts: Sequence[tuple[object, bytes]], cancel: Cancel) -> list[Answer]:
        """One fresh process for these texts."""
        lodgings: list[Lodging] = []
        try:
            for _, text in texts:
                lodgings.append(lodge(self.folder, kind.suffix))
                lodgings[-1].fill(text)
            entries = [(lodging.path, analyzer) for lodging in lodgings for analyzer in kind.analyzers]
            seconds = sum(self.limits.seconds_for(len(text)) for _, text in texts) / max(len(entries), 1)
            fds = tuple(fd for lodging in lodgings for fd in lodging.pass_fds)
            # Told of each target that is done, so that the time is that of one and not of all.
            said = self._run(kind.rules, entries, seconds, cancel, lambda _: None, fds)
        except OSError as error:
            raise EngineError(f"there is no place for what the engine reads ({error.strerror})") from None
        finally:
            for lodging in lodgings:
                lodging.close()
        parts = [said.of(str(lodging.path)) for lodging in lodgings]
        answers = [part for part in parts if part is not None]
        if len(answers) < len(parts):
            raise EngineError("the engine did not look at all of the text")
        return answers

    def warm(self, rules: Merged, analyzers: Sequence[str], suffix: str) -> None:
        """Sees to it that a process waits for such a scan; what goes wrong is counted, not raised."""
        if self.standby and self._backoff.standby_wanted:
            with contextlib.suppress(EngineError):
                self._pool.prepare(self._kind(rules, analyzers, suffix))

    def rules_file(self, rules: Merged) -> Path:
        """The rules in a file that the engine can read; written once."""
        place = self.folder
        with self._lock:
            known = self._written.get(rules.digest)
            if known is None:
                known = self._written[rules.digest] = place.write("rules", rules.content)
            return known

    @property
    def folder(self) -> PrivateFolder:
        """The place for what the engine reads; a new one when somebody tidied the old one away."""
        with self._lock:
            if self._place is None or not self._place.path.is_dir():
                self._place = PrivateFolder()
                self._written.clear()
            return self._place

    def usable(self, seconds: float = 10.0) -> bool:
        """Whether the engine answers at all; runs it once."""
        return self.path is not None and not binary.probe(self.path, seconds).problem

    def stop(self) -> None:
        """Ends every process. The engine can be used again."""
        with self._lock:
            self._stops += 1
            busy = list(self._busy)
            place, self._place = self._place, None
            self._written.clear()
            self._memory.clear()
        for scan in busy:
            scan.kill()
        self._pool.clear()
        if place is not None and not busy:
            place.remove()

    def health(self) -> Health:
        """A picture of the moment."""
        with self._lock:
            tally = self._tally
            return Health(
                path=str(self.path) if self.path else None,
                version=tally.version,
                standby=self.standby,
                waiting=len(self._pool),
                scans=tally.scans,
                remembered=tally.remembered,
                restarts=tally.restarts,
                failures=tally.failures,
                last_failure=tally.last_failure,
                last_seconds=tally.last_seconds,
            )

    def run(
        self,
        rules: Merged,
        entries: Sequence[tuple[Path, str]],
        seconds: float,
        cancel: Cancel,
        on_target: Callable[[int], None] | None = None,
    ) -> Answer:
        """One fresh run over files where they lie, each entry a path and an analyzer. Raises as `scan` does.

        `seconds` is how long one entry may take; `on_target` is told how many more are done.
        """
        try:
            listed = self.rules_file(rules)
        except OSError as error:
            raise EngineError(f"there is no place for what the engine reads ({error.strerror})") from None
        return self._run(listed, entries, seconds, cancel, on_target)

    def _run(
        self,
        rules: Path,
        entries: Sequence[tuple[Path, str]],
        seconds: float,
        cancel: Cancel,
        on_target: Callable[[int], None] | None = None,
        fds: Sequence[int] = (),
    ) -> Answer:
        """As `run`, with rules that are written already; the engine's process inherits `fds`."""
        cancel.check()
        if self.path is None:
            raise EngineError(NO_ENGINE)
        listed: Path | None = None
        stops = self._stops
        try:
            place = self.folder
            listed = place.write("targets", targets(entries))
            line = command(self.path, rules, listed, self.limits, dots=True)
            run = Run(line, place.path, pass_fds=fds, seconds=seconds * len(entries))
            with self._tracked(run):
                said = answer.read(run.answer(cancel, seconds, on_target))
        except OSError as error:
            raise EngineError(f"there is no place for what the engine reads ({error.strerror})") from None
        except EngineError as error:
            if stops != self._stops:
                raise EngineStopped(_STOPPED) from None
            self._failed(error)
            raise
        finally:
            if listed is not None:
                with contextlib.suppress(OSError):
                    listed.unlink()
        self._backoff.worked()
        with self._lock:
            self._tally.scans += 1
            self._tally.version = said.version
        return said

    @contextlib.contextmanager
    def _tracked(self, run: Killable) -> Iterator[None]:
        """While a run is waited for, `stop` ends it."""
        with self._lock:
            self._busy.add(run)
        try:
            yield
        finally:
            with self._lock:
                self._busy.discard(run)

    def _failed(self, error: EngineError) -> None:
        """Counts a run that gave no answer."""
        if isinstance(error, EngineStopped):
            return
        with self._lock:
            self._tally.failures += 1
            self._tally.last_failure = str(error)
        self._backoff.failed()

    def _ask(self, kind: Kind, text: bytes, cancel: Cancel, ahead: bool) -> Answer:
        stops = self._stops
        waiting = self._pool.take(kind)
        if waiting is not None:
            try:
                return self._one(waiting, text, cancel, stops, ahead)
            except (EngineStopped, EngineTimeout) as error:
                # Whatever takes so long would take as long again.
                self._failed(error)
                raise
            except EngineError as error:
                with self._lock:
                    self._tally.restarts += 1
                    self._tally.last_failure = str(error)
        try:
            said = self._one(self._fresh(kind, waiting=False), text, cancel, stops, ahead)
        except EngineError as error:
            self._failed(error)
            raise
        self._backoff.worked()
        return said

    def _one(self, scan: Scan, text: bytes, cancel: Cancel, stops: int, ahead: bool) -> Answer:
        with contextlib.closing(scan), self._tracked(scan):
            scan.begin(text)
            try:
                if stops != self._stops:
                    raise EngineStopped(_STOPPED)
                if ahead and self.standby and self._backoff.standby_wanted:
                    # Now, so that it parses its rules while this one is at work.
                    with contextlib.suppress(EngineError):
                        self._pool.prepare(scan.kind)
                return answer.read(scan.answer(cancel, self.limits.seconds_for(len(text))))
            except EngineError:
                if stops != self._stops:
                    raise EngineStopped(_STOPPED) from None
                raise

    def _fresh(self, kind: Kind, *, waiting: bool) -> Scan:
        if self.path is None:
            raise EngineError(NO_ENGINE)
        return Scan(self.path, kind, self.folder, self.limits, waiting=waiting)

    def _kind(self, rules: Merged, analyzers: Sequence[str], suffix: str) -> Kind:
        try:
            return Kind(tuple(analyzers), suffix, self.rules_file(rules))
        except OSError as error:
            raise EngineError(f"there is no place for what the engine reads ({error.strerror})") from None
