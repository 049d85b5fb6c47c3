"""Who signs checkpoints, and whether a signature holds: the ledger's own Ed25519 key, or a person's SSH key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from answerable.ledger import sshsig
from answerable.ledger.ed25519 import ed25519_holds
from answerable.ledger.errors import LedgerError, reason
from answerable.ledger.layout import Layout, put
from answerable.ledger.note import ED25519, SSHSIG, Checkpoint, Key, Signature

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class Signer(Protocol):
    """Somebody who can sign."""

    @property
    def key(self) -> Key:
        """The public half."""

    def sign(self, text: bytes) -> bytes:
        """A signature over these bytes. Raises `LedgerError`."""


class Ed25519Signer:
    """The key that lies beside the ledger, in `signing.pem`, for its owner alone to read."""

    def __init__(self, layout: Layout, name: str) -> None:
        # Imported here and below: nobody else pays for a library of cryptography.
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        self._private = _load(layout.signing_key)
        public = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self._key = Key(name, ED25519, public)

    @property
    def key(self) -> Key:
        return self._key

    def sign(self, text: bytes) -> bytes:
        return self._private.sign(text)


class SshSigner:
    """A person's SSH key, by way of `ssh-keygen -Y sign` with the namespace `answerable`."""

    def __init__(self, path: Path, name: str) -> None:
        self._path = path
        self._key = Key(name, SSHSIG, sshsig.public_key(path))

    @property
    def key(self) -> Key:
        return self._key

    def sign(self, text: bytes) -> bytes:
        return sshsig.sign(self._path, text)


def holds(checkpoint: Checkpoint, key: Key, signature: Signature) -> bool:
    """Whether this signature over this checkpoint is the key's. Raises `LedgerError` where that cannot be told."""
    if key.type == SSHSIG:
        return sshsig.holds(key.public, signature.data, checkpoint.text)
    return ed25519_holds(key.public, signature.data, checkpoint.text)


def _load(path: Path) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        load_pem_private_key,
    )

    try:
        if not path.exists():
            made = Ed25519PrivateKey.generate()
            put(path, made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), sync=True)
        private = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise LedgerError(f"{path} cannot be read or made: {reason(error)}") from None
    except (ValueError, TypeError):
        private = None
    if not isinstance(private, Ed25519PrivateKey):
        raise LedgerError(
            f"{path} is no Ed25519 key in PEM; restore it from a copy, or move it away: the next checkpoint makes a "
            "new one, and `ledger verify` tells that the key changed"
        )
    return private
