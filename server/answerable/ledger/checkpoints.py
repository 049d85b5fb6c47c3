"""Making checkpoints: a signed root, kept as a record, as a file, and, where somebody takes it away, as evidence."""

from __future__ import annotations

from pathlib import Path

from answerable.ledger.errors import LedgerError, reason
from answerable.ledger.kinds import Kind
from answerable.ledger.layout import put
from answerable.ledger.log import Ledger
from answerable.ledger.note import Checkpoint, Key, Signature
from answerable.ledger.signing import Ed25519Signer, Signer, SshSigner


def signer_for(ledger: Ledger, *, ssh_key: Path | None = None) -> Signer:
    """Who signs this ledger's checkpoints: a person's SSH key where one is named, else the ledger's own, made now where
    there is none. Raises `LedgerError`."""
    name = ledger.identity.origin
    if ssh_key is not None:
        return SshSigner(ssh_key.expanduser(), name)
    if ledger.layout.signing_key.exists():
        return Ed25519Signer(ledger.layout, name)
    # Two processes may want to make the first key.
    with ledger.writing():
        return Ed25519Signer(ledger.layout, name)


def make(ledger: Ledger, signer: Signer) -> Checkpoint:
    """Signs what there is now, records that, and keeps the note in the ledger's directory. Raises `LedgerError`.

    The root comes from the head, which has grown with every append: it commits to what was appended, even where
    somebody has changed the files since. No lock is held while a person types a passphrase.
    """
    head = ledger.head()
    if head.size == 0:
        raise LedgerError("there is nothing to sign: the ledger has no records yet")
    plain = Checkpoint(ledger.identity.origin, head.size, head.root())
    key = signer.key
    signature = Signature(key.name, key.id, signer.sign(plain.text))
    checkpoint = Checkpoint(plain.origin, plain.size, plain.root, (signature,))
    ledger.append(
        Kind.CHECKPOINT,
        {"size": plain.size, "root": plain.root.hex(), "signature": signature.encoded, "key": str(key)},
    )
    file = ledger.layout.checkpoints / f"{plain.size:012d}.checkpoint"
    try:
        ledger.layout.checkpoints.mkdir(mode=0o700, exist_ok=True)
        put(file, str(checkpoint).encode())
    except OSError as error:
        raise LedgerError(f"the checkpoint is recorded, but {file} was not written: {reason(error)}") from None
    return checkpoint


def is_due(ledger: Ledger, every: int) -> bool:
    """Whether at least so many records have come since the last checkpoint. Raises `LedgerError`."""
    known = known_checkpoints(ledger)
    covered = known[-1][0] if known else 0
    # The last checkpoint's own record is one of those it does not cover.
    return ledger.head().size - covered - bool(known) >= every


def make_if_due(ledger: Ledger, signer: Signer, every: int) -> Checkpoint | None:
    """A checkpoint where one is due; else None. Raises `LedgerError`."""
    return make(ledger, signer) if is_due(ledger, every) else None


def known_checkpoints(ledger: Ledger) -> list[tuple[int, Path]]:
    """The checkpoints that were kept, the smallest first: how many records each covers, and its file."""
    try:
        files = sorted(ledger.layout.checkpoints.glob("*.checkpoint"))
    except OSError:
        return []
    return [(int(file.stem), file) for file in files if file.stem.isdecimal()]


def public_key(ledger: Ledger) -> Key | None:
    """The public half of the ledger's own key; None while it has none. Raises `LedgerError`."""
    if not ledger.layout.signing_key.exists():
        return None
    return Ed25519Signer(ledger.layout, ledger.identity.origin).key
