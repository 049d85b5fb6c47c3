"""One run of the engine: started, waited for, and never left behind.

A run ends in one of four ways: it answers, its result is no longer wanted, its time is up, or our own process ends. In
the last three it is killed with everything it started. Should we be killed ourselves, a waiting run ends because
its pipe closes (see `standby`), and a busy one because its processor time is bounded.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from answerable.detect.detector import Cancel, Cancelled
from answerable.detect.semgrep.binary import environment
from answerable.detect.semgrep.limits import Limits

# How long a cancelled or hung run may go unnoticed; an answer is noticed at once.
_GLANCE = 0.02

_POSIX = sys.platform != "win32"


class EngineError(Exception):
    """The engine gave no usable answer; the message is a clause without a full stop, fit to be shown."""


class EngineTimeout(EngineError):
    """Its time was up."""


class EngineStopped(EngineError):
    """It was told to end; no fault of its own."""


class EngineGaveUp(EngineError):
    """It answered that it could do nothing at all with what it was given."""


class Run:
    """A process of the engine. Its output is collected; what it says on stderr may quote source, so nobody keeps it."""

    def __init__(self, command: Sequence[str], folder: Path, *, pass_fds: Sequence[int] = (), seconds: float) -> None:
        try:
            self._process: subprocess.Popen[bytes] = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env=environment(),
                pass_fds=tuple(pass_fds),
                # A group of its own: killed as a whole, and out of reach of a Ctrl-C that is meant for us.
                process_group=0 if _POSIX else None,
            )
        except OSError as error:
            raise EngineError(f"the engine could not be started ({error.strerror})") from None
        _bound(self._process.pid, seconds)
        with _lock:
            _alive.add(self)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def ended(self) -> bool:
        """Whether the process is gone."""
        return self._process.poll() is not None

    def answer(self, cancel: Cancel, seconds: float, on_dot: Callable[[int], None] | None = None) -> bytes:
        """All it wrote, once it ended. Raises `Cancelled`, or `EngineError` when the time is up or it died.

        `on_dot` is told how many more dots have come, which the engine writes one a target when asked to (`command`);
        the time begins anew with each.
        """
        reader = _Reader(self._process)
        deadline = time.monotonic() + seconds
        try:
            while not reader.done.wait(_GLANCE):
                if cancel.cancelled:
                    raise Cancelled
                if on_dot is not None and (dots := reader.new_dots()):
                    on_dot(dots)
                    deadline = time.monotonic() + seconds
                if time.monotonic() > deadline:
                    raise EngineTimeout(f"the engine did not answer within {seconds:.4g} s")
            # It has closed its output: what is left is for it to end.
            self._process.wait(max(deadline - time.monotonic(), 1.0))
        except subprocess.TimeoutExpired:
            raise EngineTimeout(f"the engine did not end within {seconds:g} s") from None
        finally:
            self.kill()
            # Its output ends with it, unless something it started has escaped from its group and holds on.
            reader.done.wait(1.0)
            self.close()
        code = self._process.returncode
        if code < 0:
            raise EngineError(f"the engine was killed (signal {-code})")
        # Exit code 2 comes with an answer that tells why; a code without an answer is found out by whoever reads it.
        return reader.output()

    def kill(self) -> None:
        """Ends it, if it has not ended, and everything it started. May be called at any time, from any thread."""
        if self._process.poll() is None:
            with contextlib.suppress(OSError):
                if _POSIX:
                    os.killpg(self._process.pid, signal.SIGKILL)
                else:
                    self._process.kill()

    def close(self) -> None:
        """`kill`, and lets go of all that is left of it. For whoever waits for the answer, or started it in vain."""
        self.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        with _lock:
            _alive.discard(self)


class _Reader:
    """Collects what a process writes, on a thread of its own: not everywhere can one wait for a pipe and a clock."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        self._stream = process.stdout
        self._parts: list[bytes] = []
        self._counted = 0
        self.done = threading.Event()
        threading.Thread(target=self._collect, name="semgrep-output", daemon=True).start()

    def output(self) -> bytes:
        return b"".join(self._parts)

    def new_dots(self) -> int:
        """How many dots came since the last call; the answer itself comes as one piece after them."""
        parts = self._parts[self._counted :]
        self._counted += len(parts)
        return sum(part.partition(b"{")[0].count(b".") for part in parts)

    def _collect(self) -> None:
        try:
            while part := os.read(self._stream.fileno(), 1 << 16):
                self._parts.append(part)
        finally:
            self.done.set()


_lock = threading.Lock()
_alive: set[Run] = set()


@atexit.register
def _kill_all() -> None:
    for run in list(_alive):
        run.kill()


def _bound(pid: int, seconds: float) -> None:
    """Bounds that hold even when nobody is left to watch: processor time; and no core dump, which holds the text."""
    if sys.platform != "linux":
        return
    import resource

    most = int(seconds) + 60
    with contextlib.suppress(OSError):
        resource.prlimit(pid, resource.RLIMIT_CPU, (most, most + 1))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))


def command(
    binary: Path, rules: Path, targets: Path, limits: Limits, jobs: int = 1, *, dots: bool = False
) -> list[str]:
    """The command line of one run. `dots` asks for a dot on stdout after each target, ahead of the answer."""
    return [
        str(binary),
        "-json" if dots else "-json_nodots",
        "-fast",
        *("-j", str(jobs)),
        *("-rules", str(rules)),
        *("-targets", str(targets)),
        *("-timeout", f"{limits.rule_seconds:g}"),
        *("-timeout_threshold", str(limits.rules_timed_out)),
        *("-max_memory", str(limits.memory_mb)),
    ]
