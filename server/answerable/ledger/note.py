"""Checkpoints as text: signed notes in the forms that C2SP has written down.

    answerable/5d3c…                                    whose ledger: its origin
    1042                                                how many records
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=         the root of the tree over them

    — answerable/5d3c… Az3grlgtzPICa5OS8npVmf1Myq/…      a signature over the lines above the blank one

See https://c2sp.org/tlog-checkpoint and https://c2sp.org/signed-note: base64 is RFC 4648's with padding; a signature
is four bytes of key id and then the signature; the key id is SHA-256(name ‖ newline ‖ type ‖ public key)[:4].
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from answerable.ledger.errors import LedgerError, reason

ED25519 = b"\x01"
SSHSIG = b"\xffanswerable-sshsig"
"""C2SP gives no byte to signatures of `ssh-keygen -Y sign`; 0xff and a name of one's own are what it has for those."""

_LONGEST = 1_000_000
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")
_NAME = re.compile(r"[^\s+]+")
_DASH = "\u2014 "


@dataclass(frozen=True, slots=True)
class Key:
    """A public key and the name it signs under."""

    name: str
    type: bytes
    """`ED25519` or `SSHSIG`."""
    public: bytes
    """32 bytes for Ed25519; for SSH, the key in SSH's own form (RFC 4253, section 6.6)."""

    @property
    def id(self) -> bytes:
        """The four bytes that stand before its signatures."""
        return sha256(self.name.encode() + b"\n" + self.type + self.public).digest()[:4]

    def __str__(self) -> str:
        """The form in which C2SP writes verifier keys: ``name+id+base64``."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(self.type + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> Key:
        """Raises `LedgerError`."""
        name, _, rest = text.strip().partition("+")
        told, _, encoded = rest.partition("+")
        data = _decoded(encoded)
        for kind in (ED25519, SSHSIG):
            if data is not None and data.startswith(kind) and _NAME.fullmatch(name):
                key = cls(name, kind, data[len(kind) :])
                if key.id.hex() == told and (kind != ED25519 or len(key.public) == 32):
                    return key
        raise LedgerError("it is no key as a ledger writes it: `name+id+base64`")


@dataclass(frozen=True, slots=True)
class Signature:
    """One line of signature."""

    name: str
    key_id: bytes
    data: bytes

    def __str__(self) -> str:
        return f"{_DASH}{self.name} {self.encoded}"

    @property
    def encoded(self) -> str:
        """Key id and signature in base64, as it stands in the line and in the ledger."""
        return base64.b64encode(self.key_id + self.data).decode()


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What somebody signed: there were `size` records, and the tree over them had this root."""

    origin: str
    size: int
    root: bytes
    signatures: tuple[Signature, ...] = ()

    @property
    def text(self) -> bytes:
        """What the signatures are over."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n".encode()

    def __str__(self) -> str:
        """The whole note, as a file has it."""
        return self.text.decode() + "\n" + "".join(f"{signature}\n" for signature in self.signatures)

    def by(self, keys: Iterable[Key]) -> list[tuple[Key, Signature]]:
        """The signatures that claim to be of these keys; whether they hold is for `signing.holds` to say."""
        known = {(key.name, key.id): key for key in keys}
        found = [(known.get((each.name, each.key_id)), each) for each in self.signatures]
        return [(key, signature) for key, signature in found if key is not None]


def parse(text: str, source: str) -> Checkpoint:
    """A checkpoint as we make them: three lines, a blank one, signatures. `source` is named when it is not.

    Raises `LedgerError`.
    """
    body, gap, signatures = text.rpartition("\n\n")
    lines = body.split("\n")
    if not gap or len(lines) != 3 or re.search(r"[\x00-\x09\x0b-\x1f]", text) or not text.endswith("\n"):
        raise LedgerError(
            f"{source} is no checkpoint: that is an origin, a size and a root, a blank line, and signatures"
        )
    origin, size, encoded = lines
    root = _decoded(encoded)
    if not origin or _SIZE.fullmatch(size) is None or root is None or len(root) != 32:
        raise LedgerError(f"{source} is a damaged checkpoint: its size is no number, or its root no SHA-256 in base64")
    found = [_signature(line, source) for line in signatures.removesuffix("\n").split("\n")]
    return Checkpoint(origin, int(size), root, tuple(found))


def read(path: Path) -> Checkpoint:
    """The checkpoint in a file. Raises `LedgerError`."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_LONGEST + 1)
    except OSError as error:
        raise LedgerError(f"{path} cannot be read: {reason(error)}") from None
    if len(data) > _LONGEST:
        raise LedgerError(f"{path} is no checkpoint: it is larger than a million bytes")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise LedgerError(f"{path} is no checkpoint: it is not UTF-8") from None
    # An editor or a mail program may have written it with Windows' line ends; a signed note has none.
    return parse(text.replace("\r\n", "\n"), str(path))


def _signature(line: str, source: str) -> Signature:
    name, _, encoded = line.removeprefix(_DASH).rpartition(" ")
    data = _decoded(encoded)
    if not line.startswith(_DASH) or _NAME.fullmatch(name) is None or data is None or len(data) < 5:
        raise LedgerError(f"{source} is a damaged checkpoint: a line below its blank line is no signature")
    return Signature(name, data[:4], data[4:])


def signature_of(encoded: str, name: str) -> Signature | None:
    """The signature in a ledger's own checkpoint record; None where it is none."""
    data = _decoded(encoded)
    return None if data is None or len(data) < 5 else Signature(name, data[:4], data[4:])


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
