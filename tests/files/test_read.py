"""One file is read, or it is told why not."""

from __future__ import annotations

import os
import socket
import sys
import threading
from pathlib import Path

import pytest

from answerable.files.read import read
from answerable.findings.model import Skipped
from answerable.text.snapshot import Snapshot

LIMIT = 1000
unix = pytest.mark.skipif(sys.platform == "win32", reason="no such thing on Windows")


def skipped(path: Path) -> tuple[str, bool]:
    got = read(path, path.parent, limit=LIMIT)
    assert isinstance(got, Skipped)
    assert got.path == path.name
    assert got.detector == ""
    return got.reason, got.failure


def test_a_file_becomes_a_snapshot(tmp_path: Path) -> None:
    path = tmp_path / "src" / "é.py"
    path.parent.mkdir()
    path.write_bytes("x = 'ü'\r\ny = 1\r\n".encode())
    got = read(path, tmp_path, limit=LIMIT)
    assert isinstance(got, Snapshot)
    assert (got.text, got.path, got.language.id, got.uri) == (
        "x = 'ü'\r\ny = 1\r\n",
        "src/é.py",
        "python",
        path.as_uri(),
    )


@pytest.mark.parametrize(
    ("name", "data", "reason", "failure"),
    [
        ("a.py", b"x = '\xff'\n", "not valid UTF-8", True),
        ("a.txt", b"x = '\xff'\n", "not valid UTF-8", True),
        ("a.png", b"\x89PNG\0\0\0", "binary", False),
        ("a.py", b"x = 1\0\n", "binary", True),
        ("a.py", b"x" * (LIMIT + 1), "larger than scan.max_file_bytes = 1,000 (it has 1,001 bytes); raise", True),
        ("a.png", b"\x89PNG\0" + b"x" * LIMIT, "larger than scan.max_file_bytes = 1,000 (it has 1,005 bytes)", False),
    ],
)
def test_what_is_no_text_or_too_large_is_told(
    tmp_path: Path, name: str, data: bytes, reason: str, failure: bool
) -> None:
    (tmp_path / name).write_bytes(data)
    told, failed = skipped(tmp_path / name)
    assert reason in told
    assert failed is failure


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"x" * LIMIT)
    got = read(tmp_path / "a.py", tmp_path, limit=LIMIT)
    assert isinstance(got, Snapshot)
    assert len(got.text) == LIMIT


def test_a_huge_sparse_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.py").open("wb") as file:
        file.truncate(50 << 20)
    assert skipped(tmp_path / "a.py") == ("larger than scan.max_file_bytes = 1,000 (it has 52,428,800 bytes)", False)


def test_a_file_that_is_gone_is_a_failure(tmp_path: Path) -> None:
    assert skipped(tmp_path / "a.py") == ("it was there when the scan began and is gone now", True)


def test_a_file_that_grows_while_it_is_read_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"x")
    real = os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        status = real(descriptor)
        path.write_bytes(b"x" * (LIMIT + 1))
        return status

    monkeypatch.setattr(os, "fstat", fstat)
    assert skipped(path) == ("it grew beyond 1,000 bytes while it was read", True)


def test_a_file_that_may_not_be_read_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.py").write_bytes(b"x")

    def refuse(path: Path, flags: int) -> int:
        # Mode bits do not stop the superuser, as whom tests often run.
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "open", refuse)
    assert skipped(tmp_path / "a.py") == ("cannot be read: permission denied", True)


def test_a_directory_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.py").mkdir()
    assert skipped(tmp_path / "a.py") == ("a directory, not a file", True)


@unix
def test_a_pipe_or_socket_is_never_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    assert skipped(tmp_path / "pipe.py") == ("a named pipe, not a file", True)
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as unix_socket:
        unix_socket.bind("sock.py")
        assert skipped(tmp_path / "sock.py") == ("a socket, not a file", True)


@unix
def test_a_file_that_becomes_a_pipe_between_two_looks_does_not_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"x = 1\n")
    real = os.open

    def swap(opened: Path, flags: int) -> int:
        path.unlink()
        os.mkfifo(path)
        return real(opened, flags)

    monkeypatch.setattr(os, "open", swap)
    answers: list[tuple[str, bool]] = []
    thread = threading.Thread(target=lambda: answers.append(skipped(path)), daemon=True)
    thread.start()
    thread.join(20)
    assert answers == [("a named pipe, not a file", True)]


@unix
@pytest.mark.skipif(sys.platform == "darwin", reason="the file system allows UTF-8 names only")
def test_a_name_that_is_not_utf8_can_be_read_and_reported(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.py")
    path.write_bytes(b"x = 1\n")
    got = read(path, tmp_path, limit=LIMIT)
    assert isinstance(got, Snapshot)
    assert got.uri.endswith("/caf%E9.py")
    path.write_bytes(b"\xff")
    bad = read(path, tmp_path, limit=LIMIT)
    assert isinstance(bad, Skipped)
    assert bad.path == path.name
