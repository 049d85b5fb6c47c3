"""Git's hooks: in, at work beside what was there, and out again byte for byte."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from answerable.cli.hooks.changes import apply
from answerable.cli.hooks.git import HOOKS, GitHooks
from answerable.cli.hooks.hosts import Place, WrongPlace
from repositories import GitRepository

INSTALLED = ("post-commit", "post-rewrite", "pre-commit")


@pytest.fixture
def repo(tmp_path: Path) -> GitRepository:
    return GitRepository.create(tmp_path / "repo")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """What the stand-in for Answerable was asked, a line each."""
    return tmp_path / "asked"


@pytest.fixture
def place(repo: GitRepository, tmp_path: Path, log: Path) -> Place:
    program = tmp_path / "with space" / "answerable"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\necho "$@" >> {log}\nread line && echo "  $line" >> {log}\n[ ! -e {tmp_path}/refuse ]\n'
    )
    program.chmod(0o755)
    return Place(repo.root, user=False, command=(str(program),))


def tree(directory: Path) -> dict[str, object]:
    return {
        str(path.relative_to(directory)): str(path.readlink())
        if path.is_symlink()
        else (path.read_bytes(), stat.S_IMODE(path.stat().st_mode))
        for path in sorted(directory.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def install(place: Place) -> None:
    apply(GitHooks().install(place).changes)


def uninstall(place: Place) -> None:
    apply(GitHooks().uninstall(place).changes)


def test_in_and_out_leaves_everything_as_it_was(repo: GitRepository, place: Place) -> None:
    hooks = repo.root / ".git" / "hooks"
    (hooks / "pre-commit").write_bytes(b"#!/usr/bin/env python3\nprint('theirs')\n\xff")
    (hooks / "pre-commit").chmod(0o754)
    (hooks / "post-commit").symlink_to("../../tools/hook.sh")
    (hooks / "post-rewrite").write_bytes(b"not executable, so git passes it over\n")
    before = tree(hooks)
    install(place)
    during = tree(hooks)
    assert {name for name in during if not name.endswith(".sample")} == {
        *INSTALLED,
        *(f"{name}.before-answerable" for name in INSTALLED),
    }
    assert GitHooks().install(place).changes == ()
    uninstall(place)
    assert tree(hooks) == before
    assert GitHooks().uninstall(place).changes == ()


def test_a_commit_asks_the_gate_and_notes_the_blocks(repo: GitRepository, place: Place, log: Path) -> None:
    install(place)
    repo.commit("one", a="1\n")
    assert log.read_text().splitlines() == ["gate --staged", "hooks run post-commit"]
    log.unlink()
    old = repo.git("rev-parse", "HEAD")
    repo.git("commit", "--quiet", "--amend", "-m", "other")
    asked = log.read_text().splitlines()
    assert asked[:2] == ["gate --staged", "hooks run post-commit"]
    assert asked[2:] == ["hooks run post-rewrite amend", f"  {old} {repo.git('rev-parse', 'HEAD')}"]


def test_a_gate_that_refuses_stops_the_commit(repo: GitRepository, place: Place, log: Path, tmp_path: Path) -> None:
    install(place)
    (tmp_path / "refuse").touch()
    repo.write("a", "1\n")
    repo.git("add", "a")
    assert repo.git("commit", "-m", "one", check=False) == ""
    assert repo.git("rev-parse", "--verify", "-q", "HEAD", check=False) == ""


def test_what_was_there_runs_first_and_decides_too(
    repo: GitRepository, place: Place, log: Path, tmp_path: Path
) -> None:
    theirs = repo.root / ".git" / "hooks" / "pre-commit"
    theirs.write_text(f"#!{sys.executable}\nimport sys\nopen({str(log)!r}, 'a').write('theirs\\n')\nsys.exit(%d)\n" % 0)
    theirs.chmod(0o755)
    rewritten = theirs.with_name("post-rewrite")
    rewritten.write_text(f'#!/bin/sh\necho "theirs $1 $(cat)" >> {log}\n')
    rewritten.chmod(0o755)
    install(place)
    repo.commit("one", a="1\n")
    assert log.read_text().splitlines() == ["theirs", "gate --staged", "hooks run post-commit"]
    old = repo.git("rev-parse", "HEAD")
    repo.git("commit", "--quiet", "--amend", "-m", "other")
    new = repo.git("rev-parse", "HEAD")
    assert log.read_text().splitlines()[-3:] == [
        f"theirs amend {old} {new}",
        "hooks run post-rewrite amend",
        f"  {old} {new}",
    ]
    kept = theirs.with_name("pre-commit.before-answerable")
    kept.write_text(kept.read_text().replace("exit(0)", "exit(7)"))
    log.unlink()
    repo.write("b", "1\n")
    repo.git("add", "b")
    repo.git("commit", "-m", "two", check=False)
    assert log.read_text() == "theirs\n"


def test_without_answerable_a_commit_is_not_waved_through(repo: GitRepository, place: Place) -> None:
    install(place)
    Path(place.command[0]).unlink()
    repo.write("a", "1\n")
    repo.git("add", "a")
    # A PATH with git and a shell in it and nothing of ours.
    environment = {**os.environ, "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        ["git", "commit", "-m", "one"], cwd=repo.root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "answerable: not found at" in done.stderr


def test_core_hooks_path_is_respected(repo: GitRepository, place: Place, tmp_path: Path, log: Path) -> None:
    repo.git("config", "core.hooksPath", ".husky/_")
    plan = GitHooks().install(place)
    [note] = plan.notes
    assert "inside the work tree" in note
    apply(plan.changes)
    assert tree(repo.root / ".husky").keys() == {f"_/{name}" for name in INSTALLED}
    assert not (repo.root / ".git" / "hooks" / "pre-commit").exists()
    repo.git("commit", "--quiet", "--allow-empty", "-m", "one")
    assert "gate --staged" in log.read_text()
    uninstall(place)
    assert tree(repo.root / ".husky") == {}
    repo.git("config", "core.hooksPath", str(tmp_path / "everywhere"))
    [note] = GitHooks().install(place).notes
    assert "every repository that uses it" in note


def test_a_worktree_uses_the_hooks_of_its_clone(repo: GitRepository, place: Place, tmp_path: Path, log: Path) -> None:
    repo.commit("one", a="1\n")
    repo.git("worktree", "add", "--quiet", str(tmp_path / "tree"))
    install(Place(tmp_path / "tree", user=False, command=place.command))
    assert (repo.root / ".git" / "hooks" / "pre-commit").exists()
    log.unlink(missing_ok=True)
    GitRepository(tmp_path / "tree").commit("two", b="1\n")
    assert log.read_text().splitlines()[0] == "gate --staged"


def test_a_hook_put_over_ours_is_not_touched(repo: GitRepository, place: Place) -> None:
    theirs = repo.root / ".git" / "hooks" / "pre-commit"
    theirs.write_bytes(b"#!/bin/sh\nexit 0\n")
    install(place)
    theirs.write_bytes(b"#!/bin/sh\n# a tool of next year\n")
    before = tree(theirs.parent)
    plan = GitHooks().install(place)
    assert "join the two" in plan.notes[0]
    assert plan.changes == ()
    plan = GitHooks().uninstall(place)
    assert "left where it is" in plan.notes[0]
    apply(plan.changes)
    after = tree(theirs.parent)
    assert {name for name in before if name not in after} == {"post-commit", "post-rewrite"}
    assert after["pre-commit"] == before["pre-commit"]


def test_an_installation_that_moved_is_brought_up_to_date(repo: GitRepository, place: Place, tmp_path: Path) -> None:
    theirs = repo.root / ".git" / "hooks" / "pre-commit"
    theirs.write_bytes(b"#!/bin/sh\nexit 0\n")
    install(place)
    install(Place(repo.root, user=False, command=("/elsewhere/python", "-m", "answerable")))
    assert b"/elsewhere/python -m answerable" in theirs.read_bytes()
    uninstall(place)
    assert theirs.read_bytes() == b"#!/bin/sh\nexit 0\n"


def test_trailers_are_for_who_wants_them(repo: GitRepository, place: Place, log: Path) -> None:
    repo.write("answerable.toml", "[review]\nassisted_by = true\n")
    install(place)
    assert {path.name for path in (repo.root / ".git" / "hooks").iterdir() if path.suffix == ""} == set(HOOKS)
    repo.commit("one")
    assert log.read_text().splitlines()[1].startswith("hooks run prepare-commit-msg .git/COMMIT_EDITMSG message")
    uninstall(place)
    assert not (repo.root / ".git" / "hooks" / "prepare-commit-msg").exists()


def test_where_there_are_no_hooks(tmp_path: Path, place: Place) -> None:
    with pytest.raises(WrongPlace, match="in no git repository"):
        GitHooks().install(Place(tmp_path, user=False, command=("x",)))
    with pytest.raises(WrongPlace, match="git has no hooks for every repository"):
        GitHooks().install(Place(place.directory, user=True, command=("x",)))


@pytest.mark.parametrize("name", HOOKS)
def test_the_scripts_are_portable_shell(name: str, tmp_path: Path) -> None:
    from answerable.cli.hooks.git import script

    for command in ("/usr/bin/answerable",), ("/a b/it's $HOME/`x`/python", "-m", "answerable"):
        path = tmp_path / "hook"
        path.write_bytes(script(name, command))
        assert subprocess.run(["sh", "-n", str(path)], capture_output=True).returncode == 0


@pytest.mark.e2e
def test_the_command_shows_asks_nothing_of_a_pipe_and_says_what_it_did(repo: GitRepository) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "answerable", "hooks", *arguments],
            cwd=repo.root, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        )  # fmt: skip

    before = tree(repo.root / ".git" / "hooks")
    dry = run("install", "git", "--dry-run")
    assert (dry.returncode, tree(repo.root / ".git" / "hooks")) == (0, before)
    assert f"+++ {repo.root}/.git/hooks/pre-commit" in dry.stdout
    done = run("install", "git")
    assert done.returncode == 0
    assert done.stdout.endswith("Answerable is in the hooks of git.\n")
    assert run("install", "git").stdout == "Nothing to change.\n"
    assert run("uninstall", "git").stdout.endswith("Answerable is out of the hooks of git.\n")
    assert tree(repo.root / ".git" / "hooks") == before
    assert run("install", "nobody").returncode == 2
