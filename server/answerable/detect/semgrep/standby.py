"""Processes that wait with their rules parsed, so that a scan costs only the scan.

Parsing the rules is most of what a short scan would take. A standby has done it when the text comes; it serves one
scan and is gone, so there is no state to go stale, and to cancel it is to kill it. The next one starts as soon
as one is taken.
"""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from answerable.detect.detector import Cancel
from answerable.detect.semgrep.folder import PrivateFolder
from answerable.detect.semgrep.gate import Gate
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.lodging import Lodging, lodge
from answerable.detect.semgrep.process import EngineError, Run, command
from answerable.detect.semgrep.targets import targets


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes two scans alike enough to be served by the same waiting process."""

    analyzers: tuple[str, ...]
    """Which analyzers look at the text, in order."""
    suffix: str
    """Of the name the text goes by; it tells the engine TSX from TypeScript."""
    rules: Path
    """The merged rules, as JSON."""


class Scan:
    """One process for one text: started, perhaps long before its text is known, and asked once."""

    def __init__(self, binary: Path, kind: Kind, folder: PrivateFolder, limits: Limits, *, waiting: bool) -> None:
        self.kind = kind
        self._gate: Gate | None = None
        self._lodging: Lodging | None = None
        self._run: Run | None = None
        self._targets: Path | None = None
        self._binary, self._folder, self._limits = binary, folder, limits
        try:
            self._lodging = lodge(folder, kind.suffix)
            if waiting:
                self._gate = Gate(folder, kind.suffix)
                self._start()
        except OSError as error:
            self.close()
            raise EngineError(f"there is no place for what the engine reads ({error.strerror})") from None
        except EngineError:
            self.close()
            raise

    @property
    def ended(self) -> bool:
        """Whether its process is gone already, before it was asked."""
        return self._run is not None and self._run.ended

    def begin(self, text: bytes) -> None:
        """Gives the engine its text. Raises `EngineError`."""
        try:
            assert self._lodging is not None
            self._lodging.fill(text)
            if self._gate is None:
                self._start()
            else:
                self._gate.open()
        except OSError as error:
            raise EngineError(f"there is no place for what the engine reads ({error.strerror})") from None

    def answer(self, cancel: Cancel, seconds: float) -> bytes:
        """What the engine writes about the text. Raises `Cancelled` and `EngineError`."""
        assert self._run is not None
        return self._run.answer(cancel, seconds)

    def _start(self) -> None:
        assert self._lodging is not None
        entries = [(self._lodging.path, analyzer) for analyzer in self.kind.analyzers]
        if self._gate is not None:
            entries.insert(0, (self._gate.path, self.kind.analyzers[0]))
        self._targets = self._folder.write("targets", targets(entries))
        line = command(self._binary, self.kind.rules, self._targets, self._limits)
        fds = (*self._lodging.pass_fds, *(self._gate.pass_fds if self._gate is not None else ()))
        self._run = Run(
            line, self._folder.path, pass_fds=fds, seconds=self._limits.seconds_for(self._limits.file_bytes)
        )
        if self._gate is not None:
            self._gate.started()

    def kill(self) -> None:
        """Ends the process while another thread waits for its answer."""
        if self._run is not None:
            self._run.kill()

    def close(self) -> None:
        """Ends the process and takes away what it read."""
        if self._run is not None:
            self._run.close()
        for part in (self._gate, self._lodging):
            if part is not None:
                part.close()
        if self._targets is not None:
            with contextlib.suppress(OSError):
                self._targets.unlink()


class Pool:
    """At most `size` waiting processes, one a kind; the kind that was wanted longest ago goes first."""

    def __init__(self, size: int, start: Callable[[Kind], Scan]) -> None:
        self._size = size
        self._start = start
        self._lock = threading.Lock()
        self._waiting: OrderedDict[Kind, Scan] = OrderedDict()
        self._starting: set[Kind] = set()
        self._cleared = 0

    def take(self, kind: Kind) -> Scan | None:
        """The waiting process of this kind, which is the caller's from now on; None where there is none that lives."""
        with self._lock:
            scan = self._waiting.pop(kind, None)
        if scan is not None and scan.ended:
            scan.close()
            return None
        return scan

    def prepare(self, kind: Kind) -> None:
        """Sees to it that one of this kind waits. Raises `EngineError` when it cannot be started."""
        with self._lock:
            waiting = self._waiting.get(kind)
            if (waiting is not None and not waiting.ended) or kind in self._starting or self._size < 1:
                if waiting is not None:
                    self._waiting.move_to_end(kind)
                return
            self._starting.add(kind)
            cleared = self._cleared
        try:
            fresh = self._start(kind)
        finally:
            with self._lock:
                self._starting.discard(kind)
        with self._lock:
            gone = [scan for scan in (self._waiting.pop(kind, None),) if scan is not None]
            if cleared == self._cleared:
                self._waiting[kind] = fresh
            else:
                gone.append(fresh)
            while len(self._waiting) > self._size:
                gone.append(self._waiting.popitem(last=False)[1])
        for scan in gone:
            scan.close()

    def clear(self) -> None:
        """Ends all that wait, and those that are being started."""
        with self._lock:
            self._cleared += 1
            gone = list(self._waiting.values())
            self._waiting.clear()
        for scan in gone:
            scan.close()

    def __len__(self) -> int:
        with self._lock:
            return len(self._waiting)
