"""Provenance of other tools becomes blocks, and ours is handed on in their forms."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from answerable.interop import agent_trace, git_ai
from answerable.interop.attribution import Attribution, InteropError
from answerable.interop.git import GitError, Repository, notes
from answerable.ledger.log import Ledger
from answerable.origin.model import Origin
from answerable.origin.prints import LineRange
from answerable.policy.sections.review import Review as ReviewPolicy
from answerable.session import exchange
from answerable.session.review import Desk
from answerable.session.standing import Rules
from answerable.session.workspace import Workspace
from answerable.text.snapshot import Snapshot
from opened_blocks import open_block
from repositories import GitRepository

NOW = datetime(2026, 11, 27, tzinfo=UTC)
HUMAN = "import os\n\n\ndef where():\n    return os.getcwd()\n\n"
BLOCK = """\
def total(orders, rate):
    result = 0
    for order in orders:
        result += order.amount
    return result
"""


@pytest.fixture
def repo(tmp_path: Path) -> GitRepository:
    made = GitRepository.create(tmp_path / "repo")
    made.write("answerable.toml", "[detectors]\nsemgrep = false\n")
    made.write("a.py", HUMAN + BLOCK)
    made.commit("one")
    return made


@pytest.fixture
def desk_at(repo: GitRepository, tmp_path: Path) -> Callable[[str], Desk]:
    def make(name: str) -> Desk:
        return Desk(Ledger.open(tmp_path / name), Workspace.open(repo.root), Rules(ReviewPolicy()))

    return make


def claim(start: int = 7, end: int = 11, **more: object) -> Attribution:
    told = {"origin": Origin.DECLARED_AI, "tool": "cursor", "model": "gpt-5", "session": "c1"} | more
    return Attribution("a.py", LineRange(start, end), **told)  # type: ignore[arg-type]


def take(desk: Desk, repo: GitRepository, *claims: Attribution) -> exchange.TakenIn:
    taken = exchange.TakenIn()
    exchange.take_in(desk, Repository.at(repo.root), "HEAD", claims, "git-ai", taken)
    return taken


@pytest.mark.parametrize("form", ["agent-trace", "git-ai"])
def test_from_one_ledger_to_another(repo: GitRepository, desk_at: Callable[[str], Desk], form: str) -> None:
    ours, theirs = desk_at("ours"), desk_at("theirs")
    repository = Repository.at(repo.root)
    commit = repository.commit("HEAD")
    open_block(ours.ledger, BLOCK, "a.py", start=7)
    taken = exchange.TakenIn()
    if form == "agent-trace":
        text = json.dumps(exchange.trace(ours, repository, commit, NOW))
        assert text == json.dumps(exchange.trace(ours, repository, commit, NOW))
        [trace] = exchange.traces(text)
        assert trace.revision == commit
        exchange.take_in(theirs, repository, commit, trace.attributions, "answerable", taken)
    else:
        notes.write(repository, notes.GIT_AI, commit, exchange.note(ours, repository, commit))
        [(noted, attributions)] = exchange.from_notes(repository, [commit])
        assert noted == commit
        exchange.take_in(theirs, repository, commit, attributions, "git-ai", taken)
    assert (taken.opened, taken.problems) == (1, [])
    snapshot = Snapshot.of((repo.root / "a.py").read_text() + "\nmore = 1\n", "a.py")
    [standing] = theirs.standings(snapshot)
    assert (standing.lines, standing.history.origin, standing.needs_review) == (
        LineRange(7, 11),
        Origin.DECLARED_AI,
        True,
    )
    assert "claude-opus-4-5" in (standing.history.model or "")


def test_taking_in_twice_changes_nothing(repo: GitRepository, desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("ledger")
    assert take(desk, repo, claim()).opened == 1
    again = take(desk, repo, claim(), claim(1, 3, origin=Origin.HUMAN))
    assert (again.opened, again.known, again.others) == (0, 1, 1)
    assert [record.kind for record in desk.ledger.records()] == ["block.opened"]


def test_what_cannot_be_taken_in_is_told(repo: GitRepository, desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("ledger")
    repo.write("latin.py", b"caf\xe9\n")
    repo.commit("two")
    elsewhere = Attribution("gone.py", LineRange(1, 2), Origin.DECLARED_AI)
    strange = Attribution("latin.py", LineRange(1, 1), Origin.DECLARED_AI)
    taken = take(desk, repo, claim(10, 12), elsewhere, strange, claim(2, 3))
    assert taken.opened == 0
    assert [problem.split(": ", 1)[1].split(" (")[0] for problem in taken.problems] == [
        "lines 10 to 12 lie outside of the file, which has 11",
        "there is no such file in that commit",
        "not valid UTF-8",
    ]
    with pytest.raises(GitError, match="there is no commit"):
        exchange.take_in(desk, Repository.at(repo.root), "0" * 40, [claim()], "x", taken)


def test_records_in_every_arrangement() -> None:
    one = agent_trace.record([claim()], id=UUID("550e8400-e29b-41d4-a716-446655440000"), time=NOW, revision="a" * 40)
    for text in (json.dumps(one), json.dumps([one, one]), json.dumps(one) + "\n\n" + json.dumps(one) + "\n"):
        assert {trace.id for trace in exchange.traces(text)} == {one["id"]}
    assert list(exchange.traces("")) == []
    with pytest.raises(InteropError, match="line 2 is no JSON"):
        list(exchange.traces(json.dumps(one) + "\n{broken\n"))
    with pytest.raises(InteropError, match="record 2: the record is no JSON object"):
        list(exchange.traces(json.dumps([one, 7])))


def test_a_note_that_cannot_be_read_names_its_commit(repo: GitRepository) -> None:
    repository = Repository.at(repo.root)
    commit = repository.commit("HEAD")
    notes.write(repository, notes.GIT_AI, commit, "rubbish\n")
    with pytest.raises(InteropError, match=f"the note of commit {commit[:12]}: the note has no line"):
        list(exchange.from_notes(repository, [commit]))
    assert git_ai.SCHEMA == "authorship/3.0.0"
