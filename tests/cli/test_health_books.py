"""`answerable doctor` on ledger, keys, hooks and notes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from answerable.cli import health_books
from answerable.cli.health import Check, State
from answerable.cli.hooks.agents import claude_code
from answerable.cli.hooks.changes import apply
from answerable.cli.hooks.git import GitHooks
from answerable.cli.hooks.hosts import Place
from answerable.interop.git import Repository
from answerable.ledger import checkpoints
from answerable.ledger.log import Ledger
from answerable.policy.model import Policy
from answerable.session.books import open_ledger
from opened_blocks import open_block
from repositories import GitRepository


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANSWERABLE_LEDGER", str(tmp_path / "ledger"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    git = GitRepository.create(tmp_path / "repo")
    git.commit("first", **{"a.py": "x = 1\n"})
    return git.root


@pytest.fixture
def ledger(root: Path) -> Ledger:
    made = open_ledger(Repository.at(root), root)
    open_block(made, "def f(x):\n    return x + 1\n", "a.py")
    return made


def ledger_checks(root: Path) -> dict[str, Check]:
    return {check.name: check for check in health_books.ledger(root, Policy())}


def hook_checks(root: Path) -> dict[str, Check]:
    return {check.name: check for check in health_books.hooks(root, Policy())}


def test_no_ledger_is_no_trouble(root: Path) -> None:
    [check] = health_books.ledger(root, Policy())
    assert (check.state, check.detail[:8]) == (State.OK, "none of ")


def test_a_whole_ledger(root: Path, ledger: Ledger) -> None:
    checkpoints.make(ledger, checkpoints.signer_for(ledger))
    checks = ledger_checks(root)
    assert {check.state for check in checks.values()} == {State.OK}
    assert str(ledger.directory) in checks["ledger"].detail
    assert "2 records, " in checks["ledger"].detail
    assert checks["ledger"].detail.endswith("its chain holds")
    assert checks["signing key"].detail.startswith("Ed25519, ")


def test_a_torn_line_is_told_and_a_changed_record_is_broken(root: Path, ledger: Ledger) -> None:
    segment = ledger.layout.segment(0)
    good = segment.read_bytes()
    segment.write_bytes(good + b'{"bo')
    torn = ledger_checks(root)["ledger"]
    assert (torn.state, "unfinished line" in torn.detail) == (State.DEGRADED, True)
    segment.write_bytes(good.replace(b"claude-code", b"claude-cool"))
    broken = ledger_checks(root)["ledger"]
    assert (broken.state, "record 0 " in broken.detail) == (State.BROKEN, True)
    assert "answerable ledger verify" in broken.mend


@pytest.mark.skipif(sys.platform == "win32", reason="there are no modes")
def test_a_key_that_others_can_read(root: Path, ledger: Ledger) -> None:
    ledger.layout.key.chmod(0o644)
    check = ledger_checks(root)["signing key"]
    assert (check.state, check.mend) == (State.DEGRADED, f"`chmod 600 {ledger.layout.key}`")
    ledger.layout.key.unlink()
    assert ledger_checks(root)["signing key"].state is State.BROKEN


def test_hooks_that_are_not_there(root: Path) -> None:
    checks = hook_checks(root)
    assert {name: check.state for name, check in checks.items()} == dict.fromkeys(
        ("git hooks", "git notes", "agent hooks"), State.OK
    )
    assert "hooks install git" in checks["git hooks"].detail


def test_hooks_whose_program_went(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "answer able"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda name, **_: name if Path(name).is_file() else None)
    place = Place(root, False, (str(program),))
    apply(GitHooks().install(place).changes)
    apply(claude_code().install(place).changes)
    checks = hook_checks(root)
    assert {check.state for check in checks.values()} == {State.OK}
    assert checks["git hooks"].detail == "pre-commit, post-commit, post-rewrite"
    assert checks["agent hooks"].detail.startswith("claude-code (")
    program.unlink()
    checks = hook_checks(root)
    assert checks["git hooks"].state is State.BROKEN
    assert "answer able is not there any more, so every commit is stopped" in checks["git hooks"].detail
    broken = next(check for check in health_books.hooks(root, Policy()) if check.name == "agent hooks")
    assert (broken.state, "hooks install claude-code" in broken.mend) == (State.BROKEN, True)


def test_notes_that_nobody_writes(root: Path) -> None:
    policy = Policy.model_validate({"review": {"git_note": True}})
    [notes] = [check for check in health_books.hooks(root, policy) if check.name == "git notes"]
    assert (notes.state, "hooks install git" in notes.mend) == (State.DEGRADED, True)
