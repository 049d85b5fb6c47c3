"""Finding the end of a ledger again, after a writer was killed, the disk was full, or somebody changed its files.

Nothing is thrown away: bytes behind the last whole record go to ``aside/*.torn``, a head that no longer fits to
``aside/``. `verify` reports both for as long as they lie there. Everything here runs under the lock.
"""

from __future__ import annotations

import os
from pathlib import Path

from answerable.ledger import head as heads
from answerable.ledger.errors import LedgerError, reason
from answerable.ledger.head import Head
from answerable.ledger.identity import Identity
from answerable.ledger.layout import Layout, put, put_new
from answerable.ledger.record import dead, leaf_hash, tail
from answerable.ledger.segments import lines_of
from answerable.ledger.tree import Frontier

TORN = ".torn"
"""Ends the names of files with what was behind the last whole record."""
AHEAD = "head.ahead-"
"""Begins the names of heads that spoke of records which were gone: how many were left, and how many there had been."""
MISSING = "head.missing"
BROKEN = "head.broken"


def recover(layout: Layout, identity: Identity) -> tuple[Head, int]:
    """The head as it has to be before the next append, mended on disk too, and the slot to write that one's to.

    Raises `LedgerError`.
    """
    try:
        file = heads.read(layout.head)
        head = None if file is None else file.current
        if file is None:
            put_new(layout.aside / MISSING, b"")
        elif head is None:
            put_new(layout.aside / BROKEN, layout.head.read_bytes())
        elif _size(layout.segment(head.segment)) < head.end:
            # Records that were acknowledged are no longer there. Go on behind what is left; the head is the evidence.
            left = by_records(layout, identity).size
            put_new(layout.aside / f"{AHEAD}{left}-{head.size}", head.dump())
            head = None
        if head is not None:
            found = _catch_up(layout, head)
            assert file is not None
            heads.write(layout.head, found, file.spare, sync=True)
            return found, file.spare ^ 1
        found = by_records(layout, identity, mend=True)
        put(layout.head, heads.create(found), sync=True)
    except OSError as error:
        raise LedgerError(f"{layout.directory} cannot be written: {reason(error)}. {way_out(layout)}") from None
    return found, 0


def way_out(layout: Layout) -> str:
    """What to do about a ledger that takes no record."""
    return (
        f"What it holds is as it was. Make room or make {layout.directory} writable, or name another directory in "
        "ANSWERABLE_LEDGER"
    )


def _catch_up(layout: Layout, head: Head) -> Head:
    """Takes in what was written behind the head: whole records that chain on; the rest is set aside."""
    frontier, leaf, segment, end = head.frontier(), head.leaf, head.segment, head.end
    while True:
        for line in lines_of(layout.segment(segment), segment, end) if _size(layout.segment(segment)) else ():
            found = tail(line.data) if line.complete else None
            if found is None or found.seq != frontier.size or found.prev != leaf:
                _set_aside(layout.segment(segment), line.offset, layout)
                break
            leaf = leaf_hash(line.data)
            frontier.append(bytes.fromhex(leaf))
            end = line.offset + len(line.data) + 1
        following = layout.segment(frontier.size)
        if frontier.size == segment or not following.exists():
            break
        segment, end = frontier.size, 0
    return Head(frontier.size, segment, end, head.pruned, leaf, tuple(frontier.peaks))


def by_records(layout: Layout, identity: Identity, *, mend: bool = False) -> Head:
    """The head by the records alone, whether they chain or not: `verify` tells what is wrong with them.

    With `mend`, and the lock held, a torn line is set aside.
    """
    frontier, leaf, segment, end, pruned = Frontier(), identity.hash, 0, 0, 0
    for segment, path in layout.segment_files():
        end = 0
        for line in lines_of(path, segment):
            if not line.complete:
                if mend:
                    _set_aside(path, line.offset, layout)
                break
            buried = dead(line.data)
            found = tail(line.data)
            leaf = buried.leaf if buried else leaf_hash(line.data)
            pruned |= buried is not None
            seq = buried.seq if buried else found.seq if found else frontier.size
            # Where records are missing, the next one's number still has to follow on the last one's.
            while frontier.size < seq <= frontier.size + 1_000_000:
                frontier.append(bytes(32))
            frontier.append(bytes.fromhex(leaf))
            end = line.offset + len(line.data) + 1
    return Head(frontier.size, segment, end, int(pruned), leaf, tuple(frontier.peaks))


def _set_aside(path: Path, offset: int, layout: Layout) -> None:
    """Keeps the bytes from `offset` on in a file of their own, and only then cuts them off."""
    with path.open("r+b") as stream:
        stream.seek(offset)
        torn = stream.read()
        put_new(layout.aside / f"{path.stem}-{offset}{TORN}", torn)
        stream.truncate(offset)
        os.fsync(stream.fileno())


def _size(path: Path) -> int:
    """In bytes; none where it is not there."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
