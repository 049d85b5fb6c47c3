"""Proofs that leave the machine: records, each with the hashes that lead to a signed root, in one file.

`docs/verify_ledger.py` checks such a file with nothing but Python and a library for Ed25519; docs/ledger.md describes
it. A proof shows that these records stand in the ledger that the checkpoint speaks of, not that they are all there is.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from answerable.ledger import checkpoints, note
from answerable.ledger.errors import LedgerError
from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger
from answerable.ledger.note import Checkpoint, Key
from answerable.ledger.record import Record, dead, leaf_hash
from answerable.ledger.segments import lines
from answerable.ledger.signing import Signer
from answerable.ledger.tree import consistency_proof, inclusion_proofs, root

FORMAT = "answerable-proof"
VERSION = 1


def leaves(ledger: Ledger, size: int | None = None) -> list[bytes]:
    """The leaf hashes of the ledger, of the first `size` records where that is given; tombstones have them too."""
    found: list[bytes] = []
    for line in lines(ledger.layout):
        if not line.complete or len(found) == size:
            break
        buried = dead(line.data)
        found.append(bytes.fromhex(buried.leaf if buried else leaf_hash(line.data)))
    return found


def covering(ledger: Ledger, records: Sequence[Record], signer: Signer | None) -> tuple[Checkpoint, Key]:
    """The smallest checkpoint that covers these records, and the key that signed it; a new one where there is none.

    Raises `LedgerError`, also where a new one would be needed and `signer` is None.
    """
    last = max((record.seq for record in records), default=0)
    for record in ledger.records(kinds={Kind.CHECKPOINT}, since=last):
        body = record.body
        key = Key.parse(body["key"])
        signature = note.signature_of(body["signature"], key.name)
        if body["size"] > last and signature is not None:
            root_hash = bytes.fromhex(body["root"])
            return Checkpoint(ledger.identity.origin, body["size"], root_hash, (signature,)), key
    if signer is None:
        raise LedgerError(f"no checkpoint covers record {last}; `answerable ledger checkpoint` makes one")
    return checkpoints.make(ledger, signer), signer.key


def bundle(
    ledger: Ledger,
    records: Sequence[Record],
    checkpoint: Checkpoint,
    key: Key,
    *,
    subject: Mapping[str, Any],
    earlier: Checkpoint | None = None,
) -> dict[str, Any]:
    """What is written to a file: the records, their proofs, the checkpoint and the key that signed it.

    `subject` says what the records are about, and is not proven. `earlier` is a checkpoint the reader holds: with it
    comes the proof that the ledger still begins with what it covered. Raises `LedgerError` where the ledger is not
    what the checkpoint says, or not what the earlier one covers.
    """
    hashes = leaves(ledger, checkpoint.size)
    if root(hashes) != checkpoint.root:
        raise LedgerError("the ledger is not what its checkpoint says; `answerable ledger verify` tells where")
    proofs = inclusion_proofs((record.seq for record in records), hashes)
    made: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "subject": dict(subject),
        "ledger": ledger.layout.identity.read_text("utf-8"),
        "checkpoint": str(checkpoint),
        "key": str(key),
        "records": [
            {
                "index": record.seq,
                "record": record.line.decode(),
                "proof": [base64.b64encode(step).decode() for step in proofs[record.seq]],
            }
            for record in records
        ],
    }
    if earlier is not None:
        made["consistency"] = {"checkpoint": str(earlier), "proof": _consistency(ledger, earlier, checkpoint, hashes)}
    return made


def _consistency(ledger: Ledger, earlier: Checkpoint, checkpoint: Checkpoint, hashes: list[bytes]) -> list[str]:
    if earlier.origin != ledger.identity.origin:
        raise LedgerError(f"the earlier checkpoint is of another ledger: {earlier.origin}")
    if earlier.size > checkpoint.size:
        raise LedgerError(
            f"the earlier checkpoint covers {earlier.size} records, and the one that covers this history only "
            f"{checkpoint.size}; `answerable ledger checkpoint` makes a younger one"
        )
    if root(hashes[: earlier.size]) != earlier.root:
        raise LedgerError(
            f"the history was rewritten: the first {earlier.size} records are not those of the earlier checkpoint"
        )
    return [base64.b64encode(step).decode() for step in consistency_proof(earlier.size, hashes)]
