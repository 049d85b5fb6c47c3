"""Verification: is every record that was appended still there, as it was, in its order?

The chain is followed over the bytes of the lines: each line has to end with the leaf hash of the line before it and
with its own number, and no JSON is read but of checkpoints and prunings. The tree grows along, and its root is held
against the ledger's head, against every checkpoint in the ledger, and against one that was kept elsewhere. What the
records themselves cannot show is said (`Verification.notes`); docs/ledger.md has the whole threat model.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from answerable.ledger import diagnosis, signing
from answerable.ledger.aside import set_aside
from answerable.ledger.errors import LedgerError
from answerable.ledger.head import Head
from answerable.ledger.log import Ledger
from answerable.ledger.note import Checkpoint, Key, signature_of
from answerable.ledger.record import dead
from answerable.ledger.segments import Line, batches
from answerable.ledger.tree import Frontier

_TIME_BYTES = 29
"""A time and what closes the line: ``2026-05-09T07:35:25.123456Z"}``."""
_CHECKPOINT = b',"kind":"checkpoint"'
_PRUNED = b',"kind":"ledger.pruned"'
_SPECIAL = (_CHECKPOINT[:-1], _PRUNED[:-1])
_SIZE = re.compile(rb'^\{"body":\{"key":"[^"]*","root":"[0-9a-f]{64}","signature":"[^"]*","size":([0-9]{1,16})\}')


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it was appended."""

    seq: int | None
    """The first record it concerns; None where it is no single record."""
    what: str
    """A sentence that names the record or the file."""


@dataclass(slots=True)
class Verification:
    """What a verification found."""

    size: int = 0
    """How many records were followed, tombstones included."""
    root: bytes = b""
    """The root of the tree over them."""
    problems: list[Problem] = field(default_factory=list)
    """The first record that is wrong comes first; what lies behind it was not judged."""
    notes: list[str] = field(default_factory=list)
    """What is no fault of the records, but should be known."""
    checkpoints: list[tuple[int, Key]] = field(default_factory=list)
    """The checkpoints in the ledger that hold: how many records each covers, and who signed it."""
    pruned: int = 0
    earlier: int | None = None
    """The size of the checkpoint from elsewhere that this ledger is consistent with; None where none was handed in, or
    it is not."""

    @property
    def clean(self) -> bool:
        return not self.problems


def verify(ledger: Ledger, *, earlier: Checkpoint | None = None, keys: Iterable[Key] = ()) -> Verification:
    """Follows the whole ledger. Takes no lock: others may append meanwhile.

    `earlier` is a checkpoint that was kept elsewhere; `keys` are keys that the caller trusts, beside the ones that
    signed in this ledger. Raises `LedgerError` where files cannot be read at all.
    """
    for _ in range(3):
        run = _Run(ledger, earlier, tuple(keys))
        found = run.follow()
        # Somebody pruned while we read: what looks like damage may be the seam between old and new.
        if found.clean or ledger.head().pruned == run.head.pruned:
            break
    return found


class _Run:
    """One pass over the records."""

    def __init__(self, ledger: Ledger, earlier: Checkpoint | None, keys: tuple[Key, ...]) -> None:
        self.ledger = ledger
        self.earlier = earlier
        self.keys = keys
        self.head: Head = ledger.head()
        self.found = Verification()
        self.frontier = Frontier()
        self.roots: dict[int, bytes] = {}
        """Roots by size, of the sizes that something has to be held against."""
        self.head_leaf = ""
        self.buried: list[int] = []
        self.allowed: list[tuple[int, int]] = []
        """Ranges of records, both ends included, that a record of the ledger says were pruned."""
        self.signed: list[tuple[int, Checkpoint, Key]] = []
        self.backward: list[int] = []

    def follow(self) -> Verification:
        whole = self._chain()
        self.found.size = self.frontier.size
        self.found.root = self.frontier.root()
        if whole:
            self._against_head()
        self._against_checkpoints()
        if whole and self.found.clean:
            self._against_prunings()
        if self.earlier is not None:
            self._against(self.earlier)
        if self.found.clean:
            self.found.notes[:0] = self._remarks()
        problems, notes = set_aside(self.ledger.layout)
        self.found.problems += [Problem(seq, what) for seq, what in problems]
        self.found.notes += notes
        self.found.pruned = len(self.buried)
        return self.found

    def _chain(self) -> bool:
        """Line after line; False at the first that does not fit."""
        layout = self.ledger.layout
        wanted = {self.head.size, *self._sizes()}
        if self.earlier is not None:
            wanted.add(self.earlier.size)
        frontier = self.frontier
        add = frontier.append
        leaf = self.ledger.identity.hash
        last_time = b""
        seq = 0
        self.roots[0] = frontier.root()
        if self.head.size == 0:
            self.head_leaf = leaf
        for segment, path in layout.segment_files():
            # Where segments do not follow on each other, no number would fit; the first line is told apart then.
            misplaced = segment != seq
            offset = 0
            for whole, rest in batches(path):
                for data in whole:
                    # The hash before it and its number, where they have to stand, in one comparison; a hundred thousand
                    # records a second are what an auditor waits for.
                    suffix = b'","prev":"%b","seq":%d,"time":"' % (leaf.encode(), seq)
                    if (
                        data.endswith(suffix, 0, -_TIME_BYTES)
                        and not misplaced
                        and data.startswith(b'{"body":{')
                        and data.endswith(b'Z"}')
                    ):
                        end = -_TIME_BYTES - len(suffix)
                        if data.endswith(_SPECIAL, 0, end):
                            self._special(seq, data)
                        time = data[-_TIME_BYTES:]
                        if time < last_time:
                            self.backward.append(seq)
                        last_time = time
                        digest = sha256(b"\0" + data)
                        leaf = digest.hexdigest()
                        add(digest.digest())
                    else:
                        buried = dead(data)
                        if buried is None or (buried.seq, buried.prev) != (seq, leaf) or misplaced:
                            return self._wrong(seq, Line(segment, offset, data, complete=True), leaf)
                        self.buried.append(seq)
                        leaf = buried.leaf
                        add(bytes.fromhex(leaf))
                    offset += len(data) + 1
                    seq += 1
                    if seq in wanted:
                        self.roots[seq] = frontier.root()
                        if seq == self.head.size:
                            self.head_leaf = leaf
                if rest:
                    return self._wrong(seq, Line(segment, offset, rest, complete=False), leaf)
        return True

    def _sizes(self) -> set[int]:
        """The sizes of the checkpoints in the ledger: they may cover fewer records than come before them."""
        return {
            int(size)
            for _, path in self.ledger.layout.segment_files()
            for whole, _ in batches(path, around=_CHECKPOINT)
            for data in whole
            for size in _SIZE.findall(data)
        }

    def _wrong(self, seq: int, line: Line, leaf: str) -> bool:
        last_segment = self.ledger.layout.segment_files()[-1][0]
        if not line.complete and seq >= self.head.size and line.segment == last_segment:
            self.found.notes.append(
                f"behind record {seq - 1} there are {len(line.data)} bytes of an unfinished line: somebody is writing "
                "it, or was killed over it; the next append sets it aside"
            )
            return True
        name, what = diagnosis.diagnose(self.ledger, self.head, seq, line, leaf)
        self.found.problems.append(Problem(name, what))
        return False

    def _special(self, seq: int, data: bytes) -> None:
        """A record that says something about the ledger itself."""
        try:
            body = json.loads(data)["body"]
            if data.find(_PRUNED, -400) >= 0:
                self.allowed += [(int(part["first"]), int(part["last"])) for part in body["ranges"]]
                return
            key = Key.parse(body["key"])
            signature = signature_of(body["signature"], key.name)
            root = bytes.fromhex(body["root"])
            size = body["size"]
            if signature is None or type(size) is not int:
                raise ValueError
        except (ValueError, KeyError, TypeError, LedgerError):
            self.found.problems.append(Problem(seq, f"record {seq} is not what its kind says: it cannot be read"))
            return
        self.signed.append((seq, Checkpoint(self.ledger.identity.origin, size, root, (signature,)), key))

    def _against_head(self) -> None:
        size, head = self.frontier.size, self.head
        if size < head.size:
            self.found.problems.append(
                Problem(size, f"record {size} is missing at the end: the head says that there were {head.size} records")
            )
        elif head.size and self.head_leaf != head.leaf:
            last = head.size - 1
            self.found.problems.append(
                Problem(last, f"record {last} was changed: the head has another hash for it, and it was the last one")
            )
        elif self.roots[head.size] != head.root():
            first, end = diagnosis.changed_range(self.ledger, head)
            self.found.problems.append(
                Problem(
                    first,
                    f"a record from {first} to {end} was changed, and what follows was fitted to it: the "
                    "head's tree has other hashes there",
                )
            )
        elif size > head.size:
            self.found.notes.append(
                f"{size - head.size} record(s) from {head.size} on were written by a process that ended before the "
                "head was; they chain on"
            )

    def _against_checkpoints(self) -> None:
        good = 0
        broken = min((each.seq for each in self.found.problems if each.seq is not None), default=self.frontier.size)
        for seq, checkpoint, key in self.signed:
            if seq >= broken:
                break
            if checkpoint.size > seq:
                what = f"record {seq} is a checkpoint over {checkpoint.size} records, of which there were {seq}"
            elif self.roots.get(checkpoint.size) != checkpoint.root:
                what = (
                    f"the checkpoint in record {seq} has another root for the first {checkpoint.size} records: one of "
                    f"the records {good} to {checkpoint.size - 1} was changed, and what follows was fitted to it"
                )
                self.found.problems.append(Problem(good, what))
                return
            elif not signing.holds(checkpoint, key, checkpoint.signatures[0]):
                what = f"record {seq} is a checkpoint whose signature does not hold"
            else:
                good = checkpoint.size
                self.found.checkpoints.append((checkpoint.size, key))
                continue
            self.found.problems.append(Problem(seq, what))

    def _against_prunings(self) -> None:
        for seq in self.buried:
            if not any(first <= seq <= last for first, last in self.allowed):
                self.found.problems.append(
                    Problem(seq, f"record {seq} was removed: it is a tombstone, but no record says that it was pruned")
                )
                return

    def _against(self, earlier: Checkpoint) -> None:
        """The checkpoint from elsewhere: the same ledger, a signature that holds, a root that is ours."""
        mine = self.ledger.identity.origin
        if earlier.origin != mine:
            self.found.problems.append(
                Problem(None, f"the checkpoint is of another ledger: {earlier.origin}, and this one is {mine}")
            )
            return
        broken = next((each.seq for each in self.found.problems if each.seq is not None), None)
        if broken is not None and self.frontier.size < earlier.size:
            self.found.problems.append(
                Problem(
                    broken,
                    f"so the checkpoint over {earlier.size} records could not be held against this ledger: only the "
                    f"first {self.frontier.size} of them could be followed",
                )
            )
            return
        known = {*self.keys, *(key for _, _, key in self.signed)}
        judged = [(key, signing.holds(earlier, key, signature)) for key, signature in earlier.by(known)]
        if not judged or not all(held for _, held in judged):
            if judged:
                said = "does not hold"
            elif broken is not None:
                said = (
                    f"is by a key that is not known: the ledger could be followed to record {broken} only, and those "
                    "before it name no such key; name it with --key"
                )
            else:
                said = "is by a key that never signed in this ledger; name it with --key"
            self.found.problems.append(Problem(None, f"the checkpoint's signature {said}"))
            return
        if earlier.size > self.frontier.size:
            self.found.problems.append(
                Problem(
                    self.frontier.size,
                    f"record {self.frontier.size} is missing: the checkpoint covers {earlier.size} records, and "
                    f"{self.frontier.size} could be followed",
                )
            )
        elif self.roots[earlier.size] != earlier.root:
            good = max((size for size, _ in self.found.checkpoints if size < earlier.size), default=0)
            self.found.problems.append(
                Problem(
                    good,
                    f"the history was rewritten: the checkpoint has another root for the first {earlier.size} records, "
                    f"so one of the records from {good} to {earlier.size - 1} is not what it was",
                )
            )
        else:
            self.found.earlier = earlier.size

    def _remarks(self) -> list[str]:
        remarks = []
        if self.backward:
            remarks.append(
                f"the clock went backwards {len(self.backward)} time(s), first at record {self.backward[0]}; the order "
                "of records is by their numbers"
            )
        signers = list(dict.fromkeys(str(key) for _, key in self.found.checkpoints))
        if len(signers) > 1:
            remarks.append(
                f"the checkpoints were signed by {len(signers)} keys, one after another: {', '.join(signers)}"
            )
        return remarks
