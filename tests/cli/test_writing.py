"""A report is there whole or not at all."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from answerable.cli.writing import NotWritten, Target

unix = pytest.mark.skipif(sys.platform == "win32", reason="no such thing on Windows")


def write(target: Target, text: str) -> None:
    with target.open() as stream:
        stream.write(text)


def test_without_a_name_it_is_the_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    for name in (None, "-"):
        write(Target.of(name), "said\n")
    assert capsys.readouterr().out == "said\nsaid\n"


def test_a_file_is_replaced_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_text("old")
    target = Target.of(str(path))
    with target.open() as stream:
        stream.write("new é\n")
        assert path.read_text() == "old"
    assert path.read_bytes() == "new é\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_on_the_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_text("old")

    def interrupted() -> None:
        with Target.of(str(path)).open() as stream:
            stream.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@unix
def test_rights_are_those_of_the_old_file_or_of_any_new_one(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("")
    old.chmod(0o640)
    mask = os.umask(0o027)
    try:
        write(Target.of(str(old)), "x")
        write(Target.of(str(new)), "x")
    finally:
        os.umask(mask)
    assert (old.stat().st_mode & 0o777, new.stat().st_mode & 0o777) == (0o640, 0o640)


@unix
def test_a_link_goes_on_pointing_where_it_points(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write(Target.of(str(tmp_path / "link")), "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@unix
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(path.read_text()), daemon=True)
    reader.start()
    write(Target.of(str(path)), "through\n")
    reader.join(20)
    assert read == ["through\n"]
    assert path.is_fifo()


@pytest.mark.parametrize(("name", "why"), [("no/report", "there is no directory"), (".", "it is a directory")])
def test_what_cannot_be_written_is_told_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotWritten, match=why) as raised:
        Target.of(name)
    assert str(raised.value).startswith(f"{name} cannot be written: ")


def test_what_is_not_ours_to_write_is_told_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Mode bits do not stop the superuser, as whom tests often run.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(NotWritten, match="its directory is not yours to write"):
        Target.of(str(tmp_path / "report"))
    (tmp_path / "report").write_text("")
    with pytest.raises(NotWritten, match="it is not yours to write"):
        Target.of(str(tmp_path / "report"))


@unix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told() -> None:
    with pytest.raises(NotWritten, match="/dev/full cannot be written: no space left on device"):
        write(Target.of("/dev/full"), "x")
