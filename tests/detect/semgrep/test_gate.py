"""The gate a waiting process stands at."""

from __future__ import annotations

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


def reader(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-IS", "-c", READER, str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_process_waits_until_it_opens_and_then_never_again(tmp_path: Path) -> None:
    here = Gate(PrivateFolder(tmp_path), ".py")
    assert stat.S_ISFIFO(here.path.stat().st_mode)
    process = reader(here.path)
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.3)
    here.open()
    assert process.communicate(timeout=10)[0] == "b''\n" * 3
    here.close()
    assert not here.path.exists()


def test_a_process_that_comes_later_does_not_wait(tmp_path: Path) -> None:
    here = Gate(PrivateFolder(tmp_path), ".py")
    here.open()
    assert reader(here.path).communicate(timeout=10)[0] == "here\n" + "b''\n" * 3


# Waits at a gate of its own in a child, and is killed.
KILLED = """
import os, pathlib, subprocess, sys, time
from answerable.detect.semgrep.folder import PrivateFolder
from answerable.detect.semgrep.gate import Gate
gate = Gate(PrivateFolder(pathlib.Path(sys.argv[1])), ".py")
waiting = 'import sys; open(sys.argv[1], "rb").read(); print("free")'
child = subprocess.Popen([sys.executable, "-IS", "-c", waiting, str(gate.path)])
time.sleep(0.5)
assert child.poll() is None
os.kill(os.getpid(), 9)
"""


def test_when_we_are_killed_nobody_waits_for_ever(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, timeout=20, check=False)
    # The output's end comes only when the child, which holds it too, has ended.
    assert (done.returncode, done.stdout) == (-9, b"free\n")


def test_closing_without_opening_leaves_nothing(tmp_path: Path) -> None:
    def descriptors() -> int:
        place = Path("/proc/self/fd")
        return len(list(place.iterdir())) if place.exists() else 0

    folder = PrivateFolder(tmp_path)
    before = descriptors()
    for _ in range(5):
        Gate(folder, ".py").close()
    assert descriptors() == before
    assert list(folder.path.iterdir()) == []
