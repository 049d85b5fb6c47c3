"""Retention takes content away and leaves every proof standing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from answerable.ledger import checkpoints, log, proof, prune
from answerable.ledger.errors import LedgerError
from answerable.ledger.index import Index
from answerable.ledger.kinds import Kind
from answerable.ledger.layout import Layout
from answerable.ledger.log import Ledger
from answerable.ledger.record import stamp, tombstone
from answerable.ledger.tree import root, root_from_inclusion
from answerable.ledger.verify import verify
from answerable.policy.model import Policy
from answerable.policy.sections.ledger import FAMILIES, LedgerPolicy
from ledgers import BLOCK, START, changed, found, guarded, opened, residual, segment, signed

OTHER = "9a" * 16


class Clock:
    """Set by hand."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """Old records, then, 400 days later, some young ones; in several segments."""
    monkeypatch.setattr(log, "SEGMENT_BYTES", 1500)
    ledger = Ledger.open(tmp_path / "ledger", now=clock)
    ledger.append_all([(Kind.BLOCK_OPENED, opened()), (Kind.REVIEW_SIGNED, signed())])
    ledger.append_all([(Kind.BLOCK_OPENED, opened(OTHER)), (Kind.GUARD_WARNED, guarded())])
    for number in range(4):
        ledger.append(Kind.FINDING_OPENED, found(f"old-{number}"))
    clock.time += timedelta(days=400)
    ledger.append_all([(Kind.BLOCK_RESIDUAL, residual()), (Kind.GUARD_WARNED, guarded())])
    return ledger


def everything(days: int) -> Callable[[str], int | None]:
    return lambda kind: days


def run(ledger: Ledger, clock: Clock, days: Callable[[str], int | None]) -> prune.Due:
    due = prune.due(ledger, days, clock.time)
    prune.prune(ledger, due, checkpoints.signer_for(ledger))
    return due


def test_what_is_due_by_kind_and_age(ledger: Ledger, clock: Clock) -> None:
    due = prune.due(ledger, lambda kind: 365 if kind.startswith("guard.") else None, clock.time)
    assert due.records == (3,)
    assert due.kinds == {Kind.GUARD_WARNED: 1}
    assert prune.due(ledger, everything(500), clock.time).records == ()
    # The first block has a young record, so its old ones stay: they tell what the young one means.
    assert prune.due(ledger, everything(365), clock.time).records == (2, 3, 4, 5, 6, 7)
    assert prune.due(ledger, everything(365), clock.time).ranges == [(2, 7)]


def test_the_content_is_gone_and_every_proof_still_holds(ledger: Ledger, clock: Clock) -> None:
    before = checkpoints.make(ledger, checkpoints.signer_for(ledger))
    leaves = proof.leaves(ledger)
    record = next(record for record in ledger.records() if record.seq == 4)
    steps = proof.inclusion_proofs([4], leaves)[4]
    Index.open(ledger).close()
    run(ledger, clock, everything(365))
    data = b"".join(path.read_bytes() for _, path in ledger.layout.segment_files())
    assert b"old-" not in data
    assert OTHER.encode() not in data
    assert tombstone(4, record.leaf, record.prev) in data
    # Nowhere else either: an index may hold what a record said.
    for path in ledger.directory.rglob("*"):
        assert not path.is_file() or b"old-0" not in path.read_bytes(), path
    assert proof.leaves(ledger)[: len(leaves)] == leaves
    assert root_from_inclusion(bytes.fromhex(record.leaf), 4, len(leaves), steps) == root(leaves)
    verification = verify(ledger, earlier=before)
    assert verification.problems == []
    assert verification.pruned == 6
    assert verification.earlier == before.size
    assert [record.seq for record in ledger.records()] == [0, 1, 8, 9, 10, 11, 12]


def test_what_was_pruned_is_recorded(ledger: Ledger, clock: Clock) -> None:
    due = run(ledger, clock, everything(365))
    (record,) = ledger.records(kinds={Kind.LEDGER_PRUNED})
    assert record.body["ranges"] == [{"first": 2, "last": 7}]
    assert {each["kind"]: each["count"] for each in record.body["kinds"]} == {
        "block.opened": 1,
        "finding.opened": 4,
        "guard.warned": 1,
    }
    assert record.body["kinds"][0]["before"] == stamp(due.before[Kind.BLOCK_OPENED])
    # A checkpoint over all of it came first.
    assert [size for size, _ in verify(ledger).checkpoints] == [10]


def test_every_byte_of_a_pruned_ledger_counts(ledger: Ledger, clock: Clock) -> None:
    run(ledger, clock, everything(365))
    ledger.append(Kind.FINDING_OPENED, found("after"))
    assert verify(ledger).clean
    seq = 0
    for _, path in ledger.layout.segment_files():
        data = path.read_bytes()
        for at, byte in enumerate(data):
            if at % 3 == 0:
                path.write_bytes(data[:at] + bytes([byte ^ 1 << at % 8]) + data[at + 1 :])
                problems = verify(Ledger.open(ledger.directory)).problems
                assert problems, (path.name, at)
                # A tombstone's word for the record before it is nobody's but its own: one of the two is named.
                expected = {seq, seq - 1} if 2 <= seq <= 7 else {seq}
                assert problems[0].seq in expected, (seq, problems[0])
            seq += byte == ord("\n")
        path.write_bytes(data)


def test_a_tombstone_nobody_accounts_for_is_a_removed_record(ledger: Ledger) -> None:
    path = segment(ledger, 0)
    lines = path.read_bytes().splitlines(keepends=True)
    record = next(iter(ledger.records()))
    path.write_bytes(tombstone(0, record.leaf, record.prev) + b"\n" + b"".join(lines[1:]))
    problem = verify(ledger).problems[0]
    assert (problem.seq, problem.what) == (
        0,
        "record 0 was removed: it is a tombstone, but no record says that it was pruned",
    )


def test_pruning_twice_and_going_on(ledger: Ledger, clock: Clock) -> None:
    run(ledger, clock, everything(365))
    ledger.append(Kind.FINDING_OPENED, found("young"))
    clock.time += timedelta(days=400)
    run(ledger, clock, everything(365))
    assert ledger.append(Kind.FINDING_CLOSED, found("young")).seq == ledger.head().size - 1
    verification = verify(ledger)
    assert verification.problems == []
    assert verification.pruned == 11
    # What says how the rest can be believed is never pruned.
    assert [record.kind for record in ledger.records(since=10)][:2] == [Kind.CHECKPOINT, Kind.LEDGER_PRUNED]


def test_nothing_due_changes_nothing(ledger: Ledger, clock: Clock) -> None:
    before = {path: path.read_bytes() for path in ledger.directory.rglob("*") if path.is_file()}
    run(ledger, clock, everything(36_000))
    assert {path: path.read_bytes() for path in before} == before


def test_a_ledger_that_does_not_verify_is_not_pruned(ledger: Ledger, clock: Clock) -> None:
    path = segment(ledger, 0)
    path.write_bytes(path.read_bytes().replace(b"suspected-ai", b"declared-ai"))
    with pytest.raises(LedgerError, match=r"record 0 was changed.*Nothing is pruned from a ledger that does not"):
        run(ledger, clock, everything(365))
    assert any(b"old-0" in file.read_bytes() for _, file in ledger.layout.segment_files())


def test_an_interrupted_pruning_leaves_a_whole_ledger(
    ledger: Ledger, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = prune._bury
    done: list[Path] = []

    def some(path: Path, first: int, wanted: set[int]) -> None:
        if done:
            raise OSError(28, "No space left on device", str(path))
        real(path, first, wanted)
        done.append(path)

    monkeypatch.setattr(prune, "_bury", some)
    with pytest.raises(LedgerError, match=r"cannot be replaced: no space left on device\. Nothing is broken"):
        run(ledger, clock, everything(365))
    assert verify(ledger).clean
    monkeypatch.undo()
    monkeypatch.setattr(log, "SEGMENT_BYTES", 1500)
    ledger.append(Kind.FINDING_OPENED, found("young"))
    run(ledger, clock, everything(365))
    verification = verify(ledger)
    assert (verification.problems, verification.pruned) == ([], 6)


def test_other_windows_go_on_and_their_index_follows(ledger: Ledger, clock: Clock) -> None:
    window = Ledger.open(ledger.directory, now=clock)
    index = Index.open(window)
    assert len(index.open_findings()) == 4
    run(ledger, clock, everything(365))
    assert index.open_findings() == []
    assert index.block(OTHER) is None
    state = index.block(BLOCK)
    assert state is not None
    window.append(Kind.BLOCK_CHANGED, changed())
    assert verify(window).clean


def test_torn_lines_have_their_time_too(ledger: Ledger) -> None:
    with segment(ledger).open("ab") as stream:
        stream.write(b"torn")
    ledger.append(Kind.FINDING_OPENED, found("x"))
    (torn,) = ledger.layout.aside.iterdir()
    written = datetime.fromtimestamp(torn.stat().st_mtime, tz=START.tzinfo)
    assert prune.sweep(ledger, written - timedelta(days=1)) == []
    assert prune.sweep(ledger, written + timedelta(days=1)) == [torn]
    assert not torn.exists()
    assert prune.sweep(Ledger.open(Layout(ledger.directory).directory), written) == []


def test_the_policy_says_how_long() -> None:
    policy = Policy().ledger
    # Six months at least where Article 26(6) of the AI Act applies; ours are longer.
    assert all((policy.days(kind.value) or 9999) >= 184 for kind in Kind)
    assert (policy.days("guard.warned"), policy.days("review.signed")) == (365, 1095)
    own = LedgerPolicy(keep_days=0, keep={"guard.*": 184, "guard.overridden": 900})
    assert (own.days("guard.overridden"), own.days("guard.warned"), own.days("review.signed")) == (900, 184, None)
    with pytest.raises(ValueError, match="names no kind of record"):
        LedgerPolicy(keep={"gaurd.*": 1})
    with pytest.raises(ValueError, match="a number of days from 0"):
        LedgerPolicy(keep={"guard.*": -1})
    assert {kind.value.partition(".")[0] for kind in Kind} - {"checkpoint", "ledger"} == set(FAMILIES)
