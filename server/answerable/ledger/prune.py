"""Retention: when a record's time has come, its content goes, and a tombstone with its leaf hash takes its place.

The tree and the chain go through the tombstone, so every proof and every checkpoint from before still holds; what
cannot be told any more is what the record said. A record of the ledger says which ones were pruned, and `verify`
takes a tombstone nobody accounted for as a removed record.

What speaks of a block goes together: while a younger record speaks of it, the older ones stay, for they tell what the
younger ones mean.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from answerable.ledger import checkpoints
from answerable.ledger.errors import LedgerError, reason
from answerable.ledger.index import remove
from answerable.ledger.kinds import Kind
from answerable.ledger.layout import sync_directory
from answerable.ledger.log import Ledger
from answerable.ledger.record import leaf_hash, stamp, tail, tombstone
from answerable.ledger.recovery import TORN
from answerable.ledger.segments import lines_of
from answerable.ledger.signing import Signer
from answerable.ledger.verify import verify

KEPT = frozenset({Kind.CHECKPOINT, Kind.LEDGER_PRUNED})
"""These say how the rest can be believed, and stay."""


@dataclass(frozen=True, slots=True)
class Due:
    """The records whose time has come."""

    records: tuple[int, ...]
    """Their numbers, in order."""
    kinds: dict[Kind, int]
    before: dict[Kind, datetime]
    """By kind: only what is older than this."""

    @property
    def ranges(self) -> list[tuple[int, int]]:
        """The same as ranges, both ends included."""
        found: list[tuple[int, int]] = []
        for seq in self.records:
            if found and found[-1][1] == seq - 1:
                found[-1] = (found[-1][0], seq)
            else:
                found.append((seq, seq))
        return found


def due(ledger: Ledger, days: Callable[[str], int | None], now: datetime) -> Due:
    """What may be pruned. `days` tells how long a kind is kept; None: for ever. Raises `LedgerError`."""
    before: dict[Kind, datetime] = {}
    for kind in Kind:
        kept = None if kind in KEPT else days(kind.value)
        if kept is not None:
            before[kind] = now - timedelta(days=kept)
    candidates: list[tuple[int, Kind, str | None]] = []
    alive: set[str] = set()
    for record in ledger.records():
        block = record.body.get("block")
        block = block if isinstance(block, str) else None
        if record.kind in before and record.time < before[record.kind]:
            candidates.append((record.seq, record.kind, block))
        else:
            alive.update([block] if block else ())
            if record.kind is Kind.COMMIT_BOUND:
                alive.update(part["block"] for file in record.body["files"] for part in file["ranges"])
    chosen = [(seq, kind) for seq, kind, block in candidates if block is None or block not in alive]
    counts = Counter(kind for _, kind in chosen)
    return Due(tuple(seq for seq, _ in chosen), dict(counts), {kind: before[kind] for kind in counts})


def prune(ledger: Ledger, found: Due, signer: Signer) -> None:
    """Takes the content of these records away. Raises `LedgerError`; a ledger that does not verify is left as it is.

    A checkpoint over everything is signed first. Whenever this is interrupted, the ledger is whole: the record that
    accounts for the tombstones comes before them, and each file is replaced at once.
    """
    if not found.records:
        return
    problems = verify(ledger).problems
    if problems:
        raise LedgerError(f"{problems[0].what}. Nothing is pruned from a ledger that does not verify: it is evidence")
    checkpoints.make(ledger, signer)
    with ledger.writing() as writer:
        # In a segment of its own, so that the head no longer speaks of a file that is about to be replaced.
        writer.roll()
        writer.append(
            [
                (
                    Kind.LEDGER_PRUNED,
                    {
                        "ranges": [{"first": first, "last": last} for first, last in found.ranges],
                        "kinds": [
                            {"kind": kind.value, "count": count, "before": stamp(found.before[kind])}
                            for kind, count in sorted(found.kinds.items())
                        ],
                    },
                )
            ]
        )
        remove(ledger.layout.index)
        wanted = set(found.records)
        try:
            for first, path in ledger.layout.segment_files():
                if first < writer.head.segment and first <= found.records[-1]:
                    _bury(path, first, wanted)
            sync_directory(ledger.layout.segments)
        except OSError as error:
            raise LedgerError(
                f"{error.filename or ledger.layout.segments} cannot be replaced: {reason(error)}. Nothing is broken: "
                "make room, close programs that have the ledger open, and prune again"
            ) from None
        writer.pruned()
        remove(ledger.layout.index)


def sweep(ledger: Ledger, older_than: datetime) -> list[Path]:
    """Deletes torn lines that were set aside before then: they are parts of records, and records have their time."""
    swept: list[Path] = []
    for path in sorted(ledger.layout.aside.glob(f"*{TORN}")) if ledger.layout.aside.is_dir() else ():
        if path.stat().st_mtime < older_than.timestamp():
            path.unlink(missing_ok=True)
            swept.append(path)
    return swept


def _bury(path: Path, first: int, wanted: set[int]) -> None:
    """Replaces a segment by one with tombstones; leaves one without such records alone."""
    out, changed = [], False
    for line in lines_of(path, first):
        end = tail(line.data)
        if end is not None and end.seq in wanted:
            out.append(tombstone(end.seq, leaf_hash(line.data), end.prev))
            changed = True
        else:
            out.append(line.data)
    if changed:
        _replace(path, out)


def _replace(path: Path, lines: Iterable[bytes]) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines(line + b"\n" for line in lines)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
