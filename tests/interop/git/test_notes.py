"""Notes under a ref of our own."""

from __future__ import annotations

import pytest

from answerable.interop.git import Repository, notes
from repositories import GitRepository


def test_written_read_replaced_and_removed(repo: GitRepository) -> None:
    one, two = repo.commit("one", a="1\n"), repo.commit("two", a="2\n")
    repository = Repository.at(repo.root)
    assert not notes.exists(repository, notes.BINDINGS)
    assert notes.read(repository, notes.BINDINGS, [one, two]) == {}
    notes.write(repository, notes.BINDINGS, one, "first\n\n  indented\n")
    notes.write(repository, notes.BINDINGS, one, "---\n# second\n{}\n")
    assert notes.read(repository, notes.BINDINGS, [one, two]) == {one: "---\n# second\n{}\n"}
    assert repo.git("log", "-1", "--format=%N", "HEAD~1") == ""
    notes.remove(repository, notes.BINDINGS, one)
    notes.remove(repository, notes.BINDINGS, one)
    assert notes.read(repository, notes.BINDINGS, [one, two]) == {}


def test_two_commits_with_one_text(repo: GitRepository) -> None:
    one, two = repo.commit("one", a="1\n"), repo.commit("two", a="2\n")
    repository = Repository.at(repo.root)
    for commit in (one, two):
        notes.write(repository, notes.BINDINGS, commit, "same\n")
    assert notes.read(repository, notes.BINDINGS, [one, two]) == {one: "same\n", two: "same\n"}


def test_without_an_identity(repo: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    one = repo.commit("one", a="1\n")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name)
    repository = Repository.at(repo.root)
    notes.write(repository, notes.BINDINGS, one, "text\n")
    assert notes.read(repository, notes.BINDINGS, [one]) == {one: "text\n"}
    assert repo.git("log", "-1", "--format=%an", notes.BINDINGS) == "Answerable"
