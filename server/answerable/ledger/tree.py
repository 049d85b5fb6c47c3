"""The Merkle tree of RFC 6962, section 2.1, over the leaf hashes of the records.

`Frontier` grows by one leaf at a time and keeps only the roots of the perfect subtrees, log2(n) of them: enough for the
root at any moment. Proofs need every leaf, and take O(n) hashing; a ledger is small enough for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()
"""The root of the tree without leaves."""


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """A tree that grows at its end."""

    __slots__ = ("peaks", "size")

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)
        """Roots of the perfect subtrees that the tree consists of, the largest first: one for each bit of `size`."""
        if len(self.peaks) != size.bit_count():
            raise ValueError("a tree of this size has another number of perfect subtrees")

    def append(self, leaf: bytes) -> None:
        """Adds a leaf, given as its leaf hash."""
        size = self.size
        peaks = self.peaks
        while size & 1:
            leaf = sha256(b"\x01" + peaks.pop() + leaf).digest()
            size >>= 1
        peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self.peaks:
            return EMPTY
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node(peak, root)
        return root

    def copy(self) -> Frontier:
        """Another one that grows by itself."""
        return Frontier(self.size, self.peaks)


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over these leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The hashes that lead from the leaf at `index` to the root, the leaf's sibling first (section 2.1.1).

    Raises `IndexError` where there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(f"there is no leaf {index} in a tree of {len(leaves)}")
    proof: list[bytes] = []
    first, last = 0, len(leaves)
    while last - first > 1:
        middle = first + _split(last - first)
        if index < middle:
            proof.append(root(leaves[middle:last]))
            last = middle
        else:
            proof.append(root(leaves[first:middle]))
            first = middle
    return proof[::-1]


def inclusion_proofs(indexes: Iterable[int], leaves: Sequence[bytes]) -> dict[int, list[bytes]]:
    """Several proofs, for which every subtree is hashed once."""
    known: dict[tuple[int, int], bytes] = {}
    proofs: dict[int, list[bytes]] = {}
    for index in indexes:
        proof: list[bytes] = []
        first, last = 0, len(leaves)
        while last - first > 1:
            middle = first + _split(last - first)
            other = (middle, last) if index < middle else (first, middle)
            if other not in known:
                known[other] = root(leaves[other[0] : other[1]])
            proof.append(known[other])
            first, last = (first, middle) if index < middle else (middle, last)
        proofs[index] = proof[::-1]
    return proofs


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root that this proof leads to (RFC 9162, section 2.1.3.2); None where it does not fit a tree of `size`."""
    if not 0 <= index < size:
        return None
    at, last, result = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return None
        if at & 1 or at == last:
            result = node(step, result)
            while not at & 1 and at:
                at >>= 1
                last >>= 1
        else:
            result = node(result, step)
        at >>= 1
        last >>= 1
    return result if last == 0 else None


def consistency_proof(size: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The hashes which show that the tree over the first `size` leaves is the beginning of this one (section 2.1.2).

    Raises `IndexError` where the tree is smaller than that.
    """
    if not 0 <= size <= len(leaves):
        raise IndexError(f"there are no {size} leaves in a tree of {len(leaves)}")
    if size in (0, len(leaves)):
        return []
    proof: list[bytes] = []
    first, last, whole = 0, len(leaves), True
    while size != last:
        middle = first + _split(last - first)
        if size <= middle:
            proof.append(root(leaves[middle:last]))
            last = middle
        else:
            proof.append(root(leaves[first:middle]))
            first, whole = middle, False
    if not whole:
        proof.append(root(leaves[first:last]))
    return proof[::-1]


def consistent(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that the tree of `old` leaves is the beginning of the one of `new` leaves (RFC 9162,
    section 2.1.4.2)."""
    if old > new:
        return False
    if old == new:
        return old_root == new_root and not proof
    if old == 0:
        return old_root == EMPTY and not proof
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at >>= 1
        last >>= 1
    first_root = second_root = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            first_root = node(step, first_root)
            second_root = node(step, second_root)
            while not at & 1 and at:
                at >>= 1
                last >>= 1
        else:
            second_root = node(second_root, step)
        at >>= 1
        last >>= 1
    return last == 0 and first_root == old_root and second_root == new_root


def _split(size: int) -> int:
    """The largest power of two that is smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1
