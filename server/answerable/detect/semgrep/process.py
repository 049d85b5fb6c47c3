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
from collections.abc import Sequence
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


class Run:
    """A process of the engine. Its output is collected; what it says on stderr may quote source, so nobody keeps it."""

    def __init__(self, command: Sequence[str], folder: Path, *, pass_fds: Sequence[int] = (), seconds: float) -> None:
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env=environment(),
                pass_fds=tuple(pass_fds),
                # A group of its own: killed as a whole, and out of reach of a Ctrl-C that is meant for us.
                **({"process_group": 0} if _POSIX else {}),
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

    def answer(self, cancel: Cancel, seconds: float) -> bytes:
        """All it wrote, once it ended. Raises `Cancelled`, or `EngineError` when the time is up or it died."""
        deadline = time.monotonic() + seconds
        try:
            while True:
                try:
                    output, _ = self._process.communicate(timeout=_GLANCE)
                    break
                except subprocess.TimeoutExpired:
                    if cancel.cancelled:
                        raise Cancelled from None
                    if time.monotonic() > deadline:
                        raise EngineTimeout(f"the engine did not answer within {seconds:g} s") from None
        finally:
            self.close()
        code = self._process.returncode
        if code < 0:
            raise EngineError(f"the engine was killed (signal {-code})")
        # Exit code 2 comes with an answer that tells why; a code without an answer is found out by the reader.
        return bytes(output)

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


_lock = threading.Lock()
_alive: set[Run] = set()


@atexit.register
def _kill_all() -> None:
    for run in list(_alive):
        run.kill()


def _bound(pid: int, seconds: float) -> None:
    """Bounds that hold even when nobody is left to watch: processor time, and no core dump, which would hold the text."""
    if sys.platform != "linux":
        return
    import resource

    most = int(seconds) + 60
    with contextlib.suppress(OSError):
        resource.prlimit(pid, resource.RLIMIT_CPU, (most, most + 1))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))


def command(binary: Path, rules: Path, targets: Path, limits: Limits, jobs: int = 1, *, dots: bool = False) -> list[str]:
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
