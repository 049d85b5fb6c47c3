"""Whole histories: what a person wrote is left alone, and a block has its own lines and no others."""

from __future__ import annotations

from typing import Any

import pytest

from answerable.origin.replay import replay
from answerable.origin.trace import read
from answerable.policy.sections.origin import OriginSettings
from injecting import TRACES, History


def blocks(history: History) -> list[dict[str, Any]]:
    return [block.as_data() for block in replay(read(history.bytes()), OriginSettings())]


def recorded(name: str) -> History:
    path = TRACES / f"{name}.json.gz"
    if not path.exists():
        pytest.skip(f"there is no {path}: recorded histories are not part of the source")
    return History.read(path)


def test_people_are_not_taken_for_an_ai() -> None:
    history = recorded("sveltecomponent")
    suspected = [block for block in blocks(history) if block["origin"] == "suspected-ai"]
    assert len(suspected) <= 0.4 * history.hours()


def test_a_recording_that_begins_with_the_files_text() -> None:
    text = "".join(f"value_{n} = compute({n})\n" for n in range(40))
    history = recorded_of("", [(0, 0, text)], [(3, 0, "x")])
    assert blocks(history) == []


def recorded_of(start: str, *transactions: Any) -> History:
    from datetime import timedelta

    from scripted import BEGAN

    times = [BEGAN + timedelta(seconds=30 * n) for n in range(len(transactions))]
    return History(start, tuple((time, tuple(patches)) for time, patches in zip(times, transactions, strict=True)))


NEW = "def f(value):\n    first = value + 1\n    second = first * 2\n    return first, second\n"


@pytest.mark.parametrize(
    ("at", "new", "lines"),
    [
        (0, NEW, (1, 4)),
        (7, NEW, (3, 6)),
        (5, "\n" + NEW.rstrip("\n"), (2, 5)),
        (7, NEW + "\n", (3, 7)),
        # Where the line is empty, the line end that begins the text is that line's.
        (6, "\n" + NEW.rstrip("\n"), (3, 6)),
        (13, "\n" + NEW.rstrip("\n"), (5, 8)),
        (7, "\n" + NEW, (3, 7)),
    ],
)
def test_the_lines_are_those_of_the_block_alone(at: int, new: str, lines: tuple[int, int]) -> None:
    (block,) = blocks(recorded_of("a = 1\n\nb = 2\n", [(0, 0, " ")], [(0, 1, "")], [(at, 0, new)]))
    assert (block["start_line"], block["end_line"]) == lines
    assert block["characters"] == len(new)
    assert block["time"] == "2026-11-27T09:01:00.250Z"
