"""Blocks put into a person's history are found whole, and sessions without an AI are left in peace.

Small: `tests/bench/bench_origin.py` measures on the recorded histories.
"""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest

from answerable.origin.replay import replay
from answerable.origin.trace import read
from answerable.policy.sections.origin import OriginSettings
from injecting import WAYS, History, functions, measured, merged
from measuring import sources
from scripted import BEGAN, SESSIONS, session

LIBRARY = sources()


def blocks(history: History) -> list[dict[str, Any]]:
    return [block.as_data() for block in replay(read(history.bytes()), OriginSettings())]


def typing(seed: int) -> History:
    """Somebody who types a file of small functions, a key at a time, with pauses to think."""
    rng = random.Random(seed)
    text, at = "", BEGAN
    out = []
    while len(text) < 3000:
        name = "".join(rng.choices("abcdefghij", k=8))
        for line in (f"def {name}(value):", f"    return value + {rng.randint(1, 99)}", "", ""):
            for key in f"{line}\n":
                at += timedelta(milliseconds=rng.randint(60, 260))
                out.append((at, ((len(text), 0, key),)))
                text += key
        at += timedelta(seconds=rng.randint(2, 40))
    return History("", tuple(out))


@pytest.mark.parametrize("seed", range(3))
def test_what_is_put_in_is_found_whole_and_typing_is_not(seed: int) -> None:
    history = typing(seed)
    assert [block for block in blocks(history) if block["origin"] == "suspected-ai"] == []
    with_blocks, injected = merged(history, functions(LIBRARY[:60]), seed, count=12)
    assert {each.way for each in injected} == set(WAYS)
    result = measured(blocks(with_blocks), injected, history.hours())
    assert result.recall() >= 0.9, result.missed
    assert result.false == 0


@pytest.mark.parametrize("name", sorted(SESSIONS))
def test_tools_and_people_who_move_text_are_no_ai(name: str) -> None:
    long = [path for path in LIBRARY if path.stat().st_size > 15_000][:4]
    texts = [path.read_text(encoding="utf-8", errors="replace")[:15_000] for path in long]
    for seed in range(2):
        history = session(name, texts[seed], texts[-1 - seed], seed)
        assert [block for block in blocks(history) if block["origin"] == "suspected-ai"] == [], (name, seed)
