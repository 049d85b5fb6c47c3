"""The gate a waiting process stands at."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from answerable.detect.semgrep import gate
from answerable.detect.semgrep.folder import PrivateFolder
from answerable.detect.semgrep.gate import Gate

pytestmark = pytest.mark.skipif(not gate.AVAILABLE, reason="no named pipes here")

# Says when it stands at the gate, then what it read there, opening it again and again.
READER = """
import sys
print("here", flush=True)
for _ in range(3):
    with open(sys.argv[1], "rb") as file:
        print(file.read(), flush=True)
"""


@pytest.fixture(params=["inherited", "named"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PrivateFolder:
    """A folder for gates of either kind."""
    if request.param == "named":
        monkeypatch.setattr(gate, "can_inherit", lambda: False)
    elif not gate.can_inherit():
        pytest.skip("a process cannot open by a path what it inherits")
    return PrivateFolder(tmp_path)


def reader(here: Gate) -> subprocess.Popen[str]:
    command = [sys.executable, "-IS", "-c", READER, str(here.path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, pass_fds=here.pass_fds)
    here.started()
    return process


def test_a_process_waits_until_it_opens_and_then_never_again(folder: PrivateFolder) -> None:
    here = Gate(folder, ".py")
    assert stat.S_ISFIFO(here.path.stat().st_mode)
    process = reader(here)
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.3)
    here.open()
    assert process.communicate(timeout=10)[0] == "b''\n" * 3
    here.close()
    assert not os.path.lexists(here.path)


def test_a_process_that_comes_later_does_not_wait(folder: PrivateFolder) -> None:
    here = Gate(folder, ".py")
    here.open()
    assert reader(here).communicate(timeout=10)[0] == "here\n" + "b''\n" * 3
    here.close()


# Starts a child that comes to the gate at once or later, and is killed.
KILLED = """
import os, pathlib, subprocess, sys, time
from answerable.detect.semgrep import gate
from answerable.detect.semgrep.folder import PrivateFolder
if sys.argv[3] == "named":
    gate.can_inherit = lambda: False
here = gate.Gate(PrivateFolder(pathlib.Path(sys.argv[1])), ".py")
waiting = 'import sys, time; time.sleep(float(sys.argv[2])); open(sys.argv[1], "rb").read(); print("free")'
child = subprocess.Popen([sys.executable, "-IS", "-c", waiting, str(here.path), sys.argv[2]], pass_fds=here.pass_fds)
here.started()
time.sleep(0.5)
assert child.poll() is None
os.kill(os.getpid(), 9)
"""


# A named pipe blocks whoever opens it after its writer is gone, so there only those who wait already are let go.
@pytest.mark.parametrize(("kind", "delay"), [("inherited", "0"), ("inherited", "1"), ("named", "0")])
def test_when_we_are_killed_nobody_waits_for_ever(tmp_path: Path, kind: str, delay: str) -> None:
    if kind == "inherited" and not gate.can_inherit():
        pytest.skip("a process cannot open by a path what it inherits")
    command = [sys.executable, "-c", KILLED, str(tmp_path), delay, kind]
    done = subprocess.run(command, capture_output=True, timeout=20, check=False)
    # The output's end comes only when the child, which holds it too, has ended.
    assert (done.returncode, done.stdout) == (-9, b"free\n")


def test_closing_without_opening_leaves_nothing(folder: PrivateFolder) -> None:
    def descriptors() -> int:
        place = Path("/proc/self/fd")
        return len(list(place.iterdir())) if place.exists() else 0

    before = descriptors()
    for _ in range(5):
        Gate(folder, ".py").close()
    assert descriptors() == before
    assert list(folder.path.iterdir()) == []
