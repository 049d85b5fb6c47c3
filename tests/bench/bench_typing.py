"""From a key to what the editor shows, at 200, 2,000 and 10,000 lines, beside the engine on the whole file."""

from __future__ import annotations

import asyncio
import json
import subprocess
import time
from datetime import date
from pathlib import Path

from answerable.detect.semgrep.binary import find
from answerable.schedule import Delays, Schedule
from answerable.session.workspace import Workspace
from answerable.text.document import Document
from answerable.text.edits import ContentChange
from answerable.text.languages import BY_ID
from answerable.text.lines import Encoding
from measuring import merged_rules, ms, quantile, serving, show, text_of, timed

SIZES = (200, 2_000, 10_000)
KEYS = 40
QUIET = 0.15


def test_a_key_in_the_server(tmp_path: Path) -> None:
    """Keys typed into a string of the flagged statement: each brings a fast answer, then one of the engine."""
    rows = []
    rules = merged_rules(tmp_path)
    for size in SIZES:
        text = text_of(size)
        lines = text.count("\n")
        name = tmp_path / f"typed{size}.py"
        name.write_text(text)
        with serving(tmp_path) as wire:
            uri = name.as_uri()
            wire.open(uri, text)
            while not wire.diagnostics(uri, 1)[1]:
                pass
            fast, deep = [], []
            for version in range(2, KEYS + 2):
                sent = wire.insert(uri, version, lines - 1, 17, "x")
                fast.append(wire.diagnostics(uri, version)[0] - sent)
                deep.append(wire.diagnostics(uri, version)[0] - sent - QUIET)
                time.sleep(0.1)
        whole = [timed(lambda name=name: engine(rules, name, tmp_path)) for _ in range(5)]
        peer = quantile(whole, 0.5)
        rows.append(
            (
                f"{lines:,}",
                f"{ms(quantile(fast, 0.5))} / {ms(quantile(fast, 0.95))}",
                f"{ms(quantile(deep, 0.5))} / {ms(quantile(deep, 0.95))}",
                ms(peer),
                f"{peer / quantile(deep, 0.5):.1f}x",
            )
        )
    header = ("lines", "fast, p50 / p95", "engine after the quiet time, p50 / p95", "semgrep-core, whole file", "ratio")
    show("Key to diagnostics (real server over stdio, all shipped rules)", header, rows)


def test_a_key_on_the_event_loop(tmp_path: Path) -> None:
    """What the loop itself does for a key: apply the edit, move the findings, start the stages."""
    rows = []
    for size in SIZES:
        durations = asyncio.run(_handling(text_of(size)))
        rows.append((f"{size:,}", ms(quantile(durations, 0.5)), ms(quantile(durations, 0.95))))
    show("Handling of a key on the event loop", ("lines", "p50", "p95"), rows)


async def _handling(text: str) -> list[float]:
    workspace = Workspace.open(None, today=lambda: date(2026, 1, 1))
    schedule = Schedule(lambda result: None, lambda feature, error: None)
    document = Document("file:///a.py", "a.py", BY_ID["python"], 1, text)
    schedule.opened(document, workspace, Delays())
    durations = []
    line = text.count("\n") // 2
    for number in range(200):
        change = ContentChange("x", ((line, 0), (line, 0)))
        begun = time.perf_counter()
        changed = document.change(number + 2, [change], Encoding.UTF16)
        assert changed is not None
        schedule.changed(document.uri, changed.edits)
        durations.append(time.perf_counter() - begun)
        await asyncio.sleep(0.005)
    await schedule.close()
    workspace.close()
    return durations


def engine(rules: Path, source: Path, folder: Path) -> None:
    """The engine as its own command line runs it, on one whole file."""
    targets = folder / "targets.json"
    path = {"fpath": str(source), "ppath": str(source)}
    targets.write_text(
        json.dumps(["Targets", [["CodeTarget", {"path": path, "analyzer": "python", "products": ["sast"]}]]])
    )
    command = [str(find()), "-json", "-fast", "-j", "1", "-rules", str(rules), "-targets", str(targets)]
    subprocess.run([*command, "-timeout", "5"], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
