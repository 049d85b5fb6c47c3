"""Blocks on their way into a real ledger and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from answerable.detect.semgrep.rules import load_rules
from answerable.interop.git import Identity
from answerable.ledger.log import Ledger
from answerable.origin.held import BlockEvent
from answerable.origin.model import Block, Evidence, Origin, ReviewState, Verdict
from answerable.policy.load import load_policy
from answerable.session.chronicle import Chronicle
from answerable.session.review import Desk
from answerable.session.standing import Rules
from answerable.session.workspace import Workspace
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

BODY = "def total(orders):\n    amounts = [order.amount for order in orders]\n    return sum(amounts)\n"
TEXT = f"import os\n\n\n{BODY}"
WHERE = Span(len("import os\n\n\n"), len(TEXT))
VERDICT = Verdict(Origin.SUSPECTED_AI, 0.87, (Evidence("large-insert", 3.0, "3 lines at once"),))
BLOCK = Block("b" * 32, WHERE, VERDICT, datetime(2026, 11, 27, tzinfo=UTC))
ANN = Identity("Ann", "ann@example.com")

Make = Callable[[], Chronicle]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "ledger")


@pytest.fixture
def desk(tmp_path: Path, ledger: Ledger) -> Desk:
    workspace = Workspace(tmp_path, load_policy(tmp_path), load_rules(()))
    return Desk(ledger, workspace, Rules(workspace.policy.review))


@pytest.fixture
def chronicle(desk: Desk) -> Chronicle:
    return Chronicle(lambda: desk, pytest.fail)


def snapshot(text: str = TEXT, path: str = "shop.py") -> Snapshot:
    return Snapshot.of(text, path)


def kinds(ledger: Ledger) -> list[str]:
    return [record.kind.value for record in ledger.records()]


def test_a_block_is_found_again_with_its_verdict_and_its_place(chronicle: Chronicle, ledger: Ledger) -> None:
    chronicle.record([BlockEvent("opened", BLOCK)], snapshot())
    [again] = chronicle.recall(snapshot(f"# moved\n{TEXT}", "other.py")).result()
    assert (again.id, again.verdict, again.state) == (BLOCK.id, VERDICT, ReviewState.UNREVIEWED)
    # From its first line to its last, which ends before its line end.
    assert again.span == Span(WHERE.start + 8, WHERE.end + 7)
    [record] = ledger.records()
    assert (record.body["start_line"], record.body["end_line"], len(record.body["lines"])) == (4, 6, 3)
    assert "total" not in str(record.body)


def test_what_is_said_again_is_not_recorded_again(chronicle: Chronicle, ledger: Ledger) -> None:
    chronicle.record([BlockEvent("opened", BLOCK)], snapshot())
    chronicle.record([BlockEvent("changed", BLOCK)], snapshot())
    chronicle.wait()
    assert kinds(ledger) == ["block.opened"]


def test_a_block_that_moves_to_another_file_or_is_edited_is_recorded_as_changed(
    chronicle: Chronicle, ledger: Ledger
) -> None:
    chronicle.record([BlockEvent("opened", BLOCK)], snapshot())
    chronicle.record([BlockEvent("changed", BLOCK)], snapshot(path="other.py"))
    edited = TEXT.replace("sum(amounts)", "max(amounts)")
    chronicle.record([BlockEvent("changed", BLOCK)], snapshot(edited, "other.py"))
    chronicle.wait()
    assert kinds(ledger) == ["block.opened", "block.changed", "block.changed"]


def test_an_edit_after_a_review_is_residual_and_names_the_lines_the_editor_saw(
    chronicle: Chronicle, ledger: Ledger
) -> None:
    chronicle.record([BlockEvent("opened", BLOCK)], snapshot())
    signed = chronicle.at_desk(lambda desk: desk.sign(snapshot(), BLOCK.id, ANN)).result()
    [again] = chronicle.recall(snapshot()).result()
    assert again.state is ReviewState.REVIEWED
    edited = snapshot(TEXT.replace("def total", "def sum_of"))
    block = replace(BLOCK, span=Span(WHERE.start, WHERE.end + 1), state=ReviewState.RESIDUAL, changed=(4,))
    chronicle.record([BlockEvent("residual", block, (4,))], edited)
    chronicle.wait()
    *_, last = ledger.records()
    assert (last.kind.value, last.body["changed_lines"], last.body["review"]) == ("block.residual", [4], signed.seq)
    [again] = chronicle.recall(edited).result()
    assert (again.state, again.changed) == (ReviewState.RESIDUAL, (4,))


def test_a_residual_block_in_two_documents_is_recorded_once_for_each(chronicle: Chronicle, ledger: Ledger) -> None:
    chronicle.record([BlockEvent("opened", BLOCK)], snapshot())
    chronicle.at_desk(lambda desk: desk.sign(snapshot(), BLOCK.id, ANN)).result()
    text = TEXT.replace("def total", "def sum_of")
    block = replace(BLOCK, span=Span(WHERE.start, WHERE.end + 1), state=ReviewState.RESIDUAL, changed=(4,))
    for _ in range(3):
        for path in ("shop.py", "copy.py"):
            chronicle.record([BlockEvent("changed", block)], snapshot(text, path))
    chronicle.wait()
    assert [record.body["path"] for record in ledger.records() if record.kind == "block.residual"] == [
        "shop.py",
        "copy.py",
    ]


def test_a_block_that_was_a_reload_after_all_is_taken_back(chronicle: Chronicle, ledger: Ledger) -> None:
    chronicle.record([BlockEvent("opened", BLOCK)], snapshot())
    tool = replace(BLOCK, verdict=Verdict(Origin.TOOL, 1.0))
    chronicle.record([BlockEvent("closed", tool)], snapshot())
    chronicle.record([BlockEvent("closed", BLOCK)], snapshot(""))
    chronicle.wait()
    assert kinds(ledger) == ["block.opened", "block.declared"]


def test_a_ledger_that_cannot_be_opened_is_told_of_once_and_tried_again(desk: Desk, ledger: Ledger) -> None:
    told: list[str] = []
    broken = [True]

    def opened() -> Desk:
        if broken[0]:
            raise OSError("no such place /secret/path")
        return desk

    chronicle = Chronicle(opened, told.append)
    assert chronicle.recall(snapshot()).result() == ()
    chronicle.record([BlockEvent("opened", BLOCK)], snapshot())
    chronicle.wait()
    assert told == ["Blocks are shown, but nothing is recorded: OSError"]
    broken[0] = False
    chronicle.record([BlockEvent("opened", BLOCK)], snapshot())
    chronicle.wait()
    assert kinds(ledger) == ["block.opened"]
    with pytest.raises(Exception, match=r"not in shop\.py"):
        chronicle.at_desk(lambda desk: desk.sign(snapshot(), "c" * 32, ANN)).result()
