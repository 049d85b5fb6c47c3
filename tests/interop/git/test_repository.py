"""Git's answers about a repository, ordinary and broken ones."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from answerable.interop.git import GitError, Identity, NoRepository, Repository
from answerable.interop.git import command as git_command
from repositories import GitRepository


def test_an_ordinary_repository(repo: GitRepository) -> None:
    first = repo.commit("one", a="1\n")
    second = repo.commit("two", a="2\n")
    (repo.root / "deep" / "er").mkdir(parents=True)
    found = Repository.at(repo.root / "deep" / "er")
    assert found.top == repo.root
    assert found.common_directory == repo.root / ".git"
    assert not found.shallow
    assert found.head() == second
    assert found.root_commit() == first
    assert found.parents(second) == (first,)
    assert found.parents(first) == ()
    assert found.commits(first, second) == (second,)
    assert found.content("HEAD", "a") == b"2\n"
    assert found.content("HEAD", "b") is None


def test_before_the_first_commit(repo: GitRepository) -> None:
    found = Repository.at(repo.root)
    assert found.head() is None
    assert found.root_commit() is None


def test_a_detached_head(repo: GitRepository) -> None:
    first = repo.commit("one", a="1\n")
    repo.commit("two", a="2\n")
    repo.git("checkout", "--quiet", first)
    assert Repository.at(repo.root).head() == first


def test_a_shallow_clone_does_not_know_its_root(repo: GitRepository, tmp_path: Path) -> None:
    repo.commit("one", a="1\n")
    tip = repo.commit("two", a="2\n")
    repo.git("clone", "--quiet", "--depth", "1", repo.root.as_uri(), str(tmp_path / "shallow"))
    found = Repository.at(tmp_path / "shallow")
    assert found.shallow
    assert found.head() == tip
    assert found.root_commit() is None
    assert found.parents(tip) == ()
    with pytest.raises(GitError, match=r"shallow.*unshallow"):
        found.commit("HEAD~1")


def test_a_worktree_shares_its_clone(repo: GitRepository, tmp_path: Path) -> None:
    first = repo.commit("one", a="1\n")
    repo.git("worktree", "add", "--quiet", str(tmp_path / "tree"))
    found = Repository.at(tmp_path / "tree")
    assert found.top == tmp_path / "tree"
    assert found.common_directory == repo.root / ".git"
    assert found.git_directory != found.common_directory
    assert found.root_commit() == first


def test_a_submodule_is_a_repository_of_its_own(repo: GitRepository, tmp_path: Path) -> None:
    inner = GitRepository.create(tmp_path / "inner")
    first = inner.commit("inner", a="1\n")
    repo.commit("outer", b="1\n")
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.root), "sub")
    found = Repository.at(repo.root / "sub")
    assert found.top == repo.root / "sub"
    assert found.root_commit() == first


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(NoRepository, match="in no git repository; make one with `git init`"):
        Repository.at(tmp_path)
    with pytest.raises(NoRepository, match="is not a directory"):
        Repository.at(tmp_path / "nowhere")


def test_a_bare_repository_and_git_s_own_directory(repo: GitRepository, tmp_path: Path) -> None:
    repo.git("init", "--quiet", "--bare", str(tmp_path / "bare"))
    with pytest.raises(GitError, match="bare repository"):
        Repository.at(tmp_path / "bare")
    with pytest.raises(NoRepository, match="inside git's own directory"):
        Repository.at(repo.root / ".git")


def test_no_git(repo: GitRepository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git is not installed"):
        Repository.at(repo.root)


def test_a_git_that_hangs(repo: GitRepository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\nexec sleep 60\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(GitError, match="did not end within 0 s"):
        git_command.call(repo.root, "status", seconds=0.2)


def test_a_broken_repository_is_not_called_none(repo: GitRepository) -> None:
    repo.commit("one", a="1\n")
    (repo.root / ".git" / "HEAD").write_bytes(b"nonsense\0")
    with pytest.raises(GitError, match="broken") as caught:
        Repository.at(repo.root)
    assert not isinstance(caught.value, NoRepository)


def test_a_head_whose_commit_is_gone(repo: GitRepository) -> None:
    repo.commit("one", a="1\n")
    shutil.rmtree(repo.root / ".git" / "objects")
    (repo.root / ".git" / "objects").mkdir()
    with pytest.raises(GitError, match=r"not there|bad object|git fsck"):
        Repository.at(repo.root).head()


def test_content_that_is_gone(repo: GitRepository) -> None:
    repo.commit("one", a="1\n")
    blob = repo.git("rev-parse", "HEAD:a")
    (repo.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(GitError, match=f"the content {blob[:12]} is not there"):
        list(Repository.at(repo.root).blobs([blob], limit=10))


def test_blobs_by_size(repo: GitRepository) -> None:
    repo.commit("one", small="12345", large="x" * 50, empty="", lines="a\nb\n")
    ids = [repo.git("rev-parse", f"HEAD:{name}") for name in ("small", "large", "empty", "lines")]
    found = {blob.id: blob for blob in Repository.at(repo.root).blobs([*ids, ids[0]], limit=10)}
    assert [found[each].data for each in ids] == [b"12345", None, b"", b"a\nb\n"]
    assert [found[each].size for each in ids] == [5, 50, 0, 4]


def test_who_is_at_work(repo: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Repository.at(repo.root)
    assert found.identity() == Identity("A Person", "person@example.invalid")
    assert str(found.identity()) == "A Person <person@example.invalid>"
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    # Git would guess one from the name of the machine; who answers for code is nothing to guess.
    with pytest.raises(GitError, match=r"git does not know who you are.*git config user\.name"):
        found.identity()


@pytest.mark.parametrize("name", ["", "nowhere", "--help", "HEAD:a", "-n"])
def test_a_name_that_is_no_commit(repo: GitRepository, name: str) -> None:
    repo.commit("one", a="1\n")
    with pytest.raises(GitError, match="there is no commit"):
        Repository.at(repo.root).commit(name)


def test_what_a_repository_configures_is_not_started(repo: GitRepository, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {trap}\n")
    program.chmod(0o755)
    repo.commit("one", a="1\n")
    for key in ("core.fsmonitor", "core.pager", "diff.external", "core.askPass", "pager.diff"):
        repo.git("config", key, str(program))
    repo.write(".gitattributes", "* diff=evil\n")
    repo.git("config", "diff.evil.textconv", str(program))
    repo.git("config", "diff.evil.command", str(program))
    hook = repo.root / ".git" / "hooks" / "post-index-change"
    hook.parent.mkdir(exist_ok=True)
    shutil.copy(program, hook)
    trap.unlink(missing_ok=True)
    from answerable.interop.git.changes import Changes

    repo.write("a", "2\n")
    repo.git("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "add", "a")
    trap.unlink(missing_ok=True)
    found = Repository.at(repo.root)
    assert [content.added for content in Changes.staged(found).contents(limit=100)] == [((1, 1),)]
    found.identity()
    assert not trap.exists()


def test_variables_of_another_repository_do_not_lead_astray(
    repo: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = GitRepository.create(tmp_path / "other")
    other.commit("other", a="1\n")
    first = repo.commit("one", a="1\n")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git" / "index"))
    found = Repository.at(repo.root)
    assert (found.top, found.head()) == (repo.root, first)


def test_where_hooks_are(repo: GitRepository) -> None:
    found = Repository.at(repo.root)
    assert found.hooks_directory() == repo.root / ".git" / "hooks"
    repo.git("config", "core.hooksPath", ".husky/_")
    assert found.hooks_directory() == repo.root / ".husky" / "_"
