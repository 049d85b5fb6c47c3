"""The head: where the ledger ended after the last append that was acknowledged.

One short file, written at each append, always after the records it speaks of. So a process that is killed leaves a head
that is behind the records, never before them; a head that is ahead means that records were lost or taken away, and that
is what it is for. It also saves every append from reading the records before it.

The file has two slots of 4096 bytes, and the older one is written over: one of the two is always whole, whenever a
writer is killed. (Replacing a file by renaming is as safe; it was measured to take longer than all the rest of an
append.) A slot is one line of ASCII, padded with blanks, whose last word is the SHA-256 of what stands before it:

    answerable-head 1 <size> <segment> <end> <pruned> <leaf> <peak,peak,…> <checksum>
"""

from __future__ import annotations

import errno
import os
from hashlib import sha256
from pathlib import Path

from answerable.ledger.tree import Frontier
from answerable.text.frozen import dataclass

SLOT = 4096
_MAGIC = "answerable-head"
_VERSION = "1"


class BrokenHead(ValueError):
    """A slot is not as we write them."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a ledger."""

    size: int
    """How many records there are."""
    segment: int
    """The first record of the last segment."""
    end: int
    """How many bytes that segment has."""
    pruned: int
    """How often the ledger was pruned; readers begin again when it changes."""
    leaf: str
    """The leaf hash of the last record, the next one's `prev`; of an empty ledger, the hash of its identity."""
    peaks: tuple[bytes, ...]
    """The tree's frontier, see `tree.Frontier`."""

    @classmethod
    def empty(cls, identity_hash: str) -> Head:
        return cls(0, 0, 0, 0, identity_hash, ())

    def frontier(self) -> Frontier:
        return Frontier(self.size, self.peaks)

    def root(self) -> bytes:
        """The root of the tree over all records."""
        return self.frontier().root()

    def dump(self) -> bytes:
        """One slot."""
        peaks = ",".join(peak.hex() for peak in self.peaks) or "-"
        text = f"{_MAGIC} {_VERSION} {self.size} {self.segment} {self.end} {self.pruned} {self.leaf} {peaks}"
        line = f"{text} {sha256(text.encode()).hexdigest()}"
        return f"{line:<{SLOT - 1}}\n".encode()

    @classmethod
    def parse(cls, slot: bytes) -> Head:
        """Raises `BrokenHead`."""
        try:
            text, _, check = slot.decode("ascii").rstrip(" \n").rpartition(" ")
            if len(slot) != SLOT or not slot.endswith(b"\n") or sha256(text.encode()).hexdigest() != check:
                raise BrokenHead
            magic, version, size, segment, end, pruned, leaf, peaks = text.split(" ")
            if (magic, version) != (_MAGIC, _VERSION):
                raise BrokenHead
            hashes = tuple(bytes.fromhex(peak) for peak in peaks.split(",")) if peaks != "-" else ()
            head = cls(int(size), int(segment), int(end), int(pruned), leaf, hashes)
            head.frontier()
        except ValueError:
            raise BrokenHead from None
        return head


@dataclass(frozen=True, slots=True)
class HeadFile:
    """Both slots, as they lie in the file."""

    slots: tuple[Head | None, Head | None]
    """None where a slot is broken."""

    @property
    def current(self) -> Head | None:
        """The younger of the two; None where both are broken."""
        whole = [head for head in self.slots if head is not None]
        return max(whole, key=lambda head: (head.pruned, head.size), default=None)

    @property
    def spare(self) -> int:
        """The slot to write next."""
        return 1 if self.slots[0] is not None and self.slots[0] is self.current else 0


def read(path: Path) -> HeadFile | None:
    """The head in this file; None where there is no such file. Raises `OSError`."""
    try:
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - at each append, and twice as fast
            data = stream.read(2 * SLOT) or b""
    except FileNotFoundError:
        return None
    return HeadFile((_slot(data[:SLOT]), _slot(data[SLOT:])))


def create(head: Head) -> bytes:
    """The content of a new file."""
    return head.dump() * 2


def write(path: Path, head: Head, slot: int, *, sync: bool) -> None:
    """Writes one slot of a file that is there; whoever calls holds the lock. Raises `OSError`."""
    flags = os.O_WRONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags)
    try:
        os.lseek(descriptor, slot * SLOT, os.SEEK_SET)
        if os.write(descriptor, head.dump()) != SLOT:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if sync:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _slot(data: bytes) -> Head | None:
    try:
        return Head.parse(data)
    except BrokenHead:
        return None
