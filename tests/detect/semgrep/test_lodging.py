"""Where a text lies while it is read."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from answerable.detect.semgrep.folder import PrivateFolder
from answerable.detect.semgrep.lodging import FileLodging, Lodging, MemoryLodging, lodge

MEMORY = pytest.param(
    MemoryLodging, marks=pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="no anonymous files here")
)
SECRET = b"pass" + b"word" * 50_000


def read_twice(lodging: Lodging) -> bytes:
    """What another process reads at the path, while it has it open for the first time."""
    code = "import sys; a = open(sys.argv[1], 'rb'); b = open(sys.argv[1], 'rb'); "
    code += "sys.stdout.buffer.write(b.read()); sys.stdout.buffer.write(a.read())"
    command = [sys.executable, "-IS", "-c", code, str(lodging.path)]
    return subprocess.run(command, capture_output=True, check=True, pass_fds=tuple(lodging.pass_fds)).stdout


@pytest.mark.parametrize("kind", [MEMORY, FileLodging])
def test_the_engine_can_read_it_as_often_as_it_likes(tmp_path: Path, kind: type) -> None:
    lodging = kind(PrivateFolder(tmp_path), ".tsx")
    assert lodging.path.suffix == ".tsx"
    assert read_twice(lodging) == b""
    lodging.fill(SECRET)
    assert read_twice(lodging) == SECRET * 2
    lodging.close()
    lodging.close()
    assert not os.path.lexists(lodging.path)


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="no anonymous files here")
def test_in_memory_no_file_ever_holds_it(tmp_path: Path) -> None:
    folder = PrivateFolder(tmp_path)
    lodging = MemoryLodging(folder, ".py")
    lodging.fill(SECRET)
    assert [path.is_symlink() for path in folder.path.iterdir()] == [True]
    assert str(lodging.path.readlink()).startswith("/proc/self/fd/")
    lodging.close()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(int(lodging.pass_fds[0]))


def test_a_file_is_its_owners(tmp_path: Path) -> None:
    lodging = FileLodging(PrivateFolder(tmp_path), ".py")
    lodging.fill(SECRET)
    assert stat.S_IMODE(lodging.path.stat().st_mode) == 0o600


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="no anonymous files here")
def test_memory_is_preferred_and_a_file_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = PrivateFolder(tmp_path)
    best = lodge(folder, ".py")
    assert isinstance(best, MemoryLodging)
    best.close()

    def refuse(name: str, flags: int) -> int:
        raise OSError("not today")

    monkeypatch.setattr(os, "memfd_create", refuse)
    assert isinstance(lodge(folder, ".py"), FileLodging)
