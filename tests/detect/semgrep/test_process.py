"""One run of the engine, played by small programs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from answerable.detect.detector import Cancel, Cancelled
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.process import EngineError, EngineTimeout, Run, command

# Far more than anything here takes: a test that gets there has failed.
LONG = 30.0

StartRun = Callable[..., Run]


@pytest.fixture
def start(tmp_path: Path) -> StartRun:
    """A run of a Python program."""

    def start(code: str) -> Run:
        return Run([sys.executable, "-IS", "-c", code], tmp_path, seconds=LONG)

    return start


def gone(pid: int) -> bool:
    """Whether a process is no more, or a zombie that only its parent could bury."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def wait_until(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + LONG
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def test_all_its_output_is_collected(start: StartRun) -> None:
    code = "import sys; sys.stdout.write('x' * 1_000_000); sys.stderr.write('source ' * 100_000)"
    assert start(code).answer(Cancel(), LONG) == b"x" * 1_000_000


def test_the_output_of_an_engine_that_complains_is_still_an_answer(start: StartRun) -> None:
    assert start("print('{}'); raise SystemExit(2)").answer(Cancel(), LONG) == b"{}\n"


def test_a_cancelled_run_is_killed(start: StartRun) -> None:
    cancel = Cancel()
    run = start("import time; time.sleep(600)")
    threading.Timer(0.1, cancel.cancel).start()
    with pytest.raises(Cancelled):
        run.answer(cancel, LONG)
    assert not psutil.pid_exists(run.pid)


def test_a_hung_run_is_killed(start: StartRun) -> None:
    run = start("print('half', flush=True); import time; time.sleep(600)")
    with pytest.raises(EngineTimeout, match=r"the engine did not answer within 0\.2 s"):
        run.answer(Cancel(), 0.2)
    assert not psutil.pid_exists(run.pid)


def test_a_run_that_closes_its_output_and_stays_is_killed(start: StartRun) -> None:
    run = start("import os, time; os.close(1); time.sleep(600)")
    with pytest.raises(EngineTimeout, match="did not end"):
        run.answer(Cancel(), 0.2)
    assert not psutil.pid_exists(run.pid)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_run_that_was_killed_is_told_with_its_signal(start: StartRun) -> None:
    run = start("import os, time; print('x', flush=True); os.kill(os.getpid(), 11)")
    with pytest.raises(EngineError, match=r"the engine was killed \(signal 11\)"):
        run.answer(Cancel(), LONG)


def test_a_run_can_be_ended_from_another_thread(start: StartRun) -> None:
    run = start("import time; time.sleep(600)")
    threading.Timer(0.1, run.kill).start()
    with pytest.raises(EngineError, match="was killed"):
        run.answer(Cancel(), LONG)
    run.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
def test_what_the_engine_started_dies_with_it(start: StartRun, tmp_path: Path) -> None:
    child = (
        "import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); "
    )
    child += "open('pid.tmp', 'w').write(str(p.pid)); import os; os.rename('pid.tmp', 'pid'); time.sleep(600)"
    cancel = Cancel()
    run = start(child)
    assert wait_until((tmp_path / "pid").exists)
    cancel.cancel()
    with pytest.raises(Cancelled):
        run.answer(cancel, LONG)
    pid = int((tmp_path / "pid").read_text())
    assert wait_until(lambda: gone(pid))


def test_a_program_that_is_not_there_is_an_error_of_the_engine(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"the engine could not be started \(No such file or directory\)"):
        Run([str(tmp_path / "gone")], tmp_path, seconds=LONG)


def test_a_run_nobody_asks_can_be_closed(start: StartRun) -> None:
    run = start("import time; time.sleep(600)")
    assert not run.ended
    run.close()
    assert run.ended
    assert not psutil.pid_exists(run.pid)


def test_dots_are_told_as_they_come(start: StartRun) -> None:
    told: list[int] = []
    code = "import time\nfor n in range(3):\n  print('.', flush=True)\n  time.sleep(0.2)\nprint('{\"a\": \"...\"}')\n"
    output = start(code).answer(Cancel(), LONG, told.append)
    assert output == b'.\n.\n.\n{"a": "..."}\n'
    assert sum(told) == 3
    assert len(told) > 1


def test_time_begins_anew_with_each_dot(start: StartRun) -> None:
    code = "import time\nfor n in range(8):\n  print('.', flush=True)\n  time.sleep(0.25)\nprint('{}')\n"
    assert start(code).answer(Cancel(), 1.5, lambda dots: None).endswith(b"{}\n")
    with pytest.raises(EngineTimeout):
        start(code).answer(Cancel(), 1.5)


@pytest.mark.skipif(sys.platform != "linux", reason="limits on another process")
def test_processor_time_is_bounded_and_no_core_is_dumped(start: StartRun) -> None:
    code = "import resource as r; time = __import__('time'); time.sleep(0.3); "
    code += "print(r.getrlimit(r.RLIMIT_CPU), r.getrlimit(r.RLIMIT_CORE))"
    assert start(code).answer(Cancel(), LONG) == b"(90, 91) (0, 0)\n"


def test_when_we_end_no_run_is_left(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib\nfrom answerable.detect.semgrep.process import Run\n"
        "run = Run([sys.executable, '-c', 'import time; time.sleep(600)'], pathlib.Path('.'), seconds=5)\n"
        "print(run.pid)\n"
    )
    command = [sys.executable, "-c", code]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path, timeout=LONG).stdout
    assert wait_until(lambda: gone(int(said)))


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_interrupt_meant_for_us_does_not_reach_the_engine(start: StartRun) -> None:
    run = start("import time; time.sleep(1); print('done')")
    assert os.getpgid(run.pid) == run.pid != os.getpgid(0)
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
    assert run.answer(Cancel(), LONG) == b"done\n"


def test_the_command_line_holds_every_limit() -> None:
    limits = Limits(rule_seconds=1.5, rules_timed_out=2, memory_mb=300)
    line = command(Path("/bin/core"), Path("/r.json"), Path("/t.json"), limits, dots=True)
    assert " ".join(line) == (
        "/bin/core -json -fast -j 1 -rules /r.json -targets /t.json -timeout 1.5 -timeout_threshold 2 -max_memory 300"
    )
