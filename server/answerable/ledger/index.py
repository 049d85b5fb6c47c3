"""An index over the records: which blocks a file has, which block a line belongs to, which findings are open.

SQLite, without its WAL mode: that had a defect which can corrupt a database that several processes write (fixed in
3.51.3, 3.50.7 and 3.44.6), older libraries are what many Pythons are built with, and several editor windows are exactly
that case. The records are the truth; whatever is missing, old, of another ledger or damaged here is built again from
them, and where nothing can be written the index lives in memory.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from answerable.ledger.blocks import FOLDED, BlockState, Review, step
from answerable.ledger.errors import LedgerError
from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger
from answerable.ledger.record import Record, decode, writable

_VERSION = 2
"""Raised whenever a table changes: an older index is thrown away."""
_SCHEMA = """
    CREATE TABLE meta (ledger TEXT, size INTEGER, leaf TEXT, pruned INTEGER);
    CREATE TABLE records (seq INTEGER PRIMARY KEY, kind TEXT, segment INTEGER, offset INTEGER, length INTEGER);
    CREATE TABLE blocks (number INTEGER PRIMARY KEY, id TEXT UNIQUE, path TEXT, closed INTEGER, data TEXT,
                         least INTEGER);
    CREATE INDEX blocks_by_path ON blocks (path);
    CREATE TABLE lines (digest BLOB, block INTEGER, PRIMARY KEY (digest, block)) WITHOUT ROWID;
    CREATE INDEX lines_by_block ON lines (block);
    CREATE TABLE mentions (block TEXT, seq INTEGER, PRIMARY KEY (block, seq)) WITHOUT ROWID;
    CREATE TABLE commits (id TEXT PRIMARY KEY, seq INTEGER) WITHOUT ROWID;
    CREATE TABLE findings (fingerprint TEXT, path TEXT, rule TEXT, severity TEXT, block TEXT, seq INTEGER,
                           suppressed INTEGER, PRIMARY KEY (fingerprint, path)) WITHOUT ROWID;
"""
_BUSY_SECONDS = 5.0
_AT_ONCE = 500
"""How many values one query names; SQLite's own limit was 999 for a long time."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Match:
    """A block that has lines in common with a text."""

    block: str
    common: int
    """How many different line digests."""


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding that was opened and not closed since."""

    rule: str
    fingerprint: str
    path: str
    severity: str
    block: str | None
    seq: int
    """Of the record that opened it last."""
    suppressed: bool


class Index:
    """Answers questions about one ledger; every answer takes in what was appended before it was asked.

    May be used from several threads. Every method raises `LedgerError` where the records themselves cannot be read.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._guard = threading.RLock()
        self._base: sqlite3.Connection | None = None
        self.in_memory = False
        """Whether nothing could be written, so that the next process has to build it again."""

    @classmethod
    def open(cls, ledger: Ledger) -> Index:
        """The index of a ledger, brought up to date. Raises `LedgerError`."""
        index = cls(ledger)
        index.refresh()
        return index

    def close(self) -> None:
        """Lets go of the file."""
        with self._guard:
            if self._base is not None:
                self._base.close()
            self._base = None

    def refresh(self) -> None:
        """Takes in what was appended since; every question does so by itself."""
        self._ask(lambda base: None)

    def block(self, block: str) -> BlockState | None:
        """A block by its id; None where the ledger knows of none."""
        found = self._ask(lambda base: base.execute("SELECT data FROM blocks WHERE id = ?", (block,)).fetchone())
        return _state(found[0]) if found else None

    def blocks_of(self, path: str, *, closed: bool = False) -> list[BlockState]:
        """The blocks that lie in a file (from the top of the repository), in their order there.

        Those whose text is gone are left out, unless `closed` asks for them.
        """
        query = "SELECT data FROM blocks WHERE path = ? AND closed <= ?"
        rows = self._ask(lambda base: base.execute(query, (writable(path), int(closed))).fetchall())
        return sorted((_state(data) for (data,) in rows), key=lambda block: (block.start_line, block.id))

    def blocks(self) -> Iterator[BlockState]:
        """Every block whose text is not gone, by file."""
        query = "SELECT data FROM blocks WHERE NOT closed ORDER BY path, number"
        for (data,) in self._ask(lambda base: base.execute(query).fetchall()):
            yield _state(data)

    def reviews_of(self, block: str) -> tuple[Review, ...]:
        """Who said what of a block, the oldest first."""
        found = self.block(block)
        return found.reviews if found else ()

    def blocks_by_line_digests(self, digests: Iterable[str], *, share: float = 0.0) -> list[Match]:
        """The blocks, closed ones too, that have or once had such lines, those with the most in common first.

        Common lines such as ``}`` are in many blocks: who wants to know whether a block is there asks
        `origin.prints.locate` next. `share` leaves out those of which less than this share of lines is among them, of
        the smallest look they had.
        """
        wanted = [bytes.fromhex(digest) for digest in {*digests}]
        return self._ask(lambda base: _matches(base, wanted, share))

    def open_findings(
        self, path: str | None = None, *, block: str | None = None, suppressed: bool = False
    ) -> list[OpenFinding]:
        """The findings that are open: in a file, in a block, or anywhere; suppressed ones only when asked for."""
        query = (
            "SELECT rule, fingerprint, path, severity, block, seq, suppressed FROM findings "
            "WHERE (?1 IS NULL OR path = ?1) AND (?2 IS NULL OR block = ?2) AND suppressed <= ?3 ORDER BY path, seq"
        )
        values = (None if path is None else writable(path), block, int(suppressed))
        rows = self._ask(lambda base: base.execute(query, values).fetchall())
        return [
            OpenFinding(rule, fingerprint, found_in, severity, inside, seq, bool(hidden))
            for rule, fingerprint, found_in, severity, inside, seq, hidden in rows
        ]

    def history(self, block: str) -> list[Record]:
        """Every record that speaks of a block, in order: reviews, commits and overrides too."""
        query = "SELECT r.* FROM mentions AS m JOIN records AS r USING (seq) WHERE m.block = ? ORDER BY seq"
        return self._read(lambda base: base.execute(query, (block,)).fetchall())

    def commit(self, commit: str) -> Record | None:
        """The record that binds a commit to its blocks; the last one where there are several."""
        query = "SELECT r.* FROM commits AS c JOIN records AS r USING (seq) WHERE c.id = ?"
        return next(iter(self._read(lambda base: base.execute(query, (commit,)).fetchall())), None)

    def record(self, seq: int) -> Record | None:
        """A record by its number; None where there is none (any more)."""
        query = "SELECT * FROM records WHERE seq = ?"
        return next(iter(self._read(lambda base: base.execute(query, (seq,)).fetchall())), None)

    def _read(self, ask: Callable[[sqlite3.Connection], list[Any]]) -> list[Record]:
        return [self._line(*row) for row in self._ask(ask)]

    def _line(self, seq: int, kind: str, segment: int, offset: int, length: int) -> Record:
        path = self._ledger.layout.segment(segment)
        try:
            with path.open("rb") as stream:
                stream.seek(offset)
                record = decode(stream.read(length))
            if record.seq == seq:
                return record
        except (OSError, LedgerError):
            pass
        raise LedgerError(f"record {seq} is not at its place in {path}; `answerable ledger verify` tells more")

    def _ask(self, ask: Callable[[sqlite3.Connection], _T]) -> _T:
        with self._guard:
            for attempt in range(3):
                try:
                    if self._base is None:
                        self._base = self._connect(memory=attempt == 2)
                    self._take_in(self._base)
                    return ask(self._base)
                except (sqlite3.Error, ValueError, KeyError, TypeError, OSError) as error:
                    # Damaged, or of an older program: away with it, and once more. Busy or not writable: in memory.
                    self.close()
                    if attempt == 2:
                        raise LedgerError(f"the index cannot be built: {error}") from None
                    if attempt == 0 and not _locked(error):
                        remove(self._ledger.layout.index)
            raise AssertionError("unreachable")

    def _connect(self, *, memory: bool) -> sqlite3.Connection:
        path = ":memory:" if memory or self.in_memory else str(self._ledger.layout.index)
        self.in_memory = path == ":memory:"
        if not self.in_memory:
            # Made by us, not by SQLite, which would ask nobody who may read it.
            self._ledger.layout.index.touch(mode=0o600)
        base = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        base.execute("PRAGMA synchronous = NORMAL")
        return base

    def _take_in(self, base: sqlite3.Connection) -> None:
        """Brings the tables up to the ledger's head."""
        head = self._ledger.head()
        if _stands(base) == (self._ledger.id, head.size, head.leaf, head.pruned):
            return
        base.execute("BEGIN IMMEDIATE")
        try:
            stands = _stands(base)
            fits = stands is not None and stands[0] == self._ledger.id and stands[3] == head.pruned
            size, leaf = stands[1:3] if stands is not None and fits else (0, "")
            if not fits or size > head.size or not self._follow(base, size, leaf, head.size):
                _empty(base)
                self._follow(base, 0, "", head.size)
            base.execute("DELETE FROM meta")
            row = (self._ledger.id, head.size, head.leaf, head.pruned)
            base.execute("INSERT INTO meta VALUES (?, ?, ?, ?)", row)
            base.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                base.execute("ROLLBACK")
            raise

    def _follow(self, base: sqlite3.Connection, since: int, leaf: str, until: int) -> bool:
        """Takes in the records from `since` on; False where they do not follow on what is here."""
        first = True
        for segment, offset, record in self._ledger.placed_records(since=since):
            if record.seq >= until:
                break
            if first and leaf and record.seq == since and record.prev != leaf:
                return False
            first = False
            place = (record.seq, record.kind.value, segment, offset, len(record.line))
            base.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?)", place)
            _take(base, record)
        return True


def remove(path: Path) -> None:
    """Throws an index away; whoever has it open goes on with their own."""
    for name in (path.name, f"{path.name}-journal"):
        with contextlib.suppress(OSError):
            path.with_name(name).unlink()


def _locked(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _stands(base: sqlite3.Connection) -> tuple[str, int, str, int] | None:
    """Up to where the index goes; None for an empty one. Raises `sqlite3.DatabaseError` for an older one."""
    version = base.execute("PRAGMA user_version").fetchone()[0]
    if version == 0:
        return None
    if version != _VERSION:
        raise sqlite3.DatabaseError("another version")
    found: tuple[str, int, str, int] | None = base.execute("SELECT ledger, size, leaf, pruned FROM meta").fetchone()
    return found


def _empty(base: sqlite3.Connection) -> None:
    for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        base.execute(f'DROP TABLE "{name}"')
    for statement in _SCHEMA.split(";"):
        base.execute(statement)
    base.execute(f"PRAGMA user_version = {_VERSION}")


def _take(base: sqlite3.Connection, record: Record) -> None:
    body = record.body
    match record.kind:
        case kind if kind in FOLDED:
            _take_block(base, record)
        case Kind.FINDING_OPENED | Kind.FINDING_SUPPRESSED:
            values = (
                body["fingerprint"],
                body["path"],
                body["rule"],
                body["severity"],
                body.get("block"),
                record.seq,
                int(record.kind is Kind.FINDING_SUPPRESSED),
            )
            base.execute("INSERT OR REPLACE INTO findings VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        case Kind.FINDING_CLOSED:
            key = (body["fingerprint"], body["path"])
            base.execute("DELETE FROM findings WHERE fingerprint = ? AND path = ?", key)
        case Kind.COMMIT_BOUND:
            base.execute("INSERT OR REPLACE INTO commits VALUES (?, ?)", (body["commit"], record.seq))
    mentions = [(block, record.seq) for block in _mentioned(record)]
    base.executemany("INSERT INTO mentions VALUES (?, ?)", mentions)


def _take_block(base: sqlite3.Connection, record: Record) -> None:
    block = record.body["block"]
    row = base.execute("SELECT number, data, least FROM blocks WHERE id = ?", (block,)).fetchone()
    before = _state(row[1]) if row else None
    after = step(before, record)
    sizes = [size for size in (row[2] if row else 0, len({*after.lines})) if size]
    values = (after.path, int(after.closed), json.dumps(after.dump()), min(sizes, default=0))
    if row:
        number = row[0]
        base.execute("UPDATE blocks SET path = ?, closed = ?, data = ?, least = ? WHERE number = ?", (*values, number))
    else:
        number = base.execute("INSERT INTO blocks VALUES (NULL, ?, ?, ?, ?, ?)", (block, *values)).lastrowid
    if before is None or before.lines != after.lines:
        # Lines it had once stay: they may be staged, stashed or in another branch, and be its lines there.
        digests = [(bytes.fromhex(digest), number) for digest in {*after.lines}]
        base.executemany("INSERT OR IGNORE INTO lines VALUES (?, ?)", digests)


def _mentioned(record: Record) -> set[str]:
    body = record.body
    blocks = {body["block"]} if body.get("block") else set()
    if record.kind is Kind.COMMIT_BOUND:
        blocks |= {part["block"] for file in body["files"] for part in file["ranges"]}
    elif record.kind is Kind.GATE_OVERRIDDEN:
        blocks |= set(body["blocks"])
    return blocks


def _matches(base: sqlite3.Connection, wanted: list[bytes], share: float) -> list[Match]:
    counts: dict[str, int] = {}
    least: dict[str, int] = {}
    # Where one query sees all the digests it can sort out by itself the thousands of blocks that share one common line.
    enough = share if len(wanted) <= _AT_ONCE else 0.0
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        marks = ",".join("?" * len(some))
        query = (
            "SELECT b.id, b.least, COUNT(*) AS common FROM lines AS l JOIN blocks AS b ON b.number = l.block "
            f"WHERE l.digest IN ({marks}) GROUP BY b.number HAVING common >= ? * b.least"
        )
        for block, size, count in base.execute(query, (*some, enough)):
            counts[block] = counts.get(block, 0) + count
            least[block] = size
    found = ((block, count) for block, count in counts.items() if count >= share * least[block])
    ordered = sorted(found, key=lambda each: (-each[1], each[0]))
    return [Match(block, count) for block, count in ordered]


def _state(data: str) -> BlockState:
    return BlockState.load(json.loads(data))
