"""The append-only log: what happened is added at its end, by many processes at once, and read from its beginning.

Importing this module is cheap, and so is an append: no database, no cryptography beyond SHA-256, no schema library. A
prompt hook has 80 ms from start to exit and records in them.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from answerable.ledger import head as heads
from answerable.ledger import identity as identities
from answerable.ledger.errors import LedgerError, LedgerTooNew, NoLedger, reason
from answerable.ledger.head import Head
from answerable.ledger.identity import Identity
from answerable.ledger.kinds import Kind
from answerable.ledger.layout import COPY, SEGMENT_BYTES, Layout, sync_directory
from answerable.ledger.lock import exclusive
from answerable.ledger.record import JSON, Prepared, Record, dead, decode, prepare, tail
from answerable.ledger.segments import lines, lines_of
from answerable.text.frozen import replace

_Entry = tuple[Kind, Mapping[str, JSON]]


def utc_now() -> datetime:
    """The clock that a ledger has unless it is handed another."""
    return datetime.now(UTC)


class Ledger:
    """One repository's ledger. Any number of these, in any number of processes and threads, may be at work on it."""

    def __init__(
        self,
        layout: Layout,
        identity: Identity,
        *,
        now: Callable[[], datetime] = utc_now,
        fsync: bool = False,
        wait: float = 5.0,
    ) -> None:
        self.layout = layout
        self.identity = identity
        self._now = now
        self.fsync = fsync
        """Whether a record has to be on the disk before an append returns."""
        self._wait = wait
        self._key: bytes | None = None
        self._copy = (layout.directory / COPY).exists()

    @classmethod
    def open(
        cls,
        directory: Path,
        *,
        now: Callable[[], datetime] = utc_now,
        repository: str | None = None,
        create: bool = True,
        fsync: bool = False,
        wait: float = 5.0,
    ) -> Ledger:
        """The ledger in a directory, made with mode 0700 where it is not there.

        `repository` is what the ledger has to belong to (its root commit). With `create` false nothing is made. With
        `fsync` a record outlives a loss of power as soon as it was appended; without, a killed process takes none with
        it, but a loss of power may take the last seconds'. `wait` is how long, in seconds, an append waits for others.

        Raises `NoLedger`, `ForeignLedger`, `LedgerTooNew` and `LedgerError`.
        """
        layout = Layout(directory.absolute())
        try:
            identity = identities.load(layout)
        except NoLedger:
            if not create:
                raise
            identity = _create(layout, repository, now(), wait)
        identities.expect(identity, repository, layout)
        return cls(layout, identity, now=now, fsync=fsync, wait=wait)

    @property
    def directory(self) -> Path:
        """Where it lies; absolute."""
        return self.layout.directory

    @property
    def id(self) -> str:
        """128 random bits in hexadecimal, made with the ledger."""
        return self.identity.id

    @property
    def key(self) -> bytes:
        """32 secret bytes for keyed digests of lines and blocks. Raises `LedgerError`."""
        if self._key is None:
            self._key = identities.read_key(self.layout, self.identity)
        return self._key

    def append(self, kind: Kind, body: Mapping[str, JSON]) -> Record:
        """Adds one record. Raises `RecordError` where the body is not what its schema asks for, and `LedgerError`."""
        return self.append_all([(kind, body)])[0]

    def append_all(self, entries: Iterable[_Entry]) -> list[Record]:
        """Adds records, one after another with none of anybody else between them; all or none.

        Only a process that is killed in the middle may leave the first of them. Raises as `append` does.
        """
        bodies = [prepare(kind, body) for kind, body in entries]
        with self.writing() as writer:
            return writer.seal(bodies)

    @contextlib.contextmanager
    def writing(self) -> Iterator[Writer]:
        """Holds the lock, for whoever has to look before they append. Raises `LedgerError`."""
        if self._copy:
            raise LedgerError(f"{self.directory} is an imported copy of a ledger: it can be read, and takes no record")
        with exclusive(str(self.layout.lock), self._wait):
            head, slot = self._found_head()
            yield Writer(self.layout, head, slot, self._now, self.fsync)

    def head(self) -> Head:
        """Where the ledger ended after the last append that was acknowledged. Takes no lock and changes nothing.

        Where the head is missing or damaged, what the records alone tell. Raises `LedgerError`.
        """
        with contextlib.suppress(OSError):
            file = heads.read(self.layout.head)
            if file is not None and file.current is not None:
                return file.current
        from answerable.ledger.recovery import by_records

        return by_records(self.layout, self.identity)

    def records(self, *, kinds: Collection[Kind] | None = None, since: int = 0) -> Iterator[Record]:
        """The records from number `since` on, in order; of these kinds only, where some are given.

        Pruned records are left out, and a line that is still being written too. Raises `LedgerError`, which names the
        record, when it comes to one that was damaged; `LedgerTooNew` for a kind from the future.
        """
        return (record for _, _, record in self.placed_records(kinds=kinds, since=since))

    def placed_records(
        self, *, kinds: Collection[Kind] | None = None, since: int = 0
    ) -> Iterator[tuple[int, int, Record]]:
        """The same, each with its segment and the byte it begins at there."""
        wanted = None if kinds is None else {kind.value for kind in kinds}
        for line in lines(self.layout, since):
            if not line.complete:
                continue
            end = tail(line.data)
            if end is None and dead(line.data):
                continue
            if end is not None and (end.seq < since or (wanted is not None and end.kind not in wanted)):
                continue
            try:
                yield line.segment, line.offset, decode(line.data)
            except LedgerTooNew as error:
                raise LedgerTooNew(f"record {end.seq if end else '?'} in {self.directory}: {error}") from None
            except LedgerError as error:
                place = f"{self.layout.segment(line.segment)}, byte {line.offset}"
                raise LedgerError(f"{place}: {error}; `answerable ledger verify` tells what was changed") from None

    def _found_head(self) -> tuple[Head, int]:
        """The head, and the slot to write the next one to."""
        layout = self.layout
        with contextlib.suppress(OSError):
            file = heads.read(layout.head)
            head = file.current if file else None
            if (
                file is not None
                and head is not None
                and _size(layout.segment(head.segment)) == head.end
                and (head.size == head.segment or not _size(layout.segment(head.size)))
            ):
                return head, file.spare
        # Imported here: it is needed after a crash, not at each append.
        from answerable.ledger.recovery import recover

        if not layout.identity.exists():
            raise NoLedger(f"the ledger in {layout.directory} is gone")
        return recover(layout, self.identity)


class Writer:
    """Appends while the lock is held; made by `Ledger.writing`."""

    def __init__(self, layout: Layout, head: Head, slot: int, now: Callable[[], datetime], fsync: bool) -> None:
        self._layout = layout
        self._slot = slot
        self.head = head
        """Where the ledger ends now."""
        self._now = now
        self._fsync = fsync

    def append(self, entries: Iterable[_Entry]) -> list[Record]:
        """Adds records; all or none. Raises `RecordError` and `LedgerError`."""
        return self.seal([prepare(kind, body) for kind, body in entries])

    def seal(self, bodies: Iterable[Prepared]) -> list[Record]:
        """The same, for bodies that were checked before the lock was taken."""
        head = self.head
        frontier = head.frontier()
        leaf = head.leaf
        records: list[Record] = []
        for body in bodies:
            record = body.sealed(frontier.size, self._now(), leaf)
            leaf = record.leaf
            frontier.append(bytes.fromhex(leaf))
            records.append(record)
        if not records:
            return records
        # Where a segment begins, the one before is full.
        segment, start = (head.size, 0) if head.end >= SEGMENT_BYTES else (head.segment, head.end)
        data = b"".join(record.line + b"\n" for record in records)
        after = Head(frontier.size, segment, start + len(data), head.pruned, leaf, tuple(frontier.peaks))
        self._write(segment, start, data, after)
        self.head = after
        self._slot ^= 1
        return records

    def lately(self, kind: Kind, reach: int, holding: bytes) -> Iterator[Record]:
        """The records of a kind in the last `reach` bytes of the last segment that hold these bytes: for whoever must
        not say again what was said a moment ago. Raises `LedgerError`."""
        head = self.head
        start = max(0, head.end - reach)
        for line in lines_of(self._layout.segment(head.segment), head.segment, start) if head.end else ():
            # The first may be the end of a line.
            if (line.offset == start > 0) or not line.complete or holding not in line.data:
                continue
            end = tail(line.data)
            if end is not None and end.kind == kind.value:
                yield decode(line.data)

    def roll(self) -> None:
        """Lets the next record begin a segment of its own."""
        if self.head.end:
            self.head = replace(self.head, segment=self.head.size, end=0)

    def pruned(self) -> None:
        """Tells every reader that records were made into tombstones. Raises `LedgerError`."""
        self.head = replace(self.head, pruned=self.head.pruned + 1)
        try:
            heads.write(self._layout.head, self.head, self._slot, sync=True)
        except OSError as error:
            raise LedgerError(f"{self._layout.head} cannot be written: {reason(error)}; prune again") from None
        self._slot ^= 1

    def _write(self, segment: int, start: int, data: bytes, after: Head) -> None:
        layout = self._layout
        path = layout.segment(segment)
        try:
            # Never through a link: the directory is ours alone.
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
            descriptor = os.open(path, flags, 0o600)
            try:
                try:
                    _write_all(descriptor, data)
                    if self._fsync:
                        os.fsync(descriptor)
                        if start == 0:
                            sync_directory(layout.segments)
                    heads.write(layout.head, after, self._slot, sync=self._fsync)
                except BaseException:
                    # No half line stays. If this fails as well, the next append sets it aside.
                    with contextlib.suppress(OSError):
                        os.ftruncate(descriptor, start)
                    raise
            finally:
                os.close(descriptor)
        except OSError as error:
            from answerable.ledger.recovery import way_out

            raise LedgerError(f"{path}: nothing was recorded: {reason(error)}. {way_out(layout)}") from None


def _create(layout: Layout, repository: str | None, now: datetime, wait: float) -> Identity:
    directory = layout.directory
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(
            f"{directory} cannot be made: {reason(error)}. Name another directory in ANSWERABLE_LEDGER"
        ) from None
    with exclusive(str(layout.lock), wait):
        try:
            # Somebody else may have been faster.
            return identities.load(layout)
        except NoLedger:
            return identities.create(layout, repository, now)


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116 - at each append, and three times as fast
    except FileNotFoundError:
        return 0


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
