"""Which files are found, and that everything left out is told."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from answerable.files.walk import Discovery, NoSuchPath, discover, relative
from answerable.findings.model import Skipped

unix = pytest.mark.skipif(sys.platform == "win32", reason="no such thing on Windows")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory to stand in, with no global git excludes."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", os.fspath(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", os.fspath(home / "config"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.fspath(home / "gitconfig"))
    root = tmp_path / "root"
    root.mkdir()
    monkeypatch.chdir(root)
    return root


def plant(root: Path, *names: str, text: str = "x = 1\n") -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def shown(found: Discovery) -> list[str]:
    return [found.shown[relative(file.path, Path.cwd())] for file in found.files]


def left_out(found: Discovery) -> dict[str, str]:
    return {found.shown[skip.path]: skip.reason for skip in found.skipped}


def test_files_come_in_order_and_once(tree: Path) -> None:
    plant(tree, "b.py", "a/z.py", "a/b/c.py", "a.py")
    assert shown(discover([".", "a", "b.py"], tree)) == ["a.py", "a/b/c.py", "a/z.py", "b.py"]


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (".", "src/a.py"),
        ("./", "src/a.py"),
        ("src", "src/a.py"),
        ("./src/", "src/a.py"),
        ("src/a.py", "src/a.py"),
        ("../root/src", "../root/src/a.py"),
    ],
)
def test_a_path_is_shown_as_it_was_named(tree: Path, named: str, expected: str) -> None:
    plant(tree, "src/a.py")
    assert shown(discover([named], tree)) == [expected]


def test_an_absolute_path_stays_absolute(tree: Path) -> None:
    plant(tree, "src/a.py")
    assert shown(discover([os.fspath(tree / "src")], tree)) == [(tree / "src/a.py").as_posix()]


def test_ignore_files_nest_and_take_back(tree: Path) -> None:
    plant(tree, "a.log", "keep.log", "sub/b.log", "sub/c.txt", "sub/deep/b.log", "out/x.py")
    plant(tree, ".gitignore", text="*.log\n!keep.log\nout/\n")
    plant(tree, "sub/.gitignore", text="!b.log\n*.txt\n")
    found = discover(["."], tree)
    assert shown(found) == [".gitignore", "keep.log", "sub/.gitignore", "sub/b.log", "sub/deep/b.log"]
    assert left_out(found) == dict.fromkeys(["a.log", "out", "sub/c.txt"], "ignored by .gitignore")
    assert not any(skip.failure for skip in found.skipped)


def test_ignore_files_above_a_named_directory_count_inside_a_repository(tree: Path) -> None:
    plant(tree, "src/a.py", "src/a.log")
    plant(tree, ".gitignore", text="*.log\n")
    assert shown(discover(["src"], tree)) == ["src/a.log", "src/a.py"]
    (tree / ".git").mkdir()
    assert shown(discover(["src"], tree)) == ["src/a.py"]


def test_what_is_named_is_checked_though_it_is_ignored(tree: Path) -> None:
    (tree / ".git").mkdir()
    plant(tree, "out/a.py", "out/b/c.log", "a.log", "node_modules/p/i.js")
    plant(tree, ".gitignore", text="out/\n*.log\n")
    assert shown(discover(["out", "a.log", "node_modules"], tree)) == [
        "a.log",
        "node_modules/p/i.js",
        "out/a.py",
        "out/b/c.log",
    ]


def test_a_repository_inside_another_has_its_own_rules(tree: Path) -> None:
    (tree / ".git").mkdir()
    (tree / "inner/.git").mkdir(parents=True)
    plant(tree, "a.log", "inner/a.log")
    plant(tree, ".gitignore", text="*.log\n")
    assert shown(discover(["."], tree)) == [".gitignore", "inner/a.log"]


def test_excludes_of_the_clone_and_of_the_user_count(tree: Path) -> None:
    plant(tree, ".git/info/exclude", text="mine.txt\n")
    plant(tree, "../home/config/git/ignore", text="*.swp\n")
    plant(tree, "mine.txt", "a.swp", "a.py")
    found = discover(["."], tree)
    assert shown(found) == ["a.py"]
    assert left_out(found) == {
        ".git": "git's own directory",
        "a.swp": "ignored by your global git excludes",
        "mine.txt": "ignored by .git/info/exclude",
    }


@pytest.fixture
def repository(tree: Path) -> Path:
    subprocess.run(["git", "init", "-q"], cwd=tree, check=True)
    return tree


def git(repository: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=repository, check=True, capture_output=True)


def test_a_file_that_git_tracks_against_an_ignore_rule_is_checked(repository: Path) -> None:
    plant(repository, ".env", "out/kept.py", "out/other.py", ".env.local")
    plant(repository, ".gitignore", text=".env*\nout/\n")
    git(repository, "add", "-f", ".env", "out/kept.py")
    found = discover(["."], repository)
    assert shown(found) == [".env", ".gitignore", "out/kept.py"]
    assert sorted(left_out(found)) == [".env.local", ".git", "out"]


def test_a_repository_cannot_make_us_start_a_program(repository: Path) -> None:
    plant(repository, "a.py")
    program = repository / "program.sh"
    program.write_text("#!/bin/sh\ntouch ran\n")
    program.chmod(0o755)
    git(repository, "config", "core.fsmonitor", os.fspath(program))
    discover(["."], repository)
    assert not (repository / "ran").exists()


def test_virtual_environments_packages_and_caches_are_left_out(tree: Path) -> None:
    plant(tree, "env/pyvenv.cfg", "env/lib/a.py", "node_modules/p/i.js", "__pycache__/a.pyc", ".git/config", "a.py")
    found = discover(["."], tree)
    assert shown(found) == ["a.py"]
    assert left_out(found) == {
        ".git": "git's own directory",
        "__pycache__": "compiled Python",
        "env": "a Python virtual environment",
        "node_modules": "installed packages",
    }


def test_the_policy_can_leave_out_files_and_directories(tree: Path) -> None:
    plant(tree, "gen/a.py", "src/a.py", "src/b.py")
    asked: list[tuple[str, bool]] = []

    def leave_out(path: str, directory: bool) -> str | None:
        asked.append((path, directory))
        return "left out by scan.exclude" if path in ("gen", "src/b.py") else None

    found = discover(["."], tree, leave_out)
    assert shown(found) == ["src/a.py"]
    assert left_out(found) == dict.fromkeys(["gen", "src/b.py"], "left out by scan.exclude")
    assert sorted(asked) == [("gen", True), ("src", True), ("src/a.py", False), ("src/b.py", False)]
    assert shown(discover(["src/b.py"], tree, leave_out)) == ["src/b.py"]


@unix
def test_a_loop_of_links_is_not_followed(tree: Path) -> None:
    plant(tree, "a/b/c.py")
    (tree / "a/b/up").symlink_to(tree / "a")
    (tree / "self").symlink_to(".")
    (tree / "file.py").symlink_to("a/b/c.py")
    found = discover(["."], tree)
    assert shown(found) == ["a/b/c.py"]
    assert sorted(left_out(found)) == ["a/b/up", "file.py", "self"]
    assert all("link" in reason for reason in left_out(found).values())
    assert shown(discover(["file.py", "self/a"], tree)) == ["file.py", "self/a/b/c.py"]


@unix
def test_pipes_sockets_and_devices_are_told_and_never_opened(tree: Path) -> None:
    os.mkfifo(tree / "pipe.py")
    with socket.socket(socket.AF_UNIX) as unix_socket:
        unix_socket.bind("sock.py")
        found = discover(["."], tree)
    assert shown(found) == []
    assert left_out(found) == {"pipe.py": "a named pipe, not a file", "sock.py": "a socket, not a file"}


def test_a_directory_that_cannot_be_listed_is_a_failure(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tree, "closed/a.py", "b.py")
    real = os.scandir

    def scandir(path: str) -> object:
        # Mode bits do not stop the superuser, as whom tests often run.
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = discover(["."], tree)
    assert shown(found) == ["b.py"]
    assert [(s.path, s.reason, s.failure) for s in found.skipped] == [
        ("closed", "the directory cannot be listed: permission denied", True)
    ]


def test_a_directory_that_goes_while_we_look_is_a_failure(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tree, "a.py", "gone/b.py")
    real = os.scandir

    def scandir(path: str) -> object:
        if path.endswith("gone"):
            (tree / "gone/b.py").unlink()
            (tree / "gone").rmdir()
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = discover(["."], tree)
    assert shown(found) == ["a.py"]
    assert [(s.path, s.failure) for s in found.skipped] == [("gone", True)]
    assert "no such file" in found.skipped[0].reason


def test_a_very_deep_tree_is_gone_through(tree: Path) -> None:
    deep = Path(*["d"] * 700)
    for _ in range(700):
        # Step by step: the whole path is longer than some systems take in one call.
        Path("d").mkdir()
        os.chdir("d")
    Path("a.py").write_text("")
    os.chdir(tree)
    assert shown(discover(["."], tree)) == [f"{deep.as_posix()}/a.py"]


def test_a_path_that_does_not_exist_is_named(tree: Path) -> None:
    with pytest.raises(NoSuchPath, match=r"nowhere\.py does not exist"):
        discover(["nowhere.py"], tree)


def test_a_path_that_does_not_exist_is_listed_beside_one_that_does(tree: Path) -> None:
    (tree / "a.py").write_text("")
    found = discover(["nowhere.py", "a.py"], tree, partly=True)
    assert shown(found) == ["a.py"]
    assert found.skipped == [Skipped("nowhere.py", "does not exist")]
    assert found.shown["nowhere.py"] == "nowhere.py"
    with pytest.raises(NoSuchPath, match=r"nowhere\.py does not exist"):
        discover(["nowhere.py", "neither.py"], tree, partly=True)


@unix
def test_a_link_to_nothing_is_named(tree: Path) -> None:
    (tree / "dangling").symlink_to("nowhere")
    with pytest.raises(NoSuchPath, match="dangling is a link to something that does not exist"):
        discover(["dangling"], tree)


@unix
@pytest.mark.skipif(sys.platform == "darwin", reason="the file system allows UTF-8 names only")
def test_names_that_are_not_utf8_or_not_printable_are_shown_escaped(tree: Path) -> None:
    for name in (b"caf\xe9.py", b"a\x1b[2Jb.py", "u\u202er.py".encode(), b"n\nl.py"):
        Path(os.fsdecode(name)).write_text("")
    found = discover(["."], tree)
    assert shown(found) == ["a\\x1b[2Jb.py", "caf\\xe9.py", "n\\x0al.py", "u\\u202er.py"]
    assert all(file.path.exists() for file in found.files)


def test_relative_is_to_the_root_and_absolute_outside(tmp_path: Path) -> None:
    assert relative(tmp_path / "a" / "b.py", tmp_path) == "a/b.py"
    assert relative(f"{tmp_path}x/b.py", tmp_path) == f"{tmp_path}x/b.py".replace(os.sep, "/")
    assert relative("/a/b.py", Path("/")) == "a/b.py"
