"""Which lines a commit would add: of the staged content, whatever the file on disk has become since."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.interop.git import GitError, Repository
from answerable.interop.git.changes import Changes, as_editors_count
from answerable.text.lines import LineIndex
from repositories import GitRepository

BODY = "one\ntwo\nthree\nfour\nfive\n"


def staged(repo: GitRepository, limit: int = 1000) -> dict[str, tuple[bytes | None, object]]:
    changes = Changes.staged(Repository.at(repo.root))
    return {content.file.path: (content.data, content.added) for content in changes.contents(limit=limit)}


def test_a_first_commit_adds_everything(repo: GitRepository) -> None:
    repo.write("a.py", "x\ny")
    repo.write("empty.py", "")
    repo.git("add", "--all")
    assert staged(repo) == {"a.py": (b"x\ny", ((1, 2),)), "empty.py": (b"", ())}


def test_what_is_staged_counts_not_the_file(repo: GitRepository) -> None:
    repo.commit("one", a=BODY)
    repo.write("a", BODY.replace("two", "2").replace("five", "5\n6"))
    repo.git("add", "a")
    repo.write("a", "rubbish")
    repo.write("b", "not added")
    assert staged(repo) == {"a": (b"one\n2\nthree\nfour\n5\n6\n", ((2, 2), (5, 6)))}


def test_only_deletions_add_nothing(repo: GitRepository) -> None:
    repo.commit("one", a=BODY, b="gone\n")
    repo.write("a", BODY.replace("two\n", ""))
    (repo.root / "b").unlink()
    repo.git("add", "--all")
    assert staged(repo) == {"a": (BODY.replace("two\n", "").encode(), ())}


def test_a_renamed_file_is_not_new(repo: GitRepository) -> None:
    body = "".join(f"line {number}\n" for number in range(40))
    repo.commit("one", a=body)
    repo.git("mv", "a", "b")
    repo.write("b", body.replace("line 7\n", "line seven\n"))
    repo.git("add", "--all")
    assert staged(repo)["b"][1] == ((8, 8),)
    [file] = Changes.staged(Repository.at(repo.root)).files
    assert (file.before, file.path) == ("a", "b")


def test_names_of_every_kind(repo: GitRepository) -> None:
    names = ["with space", "ünï", 'quo"te', "ta\tb", "new\nline", ":(top)magic", "*", "-dash", "dir/deep/x"]
    for name in names:
        repo.write(name, BODY)
    (repo.root / os.fsdecode(b"caf\xe9")).write_bytes(BODY.encode())
    names.append(os.fsdecode(b"caf\xe9"))
    repo.git("add", "--all")
    repo.git("commit", "--quiet", "-m", "one")
    for name in names:
        (repo.root / name).write_bytes(BODY.replace("two", "2").encode())
    repo.git("add", "--all")
    assert staged(repo) == {name: (BODY.replace("two", "2").encode(), ((2, 2),)) for name in names}


def test_an_attribute_cannot_call_source_binary(repo: GitRepository) -> None:
    repo.commit("one", a=BODY)
    repo.write(".gitattributes", "* -diff\n")
    repo.write("a", BODY + "six\n")
    repo.git("add", "--all")
    assert staged(repo)["a"][1] == ((6, 6),)


def test_text_that_looks_like_a_patch(repo: GitRepository) -> None:
    tricky = "diff --git a/x b/x\n@@ -1 +1,99 @@\n+++ b/x\n"
    repo.commit("one", a=BODY, b=BODY)
    repo.write("a", tricky + BODY)
    repo.write("b", BODY + tricky)
    repo.git("add", "--all")
    assert {path: added for path, (_, added) in staged(repo).items()} == {"a": ((1, 3),), "b": ((6, 8),)}


def test_too_large_links_and_submodules(repo: GitRepository, tmp_path: Path) -> None:
    inner = GitRepository.create(tmp_path / "inner")
    inner.commit("inner", a="1\n")
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.root), "sub")
    (repo.root / "link").symlink_to("a")
    repo.write("large", "x" * 2000)
    repo.git("add", "--all")
    kinds = {file.path: file.kind for file in Changes.staged(Repository.at(repo.root)).files}
    assert kinds == {".gitmodules": "file", "sub": "submodule", "link": "link", "large": "file"}
    found = staged(repo)
    assert found.keys() == {".gitmodules", "large"}
    assert found["large"] == (None, ())


def test_a_link_that_became_a_file_is_new(repo: GitRepository) -> None:
    (repo.root / "a").symlink_to("b")
    repo.commit("one")
    (repo.root / "a").unlink()
    repo.write("a", BODY)
    repo.git("add", "--all")
    assert staged(repo)["a"][1] == ((1, 5),)


def test_a_mode_change_adds_nothing(repo: GitRepository) -> None:
    repo.commit("one", a=BODY)
    repo.git("update-index", "--chmod=+x", "a")
    assert staged(repo) == {"a": (BODY.encode(), ())}


def test_a_conflict_is_said(repo: GitRepository) -> None:
    repo.commit("one", a=BODY)
    repo.git("checkout", "--quiet", "-b", "other")
    repo.commit("two", a=BODY.replace("two", "2"))
    repo.git("checkout", "--quiet", "main")
    repo.commit("three", a=BODY.replace("two", "zwei"))
    repo.git("merge", "other", check=False)
    with pytest.raises(GitError, match="a is in conflict; resolve it"):
        staged(repo)


def test_the_index_of_a_commit_under_way(repo: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit("one", a=BODY, b=BODY)
    index = repo.root / ".git" / "next-index-1.lock"
    repo.write("a", BODY + "six\n")
    repo.git("read-tree", "HEAD", GIT_INDEX_FILE=str(index))
    repo.git("add", "a", GIT_INDEX_FILE=str(index))
    assert staged(repo) == {}
    monkeypatch.chdir(repo.root)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index-1.lock")
    assert staged(repo)["a"][1] == ((6, 6),)


def test_between_two_commits(repo: GitRepository) -> None:
    one = repo.commit("one", a=BODY)
    two = repo.commit("two", a=BODY + "six\n", b="new\n")
    repository = Repository.at(repo.root)
    found = {c.file.path: c.added for c in Changes.between(repository, one, two).contents(limit=100)}
    assert found == {"a": ((6, 6),), "b": ((1, 1),)}
    found = {c.file.path: c.added for c in Changes.between(repository, None, one).contents(limit=100)}
    assert found == {"a": ((1, 5),)}


def test_many_files(repo: GitRepository) -> None:
    for number in range(250):
        repo.write(f"f{number}", BODY)
    repo.commit("one")
    for number in range(250):
        repo.write(f"f{number}", BODY + f"{number}\n")
    repo.git("add", "--all")
    assert {added for _, added in staged(repo).values()} == {((6, 6),)}
    assert len(staged(repo)) == 250


@pytest.mark.parametrize(
    ("text", "git", "ours"),
    [
        ("a\nb\n", ((2, 2),), ((2, 2),)),
        ("a\r\nb\r\n", ((2, 2),), ((2, 2),)),
        ("a\rb\nc\n", ((2, 2),), ((3, 3),)),
        ("a\rb\nc\n", ((1, 1),), ((1, 2),)),
        ("a\r\r\nb", ((1, 1),), ((1, 2),)),
        ("x\na\rb\rc", ((2, 2),), ((2, 4),)),
    ],
)
def test_lone_carriage_returns_end_lines_for_editors(text: str, git: object, ours: object) -> None:
    assert as_editors_count(git, text) == ours  # type: ignore[arg-type]


@given(st.text(alphabet="ab\r\n", max_size=30))
def test_every_line_is_some_line_of_git(text: str) -> None:
    lines = text.count("\n") + (bool(text) and not text.endswith("\n"))
    covered = [n for k in range(1, lines + 1) for s, e in as_editors_count(((k, k),), text) for n in range(s, e + 1)]
    whole = LineIndex(text)
    solid = len(whole) - (1 if whole.text(len(whole) - 1) == "" else 0)
    assert covered[:solid] == list(range(1, solid + 1))
    assert covered == sorted(set(covered))


@given(seed=st.integers(0, 1000))
@settings(max_examples=10)
def test_the_new_lines_are_what_a_person_would_call_new(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = random.Random(seed)
    repo = GitRepository.create(tmp_path_factory.mktemp("repo"))
    old = [f"old {number}" for number in range(30)]
    repo.commit("one", a="\n".join(old) + "\n")
    new = list(old)
    for number in range(chance.randrange(1, 8)):
        new.insert(chance.randrange(len(new) + 1), f"new {number}")
    repo.write("a", "\n".join(new) + "\n")
    repo.git("add", "a")
    _, added = staged(repo)["a"]
    assert {line for start, end in added for line in range(start, end + 1)} == {  # type: ignore[attr-defined]
        number for number, line in enumerate(new, 1) if line.startswith("new")
    }
