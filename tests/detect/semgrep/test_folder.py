"""The private folder."""

from __future__ import annotations

import gc
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from answerable.detect.semgrep.folder import PrivateFolder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes and locks are POSIX's")


def test_only_its_owner_can_enter(tmp_path: Path) -> None:
    folder = PrivateFolder(tmp_path)
    path = folder.write("rules", b"{}")
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == b"{}"
    assert folder.write("rules", b"other") != path


def test_it_goes_when_it_is_removed_or_forgotten(tmp_path: Path) -> None:
    first, second = PrivateFolder(tmp_path), PrivateFolder(tmp_path)
    first.write("a", b"")
    first.remove()
    first.remove()
    assert [path.name for path in tmp_path.iterdir()] == [second.path.name]
    del second
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_it_goes_when_the_process_ends(tmp_path: Path) -> None:
    code = "import sys, pathlib; from answerable.detect.semgrep.folder import PrivateFolder as P; "
    code += "f = P(pathlib.Path(sys.argv[1])); print(f.path)"
    said = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    ).stdout
    assert said.strip().startswith(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_swept_up_and_nothing_else(tmp_path: Path) -> None:
    code = "import os, sys, pathlib; from answerable.detect.semgrep.folder import PrivateFolder as P; "
    code += "f = P(pathlib.Path(sys.argv[1])); f.write('a', b''); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    (left,) = tmp_path.iterdir()
    (tmp_path / "answerable-engine-file").write_text("not ours")
    living = PrivateFolder(tmp_path)
    assert not left.exists()
    PrivateFolder(tmp_path)
    assert living.path.exists()
    assert (tmp_path / "answerable-engine-file").exists()


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="only root can give a folder away")
def test_what_is_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / "answerable-engine-theirs"
    theirs.mkdir()
    os.chown(theirs, 12345, 12345)
    PrivateFolder(tmp_path)
    assert theirs.exists()


def test_a_link_to_elsewhere_is_not_followed(tmp_path: Path) -> None:
    treasure = tmp_path / "treasure"
    treasure.mkdir()
    (treasure / "file").write_text("keep")
    base = tmp_path / "base"
    base.mkdir()
    (base / "answerable-engine-x").symlink_to(treasure)
    PrivateFolder(base)
    assert (treasure / "file").exists()
