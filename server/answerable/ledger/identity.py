"""Whose ledger this is: ``ledger.json``, and the secret key beside it."""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import rfc8785

from answerable.ledger import head as heads
from answerable.ledger.errors import ForeignLedger, LedgerError, LedgerTooNew, NoLedger, reason
from answerable.ledger.layout import Layout, put
from answerable.ledger.record import stamp
from answerable.text.frozen import dataclass

VERSION = 1
"""Of the ledger's format. Another one is another ledger, for the first record commits to it."""
KEY_BYTES = 32
_OURS = {"lock", "key", "head", "segments", "checkpoints", "aside"}


@dataclass(frozen=True, slots=True)
class Identity:
    """What ``ledger.json`` says."""

    id: str
    """128 random bits in hexadecimal."""
    repository: str
    """The root commit of the repository, or what stands for it; empty where nobody said."""
    created: str
    key_hash: str
    """SHA-256 of the secret key, by which a damaged or exchanged key is noticed."""
    hash: str
    """SHA-256(0x00 ‖ the file's bytes): the `prev` of the first record."""

    @property
    def origin(self) -> str:
        """The first line of this ledger's checkpoints, and its name as a signer."""
        return f"answerable/{self.id}"


def parse(data: bytes, path: Path) -> Identity:
    """Raises `LedgerTooNew`, and `LedgerError` for what is no such file."""
    try:
        value = json.loads(data)
        version = value["version"]
        if isinstance(version, int) and version > VERSION:
            raise LedgerTooNew(
                f"{path} has the format {version}, and this Answerable knows {VERSION}; install the newest one"
            )
        if version != VERSION or len(bytes.fromhex(value["id"])) != 16:
            raise ValueError
        return Identity(
            value["id"],
            str(value["repository"]),
            str(value["created"]),
            str(value["key"]),
            sha256(b"\0" + data).hexdigest(),
        )
    except (ValueError, KeyError, TypeError):
        raise LedgerError(f"{path} is damaged: it does not say whose ledger this is; restore it from a copy") from None


def load(layout: Layout) -> Identity:
    """Raises `NoLedger` where there is none, else as `parse` does."""
    try:
        data = layout.identity.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise NoLedger(f"there is no ledger in {layout.directory}") from None
    except OSError as error:
        raise LedgerError(f"{layout.identity} cannot be read: {reason(error)}") from None
    return parse(data, layout.identity)


def expect(identity: Identity, repository: str | None, layout: Layout) -> None:
    """Raises `ForeignLedger` where this is the ledger of another repository."""
    if repository and identity.repository and identity.repository != repository:
        raise ForeignLedger(
            f"{layout.directory} is the ledger of the repository {identity.repository[:16]}, not of {repository[:16]}. "
            "Name another directory in ANSWERABLE_LEDGER, or unset it"
        )


def create(layout: Layout, repository: str | None, now: datetime) -> Identity:
    """Makes what a new ledger consists of; whoever calls holds the lock. Raises `LedgerError`."""
    # Imported here: only a new ledger needs it.
    import secrets

    directory = layout.directory
    others = sorted(path.name for path in directory.iterdir() if path.name not in _OURS and path.name[0] != ".")
    if others:
        raise LedgerError(
            f"{directory} is no ledger, and holds something else ({others[0][:80]!r}); name an empty directory in "
            "ANSWERABLE_LEDGER, or one that is not there yet"
        )
    if layout.segments.is_dir() and any(layout.segments.iterdir()):
        raise LedgerError(f"{layout.identity} is missing, but there are records; restore it from a copy")
    key = secrets.token_bytes(KEY_BYTES)
    data = rfc8785.dumps(
        {
            "created": stamp(now),
            "id": secrets.token_hex(16),
            "key": sha256(key).hexdigest(),
            "repository": repository or "",
            "version": VERSION,
        }
    )
    identity = parse(data, layout.identity)
    try:
        layout.segments.mkdir(mode=0o700, exist_ok=True)
        put(layout.key, key, sync=True)
        put(layout.head, heads.create(heads.Head.empty(identity.hash)), sync=True)
        # The last, for with this file there is a ledger.
        put(layout.identity, data, sync=True)
    except OSError as error:
        raise LedgerError(f"a ledger cannot be made in {directory}: {reason(error)}") from None
    return identity


def read_key(layout: Layout, identity: Identity) -> bytes:
    """The key for keyed digests. Raises `LedgerError`."""
    try:
        key = layout.key.read_bytes()
    except OSError as error:
        raise LedgerError(
            f"{layout.key} cannot be read: {reason(error)}. Without it, blocks are not found again in their files"
        ) from None
    if sha256(key).hexdigest() != identity.key_hash:
        raise LedgerError(f"{layout.key} is damaged, or the key of another ledger; restore it from a copy")
    return key
