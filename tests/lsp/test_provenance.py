"""The blocks of open documents: when they go, when they come back, and which is meant."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import Any

import pytest

from answerable.lsp import provenance
from answerable.lsp.provenance import Provenance
from answerable.origin.held import BlockEvent
from answerable.origin.lines import LineIndex
from answerable.origin.model import Block, Origin, ReviewState, Verdict
from answerable.policy.sections.origin import OriginSettings
from answerable.text.document import Document
from answerable.text.edits import ContentChange, Edit
from answerable.text.languages import of_path
from answerable.text.lines import Encoding
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

BEFORE = "import os\n\n\n"
BODY = "def total(orders):\n    amounts = [order.amount for order in orders]\n    return sum(amounts)\n"
WHERE = Span(len(BEFORE), len(BEFORE + BODY))


def block(id_: str, origin: Origin = Origin.SUSPECTED_AI) -> Block:
    return Block(id_ * 32, WHERE, Verdict(origin, 0.9, ()), datetime(2026, 11, 27, tzinfo=UTC), ReviewState.UNREVIEWED)


class Ledger:
    """A chronicle that knows these blocks of every text, and keeps what it is told."""

    def __init__(self, *blocks: Block) -> None:
        self.blocks = blocks
        self.told: list[BlockEvent] = []

    def recall(self, snapshot: Snapshot) -> Future[tuple[Block, ...]]:
        return _done(self.blocks)

    def record(self, events: Iterable[BlockEvent], snapshot: Snapshot) -> Future[None]:
        self.told += events
        return _done(None)


class Archive:
    def __init__(self, chronicle: Any) -> None:
        self.chronicle = chronicle
        self.lines = LineIndex()
        self.disk: Any = None

    def on_disk(self, uri: str) -> asyncio.Future[tuple[str, float] | None]:
        future: asyncio.Future[tuple[str, float] | None] = asyncio.get_running_loop().create_future()
        if isinstance(self.disk, Exception):
            future.set_exception(self.disk)
        else:
            future.set_result(self.disk)
        return future

    def learn(self, path: str, text: str) -> None:
        pass


def _done(value: Any) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_result(value)
    return future


class Board:
    """Provenance with a ledger, and what it told of."""

    def __init__(self, *blocks: Block) -> None:
        self.archive = Archive(Ledger(*blocks))
        self.changed: list[str] = []
        self.moved: list[str] = []
        self.crashes: list[BaseException] = []
        self.provenance = Provenance(
            lambda uri: self.archive,
            self.changed.append,
            lambda feature, error: self.crashes.append(error),
            moved=self.moved.append,
        )

    async def open(self, uri: str = "file:///a.py", text: str = BEFORE + BODY) -> Document:
        document = Document(uri, uri.rpartition("/")[2], of_path("a.py"), 1, text)
        self.provenance.opened(document)
        self.provenance.configured(document, OriginSettings())
        await asyncio.sleep(0.01)
        return document

    def edit(self, document: Document, edit: Edit) -> None:
        text = document.text[: edit.start] + edit.text + document.text[edit.end :]
        document.change(document.version + 1, [ContentChange(text)], Encoding.UTF32)
        self.provenance.edited(document, [edit])

    def ids(self, document: Document) -> list[str]:
        return [each.id[0] for each in self.provenance.blocks(document.uri)]


async def test_switched_off_the_blocks_go_and_switched_on_they_are_back() -> None:
    board = Board(block("a"))
    document = await board.open()
    assert board.ids(document) == ["a"]
    board.changed.clear()
    board.provenance.configured(document, OriginSettings(enabled=False))
    assert (board.ids(document), board.changed) == ([], [document.uri])
    board.provenance.configured(document, OriginSettings(enabled=True))
    await asyncio.sleep(0.01)
    assert (board.ids(document), board.changed) == (["a"], [document.uri] * 2)


async def test_of_blocks_in_the_same_place_the_declared_one_is_shown() -> None:
    board = Board(block("a"), block("c", Origin.DECLARED_AI))
    document = await board.open()
    assert board.ids(document) == ["c"]


async def test_a_block_in_two_documents_is_found_where_the_person_is() -> None:
    board = Board(block("a"))
    one, two = await board.open("file:///a.py"), await board.open("file:///b.py")
    for document in (one, two):
        found = board.provenance.find("a" * 32, document.uri)
        assert found is not None
        assert found[0] is document
    assert board.provenance.find("a" * 32, "file:///c.py") is None


async def test_what_moves_a_block_is_told_and_what_lies_below_is_not() -> None:
    board = Board(block("a"))
    document = await board.open()
    board.edit(document, Edit(0, 0, "#\n"))
    assert board.moved == [document.uri]
    assert board.provenance.blocks(document.uri)[0].span.start == WHERE.start + 2
    board.edit(document, Edit(document.length, document.length, "#"))
    assert board.moved == [document.uri]


async def test_a_document_that_grows_too_long_is_let_go_and_taken_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provenance, "_LARGEST", 1000)
    board = Board(block("a"))
    document = await board.open()
    end = document.length
    board.edit(document, Edit(end, end, "x = 1\n" * 200))
    assert board.ids(document) == []
    assert "longer than 1,000 characters" in (board.provenance.unfollowed(document.uri) or "")
    board.edit(document, Edit(end, document.length, ""))
    await asyncio.sleep(0.01)
    assert board.ids(document) == ["a"]
    assert board.provenance.unfollowed(document.uri) is None


@pytest.mark.parametrize("method", ["edited", "settle", "declare"])
async def test_a_tracker_that_fails_takes_nothing_else_along(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    board = Board(block("a"))
    document = await board.open()

    def fail(*arguments: Any, **named: Any) -> None:
        raise ZeroDivisionError

    followed = board.provenance._open[document.uri]
    followed.timer = timer = asyncio.get_running_loop().call_later(60, lambda: None)
    monkeypatch.setattr(followed.tracker, method, fail)
    if method == "edited":
        board.edit(document, Edit(0, 0, "#"))
    elif method == "declare":
        assert board.provenance.declared(document.uri, None)  # type: ignore[arg-type]
    else:
        board.provenance.closed(document.uri)
    assert timer.cancelled()
    assert [type(error) for error in board.crashes] == [ZeroDivisionError]
    assert board.ids(document) == []


async def test_a_block_that_cannot_be_verified_is_recorded_all_the_same() -> None:
    board = Board()
    board.archive.disk = RuntimeError("no thread")
    document = await board.open(text=BEFORE)
    end = document.length
    board.edit(document, Edit(end, end, BODY * 4))
    await asyncio.sleep(0.01)
    assert len(board.ids(document)) == 1
    assert [type(error) for error in board.crashes] == [RuntimeError]
    board.provenance.closed(document.uri)
    assert "opened" in [event.kind for event in board.archive.chronicle.told]
