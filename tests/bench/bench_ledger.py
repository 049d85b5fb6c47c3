"""Appending beside SQLite in WAL mode, with and without fsync, and how many records verification follows in a second.

SQLite keeps the same lines in a table, one transaction each; it hashes nothing. That it is not the truth here has
another reason: several processes write, see docs/ledger.md.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from answerable.ledger import checkpoints
from answerable.ledger.index import Index
from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger
from answerable.ledger.verify import verify
from ledgers import changed, guarded
from measuring import ms, quantile, show

ROUNDS = 1500
BODY = changed(lines=[f"{number:016x}" for number in range(20)])


def test_append(tmp_path: Path) -> None:
    rows = []
    for fsync in (False, True):
        ledger = Ledger.open(tmp_path / f"ledger-{fsync}", fsync=fsync)
        line = ledger.append(Kind.BLOCK_CHANGED, BODY).line.decode()
        base = sqlite3.connect(tmp_path / f"wal-{fsync}.sqlite", isolation_level=None)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute(f"PRAGMA synchronous = {'FULL' if fsync else 'OFF'}")
        base.execute("CREATE TABLE records (seq INTEGER PRIMARY KEY, line TEXT)")
        ours, theirs = _alternate(
            lambda ledger=ledger: ledger.append(Kind.BLOCK_CHANGED, BODY),
            lambda base=base, line=line: base.execute("INSERT INTO records (line) VALUES (?)", (line,)),
            100 if fsync else ROUNDS,
        )
        rows.append(
            (
                "with fsync" if fsync else "without",
                *(f"{quantile(times, share) * 1e6:,.0f} µs" for times in (ours, theirs) for share in (0.5, 0.99)),
                f"{quantile(ours, 0.5) / quantile(theirs, 0.5):.1f}",
            )
        )
    columns = ("Append, 550 bytes", "ours", "p99", "SQLite WAL", "p99", "ratio of medians")
    show("One append: checked, canonical, chained, in the tree", columns, rows)


def _alternate(one: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[list[float], list[float]]:
    """The seconds of each call; turn by turn, so that the machine's moods are shared."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for call, taken in zip((one, other), times, strict=True):
            begun = time.perf_counter()
            call()
            taken.append(time.perf_counter() - begun)
    return times


def test_verify_and_index(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger")
    signer = checkpoints.signer_for(ledger)
    for _ in range(100):
        ledger.append_all([(Kind.BLOCK_CHANGED, BODY)] * 500 + [(Kind.GUARD_WARNED, guarded())] * 500)
        checkpoints.make(ledger, signer)
    best = 0.0
    for _ in range(3):
        begun = time.process_time()
        found = verify(ledger)
        best = max(best, found.size / (time.process_time() - begun))
    assert found.clean
    begun = time.process_time()
    index = Index.open(ledger)
    built = found.size / (time.process_time() - begun)
    index.close()
    rows = [
        ("verified", f"{best:,.0f}"),
        ("indexed from nothing", f"{built:,.0f}"),
    ]
    title = f"{found.size:,} records, a checkpoint every thousand"
    show(title, (title, "records a second of processor time"), rows)


def test_import(tmp_path: Path) -> None:
    """What a prompt hook pays before its first append, beyond what every hook of ours has imported anyway."""
    program = (
        "import time, json, pathlib, dataclasses, enum, datetime, hashlib, re, typing\n"
        "begun = time.process_time()\nimport {0}\nprint(time.process_time() - begun)"
    )
    rows = []
    for module in ("answerable.ledger.log", "filelock", "sqlite3", "jsonschema", "pydantic"):
        taken = [
            float(
                subprocess.run([sys.executable, "-c", program.format(module)], capture_output=True, check=True).stdout
            )
            for _ in range(7)
        ]
        rows.append((module, ms(min(taken))))
    show("Importing", ("module", "processor time"), rows)
