"""Sessions kept in files, so that an answer can be restored by another process.

Each is encrypted (AES-256-GCM) with a key that lies in the system's keyring or, where there is none, in a file that
only its owner may read. When a session expires stands outside the encryption but is authenticated; whoever opens the
vault next deletes it.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from answerable.files import directories
from answerable.guard.placeholders import PlaceholderMap
from answerable.ledger.errors import LedgerError
from answerable.ledger.lock import exclusive

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_MAGIC = b"answerable-guard-1\n"
_HEADER = struct.Struct(">Q12s")
"""When it expires, in seconds since 1970, and the nonce."""
_SUFFIX = ".session"
_OLD = 86_400.0
"""Seconds after which a lock that belongs to no session goes."""
_PATIENCE = 10.0
"""Seconds that a session is waited for."""
_SERVICE, _ACCOUNT = "answerable", "guard-vault"


class VaultError(Exception):
    """A session cannot be kept or read. The message says why and what to do, never what it held."""


class Vault:
    """The sessions of one person on one machine."""

    def __init__(self, directory: Path, *, hours: int, now: Callable[[], float] = time.time) -> None:
        self._directory = directory
        self._hours = hours
        self._now = now

    @classmethod
    def open(cls, *, hours: int = 24, now: Callable[[], float] = time.time) -> Vault:
        """The vault in the user's state directory; what has expired there is deleted. Raises `VaultError`."""
        directory = directories.state() / "guard"
        try:
            directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise VaultError(f"{directory} cannot be made: {(error.strerror or str(error)).lower()}") from None
        vault = cls(directory, hours=hours, now=now)
        vault.sweep()
        return vault

    @contextlib.contextmanager
    def session(
        self, name: str, *, wanted: Callable[[PlaceholderMap], bool] = lambda kept: True
    ) -> Iterator[PlaceholderMap]:
        """The session of this name, new where there is none; kept again at the end where that is `wanted`.

        One process at a time has it: an agent runs several tools at once, and two values must not share a placeholder.
        """
        with self._alone(f"{self._file(name)}.lock", "another process has had this session for ten seconds; try again"):
            try:
                kept = self.load(name)
            except VaultError:
                kept = PlaceholderMap()
            yield kept
            if wanted(kept):
                self.save(name, kept)

    def load(self, name: str | None = None) -> PlaceholderMap:
        """The session of this name, or the last one kept. Raises `VaultError` where there is none."""
        file = self._file(name) if name is not None else self._latest()
        if file is None or not file.is_file():
            what = "nothing is kept" if name is None else "nothing is kept under this name"
            raise VaultError(f"{what} (any more); `guard.restore_hours` says for how long it is")
        try:
            data = file.read_bytes()
            expires, nonce = _HEADER.unpack_from(data, len(_MAGIC))
            if not data.startswith(_MAGIC) or expires <= self._now():
                raise ValueError
            body = len(_MAGIC) + _HEADER.size
            plain = self._cipher().decrypt(nonce, data[body:], data[: len(_MAGIC) + 8])
            return PlaceholderMap.load(json.loads(plain))
        except OSError as error:
            raise VaultError(f"{file} cannot be read: {(error.strerror or str(error)).lower()}") from None
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, it is of no use, and nothing may be quoted
            raise VaultError(
                f"{file.name} is damaged, expired or of another key ({type(error).__name__}); redact again"
            ) from None

    def save(self, name: str, session: PlaceholderMap) -> None:
        """Keeps the session under this name. Raises `VaultError`."""
        expires = int(self._now()) + self._hours * 3600
        nonce = os.urandom(12)
        header = _MAGIC + _HEADER.pack(expires, nonce)
        plain = json.dumps(session.dump()).encode("ascii")
        sealed = header + self._cipher().encrypt(nonce, plain, header[: len(_MAGIC) + 8])
        self._put(self._file(name), sealed)

    def sweep(self) -> None:
        """Deletes what has expired, and what cannot be told to be a session."""
        for file in self._directory.glob(f"*{_SUFFIX}"):
            with contextlib.suppress(OSError):
                with file.open("rb") as stream:
                    head = stream.read(len(_MAGIC) + _HEADER.size)
                known = head.startswith(_MAGIC) and len(head) == len(_MAGIC) + _HEADER.size
                if not known or _HEADER.unpack_from(head, len(_MAGIC))[0] <= self._now():
                    file.unlink(missing_ok=True)
                    file.with_name(file.name + ".lock").unlink(missing_ok=True)
        for lock in self._directory.glob(f"*{_SUFFIX}.lock"):
            # Of a session that was never kept; nobody has held it for so long.
            with contextlib.suppress(OSError):
                if not lock.with_suffix("").exists() and lock.stat().st_mtime < self._now() - _OLD:
                    lock.unlink(missing_ok=True)

    def fresh_name(self) -> str:
        """A name that no other session has."""
        return f"run-{os.urandom(16).hex()}"

    def _file(self, name: str) -> Path:
        # A name may be a conversation's id, or hold what no file name may.
        return self._directory / f"{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}{_SUFFIX}"

    def _latest(self) -> Path | None:
        return max(self._directory.glob(f"*{_SUFFIX}"), key=lambda file: file.stat().st_mtime_ns, default=None)

    def _cipher(self) -> AESGCM:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self._key())

    @contextlib.contextmanager
    def _alone(self, lock: str, otherwise: str) -> Iterator[None]:
        try:
            with exclusive(lock, _PATIENCE):
                yield
        except LedgerError:
            raise VaultError(otherwise) from None

    def _key(self) -> bytes:
        file = self._directory / "key"
        if file.is_file():
            return _key_of(file.read_bytes())
        # Of two that made one at once, one would lose what it kept under its own.
        with self._alone(str(self._directory / "key.lock"), "another process is making the vault's key; try again"):
            return self._first_key(file)

    def _first_key(self, file: Path) -> bytes:
        if file.is_file():
            return _key_of(file.read_bytes())
        stored = _keyring_get()
        if stored is not None:
            return _key_of(stored.encode("ascii", "replace"))
        key = base64.b64encode(os.urandom(32))
        if not _keyring_set(key.decode("ascii")):
            self._put(file, key)
        return _key_of(key)

    def _put(self, file: Path, data: bytes) -> None:
        """Writes a file that only its owner may read, whole or not at all."""
        # Not `mkstemp`: its module takes longer to import than all else here, and a hook waits for it.
        temporary = self._directory / f".{os.urandom(8).hex()}"
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
            temporary.replace(file)
        except OSError as error:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise VaultError(f"{file} cannot be written: {(error.strerror or str(error)).lower()}") from None


def _key_of(stored: bytes) -> bytes:
    try:
        key = base64.b64decode(stored, validate=True)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise VaultError("the vault's key is damaged; remove `answerable` from the keyring, or the file `key`")
    return key


def _keyring_get() -> str | None:
    try:
        import keyring

        return keyring.get_password(_SERVICE, _ACCOUNT)
    except Exception:  # noqa: BLE001 - no keyring, a locked one, a broken backend: the key lies in a file then
        return None


def _keyring_set(value: str) -> bool:
    """Whether the keyring has it now; some backends take everything and keep nothing."""
    try:
        import keyring

        keyring.set_password(_SERVICE, _ACCOUNT, value)
        return keyring.get_password(_SERVICE, _ACCOUNT) == value
    except Exception:  # noqa: BLE001
        return False
