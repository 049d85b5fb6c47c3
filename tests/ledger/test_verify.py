"""Verification finds whatever was done to a ledger, and names the first record it was done to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.ledger import checkpoints, log, note
from answerable.ledger import head as heads
from answerable.ledger.errors import LedgerError
from answerable.ledger.head import Head
from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger
from answerable.ledger.note import Checkpoint, Key, Signature
from answerable.ledger.record import leaf_hash
from answerable.ledger.tree import Frontier
from answerable.ledger.verify import Verification, verify
from ledgers import clock, encode_again, found, opened, segment, signed, small


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Six records, a checkpoint over them (record 6), and two more."""
    ledger = small(tmp_path / "ledger", 6)
    checkpoints.make(ledger, checkpoints.signer_for(ledger))
    ledger.append(Kind.FINDING_OPENED, found("f3"))
    ledger.append(Kind.FINDING_CLOSED, found("f3"))
    return ledger


def first(ledger: Ledger, earlier: Checkpoint | None = None) -> tuple[int | None, str]:
    """The first problem."""
    verification = verify(Ledger.open(ledger.directory), earlier=earlier)
    assert not verification.clean
    return verification.problems[0].seq, verification.problems[0].what


def test_a_ledger_that_nobody_touched_is_clean(ledger: Ledger) -> None:
    verification = verify(ledger)
    assert verification.problems == []
    assert verification.notes == []
    assert verification.size == 9
    assert [size for size, _ in verification.checkpoints] == [6]
    frontier = Frontier()
    for record in ledger.records():
        frontier.append(sha256(b"\0" + record.line).digest())
    assert verification.root == frontier.root()


def test_an_empty_ledger_is_clean(tmp_path: Path) -> None:
    verification = verify(Ledger.open(tmp_path / "ledger"))
    assert (verification.problems, verification.notes, verification.size) == ([], [], 0)


def test_every_single_byte_of_the_records_counts(ledger: Ledger) -> None:
    path = segment(ledger)
    data = path.read_bytes()
    record = 0
    for at, byte in enumerate(data):
        path.write_bytes(data[:at] + bytes([byte ^ 1 << at % 8]) + data[at + 1 :])
        seq, what = first(ledger)
        assert seq == record, (at, what)
        record += byte == ord("\n")
    assert record == 9
    path.write_bytes(data)
    assert verify(ledger).clean


def test_every_single_byte_of_the_identity_counts(ledger: Ledger) -> None:
    path = ledger.layout.identity
    data = path.read_bytes()
    for at, byte in enumerate(data):
        path.write_bytes(data[:at] + bytes([byte ^ 1 << at % 7]) + data[at + 1 :])
        try:
            other = Ledger.open(ledger.directory)
        except LedgerError as error:
            assert "ledger.json" in str(error)  # noqa: PT017 - not every byte makes it unreadable
            continue
        problem = verify(other).problems[0]
        assert (problem.seq, problem.what) == (
            0,
            "record 0 was changed, or ledger.json was: the one does not fit the other",
        )


def test_no_byte_of_the_head_can_be_changed_unnoticed(ledger: Ledger) -> None:
    path = ledger.layout.head
    data = path.read_bytes()
    text = len(data[: heads.SLOT].rstrip())
    for at in (*range(0, text, 3), heads.SLOT + 5, heads.SLOT - 1):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        notes = verify(ledger).notes
        assert any("one of the two slots" in note for note in notes), at
    path.write_bytes(b"x" * len(data))
    assert first(ledger) == (0, f"{path} is broken: whether records at the end were removed cannot be told")
    path.unlink()
    assert first(ledger) == (0, f"{path} is missing: whether records at the end were removed cannot be told")


@pytest.mark.parametrize("gone", range(9))
def test_a_removed_record_is_named(ledger: Ledger, gone: int) -> None:
    path = segment(ledger)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:gone] + lines[gone + 1 :]))
    expected = (
        f"record {gone} is missing: record {gone + 1} stands in its place"
        if gone < 8
        else "record 8 is missing at the end: the head says that there were 9 records"
    )
    assert first(ledger) == (gone, expected)


@pytest.mark.parametrize("kept", range(9))
def test_a_truncated_ledger_is_told_by_its_head(ledger: Ledger, kept: int) -> None:
    path = segment(ledger)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:kept]))
    assert first(ledger)[0] == kept
    # Cut off within a record, too.
    path.write_bytes(b"".join(lines[:kept]) + lines[kept][:40])
    assert first(ledger)[0] == kept


@given(st.permutations(range(9)).filter(lambda order: list(order) != sorted(order)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_other_order_is_named(ledger: Ledger, order: list[int]) -> None:
    path = segment(ledger)
    data = path.read_bytes()
    lines = data.splitlines(keepends=True)
    try:
        path.write_bytes(b"".join(lines[number] for number in order))
        seq, what = first(ledger)
    finally:
        path.write_bytes(data)
    expected = next(number for number in range(9) if order[number] != number)
    assert seq == expected
    assert "is not in its place: it stands behind record" in what


def test_a_record_that_stands_there_twice_is_named(ledger: Ledger) -> None:
    path = segment(ledger)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:4], lines[3], *lines[4:]]))
    assert first(ledger)[0] == 4


def rewrite(ledger: Ledger, change: Callable[[list[bytes]], list[bytes]], *, head: bool = False) -> None:
    """What somebody does who knows the format: change the lines, and fit the chain to them, and the head too."""
    lines = change(segment(ledger).read_bytes().splitlines())
    leaf, out, frontier = ledger.identity.hash, [], Frontier()
    for seq, line in enumerate(lines):
        line = encode_again(line, seq, leaf)
        leaf = leaf_hash(line)
        frontier.append(bytes.fromhex(leaf))
        out.append(line + b"\n")
    segment(ledger).write_bytes(b"".join(out))
    if head:
        new = Head(len(out), 0, sum(map(len, out)), 0, leaf, tuple(frontier.peaks))
        ledger.layout.head.write_bytes(heads.create(new))


def _flip_severity(lines: list[bytes]) -> list[bytes]:
    return [line.replace(b'"severity":"error"', b'"severity":"hint"') for line in lines]


def test_a_rewritten_chain_is_told_by_the_head(ledger: Ledger) -> None:
    rewrite(ledger, _flip_severity)
    seq, what = first(ledger)
    assert (seq, what) == (8, "record 8 was changed: the head has another hash for it, and it was the last one")


def test_a_rewritten_chain_and_head_are_told_by_a_checkpoint_in_the_ledger(ledger: Ledger) -> None:
    rewrite(ledger, _flip_severity, head=True)
    seq, what = first(ledger)
    assert seq == 0
    assert what.startswith(
        "the checkpoint in record 6 has another root for the first 6 records: one of the records 0 to"
    )


def test_only_a_checkpoint_from_elsewhere_tells_of_everything(ledger: Ledger, tmp_path: Path) -> None:
    kept = checkpoints.make(ledger, checkpoints.signer_for(ledger))
    # The author has the key: they take the checkpoints out and sign the new history.
    rewrite(ledger, lambda lines: _flip_severity([l for l in lines if b'"kind":"checkpoint"' not in l]), head=True)  # noqa: E741
    checkpoints.make(ledger, checkpoints.signer_for(ledger))
    assert verify(ledger).clean
    seq, what = first(ledger, kept)
    assert what.startswith("the history was rewritten: the checkpoint has another root for the first 9 records")
    # The checkpoint that the author made afterwards covers eight records and is theirs, so it bounds nothing for us.
    assert seq == 8


def test_a_checkpoint_from_elsewhere_that_fits(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "kept.txt"
    kept = checkpoints.make(ledger, checkpoints.signer_for(ledger))
    file.write_text(str(kept))
    for number in range(5):
        ledger.append(Kind.FINDING_OPENED, found(str(number)))
    verification = verify(ledger, earlier=note.read(file))
    assert verification.clean
    assert verification.earlier == 9


def test_a_truncated_ledger_whose_head_was_cut_too_needs_a_checkpoint(ledger: Ledger) -> None:
    kept = checkpoints.make(ledger, checkpoints.signer_for(ledger))
    rewrite(ledger, lambda lines: lines[:7], head=True)
    # Said in docs/ledger.md: without a checkpoint from elsewhere this cannot be told.
    assert verify(ledger).clean
    seq, what = first(ledger, kept)
    assert (seq, what) == (7, "record 7 is missing: the checkpoint covers 9 records, and 7 could be followed")


def test_a_chain_that_breaks_before_the_checkpoints_record_blames_no_key(ledger: Ledger) -> None:
    kept = checkpoints.make(ledger, checkpoints.signer_for(ledger))
    path = segment(ledger)
    lines = path.read_bytes().split(b"\n")
    lines[2] = b"x" + lines[2]
    path.write_bytes(b"\n".join(lines))
    said = [problem.what for problem in verify(ledger, earlier=kept).problems]
    assert "record " in said[0]
    assert "the checkpoint over 9 records could not be held against this ledger" in said[-1]
    assert not any("--key" in what or "rewritten" in what for what in said)


def test_checkpoints_of_others_are_not_taken(ledger: Ledger, tmp_path: Path) -> None:
    other = small(tmp_path / "other", 3)
    foreign = checkpoints.make(other, checkpoints.signer_for(other))
    assert first(ledger, foreign)[1].startswith("the checkpoint is of another ledger: answerable/")
    mine = checkpoints.make(ledger, checkpoints.signer_for(ledger))
    signature = mine.signatures[0]
    wrong = Checkpoint(mine.origin, mine.size, bytes(32), (signature,))
    assert first(ledger, wrong) == (None, "the checkpoint's signature does not hold")
    unknown = Checkpoint(mine.origin, mine.size, mine.root, (Signature(mine.origin, b"1234", signature.data),))
    seq, what = first(ledger, unknown)
    assert (seq, what) == (
        None,
        "the checkpoint's signature is by a key that never signed in this ledger; name it with --key",
    )


def test_a_checkpoint_record_with_a_forged_signature_is_named(ledger: Ledger) -> None:
    forged = note.parse(str(checkpoints.make(ledger, checkpoints.signer_for(ledger))), "it")
    head = ledger.head()
    body = {"size": head.size, "root": head.root().hex(), "signature": forged.signatures[0].encoded}
    key = next(iter(verify(ledger).checkpoints))[1]
    ledger.append(Kind.CHECKPOINT, {**body, "key": str(key)})
    assert first(ledger) == (10, "record 10 is a checkpoint whose signature does not hold")


def test_a_checkpoint_over_more_than_there_was_is_named(ledger: Ledger) -> None:
    signer = checkpoints.signer_for(ledger)
    plain = Checkpoint(ledger.identity.origin, 400, bytes(32))
    signature = Signature(signer.key.name, signer.key.id, signer.sign(plain.text))
    body = {"size": 400, "root": plain.root.hex(), "signature": signature.encoded, "key": str(signer.key)}
    ledger.append(Kind.CHECKPOINT, body)
    assert first(ledger)[1] == "record 9 is a checkpoint over 400 records, of which there were 9"


def test_a_new_key_is_told(ledger: Ledger) -> None:
    ledger.layout.signing_key.unlink()
    checkpoints.make(ledger, checkpoints.signer_for(ledger))
    verification = verify(ledger)
    assert verification.clean
    assert "the checkpoints were signed by 2 keys, one after another" in verification.notes[0]


def test_a_clock_that_jumps_is_told_and_no_fault(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger", now=clock(step=timedelta(hours=-3)))
    for number in range(4):
        ledger.append(Kind.FINDING_OPENED, found(str(number)))
    assert [record.seq for record in ledger.records()] == [0, 1, 2, 3]
    verification = verify(ledger)
    assert verification.clean
    assert verification.notes == [
        "the clock went backwards 3 time(s), first at record 1; the order of records is by their numbers"
    ]


def test_segments_that_are_missing_or_exchanged_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "SEGMENT_BYTES", 1500)
    ledger = small(tmp_path / "ledger", 20)
    files = [path for _, path in ledger.layout.segment_files()]
    assert len(files) > 4
    assert verify(ledger).clean
    data = files[1].read_bytes()
    files[1].unlink()
    start = int(files[1].stem)
    assert first(ledger) == (start, f"record {start} is missing: record {int(files[2].stem)} stands in its place")
    # Its records moved into the file before.
    whole = files[0].read_bytes()
    files[0].write_bytes(whole + data)
    assert verify(ledger).clean
    files[0].write_bytes(whole)
    files[1].write_bytes(data)
    # A line that moves from one file to the next keeps the order, but not the names.
    lines = data.splitlines(keepends=True)
    files[1].write_bytes(b"".join(lines[:-1]))
    files[2].write_bytes(lines[-1] + files[2].read_bytes())
    seq, what = first(ledger)
    assert seq == int(files[2].stem) - 1
    assert what == f"record {seq} is not in the file where it belongs"


def test_records_behind_the_head_are_told(ledger: Ledger) -> None:
    before = ledger.layout.head.read_bytes()
    ledger.append(Kind.BLOCK_OPENED, opened())
    ledger.layout.head.write_bytes(before)
    verification = verify(ledger)
    assert verification.clean
    assert verification.notes == [
        "1 record(s) from 9 on were written by a process that ended before the head was; they chain on"
    ]
    # The next append takes it in.
    assert ledger.append(Kind.BLOCK_OPENED, opened()).seq == 10
    assert verify(ledger).notes == []


def test_an_unfinished_line_is_no_fault(ledger: Ledger) -> None:
    with segment(ledger).open("ab") as stream:
        stream.write(b'{"body":{"blo')
    verification = verify(ledger)
    assert verification.clean
    assert verification.notes[0].startswith("behind record 8 there are 13 bytes of an unfinished line")


def test_others_may_append_while_it_runs(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    from answerable.ledger import verify as module

    real = module.batches

    def slow(path: Path, **options: bytes) -> object:
        ledger.append(Kind.REVIEW_SIGNED, signed())
        return real(path, **options)

    monkeypatch.setattr(module, "batches", slow)
    verification: Verification = verify(ledger)
    assert verification.problems == []
    assert verification.size >= 9


def test_a_key_reads_as_it_is_written(ledger: Ledger) -> None:
    key = checkpoints.signer_for(ledger).key
    assert Key.parse(str(key)) == key
    for wrong in ("", "name", "name+00000000+AQ==", str(key)[:-4], str(key).replace("answerable", "other")):
        with pytest.raises(LedgerError, match="it is no key as a ledger writes it"):
            Key.parse(wrong)
