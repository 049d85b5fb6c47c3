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
