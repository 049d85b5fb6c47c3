"""Which record it is that was touched, once the chain has broken: looking ahead, which following it never does."""

from __future__ import annotations

from answerable.ledger.head import Head
from answerable.ledger.log import Ledger
from answerable.ledger.record import dead, leaf_hash, tail
from answerable.ledger.segments import Line, lines
from answerable.ledger.tree import root


def diagnose(ledger: Ledger, head: Head, seq: int, line: Line, leaf: str) -> tuple[int, str]:
    """The first record that is not what it was, and a sentence about it.

    `line` stands where record `seq` belongs and does not fit; the one in front of it has the leaf hash `leaf`.
    """
    found = tail(line.data)
    link = found or dead(line.data)
    if link is None or not line.complete:
        where = f"{ledger.layout.segment(line.segment)}, byte {line.offset}"
        return seq, f"record {seq} was changed: what stands in its place is no record ({where})"
    stands = link.seq
    if stands != seq:
        later = _position(ledger, seq, line)
        if stands > seq and later:
            return seq, f"record {seq} is not in its place: it stands behind record {later}"
        if stands > seq:
            return seq, f"record {seq} is missing: record {stands} stands in its place"
        return seq, f"record {seq} is not in its place: record {stands} stands there, a second time or out of order"
    if leaf == link.prev:
        return seq, f"record {seq} is not in the file where it belongs"
    # The number is right and the hash of the record before is not: was that one changed, or this one's word for it?
    if seq == 0:
        return 0, "record 0 was changed, or ledger.json was: the one does not fit the other"
    if found is None:
        return seq - 1, f"record {seq - 1} was changed, or what is left of record {seq} was: it has another hash for it"
    after = _next(ledger, line)
    promised = after or (head.leaf if head.size == seq + 1 else None)
    mended = line.data.replace(f'"prev":"{found.prev}"'.encode(), f'"prev":"{leaf}"'.encode())
    if promised == leaf_hash(mended):
        return seq, f"record {seq} was changed: it names another hash for the record before it than that one has"
    if promised == leaf_hash(line.data):
        return seq - 1, f"record {seq - 1} was changed: record {seq} has another hash for it"
    return seq - 1, f"record {seq - 1} was changed, or record {seq}, or both: the one has another hash for the other"


def changed_range(ledger: Ledger, head: Head) -> tuple[int, int]:
    """The records, both ends included, among which the first changed one is, by the subtrees that the head knows."""
    leaves: list[bytes] = []
    for line in lines(ledger.layout):
        buried = dead(line.data)
        leaves.append(bytes.fromhex(buried.leaf if buried else leaf_hash(line.data)))
    first = 0
    for bit, peak in zip(_bits(head.size), head.peaks, strict=True):
        if root(leaves[first : first + bit]) != peak:
            return first, first + bit - 1
        first += bit
    return 0, head.size - 1


def _bits(size: int) -> list[int]:
    return [1 << shift for shift in reversed(range(size.bit_length())) if size >> shift & 1]


def _next(ledger: Ledger, line: Line) -> str | None:
    """What the line behind this one says the hash of this one is."""
    for other in lines(ledger.layout, line.segment):
        if (other.segment, other.offset) > (line.segment, line.offset):
            link = tail(other.data) or dead(other.data)
            return link.prev if link and other.complete else None
    return None


def _position(ledger: Ledger, seq: int, line: Line) -> int | None:
    """The record behind which record `seq` stands further on; None where it is nowhere."""
    last: int | None = None
    for other in lines(ledger.layout, line.segment):
        if (other.segment, other.offset) < (line.segment, line.offset):
            continue
        link = tail(other.data) or dead(other.data)
        if link and link.seq == seq:
            return last
        last = link.seq if link else last
    return None
