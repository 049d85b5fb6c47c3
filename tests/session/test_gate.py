"""What the gate says of the lines that are new, in the content git has."""

from __future__ import annotations

from pathlib import Path

import pytest

from answerable.findings.model import Severity
from answerable.interop.git import Repository
from answerable.interop.git.changes import Changes
from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger
from answerable.origin.prints import LineRange
from answerable.policy.sections.review import Review as ReviewPolicy
from answerable.session.gate import Verdict, judge, ranges
from answerable.session.review import Desk
from answerable.session.standing import Rules
from answerable.session.workspace import Workspace
from answerable.text.snapshot import Snapshot
from opened_blocks import open_block
from repositories import GitRepository

# In two parts, so that this file holds nothing that looks like a credential.
TOKEN = "AKIA" + "Q3EGRIBXK7WLM2ZT"
SECRET = f'key = "{TOKEN}"\n'
BLOCK = "def fetch(session, address):\n    answer = session.get(address)\n\n    return answer.json()\n"
OLD = "def old(value):\n    return value + 1\n"


@pytest.fixture
def repo(tmp_path: Path) -> GitRepository:
    made = GitRepository.create(tmp_path / "repo")
    made.write("answerable.toml", "[detectors]\nsemgrep = false\n[scan]\nexclude = ['left/']\nmax_file_bytes = 2000\n")
    made.commit("first", **{"old.py": OLD + SECRET})
    return made


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "ledger")


def found(verdict: Verdict) -> list[tuple[str, int, Severity]]:
    return [
        (document.snapshot.path, document.snapshot.lines.line_at(finding.span.start) + 1, finding.severity)
        for document in verdict.documents
        for finding in document.findings
    ]


def staged(repo: GitRepository, ledger: Ledger | None, threshold: Severity = Severity.WARNING) -> Verdict:
    repo.git("add", "--all")
    workspace = Workspace.open(repo.root)
    blocks = Desk(ledger, workspace, Rules(ReviewPolicy())).standings if ledger is not None else None
    return judge(Changes.staged(Repository.at(repo.root)), workspace, blocks, threshold=threshold)


def test_nothing_staged(repo: GitRepository, ledger: Ledger) -> None:
    verdict = staged(repo, ledger)
    assert (verdict.clean, verdict.files, verdict.unchecked) == (True, 0, [])


def test_a_block_nobody_signed(repo: GitRepository, ledger: Ledger) -> None:
    repo.write("a.py", OLD + "\n" + BLOCK)
    open_block(ledger, BLOCK, "a.py", origin="pasted")
    [block] = staged(repo, ledger).unanswered
    assert (block.path, block.ranges, block.origin.value, block.state.value) == (
        "a.py",
        (LineRange(4, 7),),
        "pasted",
        "unreviewed",
    )


def test_a_block_that_was_there_before_is_not_asked_for_again(repo: GitRepository, ledger: Ledger) -> None:
    open_block(ledger, OLD, "old.py")
    repo.write("old.py", OLD + SECRET + "\n\nprint(old(1))\n")
    assert staged(repo, ledger).unanswered == []


def test_new_findings_only(repo: GitRepository, ledger: Ledger) -> None:
    repo.write("old.py", OLD + SECRET + "\n" + SECRET.replace("key", "other"))
    verdict = staged(repo, ledger)
    assert found(verdict) == [("old.py", 5, Severity.ERROR)]
    assert not verdict.clean


def test_a_threshold(repo: GitRepository, ledger: Ledger) -> None:
    repo.write("a.py", 'password = "hunter2hunter3"\n')
    at_warning = staged(repo, ledger)
    assert found(at_warning) == [("a.py", 1, Severity.WARNING)]
    at_error = staged(repo, ledger, Severity.ERROR)
    assert (at_error.findings, at_error.below, at_error.clean) == ((), 1, True)


def test_the_staged_content_not_the_file(repo: GitRepository, ledger: Ledger) -> None:
    repo.write("a.py", SECRET)
    repo.git("add", "--all")
    repo.write("a.py", "clean = True\n")
    workspace = Workspace.open(repo.root)
    verdict = judge(Changes.staged(Repository.at(repo.root)), workspace, None, threshold=Severity.WARNING)
    assert found(verdict) == [("a.py", 1, Severity.ERROR)]
    repo.git("add", "--all")
    repo.write("a.py", SECRET)
    verdict = judge(Changes.staged(Repository.at(repo.root)), workspace, None, threshold=Severity.WARNING)
    assert verdict.clean


def test_what_could_not_be_checked(repo: GitRepository, ledger: Ledger) -> None:
    repo.write("large.py", "x = 1\n" * 1000)
    repo.write("latin.py", "name = 'caf\xe9'\n".encode("latin-1"))
    repo.write("picture.png", b"\x89PNG\0\0\0")
    repo.write("left/out.py", SECRET)
    verdict = staged(repo, ledger)
    assert [(skip.path, skip.reason.split(" (")[0]) for skip in verdict.unchecked] == [
        ("large.py", "larger than scan.max_file_bytes = 2,000"),
        ("latin.py", "not valid UTF-8"),
    ]
    assert verdict.clean


def test_utf_16_and_lone_carriage_returns(repo: GitRepository, ledger: Ledger) -> None:
    repo.write("a.py", "one = 1\n".encode("utf-16"))
    repo.write("b.py", "one = 1\r")
    repo.commit("two")
    repo.write("a.py", ("one = 1\n" + SECRET).encode("utf-16"))
    repo.write("b.py", "one = 1\r" + SECRET.replace("\n", "\r"))
    assert found(staged(repo, ledger)) == [("a.py", 2, Severity.ERROR), ("b.py", 2, Severity.ERROR)]


def test_ranges_span_blank_lines() -> None:
    snapshot = Snapshot.of("a\n\n\nb\nc\nd\n", "a")
    assert ranges([1, 4, 6], snapshot) == (LineRange(1, 4), LineRange(6, 6))
    assert ranges([], snapshot) == ()


def test_what_was_staged_and_then_deleted_in_the_editor(repo: GitRepository, ledger: Ledger) -> None:
    repo.write("a.py", BLOCK)
    open_block(ledger, BLOCK, "a.py")
    repo.git("add", "--all")
    digest = {"digest": "0" * 64, "lines": []}
    ledger.append(
        Kind.BLOCK_CHANGED, {"block": "b" * 32, "path": "a.py", "start_line": 1, "end_line": 1, "closed": True} | digest
    )
    repo.write("a.py", "")
    workspace = Workspace.open(repo.root)
    desk = Desk(ledger, workspace, Rules(ReviewPolicy()))
    verdict = judge(Changes.staged(Repository.at(repo.root)), workspace, desk.standings, threshold=Severity.WARNING)
    assert [block.path for block in verdict.unanswered] == ["a.py"]
