"""Which blocks stand in a text, and who answers for them as they are now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from answerable.interop.codeowners import CodeOwners
from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger
from answerable.origin.model import Origin, ReviewState
from answerable.origin.prints import Digester, LineRange
from answerable.policy.sections.review import Review as ReviewPolicy
from answerable.session.history import Histories
from answerable.session.standing import Finder, Rules, Standing
from answerable.text.snapshot import Snapshot
from opened_blocks import open_block

BLOCK = """\
def total(orders, rate):
    result = 0
    for order in orders:
        if order.cancelled:
            continue
        result += order.amount * rate
    return result
"""
OTHER = "def unrelated(argument):\n    value = argument + 1\n    return value\n"
ANN, BOB = "ann@example.invalid", "bob@example.invalid"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "ledger")


def sign(ledger: Ledger, text: str, email: str = ANN, *, block: str = "b" * 32, path: str = "a.py") -> None:
    digester = Digester(ledger.key)
    print_ = digester.lines(text)
    ledger.append(
        Kind.REVIEW_SIGNED,
        {
            "block": block, "digest": digester.block(print_), "lines": list(print_), "path": path, "start_line": 1,
            "end_line": text.count("\n"), "findings": [], "reviewer": {"name": "A Person", "email": email},
            "statement": "read", "reason": None,
        },
    )  # fmt: skip


def reject(ledger: Ledger) -> None:
    body = {
        "block": "b" * 32,
        "digest": "0" * 64,
        "path": "a.py",
        "reviewer": {"name": "B", "email": BOB},
        "statement": "no",
    }
    ledger.append(Kind.REVIEW_REJECTED, body)


def standings(
    ledger: Ledger, text: str, path: str = "a.py", *, owners: str | None = None, **policy: Any
) -> list[Standing]:
    rules = Rules(ReviewPolicy(**policy), CodeOwners.parse(owners) if owners is not None else None)
    finder = Finder(Histories.of(ledger.records()), rules)
    return finder.in_text(path, Digester(ledger.key).text(text))


def only(found: list[Standing]) -> Standing:
    [standing] = found
    return standing


def test_a_block_nobody_read(ledger: Ledger) -> None:
    open_block(ledger, BLOCK, "a.py")
    found = only(standings(ledger, OTHER + "\n" + BLOCK))
    assert (found.state, found.lines, found.open) == (ReviewState.UNREVIEWED, LineRange(5, 11), frozenset(range(5, 12)))
    assert found.needs_review


def test_a_signature_holds_wherever_the_content_stands(ledger: Ledger) -> None:
    open_block(ledger, BLOCK, "a.py")
    sign(ledger, BLOCK)
    for text, path in ((BLOCK, "a.py"), (OTHER + BLOCK + OTHER, "moved/elsewhere.py")):
        found = only(standings(ledger, text, path))
        assert (found.state, found.open) == (ReviewState.REVIEWED, frozenset())
        assert [review.email for review in found.signers] == [ANN]


def test_edited_after_it_was_signed(ledger: Ledger) -> None:
    open_block(ledger, BLOCK, "a.py")
    sign(ledger, BLOCK)
    found = only(standings(ledger, BLOCK.replace("order.cancelled", "order.void")))
    assert (found.state, found.changed) == (ReviewState.RESIDUAL, (4,))
    assert found.why == f"edited after A Person <{ANN}> signed it"
    assert found.open == frozenset(range(1, 8))
    # The same edit, known to the ledger as the block's newest look.
    digester = Digester(ledger.key)
    edited = BLOCK.replace("order.cancelled", "order.void")
    ledger.append(
        Kind.BLOCK_CHANGED,
        {
            "block": "b" * 32,
            "path": "a.py",
            "start_line": 1,
            "end_line": 7,
            "digest": "0" * 64,
            "lines": digester.lines(edited),
        },
    )
    assert only(standings(ledger, edited)).changed == (4,)
    # And undone: what was signed stands there again.
    assert only(standings(ledger, BLOCK)).state is ReviewState.REVIEWED
    # Signed anew.
    sign(ledger, edited)
    assert only(standings(ledger, edited)).state is ReviewState.REVIEWED


def test_lines_taken_out_after_it_was_signed(ledger: Ledger) -> None:
    open_block(ledger, BLOCK, "a.py")
    sign(ledger, BLOCK)
    found = only(standings(ledger, BLOCK.replace("        if order.cancelled:\n            continue\n", "")))
    assert found.state is ReviewState.RESIDUAL
    assert found.changed == (1,)


def test_a_rejection_stands_until_somebody_signs(ledger: Ledger) -> None:
    open_block(ledger, BLOCK, "a.py")
    sign(ledger, BLOCK)
    reject(ledger)
    found = only(standings(ledger, BLOCK))
    assert (found.state, found.why) == (ReviewState.REJECTED, f"rejected by B <{BOB}>")
    assert found.open
    sign(ledger, BLOCK)
    assert only(standings(ledger, BLOCK)).state is ReviewState.REVIEWED


def test_a_second_person_for_some_paths(ledger: Ledger) -> None:
    open_block(ledger, BLOCK, "src/auth/a.py")
    sign(ledger, BLOCK, ANN)
    sign(ledger, BLOCK, ANN.upper())
    policy = {"second_person": ("src/auth/",)}
    found = only(standings(ledger, BLOCK, "src/auth/a.py", **policy))
    assert found.state is ReviewState.UNREVIEWED
    assert "needs a second person" in found.why
    assert only(standings(ledger, BLOCK, "src/other/a.py", **policy)).state is ReviewState.REVIEWED
    sign(ledger, BLOCK, BOB)
    assert only(standings(ledger, BLOCK, "src/auth/a.py", **policy)).state is ReviewState.REVIEWED


def test_a_second_person_must_have_read_the_same(ledger: Ledger) -> None:
    open_block(ledger, BLOCK, "a.py")
    sign(ledger, BLOCK, ANN)
    sign(ledger, BLOCK.replace("rate", "factor"), BOB)
    found = only(standings(ledger, BLOCK.replace("rate", "factor"), second_person=("*",)))
    assert found.state is ReviewState.UNREVIEWED


def test_only_owners_count(ledger: Ledger) -> None:
    open_block(ledger, BLOCK, "a.py")
    sign(ledger, BLOCK, ANN)
    owners = f"*.py {BOB}\n"
    found = only(standings(ledger, BLOCK, owners=owners))
    assert found.state is ReviewState.UNREVIEWED
    assert "whom CODEOWNERS does not name" in found.why
    sign(ledger, BLOCK, BOB)
    assert only(standings(ledger, BLOCK, owners=owners)).state is ReviewState.REVIEWED
    assert only(standings(ledger, BLOCK, owners="*.js @x\n")).state is ReviewState.REVIEWED


def test_what_needs_no_review(ledger: Ledger) -> None:
    open_block(ledger, BLOCK, "docs/a.py", origin="human")
    assert only(standings(ledger, BLOCK)).open == frozenset()
    ledger.append(
        Kind.BLOCK_DECLARED,
        {"block": "b" * 32, "origin": "suspected-ai", "tool": None, "model": None, "session": None, "source": "x"},
    )
    found = only(standings(ledger, BLOCK))
    assert (found.history.origin, bool(found.open)) == (Origin.SUSPECTED_AI, True)
    assert only(standings(ledger, BLOCK, "docs/a.py", exclude=("docs/",))).open == frozenset()


def test_a_block_written_anew_is_read_once(ledger: Ledger) -> None:
    open_block(ledger, BLOCK, "a.py", block="1" * 32)
    newer = BLOCK.replace("result", "total_amount")
    open_block(ledger, newer, "a.py", block="2" * 32)
    assert only(standings(ledger, newer)).history.id == "2" * 32
    longer = newer + "\n\ndef more():\n    return total\n"
    open_block(ledger, longer, "a.py", block="3" * 32)
    assert {each.history.id[0] for each in standings(ledger, longer)} == {"2", "3"}
    sign(ledger, longer, block="3" * 32)
    assert only(standings(ledger, longer)).history.id == "3" * 32
    sign(ledger, newer, block="2" * 32)
    found = only(standings(ledger, newer))
    assert (found.history.id, found.state) == ("2" * 32, ReviewState.REVIEWED)


def test_every_copy_counts(ledger: Ledger) -> None:
    open_block(ledger, BLOCK, "a.py")
    found = standings(ledger, BLOCK + OTHER + BLOCK)
    assert [each.lines for each in found] == [LineRange(1, 7), LineRange(11, 17)]


def test_what_is_not_there_is_not_found(ledger: Ledger) -> None:
    open_block(ledger, BLOCK, "a.py")
    assert standings(ledger, OTHER) == []
    part = "".join(BLOCK.splitlines(keepends=True)[2:5])
    assert only(standings(ledger, OTHER + part, "a.py")).lines == LineRange(4, 6)
    assert standings(ledger, OTHER + part, "b.py") == []
    # An editor that has opened a directory inside the repository has shorter paths.
    assert only(standings(ledger, OTHER + part, "src/a.py")).lines == LineRange(4, 6)


def test_a_record_about_nothing_known_is_passed_over(ledger: Ledger) -> None:
    sign(ledger, BLOCK)
    assert standings(ledger, BLOCK) == []


def test_as_a_block_of_a_snapshot(ledger: Ledger) -> None:
    open_block(ledger, BLOCK, "a.py")
    snapshot = Snapshot.of(OTHER + BLOCK, "a.py")
    block = only(standings(ledger, snapshot.text)).block(snapshot)
    assert snapshot.text[block.span.start : block.span.end] == BLOCK.rstrip("\n")
    assert (block.state, block.verdict.model) == (ReviewState.UNREVIEWED, "claude-opus-4-5")
    assert block.verdict.evidence[0].signal == "large-insert"


def test_a_text_that_hook_and_editor_told_of_is_one_block_and_the_declared_one(ledger: Ledger) -> None:
    open_block(ledger, BLOCK, "a.py", block="a" * 32, origin="suspected-ai")
    open_block(ledger, BLOCK, "a.py", block="c" * 32)
    open_block(ledger, BLOCK, "a.py", block="d" * 32)
    found = only(standings(ledger, OTHER + "\n" + BLOCK))
    assert (found.history.id, found.lines) == ("c" * 32, LineRange(5, 11))
    # Two copies are two things to read, each of them once.
    twice = standings(ledger, BLOCK + "\n" + OTHER + "\n" + BLOCK)
    assert [(each.history.id, each.lines.start) for each in twice] == [("c" * 32, 1), ("c" * 32, 13)]


def test_of_twins_a_rejected_one_is_kept(ledger: Ledger) -> None:
    open_block(ledger, BLOCK, "a.py", origin="suspected-ai")
    open_block(ledger, BLOCK, "a.py", block="c" * 32)
    reject(ledger)
    assert only(standings(ledger, BLOCK)).state is ReviewState.REJECTED
