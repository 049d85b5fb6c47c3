"""One document: what arrives becomes a block or not, and a block stays with its text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.origin.declaration import Declaration, Kind
from answerable.origin.held import BlockEvent
from answerable.origin.memory import Memory
from answerable.origin.model import Origin, ReviewState
from answerable.text.edits import Edit, minimal
from answerable.text.spans import Span
from editing import Session
from texts import Doing, doings

OWN = """\
import sys


def greet(name):
    print("hello", name)


def main():
    for name in sys.argv[1:]:
        greet(name)
"""
NEW = """\
def parse_duration(value):
    units = {"s": 1, "m": 60, "h": 3600}
    number, unit = value[:-1], value[-1]
    if unit not in units:
        raise ValueError(f"unknown unit {unit!r}")
    return int(number) * units[unit]
"""
AT = OWN.index("def main")


def kinds(events: tuple[BlockEvent, ...]) -> list[str]:
    return [event.kind for event in events]


def test_a_large_insert_of_new_text_is_a_block_at_once() -> None:
    session = Session(OWN)
    events = session.insert(AT, NEW)
    assert kinds(events) == ["opened"]
    assert session.block_texts == [NEW]
    assert session.origins == ["suspected-ai"]
    assert events[0].block.opened == session.now
    assert [each.signal for each in events[0].block.verdict.evidence] == ["large-insert"]


def test_typing_is_no_block_and_is_known_to_be_human() -> None:
    session = Session(OWN)
    session.type(AT, NEW)
    session.settle()
    assert session.events == []
    assert session.tracker.verdict(Span(AT, AT + len(NEW))).origin is Origin.HUMAN
    assert session.tracker.verdict(Span(0, AT)).origin is Origin.UNKNOWN


@pytest.mark.parametrize("size", [4, 17, 60, 150])
@pytest.mark.parametrize("pause", [0.02, 0.2])
def test_a_stream_is_one_block_with_its_whole_extent(size: int, pause: float) -> None:
    session = Session(OWN)
    for start in range(0, len(NEW), size):
        session.insert(AT + start, NEW[start : start + size])
        session.wait(pause if size > 4 else 0.02)
    session.settle()
    assert session.block_texts == [NEW]
    assert kinds(tuple(session.events)).count("opened") == 1


def test_a_slow_stream_of_lines_is_one_block() -> None:
    session = Session(OWN)
    at = AT
    for line in NEW.splitlines(keepends=True):
        session.insert(at, line)
        at += len(line)
        session.wait(4)
    session.settle()
    assert session.block_texts == [NEW]
    assert session.origins == ["suspected-ai"]


def test_completions_with_keys_typed_between_them_are_one_block() -> None:
    session = Session(OWN)
    at = AT
    for line in NEW.splitlines():
        indent = len(line) - len(line.lstrip())
        session.type(at, line[: indent + 2])
        session.wait(1)
        session.insert(at + indent + 2, line[indent + 2 :])
        session.wait(1)
        session.type(at + len(line), "\n")
        at += len(line) + 1
    session.settle()
    assert len(session.blocks) == 1
    assert session.block_texts[0].splitlines()[1:] == NEW.splitlines()[1:]
    assert session.block_texts[0].splitlines()[0] == NEW.splitlines()[0][2:]


def test_an_edit_elsewhere_does_not_end_a_stream() -> None:
    session = Session(OWN)
    for start in range(0, len(NEW), 20):
        session.insert(AT + start, NEW[start : start + 20])
        session.wait(0.1)
        session.insert(len(session.text), "x")
    session.settle()
    assert session.block_texts == [NEW]


def test_a_block_follows_its_text() -> None:
    session = Session(OWN)
    session.insert(AT, NEW)
    session.settle()
    session.insert(0, "# a note\n")
    session.delete(session.text.index("def greet"), session.text.index("def parse"))
    assert session.block_texts == [NEW]
    assert kinds(session.settle()) == []


def test_an_edit_inside_is_told_when_it_is_quiet() -> None:
    session = Session(OWN)
    session.insert(AT, NEW)
    session.settle()
    session.type(session.text.index("units ="), "my_")
    assert kinds(session.settle(3)) == ["changed"]
    assert session.block_texts == [NEW.replace("units =", "my_units =")]


def test_a_block_whose_text_is_deleted_is_closed_and_undo_brings_it_back() -> None:
    session = Session(OWN)
    session.insert(AT, NEW)
    session.settle()
    (block,) = session.blocks
    assert kinds(session.delete(AT, AT + len(NEW))) == ["closed"]
    assert session.blocks == ()
    session.wait(30)
    session.insert(AT, NEW)
    session.settle()
    assert [each.id for each in session.blocks] == [block.id]
    assert session.block_texts == [NEW]
    assert "opened" not in kinds(tuple(session.events[2:]))


def test_a_block_that_is_cut_moves_to_another_document() -> None:
    memory = Memory()
    one, other = Session(OWN, memory=memory), Session("import os\n", "other.py", memory=memory)
    one.insert(AT, NEW)
    one.settle()
    (block,) = one.blocks
    one.tracker.set_state(block.id, ReviewState.REVIEWED)
    one.delete(AT, AT + len(NEW))
    other.insert(10, "\n" + NEW)
    other.settle()
    assert [(each.id, each.state) for each in other.blocks] == [(block.id, ReviewState.REVIEWED)]
    assert other.block_texts == [NEW]


def test_an_edit_after_the_review_leaves_a_residual_with_the_lines_named() -> None:
    session = Session(OWN)
    session.insert(AT, NEW)
    session.settle()
    (block,) = session.blocks
    session.tracker.set_state(block.id, ReviewState.REVIEWED)
    at = session.text.index("number, unit")
    first = session.text.count("\n", 0, at) + 1
    events = session.insert(at, "x = ")
    assert [(event.kind, event.lines, event.block.state) for event in events] == [
        ("residual", (first,), ReviewState.RESIDUAL)
    ]
    assert session.insert(at, "y") == ()
    session.insert(0, "# one line further down\n")
    events = session.insert(session.text.index("raise Value"), "pass; ")
    assert [(event.kind, event.lines) for event in events] == [("residual", (first + 1, first + 3))]


def test_layout_alone_makes_no_residual() -> None:
    session = Session(OWN)
    session.insert(AT, NEW)
    session.settle()
    (block,) = session.blocks
    session.tracker.set_state(block.id, ReviewState.REVIEWED)
    session.insert(session.text.index("number, unit"), "    ")
    session.settle()
    assert session.blocks[0].state is ReviewState.REVIEWED


def test_a_block_typed_over_is_a_persons() -> None:
    session = Session(OWN)
    session.insert(AT, NEW)
    session.settle()
    session.type(AT + 5, "\n".join(f"name_{number} = compute({number})" for number in range(80)), pause=0.1)
    session.delete(AT + len(session.blocks[0].span) - len(NEW) + 6, session.blocks[0].span.end - 1)
    assert [event.block.verdict.origin for event in session.settle()] == [Origin.HUMAN]


def test_a_restored_block_is_drawn_to_the_text() -> None:
    session = Session(OWN)
    session.insert(AT, NEW)
    (block,) = session.blocks
    again = Session(OWN[: AT + 30])
    again.tracker.restore([block, block])
    assert [each.span for each in again.blocks] == [Span(AT, AT + 30)]
    assert again.blocks[0].id == block.id


def test_due_says_when_a_stream_ends() -> None:
    session = Session(OWN)
    assert session.tracker.due() is None
    session.insert(AT, NEW)
    due = session.tracker.due()
    assert due is not None
    session.settle(due)
    assert session.tracker.due() is None


# Declarations


def test_a_declaration_after_the_edit_beats_what_was_inferred() -> None:
    session = Session(OWN)
    session.insert(AT, NEW)
    (block,) = session.blocks
    session.wait(0.5)
    events = session.declare(Declaration(Kind.AGENT, tool="claude-code", model="m", session="s"))
    assert [(event.kind, event.block.id) for event in events] == [("changed", block.id)]
    verdict = session.blocks[0].verdict
    assert (verdict.origin, verdict.tool, verdict.model, verdict.session) == (
        Origin.DECLARED_AI,
        "claude-code",
        "m",
        "s",
    )


def test_a_declaration_before_the_edit_waits_for_it() -> None:
    session = Session(OWN)
    session.declare(Declaration(Kind.COMPLETION, tool="copilot", version=2))
    session.wait(0.3)
    session.type(0, "# x\n", pause=0.05)
    events = session.insert(AT + 4, "def f(): return 1\n", version=2)
    assert [(event.kind, event.block.verdict.origin) for event in events] == [("opened", Origin.DECLARED_AI)]
    assert session.block_texts == ["def f(): return 1\n"]


@pytest.mark.parametrize("kind", [Kind.UNDO, Kind.REDO, Kind.FORMAT, Kind.SNIPPET, Kind.RELOAD])
@pytest.mark.parametrize("before", [True, False])
def test_a_tools_edit_is_no_block(kind: Kind, before: bool) -> None:
    session = Session(OWN)
    if before:
        session.declare(Declaration(kind))
    session.insert(AT, NEW)
    if not before:
        assert kinds(session.declare(Declaration(kind))) == ["closed"]
    session.settle()
    assert session.blocks == ()


def test_a_declared_paste_is_pasted() -> None:
    session = Session(OWN)
    session.declare(Declaration(Kind.PASTE))
    session.insert(AT, NEW)
    assert session.origins == ["pasted"]


def test_a_declared_range_counts_and_is_drawn_to_the_document() -> None:
    session = Session(OWN)
    events = session.declare(Declaration(Kind.AGENT, range=Span(AT, 10_000)))
    assert kinds(events) == ["opened"]
    assert session.block_texts == [OWN[AT:]]
    assert session.declare(Declaration(Kind.AGENT, range=Span(9_000, 10_000))) == ()


def test_an_old_declaration_says_nothing_of_a_new_edit() -> None:
    session = Session(OWN)
    session.declare(Declaration(Kind.AGENT))
    session.wait(60)
    session.insert(AT, NEW)
    assert session.origins == ["suspected-ai"]


# Whatever happens


LONG = "value_%d = compute(%d, 'something')\n"
PIECES = (*(LONG % (n, n) for n in range(4)), NEW, "x", "\n", "\r\n", "\r", "\ud83d", "    ", "()", "é", OWN[:60])


@given(
    st.sampled_from(["", OWN, NEW + OWN]),
    st.lists(st.tuples(doings(PIECES), st.sampled_from([0.0, 0.1, 1.0, 9.0, -5.0]), st.integers(0, 9)), max_size=25),
)
def test_whatever_is_edited_blocks_lie_in_the_text_and_nothing_is_raised(
    start: str, done: list[tuple[Doing, float, int]]
) -> None:
    session = Session(start)
    open_: set[str] = set()
    for doing, pause, extra in done:
        session.wait(pause)
        if extra == 0:
            session.declare(Declaration(list(Kind)[len(session.text) % 8], range=Span(*doing.of(session.text))))
        if extra == 1 and session.blocks:
            session.tracker.set_state(session.blocks[0].id, ReviewState.REVIEWED)
        before = session.text
        after = doing.result(before)
        from_, to = doing.of(before)
        edit = minimal(before, after) if extra == 2 else Edit(from_, to, doing.text)
        session.edit([] if edit is None else [edit])
        session.tracker.settle(session.now) if extra == 3 else None
        assert session.tracker.text == session.text == after
        for block in session.blocks:
            assert 0 <= block.span.start < block.span.end <= len(session.text)
        assert all(a.end < b.start for a, b in pairwise(session.tracker.typed))
        for span in session.tracker.typed:
            assert span.end <= len(session.text)
    session.settle()
    for event in session.events:
        if event.kind == "opened":
            assert event.block.id not in open_
            open_.add(event.block.id)
