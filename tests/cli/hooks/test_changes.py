"""Changes to files: shown as they are made, made whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from answerable.cli.hooks.changes import EXECUTABLE, Change, Content, NotChanged, apply, described


def test_what_stands_under_a_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"\x00\xff\n")
    (tmp_path / "file").chmod(0o640)
    (tmp_path / "link").symlink_to("file")
    assert Content.of(tmp_path / "file") == Content(b"\x00\xff\n", 0o640)
    assert Content.of(tmp_path / "link") == Content(b"file", link=True)
    assert Content.of(tmp_path / "none") is None
    assert Content.of(tmp_path / "file" / "below") is None
    with pytest.raises(NotChanged, match="is no file"):
        Content.of(tmp_path)


def test_files_links_and_modes_are_put_as_planned(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep"
    apply([Change(path, None, Content(b"one\n", EXECUTABLE))])
    assert path.read_bytes() == b"one\n"
    assert path.stat().st_mode & 0o777 == EXECUTABLE
    apply([Change(path, Content.of(path), Content(b"elsewhere", link=True))])
    assert os.readlink(path) == "elsewhere"  # noqa: PTH115
    apply([Change(path, Content.of(path), None)])
    assert list(path.parent.iterdir()) == []


def test_a_file_that_somebody_changed_meanwhile_is_left(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    two.write_bytes(b"theirs\n")
    changes = [Change(one, None, Content(b"ours\n")), Change(two, Content(b"planned\n"), None)]
    with pytest.raises(NotChanged, match="two was changed by somebody else"):
        apply(changes)
    assert not one.exists()
    assert two.read_bytes() == b"theirs\n"


def test_a_change_is_shown_as_a_difference(tmp_path: Path) -> None:
    path = tmp_path / "hook"
    change = Change(path, Content(b"a\n\x1b[2J\n", 0o644), Content(b"a\nb\n", 0o755))
    lines = list(described(change))
    assert lines[:2] == [f"--- {path}", f"+++ {path}"]
    assert lines[3:] == [" a", "-\\x1b[2J", "+b", f"{path}: mode 644 becomes 755"]
    assert list(described(Change(path, None, Content(b"x", link=True)))) == [f"{path}: nothing becomes a link to x"]
    assert list(described(Change(path, None, Content(b"x"), why="kept"))) == [f"{path}: kept"]
