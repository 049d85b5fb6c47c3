"""Origins: how many injected blocks are found, how often a person is taken for an AI, and what one edit costs.

`scripts/run pytest -s tests/bench/bench_origin.py`; SEEDS=5 for more. The recorded histories are not part of the
source.
"""

from __future__ import annotations

import os
import random
import time
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console
from rich.table import Table

from answerable.origin.lines import LineIndex
from answerable.origin.replay import replay
from answerable.origin.trace import read
from answerable.origin.tracker import Tracker
from answerable.policy.sections.origin import OriginSettings
from answerable.text.edits import Edit
from answerable.text.languages import of_path
from injecting import TRACES, History, functions, measured, merged
from measuring import sources, text_of
from scripted import SESSIONS, session

SEEDS = int(os.environ.get("SEEDS", "2"))
CONSOLE = Console(width=110)


def blocks(history: History) -> list[dict[str, object]]:
    return [block.as_data() for block in replay(read(history.bytes()), OriginSettings())]


@pytest.mark.parametrize("name", ["sveltecomponent", "json-crdt-patch"])
def test_blocks_put_into_recorded_histories(name: str) -> None:
    path = TRACES / f"{name}.json.gz"
    if not path.exists():
        pytest.skip(f"there is no {path}: recorded histories are not part of the source")
    history, texts = History.read(path), functions(sources())
    hours = history.hours()
    suspected = sum(block["origin"] == "suspected-ai" for block in blocks(history))
    table = Table("seed", "found at IoU 0.9", "paste", "stream", "line by line", title=f"{name}, 60 blocks a seed")
    for seed in range(SEEDS):
        with_blocks, injected = merged(history, texts, seed, count=60)
        result = measured(blocks(with_blocks), injected, hours)
        ways = [
            f"{sum(iou >= 0.9 for iou in result.found.get(way, ()))}/{len(result.found.get(way, ()))}"
            for way in ("paste", "stream", "lines")
        ]
        table.add_row(str(seed), f"{result.recall():.3f}", *ways)
    CONSOLE.print(table)
    CONSOLE.print(
        f"as recorded: {suspected} suspected blocks in {hours:.1f} active hours, {suspected / hours:.2f} an hour"
    )


def test_scripted_sessions_without_an_ai() -> None:
    long = [path for path in sources() if path.stat().st_size > 20_000][: SEEDS * 6]
    texts = [path.read_text(encoding="utf-8", errors="replace")[:20_000] for path in long]
    table = Table("session", "suspected", "in sessions", title="Sessions in which no AI took part")
    for name in SESSIONS:
        found = [
            sum(
                block["origin"] == "suspected-ai"
                for block in blocks(session(name, texts[seed], texts[-1 - seed], seed))
            )
            for seed in range(SEEDS * 3)
        ]
        table.add_row(name, str(sum(found)), str(len(found)))
    CONSOLE.print(table)


def test_one_edit_at_10000_lines_with_an_index_of_a_million() -> None:
    index, rng = LineIndex(), random.Random(1)
    begun = time.process_time()
    for number in range(200):
        index.update(f"f{number}.py", "".join(f"value_{rng.random()} = compute({line})\n" for line in range(5000)))
    built = time.process_time() - begun
    text = text_of(10_000)
    now = datetime(2026, 11, 27, tzinfo=UTC)
    tracker = Tracker(text, "a.py", of_path("a.py"), settings=OriginSettings(), workspace=index, clock=lambda: now)
    keys: list[float] = []
    pastes: list[float] = []
    block = "".join(f"    total_{line} = price_of({line}) * quantity\n" for line in range(40))
    for number in range(400):
        at = rng.randrange(len(text))
        new = block if number % 20 == 0 else "x"
        after = text[:at] + new + text[at:]
        now += timedelta(seconds=0.2 if new == "x" else 20)
        begun = time.process_time()
        tracker.edited([Edit(at, at, new)], after, now)
        (pastes if len(new) > 1 else keys).append((time.process_time() - begun) * 1000)
        text = after
    table = Table("what", "p50 ms", "p95 ms", "budget ms", title="One edit, processor time")
    for name, values in (("a key", keys), ("a paste of 40 lines", pastes)):
        ordered = sorted(values)
        table.add_row(
            name, f"{ordered[len(ordered) // 2]:.2f}", f"{ordered[int(0.95 * (len(ordered) - 1))]:.2f}", "2 at p95"
        )
    CONSOLE.print(table)
    CONSOLE.print(f"index of {len(index):,} lines built in {built:.1f} s of processor time (budget 60)")
