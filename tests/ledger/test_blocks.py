"""What the records make of a block."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.ledger.blocks import BlockState, fold, step
from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger
from answerable.ledger.record import Record, prepare
from answerable.origin.model import Origin, ReviewState
from ledgers import BLOCK, DIGEST, changed, clock, lines, opened, rejected, residual, signed

EDITED = "ef" * 32
SECOND = {"name": "Another", "email": "Another@example.invalid"}


def records(*entries: tuple[Kind, dict[str, Any]]) -> list[Record]:
    now = clock()
    return [prepare(kind, body).sealed(seq, now(), "0" * 64) for seq, (kind, body) in enumerate(entries)]


def state(*entries: tuple[Kind, dict[str, Any]]) -> BlockState:
    return fold(records(*entries))[BLOCK]


def test_an_opened_block_is_unreviewed() -> None:
    block = state((Kind.BLOCK_OPENED, opened()))
    assert block.state is ReviewState.UNREVIEWED
    assert block.needs_review
    assert (block.path, block.start_line, block.end_line) == ("src/orders.py", 10, 12)
    assert block.lines == tuple(lines("a1", "a2", "a3"))
    assert (block.origin, block.confidence, block.evidence[0].signal) == (Origin.SUSPECTED_AI, 0.87, "large-insert")


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ([(Kind.REVIEW_SIGNED, signed())], ReviewState.REVIEWED),
        ([(Kind.REVIEW_REJECTED, rejected())], ReviewState.REJECTED),
        ([(Kind.REVIEW_SIGNED, signed()), (Kind.BLOCK_CHANGED, changed(path="b.py"))], ReviewState.REVIEWED),
        ([(Kind.REVIEW_SIGNED, signed()), (Kind.BLOCK_RESIDUAL, residual())], ReviewState.RESIDUAL),
        ([(Kind.REVIEW_SIGNED, signed()), (Kind.BLOCK_CHANGED, changed(digest=EDITED))], ReviewState.RESIDUAL),
        (
            [(Kind.REVIEW_SIGNED, signed()), (Kind.BLOCK_RESIDUAL, residual()), (Kind.BLOCK_CHANGED, changed())],
            ReviewState.REVIEWED,
        ),
        (
            [
                (Kind.REVIEW_SIGNED, signed()),
                (Kind.BLOCK_RESIDUAL, residual()),
                (Kind.REVIEW_SIGNED, signed(digest=EDITED)),
            ],
            ReviewState.REVIEWED,
        ),
        ([(Kind.REVIEW_REJECTED, rejected()), (Kind.BLOCK_CHANGED, changed(digest=EDITED))], ReviewState.REJECTED),
        ([(Kind.REVIEW_SIGNED, signed()), (Kind.REVIEW_REJECTED, rejected())], ReviewState.REJECTED),
        ([(Kind.REVIEW_REJECTED, rejected()), (Kind.REVIEW_SIGNED, signed())], ReviewState.REVIEWED),
        ([(Kind.BLOCK_CHANGED, changed(digest=EDITED))], ReviewState.UNREVIEWED),
    ],
)
def test_states(then: list[tuple[Kind, dict[str, Any]]], expected: ReviewState) -> None:
    assert state((Kind.BLOCK_OPENED, opened()), *then).state is expected


def test_a_residual_block_names_the_changed_lines_until_it_is_signed_again() -> None:
    before = [(Kind.BLOCK_OPENED, opened()), (Kind.REVIEW_SIGNED, signed()), (Kind.BLOCK_RESIDUAL, residual())]
    block = state(*before)
    assert block.changed_lines == (11,)
    assert block.lines == tuple(lines("a1", "b2", "a3"))
    assert block.signatures == ()
    again = state(*before, (Kind.REVIEW_SIGNED, signed(digest=EDITED)))
    assert again.changed_lines == ()
    assert [review.seq for review in again.signatures] == [3]
    assert [review.seq for review in again.reviews] == [1, 3]


def test_two_people_sign_the_block_as_it_is() -> None:
    block = state(
        (Kind.BLOCK_OPENED, opened()),
        (Kind.REVIEW_SIGNED, signed(digest=EDITED)),
        (Kind.REVIEW_SIGNED, signed(reviewer=SECOND)),
        (Kind.REVIEW_SIGNED, signed(reason="known")),
    )
    assert block.signers == {"person@example.invalid", "another@example.invalid"}
    assert [review.seq for review in block.signatures] == [2, 3]


def test_a_rejection_takes_earlier_signatures_back() -> None:
    block = state(
        (Kind.BLOCK_OPENED, opened()),
        (Kind.REVIEW_SIGNED, signed()),
        (Kind.REVIEW_REJECTED, rejected()),
        (Kind.REVIEW_SIGNED, signed(reviewer=SECOND)),
    )
    assert block.signers == {"another@example.invalid"}


def test_a_declaration_changes_the_origin_and_nothing_else() -> None:
    declared = {"block": BLOCK, "origin": "declared-ai", "tool": "claude-code", "model": None, "session": "s"}
    block = state((Kind.BLOCK_OPENED, opened()), (Kind.BLOCK_DECLARED, declared | {"source": "hook"}))
    assert (block.origin, block.confidence, block.tool, block.session) == (Origin.DECLARED_AI, 1.0, "claude-code", "s")
    assert block.digest == DIGEST
    human = state(
        (Kind.BLOCK_OPENED, opened()), (Kind.BLOCK_DECLARED, {"block": BLOCK, "origin": "human", "source": "lens"})
    )
    assert not human.needs_review


def test_a_block_whose_text_is_gone_needs_no_review() -> None:
    block = state((Kind.BLOCK_OPENED, opened()), (Kind.BLOCK_CHANGED, changed(closed=True)))
    assert block.closed
    assert not block.needs_review


def test_a_block_whose_first_records_were_pruned_keeps_its_reviews() -> None:
    block = state((Kind.REVIEW_SIGNED, signed()))
    assert (block.state, block.origin, block.opened) == (ReviewState.REVIEWED, Origin.UNKNOWN, None)
    assert block.lines == tuple(lines("a1", "a2", "a3"))


def test_folding_reads_a_ledger(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger")
    other = "cd" * 16
    ledger.append_all(
        [(Kind.BLOCK_OPENED, opened()), (Kind.BLOCK_OPENED, opened(other)), (Kind.REVIEW_SIGNED, signed(other))]
    )
    blocks = fold(ledger.records())
    assert {block: blocks[block].state.value for block in blocks} == {BLOCK: "unreviewed", other: "reviewed"}


_events = st.sampled_from(
    [
        (Kind.BLOCK_OPENED, opened()),
        (Kind.BLOCK_DECLARED, {"block": BLOCK, "origin": "pasted", "source": "client"}),
        (Kind.BLOCK_CHANGED, changed()),
        (Kind.BLOCK_CHANGED, changed(digest=EDITED, path="other.py", start_line=1, end_line=2)),
        (Kind.BLOCK_RESIDUAL, residual()),
        (Kind.REVIEW_SIGNED, signed()),
        (Kind.REVIEW_SIGNED, signed(digest=EDITED, reviewer=SECOND)),
        (Kind.REVIEW_REJECTED, rejected()),
    ]
)


@given(st.lists(_events, min_size=1, max_size=12))
def test_reviewed_means_that_somebody_signed_what_is_there(events: list[tuple[Kind, dict[str, Any]]]) -> None:
    block: BlockState | None = None
    for record in records(*events):
        block = step(block, record)
        # Kept and read again, it is the same: the index depends on it.
        assert BlockState.load(block.dump()) == block
    assert block is not None
    assert (block.state is ReviewState.REVIEWED) == bool(block.signatures)
    assert all(review.digest == block.digest for review in block.signatures)
    assert (block.state is ReviewState.UNREVIEWED) == (not block.reviews)
    if block.state is not ReviewState.RESIDUAL:
        assert block.changed_lines == ()
