"""Signatures by SSH keys: `ssh-keygen -Y sign`, whose form OpenSSH describes in its PROTOCOL.sshsig.

The namespace is `answerable`, so that a signature made for git or for a file cannot pass for one over a checkpoint.
Keys of the kind `ssh-ed25519` are checked here; the other kinds (RSA, ECDSA, security keys) by `ssh-keygen` itself.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from answerable.ledger.ed25519 import ed25519_holds
from answerable.ledger.errors import LedgerError, reason

NAMESPACE = b"answerable"
_PROGRAM = "ssh-keygen"
_SECONDS = 120.0
_MAGIC = b"SSHSIG"
_BEGIN, _END = b"-----BEGIN SSH SIGNATURE-----", b"-----END SSH SIGNATURE-----"
_PUBLIC = re.compile(r"^((?:sk-)?(?:ssh|ecdsa)-[A-Za-z0-9@.-]+) ([A-Za-z0-9+/=]+)(?: |$)", re.MULTILINE)


def public_key(path: Path) -> bytes:
    """The public key beside, or in, the file that a person named; in SSH's own form. Raises `LedgerError`."""
    public = path if path.suffix == ".pub" else path.with_name(f"{path.name}.pub")
    try:
        text = public.read_text("utf-8", "replace")
    except OSError as error:
        raise LedgerError(
            f"{public} cannot be read: {reason(error)}. `ledger.ssh_key` names the SSH key that signs; its public half "
            "has to lie beside it"
        ) from None
    match = _PUBLIC.match(text)
    if match is None:
        raise LedgerError(f"{public} is no public SSH key")
    return base64.b64decode(match[2])


def sign(path: Path, text: bytes) -> bytes:
    """A signature in SSH's own form (without the armour). Raises `LedgerError`."""
    # A key that only an agent holds is named by its public half.
    done = _run(["-Y", "sign", "-q", "-n", NAMESPACE.decode(), "-f", str(path)], text)
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise LedgerError(f"{_PROGRAM} did not sign with {path}: {said[-1][:200] if said else 'it gave no reason'}")
    return unarmoured(done.stdout)


def holds(public: bytes, signature: bytes, text: bytes) -> bool:
    """Whether this is the key's signature over the text. Raises `LedgerError` where `ssh-keygen` is needed and is not
    there."""
    try:
        parts = _parts(signature)
    except ValueError:
        return False
    key, namespace, algorithm, blob = parts
    if key != public or namespace != NAMESPACE or algorithm not in (b"sha256", b"sha512"):
        return False
    kind, raw = _first_two(key)
    if kind == b"ssh-ed25519":
        try:
            signed_kind, value = _first_two(blob)
        except ValueError:
            return False
        digest = hashlib.new(algorithm.decode(), text).digest()
        signed = _MAGIC + b"".join(map(_string, (NAMESPACE, b"", algorithm, digest)))
        return signed_kind == kind and ed25519_holds(raw, value, signed)
    with tempfile.TemporaryDirectory(prefix="answerable-") as directory:
        file = Path(directory) / "signature"
        file.write_bytes(armoured(signature))
        done = _run(["-Y", "check-novalidate", "-q", "-n", NAMESPACE.decode(), "-s", str(file)], text)
    return done.returncode == 0


def armoured(signature: bytes) -> bytes:
    """As `ssh-keygen` reads it."""
    encoded = base64.b64encode(signature)
    lines = [encoded[at : at + 70] for at in range(0, len(encoded), 70)]
    return b"\n".join((_BEGIN, *lines, _END, b""))


def unarmoured(text: bytes) -> bytes:
    """As it is kept. Raises `LedgerError`."""
    try:
        inner = text.split(_BEGIN, 1)[1].split(_END, 1)[0]
        signature = base64.b64decode(b"".join(inner.split()), validate=True)
        _parts(signature)
    except (IndexError, ValueError):
        raise LedgerError(f"{_PROGRAM} answered with something that is no signature") from None
    return signature


def _parts(signature: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """Public key, namespace, hash algorithm and the signature itself. Raises `ValueError`."""
    if not signature.startswith(_MAGIC) or signature[6:10] != b"\0\0\0\x01":
        raise ValueError("not an SSH signature of version 1")
    key, namespace, _reserved, algorithm, blob = _strings(signature[10:])
    return key, namespace, algorithm, blob


def _first_two(data: bytes) -> tuple[bytes, bytes]:
    first, second, *_ = _strings(data)
    return first, second


def _strings(data: bytes) -> Iterator[bytes]:
    """The strings in SSH's wire form (RFC 4251, section 5). Raises `ValueError`."""
    at = 0
    while at < len(data):
        if at + 4 > len(data):
            raise ValueError("cut off")
        (length,) = struct.unpack_from(">I", data, at)
        at += 4
        if at + length > len(data):
            raise ValueError("cut off")
        yield data[at : at + length]
        at += length


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _run(arguments: list[str], text: bytes) -> subprocess.CompletedProcess[bytes]:
    # A passphrase is asked for at the terminal, where there is one; never by a window that pops up while one types.
    environment = {**os.environ, "SSH_ASKPASS_REQUIRE": "never"}
    try:
        return subprocess.run(
            [_PROGRAM, *arguments], input=text, capture_output=True, check=False, timeout=_SECONDS, env=environment
        )
    except FileNotFoundError:
        raise LedgerError(f"{_PROGRAM} is not installed; it comes with OpenSSH, from version 8.2 on") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise LedgerError(f"{_PROGRAM} did not answer: {type(error).__name__}") from None
