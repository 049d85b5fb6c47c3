"""Signing says what was read, and is refused where it would not count."""

from __future__ import annotations

from pathlib import Path

import pytest

from answerable.findings.model import Severity
from answerable.interop.codeowners import CodeOwners
from answerable.interop.git import Identity
from answerable.ledger.log import Ledger
from answerable.origin.model import ReviewState
from answerable.origin.prints import Digester, LineRange
from answerable.policy.sections.review import Review as ReviewPolicy
from answerable.session.review import STATEMENT, Desk, Refused
from answerable.session.standing import Rules
from answerable.session.workspace import Workspace
from answerable.text.snapshot import Snapshot
from opened_blocks import open_block

ANN = Identity("Ann", "ann@example.invalid")
# In two parts, so that this file holds nothing that looks like a credential.
TOKEN = "AKIA" + "Q3EGRIBXK7WLM2ZT"
BLOCK = "def fetch(session, address):\n    answer = session.get(address)\n    return answer.json()\n"
BAD = f'def fetch(session, address):\n    token = "{TOKEN}"\n    return session.get(address, token)\n'


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "answerable.toml").write_text("[detectors]\nsemgrep = false\n")
    return Desk(Ledger.open(tmp_path / "ledger"), Workspace.open(tmp_path), Rules(ReviewPolicy()))


def test_a_signature(desk: Desk) -> None:
    block = open_block(desk.ledger, BLOCK, "a.py")
    snapshot = Snapshot.of("import os\n\n" + BLOCK, "a.py")
    signed = desk.sign(snapshot, block, ANN)
    print_ = Digester(desk.ledger.key).lines(BLOCK)
    assert (signed.block, signed.lines, signed.findings) == (block, LineRange(3, 5), ())
    assert signed.digest == Digester(desk.ledger.key).block(print_)
    *_, record = desk.ledger.records()
    assert (record.seq, record.kind) == (signed.seq, "review.signed")
    assert record.body == {
        "block": block,
        "digest": signed.digest,
        "lines": list(print_),
        "path": "a.py",
        "start_line": 3,
        "end_line": 5,
        "findings": [],
        "reviewer": {"name": "Ann", "email": "ann@example.invalid"},
        "statement": STATEMENT,
        "reason": None,
    }
    assert [each.state for each in desk.standings(snapshot)] == [ReviewState.REVIEWED]


def test_an_open_error_needs_a_reason(desk: Desk) -> None:
    block = open_block(desk.ledger, BAD, "a.py")
    snapshot = Snapshot.of(BAD, "a.py")
    with pytest.raises(Refused, match=r"open findings of level error: secrets\.\S+ in line 2; mend them, or sign with"):
        desk.sign(snapshot, block, ANN)
    with pytest.raises(Refused):
        desk.sign(snapshot, block, ANN, reason="  ")
    signed = desk.sign(snapshot, block, ANN, reason="a token of the test system", statement="read twice")
    assert [finding.severity for finding in signed.findings] == [Severity.ERROR]
    *_, record = desk.ledger.records()
    assert (record.body["reason"], record.body["statement"]) == ("a token of the test system", "read twice")
    [finding] = record.body["findings"]
    assert (finding["rule"], finding["severity"]) == (signed.findings[0].rule, "error")
    assert finding["fingerprint"]
    assert TOKEN not in repr(list(desk.ledger.records()))


def test_an_error_beside_the_block_is_not_its(desk: Desk) -> None:
    block = open_block(desk.ledger, BLOCK, "a.py")
    beside = Snapshot.of(f'token = "{TOKEN}"\n' + BLOCK, "a.py")
    assert desk.sign(beside, block, ANN).findings == ()


def test_only_an_owner_may_sign(desk: Desk) -> None:
    desk.rules = Rules(ReviewPolicy(codeowners=True), CodeOwners.parse("* @bob\n"))
    block = open_block(desk.ledger, BLOCK, "a.py")
    with pytest.raises(Refused, match=r"Ann <ann@example.invalid> is not among the owners of a.py \(@bob\)"):
        desk.sign(Snapshot.of(BLOCK, "a.py"), block, ANN)
    assert [record.kind for record in desk.ledger.records()] == ["block.opened"]


def test_a_block_that_is_not_there(desk: Desk) -> None:
    block = open_block(desk.ledger, BLOCK, "a.py")
    snapshot = Snapshot.of("print('hello')\n", "a.py")
    for act in (
        lambda: desk.sign(snapshot, block, ANN),
        lambda: desk.reject(snapshot, block, ANN, statement="no"),
        lambda: desk.not_ai(snapshot, block, ANN),
    ):
        with pytest.raises(Refused, match=r"is not in a\.py as it is now"):
            act()


def test_rejecting_and_saying_it_was_no_ai(desk: Desk) -> None:
    block = open_block(desk.ledger, BLOCK, "a.py", origin="suspected-ai")
    snapshot = Snapshot.of(BLOCK, "a.py")
    desk.reject(snapshot, block, ANN, statement="no tests")
    [standing] = desk.standings(snapshot)
    assert standing.state is ReviewState.REJECTED
    desk.not_ai(snapshot, block, ANN)
    [standing] = desk.standings(snapshot)
    assert not standing.needs_review
    *_, record = desk.ledger.records()
    assert (record.kind, record.body["origin"], record.body["source"]) == ("block.declared", "human", str(ANN))


def test_what_others_write_meanwhile_is_seen(desk: Desk) -> None:
    snapshot = Snapshot.of(BLOCK, "a.py")
    assert desk.standings(snapshot) == []
    open_block(desk.ledger, BLOCK, "a.py")
    assert len(desk.standings(snapshot)) == 1


def test_a_block_is_signed_by_the_name_the_editor_has_for_it(desk: Desk) -> None:
    """Told of twice, by an agent's hook as well, the text is shown once; either name finds it."""
    seen = open_block(desk.ledger, BLOCK, "a.py", block="a" * 32, origin="suspected-ai")
    told = open_block(desk.ledger, BLOCK, "a.py", block="c" * 32)
    snapshot = Snapshot.of(BLOCK, "a.py")
    assert [each.history.id for each in desk.standings(snapshot)] == [told]
    desk.sign(snapshot, seen, ANN)
    assert [each.state for each in desk.standings(snapshot)] == [ReviewState.REVIEWED]


def test_not_an_ais_is_recorded_once(desk: Desk) -> None:
    block = open_block(desk.ledger, BLOCK, "a.py", origin="pasted")
    snapshot = Snapshot.of(BLOCK, "a.py")
    assert [desk.not_ai(snapshot, block, ANN) for _ in range(3)] == [1, 1, 1]
    assert len(list(desk.ledger.records())) == 2
