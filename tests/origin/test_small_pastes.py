"""What a person copies now and then is not made a block of; more than a line is."""

from __future__ import annotations

from answerable.origin.model import Origin
from answerable.text.edits import Edit
from editing import Session

LINE = "total = compute_the_total(order, customer, currency='EUR', rate=1.19)\n"


def pasted(text: str) -> list[Origin]:
    session = Session("import os\n" * 3)
    after = session.text + text
    events = session.tracker.edited([Edit(len(session.text), len(session.text), text)], after, session.now)
    return [event.block.verdict.origin for event in events]


def test_one_line_is_no_block() -> None:
    assert pasted(LINE) == []


def test_two_lines_are_a_paste_of_unknown_origin() -> None:
    assert pasted(LINE + LINE.replace("total", "sum")) == [Origin.PASTED]


def test_a_paste_of_100000_lines_is_one_block_with_its_whole_extent() -> None:
    session = Session("import os\n" * 3)
    text = "".join(f"value_{number} = compute({number}, {number * 7})\n" for number in range(100_000))
    after = session.text + text
    events = session.tracker.edited([Edit(len(session.text), len(session.text), text)], after, session.now)
    assert [event.kind for event in events] == ["opened"]
    (block,) = session.tracker.blocks
    assert (block.span.start, block.span.end) == (len(session.text), len(after))
    # And typing goes on.
    later = after[:-1] + "x\n"
    session.wait(10)
    session.tracker.edited([Edit(len(after) - 1, len(after) - 1, "x")], later, session.now)
    assert session.tracker.blocks[0].span.end == len(later)
