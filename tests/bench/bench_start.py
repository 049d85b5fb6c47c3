"""How soon the server is there, how soon a file shows its first finding, and what memory it takes."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psutil

from measuring import ms, quantile, serving, show, sources, text_of, timed


def test_start_and_first_diagnostics(tmp_path: Path) -> None:
    ready, first = [], []
    text = text_of(500)
    for number in range(6):
        with serving(tmp_path) as wire:
            uri = (tmp_path / "a.py").as_uri()
            opened = wire.open(uri, text)
            while True:
                at, shown = wire.diagnostics(uri, 1)
                if shown:
                    break
        # The first run fills the cache of checked rules, as it does once on every machine.
        if number:
            ready.append(wire.ready)
            first.append(at - opened)
        else:
            cold = (wire.ready, at - opened)
    peer = [
        timed(lambda: subprocess.run([sys.executable, "-c", "import pygls.lsp.server"], check=True)) for _ in range(5)
    ]
    rows = [
        ("the libraries alone: python -c 'import pygls.lsp.server'", ms(quantile(peer, 0.5)), ms(max(peer)), ""),
        ("answer to initialize", ms(quantile(ready, 0.5)), ms(max(ready)), ms(cold[0])),
        ("first finding of a 500-line file after opening it", ms(quantile(first, 0.5)), ms(max(first)), ms(cold[1])),
    ]
    show("Start", ("", "median", "slowest", "first ever (no cache)"), rows)


def test_a_document_too_long_to_be_analysed(tmp_path: Path) -> None:
    """What else the server does waits for the event loop, which has to read the message, at least."""
    text = "x = 1234567890  # some text on a line\n" * 540_000
    rows = []
    with serving(tmp_path) as wire:
        wire.status()
        for what, send in (
            ("opened", lambda: wire.open("file:///long.py", text)),
            ("one key in it", lambda: wire.insert("file:///long.py", 2, 9, 3, "x")),
            ("the next key in it", lambda: wire.insert("file:///long.py", 3, 9, 3, "x")),
        ):
            sent = send()
            wire.status()
            rows.append((what, ms(time.perf_counter() - sent)))
    show(f"A document of {len(text) / 1e6:.0f} MB, too long to be analysed", ("", "next answer after"), rows)


def test_memory_at_rest_with_twenty_files(tmp_path: Path) -> None:
    files = [path for path in sources() if 200 < path.read_bytes().count(b"\n") < 2000][:20]
    with serving(tmp_path) as wire:
        for path in files:
            wire.open(path.as_uri(), path.read_text(encoding="utf-8", errors="replace"))
        deadline = time.monotonic() + 120
        while (
            missing := sum(d["stage"] != "full" for d in wire.status()["documents"])
        ) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert not missing, f"{missing} documents were not looked at in full within two minutes: {wire.status()}"
        time.sleep(1)
        server = psutil.Process(wire.process.pid)
        engines = sum(child.memory_info().rss for child in server.children(recursive=True))
        rows = [
            ("server", f"{server.memory_info().rss / 2**20:,.0f} MiB"),
            ("waiting engine processes", f"{engines / 2**20:,.0f} MiB"),
        ]
    lines = sum(path.read_bytes().count(b"\n") for path in files)
    show(f"Memory at rest, {len(files)} open files, {lines:,} lines", ("process", "resident"), rows)
