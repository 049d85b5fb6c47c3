"""Blocks and their reviews through everything git does to commits: they go by content, and so they stay."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from answerable.interop import git_ai
from answerable.interop.git import GitError, Identity, Repository, notes
from answerable.interop.git.changes import Changes
from answerable.ledger.log import Ledger
from answerable.origin.model import Origin, ReviewState
from answerable.origin.prints import LineRange
from answerable.session import binding
from answerable.session.gate import judge
from answerable.session.review import Desk
from answerable.session.standing import Rules
from answerable.session.workspace import Workspace
from answerable.text.snapshot import Snapshot
from opened_blocks import open_block
from repositories import GitRepository

ANN = Identity("Ann", "ann@example.invalid")
HUMAN = "import os\n\n\ndef where():\n    return os.getcwd()\n"
BLOCK = """\
def total(orders, rate):
    result = 0
    for order in orders:
        if order.cancelled:
            continue
        result += order.amount * rate
    return result
"""
ID = "b" * 32


class Project:
    """A repository, and a desk that looks at it."""

    def __init__(self, root: Path, policy: str = "") -> None:
        self.git = GitRepository.create(root)
        self.git.write("answerable.toml", "[detectors]\nsemgrep = false\n" + policy)
        self.git.commit("first")
        self.ledger = Ledger.open(root.parent / "ledger")
        workspace = Workspace.open(root)
        self.desk = Desk(self.ledger, workspace, Rules(workspace.policy.review))

    @property
    def repository(self) -> Repository:
        return Repository.at(self.git.root)

    def bound(self, commit: str = "HEAD") -> list[tuple[str, int, int, ReviewState]]:
        found = binding.bound(self.desk, self.repository, self.git.git("rev-parse", commit))
        return [(a.path, a.lines.start, a.lines.end, a.state) for a in found.attributions]

    def sign(self, path: str = "a.py") -> None:
        snapshot = Snapshot.of((self.git.root / path).read_text(), path)
        self.desk.sign(snapshot, ID, ANN)

    def gate(self) -> list[tuple[str, str]]:
        changes = Changes.staged(self.repository)
        workspace = self.desk.workspace
        found = judge(changes, workspace, self.desk.standings, threshold=workspace.policy.scan.threshold)
        return [(each.path, each.state.value) for each in found.unanswered]


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Project]:
    return lambda policy="": Project(tmp_path / "repo", policy)


@pytest.fixture
def project(make: Callable[..., Project]) -> Project:
    """With a signed AI block between a person's lines, committed."""
    made = make()
    made.git.write("a.py", HUMAN + "\n" + BLOCK)
    open_block(made.ledger, BLOCK, "a.py", start=7)
    made.sign()
    made.git.commit("add total")
    return made


def test_the_lines_of_a_commit_that_come_from_a_block(project: Project) -> None:
    commit = project.git.git("rev-parse", "HEAD")
    found = binding.bind(project.desk, project.repository, commit)
    *_, record = project.ledger.records()
    assert record.kind == "commit.bound"
    assert record.body == {
        "commit": commit,
        "tree": project.git.git("rev-parse", "HEAD^{tree}"),
        "parents": [project.git.git("rev-parse", "HEAD~1")],
        "files": [{"path": "a.py", "ranges": [{"block": ID, "start_line": 7, "end_line": 13}]}],
    }
    [each] = found.attributions
    assert (each.tool, each.model, each.reviewer) == ("claude-code", "claude-opus-4-5", str(ANN))
    assert notes.read(project.repository, notes.BINDINGS, [commit]) == {}


def test_a_root_commit_and_one_without_blocks(make: Callable[..., Project]) -> None:
    project = make()
    assert project.bound() == []
    open_block(project.ledger, "[detectors]\nsemgrep = false\n", "answerable.toml", start=1)
    assert project.bound() == [("answerable.toml", 1, 2, ReviewState.UNREVIEWED)]


def test_amend(project: Project) -> None:
    project.git.write("a.py", HUMAN + "\n\n# about totals\n" + BLOCK)
    project.git.git("commit", "--quiet", "--amend", "--all", "-m", "better message")
    assert project.bound() == [("a.py", 9, 15, ReviewState.REVIEWED)]


def test_rebase(project: Project) -> None:
    project.git.git("checkout", "--quiet", "-b", "other", "HEAD~1")
    project.git.write("a.py", "# a licence\n\n")
    project.git.commit("licence")
    project.git.git("checkout", "--quiet", "main")
    project.git.git("-c", "merge.conflictStyle=merge", "rebase", "--quiet", "-X", "theirs", "other", check=False)
    if project.git.git("status", "--porcelain").startswith(("AA", "UU")):
        project.git.write("a.py", "# a licence\n\n" + HUMAN + "\n" + BLOCK)
        project.git.git("add", "a.py")
        project.git.git("-c", "core.editor=true", "rebase", "--continue")
    assert project.git.git("log", "--format=%s").splitlines() == ["add total", "licence", "first"]
    [(path, start, end, state)] = project.bound()
    assert (path, end - start, state) == ("a.py", 6, ReviewState.REVIEWED)


def test_squash(project: Project) -> None:
    project.git.commit("more", **{"b.py": "print(1)\n"})
    project.git.git("reset", "--quiet", "--soft", "HEAD~2")
    project.git.git("commit", "--quiet", "-m", "squashed")
    assert project.bound() == [("a.py", 7, 13, ReviewState.REVIEWED)]


def test_cherry_pick(project: Project) -> None:
    project.git.git("checkout", "--quiet", "-b", "release", "HEAD~1")
    project.git.git("cherry-pick", "main")
    assert project.bound() == [("a.py", 7, 13, ReviewState.REVIEWED)]


def test_a_renamed_file_adds_nothing_and_keeps_its_review(project: Project) -> None:
    project.git.git("mv", "a.py", "sums.py")
    assert project.gate() == []
    project.git.commit("rename")
    assert project.bound() == []
    snapshot = Snapshot.of((project.git.root / "sums.py").read_text(), "sums.py")
    [standing] = project.desk.standings(snapshot)
    assert (standing.state, standing.lines) == (ReviewState.REVIEWED, LineRange(7, 13))


def test_moved_to_another_file(project: Project) -> None:
    project.git.write("a.py", HUMAN)
    project.git.write("lib/sums.py", '"""Sums."""\n\n' + BLOCK)
    project.git.git("add", "--all")
    assert project.gate() == []
    project.git.commit("move")
    assert project.bound() == [("lib/sums.py", 3, 9, ReviewState.REVIEWED)]


def test_edited_before_the_commit_it_is_residual(project: Project) -> None:
    project.git.write("a.py", HUMAN + "\n" + BLOCK.replace("cancelled", "void"))
    project.git.git("add", "--all")
    assert project.gate() == [("a.py", "residual")]
    project.git.commit("edit")
    assert project.bound() == [("a.py", 10, 10, ReviewState.RESIDUAL)]


def test_of_a_merge_only_its_own_lines(project: Project) -> None:
    project.git.git("checkout", "--quiet", "-b", "side", "HEAD~1")
    project.git.commit("side", **{"c.py": "print(3)\n"})
    project.git.git("merge", "--quiet", "-m", "merge", "main")
    assert project.bound() == []
    project.git.write("c.py", "print(3)\n\n" + BLOCK.replace("total", "sum_up"))
    open_block(project.ledger, BLOCK.replace("total", "sum_up"), "c.py", block="c" * 32, start=3)
    project.git.git("add", "--all")
    project.git.git("commit", "--quiet", "--amend", "-m", "merge with more")
    assert project.bound() == [("c.py", 3, 9, ReviewState.UNREVIEWED)]


def test_a_detached_head_and_a_worktree(project: Project, tmp_path: Path) -> None:
    project.git.git("checkout", "--quiet", "--detach")
    assert project.bound() == [("a.py", 7, 13, ReviewState.REVIEWED)]
    project.git.git("worktree", "add", "--quiet", str(tmp_path / "tree"), "main")
    repository = Repository.at(tmp_path / "tree")
    found = binding.bound(project.desk, repository, repository.commit("HEAD"))
    assert [a.path for a in found.attributions] == ["a.py"]


def test_a_shallow_clone_says_what_it_cannot_know(project: Project, tmp_path: Path) -> None:
    project.git.git("clone", "--quiet", "--depth", "1", project.git.root.as_uri(), str(tmp_path / "shallow"))
    repository = Repository.at(tmp_path / "shallow")
    with pytest.raises(GitError, match="shallow and ends at"):
        binding.bound(project.desk, repository, repository.commit("HEAD"))


def test_notes_where_the_policy_wants_them(make: Callable[..., Project]) -> None:
    project = make("[review]\ngit_note = true\ngit_ai_note = true\n")
    project.git.write("a.py", BLOCK + "\n" + HUMAN)
    open_block(project.ledger, BLOCK, "a.py")
    commit = project.git.commit("add")
    binding.bind(project.desk, project.repository, commit)
    note = notes.read(project.repository, notes.BINDINGS, [commit])[commit]
    [each] = binding.read(note, commit)
    assert (each.path, each.lines, each.block, each.state) == ("a.py", LineRange(1, 7), ID, ReviewState.UNREVIEWED)
    assert "result" not in note
    [each] = git_ai.parse(notes.read(project.repository, notes.GIT_AI, [commit])[commit])
    assert (each.path, each.lines, each.origin, each.session) == ("a.py", LineRange(1, 7), Origin.DECLARED_AI, "s1")
    # What git-ai itself has said is left alone.
    notes.write(project.repository, notes.GIT_AI, commit, "theirs\n")
    binding.bind(project.desk, project.repository, commit)
    assert notes.read(project.repository, notes.GIT_AI, [commit]) == {commit: "theirs\n"}


@pytest.mark.parametrize(
    ("note", "message"),
    [
        ("", "not in the form"),
        ("[]", "not in the form"),
        ('{"version": 2}', "has version 2; this program reads 1"),
        ('{"version": 1, "commit": "other", "files": []}', "copied from another commit"),
        ('{"version": 1, "commit": "here", "files": [{"path": "a", "ranges": [{}]}]}', "not in the form"),
        ('{"version": 1, "commit": "here", "files": 7}', "not in the form"),
    ],
)
def test_a_note_that_is_no_note(note: str, message: str) -> None:
    with pytest.raises(binding.NoteError, match=message):
        binding.read(note, "here")


def test_a_note_comes_back(project: Project) -> None:
    found = binding.bound(project.desk, project.repository, project.git.git("rev-parse", "HEAD"))
    text = binding.render(found)
    assert json.loads(text)["files"][0]["ranges"][0]["reviewer"] == str(ANN)
    [before], [after] = found.attributions, binding.read(text, found.commit)
    assert (before.path, before.lines, before.state, before.reviewer) == (
        after.path,
        after.lines,
        after.state,
        after.reviewer,
    )


def test_the_kernel_s_trailer_for_what_is_staged(make: Callable[..., Project]) -> None:
    project = make()
    project.git.write("a.py", BLOCK)
    open_block(project.ledger, BLOCK, "a.py")
    assert list(binding.trailers(project.desk, project.repository)) == []
    project.git.git("add", "--all")
    assert list(binding.trailers(project.desk, project.repository)) == ["Assisted-by: claude-code:claude-opus-4-5"]
