"""Which files a ledger's directory holds, and how they are written.

ledger.json                 whose ledger this is; its hash is the `prev` of the first record
segments/000000000000.jsonl the records, the truth; a segment is named after its first record
head                        how many records there are, and the tree's frontier; replaced at each append
lock                        held by whoever writes
key                         32 random bytes, for keyed digests; never leaves the machine
signing.pem                 the Ed25519 key of checkpoints, made with the first one
checkpoints/                signed checkpoints, as they were handed out
aside/                      what was found broken: torn lines, heads that no longer fit
index.sqlite                an index; may be deleted at any time
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from answerable.ledger.errors import LedgerError, reason

SEGMENT_BYTES = 16 * 1024 * 1024
"""A segment that has reached this size gets no more records."""
_DIGITS = 12
COPY = "imported"
"""A file of this name marks a copy of somebody else's ledger, which takes no record."""


class Layout:
    """The paths of one ledger."""

    __slots__ = (
        "aside",
        "checkpoints",
        "directory",
        "head",
        "identity",
        "index",
        "key",
        "lock",
        "segments",
        "signing_key",
    )

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.identity = directory / "ledger.json"
        self.segments = directory / "segments"
        self.head = directory / "head"
        self.lock = directory / "lock"
        self.key = directory / "key"
        self.signing_key = directory / "signing.pem"
        self.checkpoints = directory / "checkpoints"
        self.aside = directory / "aside"
        self.index = directory / "index.sqlite"

    def segment(self, first: int) -> Path:
        """The segment that begins with the record `first`."""
        return self.segments / f"{first:0{_DIGITS}d}.jsonl"

    def segment_files(self) -> list[tuple[int, Path]]:
        """The segments there are, in order, each with its first record. Raises `LedgerError`."""
        try:
            # One that was begun by a process that was killed before it wrote to it tells nothing about what follows.
            names = [path.name for path in self.segments.iterdir() if path.stat().st_size]
        except OSError as error:
            raise LedgerError(f"{self.segments} cannot be read: {reason(error)}") from None
        numbers = [int(name[:-6]) for name in names if name.endswith(".jsonl") and name[:-6].isdecimal()]
        return [(first, self.segment(first)) for first in sorted(numbers)]


def put(path: Path, data: bytes, *, sync: bool = False) -> None:
    """Writes a file that only its owner may read, whole or not at all. Raises `OSError`."""
    # Imported here: a plain append needs none of it. `mkstemp` makes the file 0600.
    import tempfile

    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            if sync:
                stream.flush()
                os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def put_new(path: Path, data: bytes) -> Path:
    """Writes a file beside others, under a name not taken yet. Returns its path; raises `OSError`."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    target, number = path, 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.stem}-{number}{path.suffix}")
    put(target, data, sync=True)
    return target


def sync_directory(path: Path) -> None:
    """Makes a new name in a directory last through a loss of power, where the system can do that."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
