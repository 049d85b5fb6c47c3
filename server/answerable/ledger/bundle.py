"""A ledger as one file, for somebody else: everything that can be verified, and nothing secret.

A ZIP archive with `ledger.json`, `head`, `segments/` and `checkpoints/`; the keys stay. What is imported lies apart
from one's own ledgers, can only be read, and takes no record: two histories cannot be joined without breaking both.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from answerable.ledger import head as heads
from answerable.ledger import identity as identities
from answerable.ledger.errors import ForeignLedger, LedgerError, reason
from answerable.ledger.identity import Identity
from answerable.ledger.layout import COPY, Layout
from answerable.ledger.log import Ledger
from answerable.ledger.place import imported_directory
from answerable.ledger.proof import leaves
from answerable.ledger.verify import Verification, verify

MOST_BYTES = 8 * 1024**3
"""A bundle that unpacks to more than this is refused."""
_NAMES = re.compile(r"ledger\.json|head|segments/[0-9]{12}\.jsonl|checkpoints/[0-9]{1,16}\.checkpoint")
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import."""

    ledger: Ledger
    verification: Verification
    known: int | None
    """How many of its records a copy imported earlier had; None where there was none."""


def export(ledger: Ledger, target: Path) -> int:
    """Writes the bundle; the number of records in it. Raises `LedgerError`; then no file is there."""
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as stream:
            temporary = Path(stream.name)
            try:
                before = ledger.head()
                _pack(ledger, before, stream)
                while ledger.head().pruned != before.pruned:
                    # Somebody pruned meanwhile: half of it may be from before, and half from after.
                    before = ledger.head()
                    stream.seek(0)
                    stream.truncate()
                    _pack(ledger, before, stream)
                stream.close()
                temporary.replace(target)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise LedgerError(f"{target} cannot be written: {reason(error)}") from None
    return before.size


def _pack(ledger: Ledger, head: heads.Head, stream: IO[bytes]) -> None:
    layout = ledger.layout
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("ledger.json", _EPOCH), layout.identity.read_bytes())
        # What is appended from now on is not in it, so the head says what is.
        archive.writestr(zipfile.ZipInfo("head", _EPOCH), heads.create(head))
        for first, path in layout.segment_files():
            if first > head.segment:
                break
            left = head.end if first == head.segment else None
            info = zipfile.ZipInfo(f"segments/{path.name}", _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(info, "w") as packed:
                while chunk := source.read(1 << 20 if left is None else min(1 << 20, left)):
                    packed.write(chunk)
                    left = None if left is None else left - len(chunk)
        for path in sorted(layout.checkpoints.glob("*.checkpoint")) if layout.checkpoints.is_dir() else ():
            if _NAMES.fullmatch(f"checkpoints/{path.name}"):
                archive.writestr(zipfile.ZipInfo(f"checkpoints/{path.name}", _EPOCH), path.read_bytes())


def inspect(source: Path) -> Identity:
    """Whose ledger a bundle holds. Raises `LedgerError` for what is none, `LedgerTooNew` for one of a newer form."""
    try:
        with zipfile.ZipFile(source) as archive:
            return _identity(archive, source)
    except (OSError, zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError) as error:
        raise LedgerError(_unreadable(source, error)) from None


def bring_in(source: Path, *, repository: str | None, foreign: bool) -> Imported:
    """Unpacks a bundle beside earlier imports, verified, to be read only.

    Raises `ForeignLedger` for the ledger of another repository than this one, unless `foreign` says that it is wanted,
    and `LedgerError` for a bundle that is damaged, does not verify, or contradicts an earlier import; then nothing of
    it stays.
    """
    identity = inspect(source)
    if repository != identity.repository and not foreign:
        raise ForeignLedger(
            f"{source} is the ledger of the repository {identity.repository[:16] or '(unnamed)'}, not of "
            f"{(repository or '(none)')[:16]}; with --foreign it is imported all the same, to be read"
        )
    target = imported_directory(identity.id)
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unpacked = Path(tempfile.mkdtemp(dir=target.parent, prefix=".import-"))
    except OSError as error:
        raise LedgerError(f"{target.parent} cannot be written: {reason(error)}") from None
    try:
        _unpack(source, unpacked)
        ledger = Ledger.open(unpacked, create=False)
        verification = verify(ledger)
        if not verification.clean:
            raise LedgerError(f"{source} does not verify, and was not imported: {verification.problems[0].what}")
        known = _compared(ledger, target, source)
        if known is not None and known >= verification.size:
            return Imported(Ledger.open(target, create=False), verification, known)
        if known is not None:
            _writable(target)
            shutil.rmtree(target)
        unpacked.replace(target)
    except OSError as error:
        raise LedgerError(f"{target} cannot be written: {reason(error)}") from None
    finally:
        _writable(unpacked)
        shutil.rmtree(unpacked, ignore_errors=True)
    _protect(target)
    return Imported(Ledger.open(target, create=False), verification, known)


def _compared(ledger: Ledger, target: Path, source: Path) -> int | None:
    """How many records the copy that is here already has; None where there is none. Raises `LedgerError` where the two
    tell different histories."""
    if not Layout(target).identity.exists():
        return None
    here, there = leaves(Ledger.open(target, create=False)), leaves(ledger)
    common = min(len(here), len(there))
    if here[:common] != there[:common]:
        first = next(index for index in range(common) if here[index] != there[index])
        raise LedgerError(
            f"{source} and the copy imported earlier ({target}) are two histories of one ledger: they differ from "
            f"record {first} on. One of them was rewritten; keep both, and ask where they came from"
        )
    return len(here)


def _identity(archive: zipfile.ZipFile, source: Path) -> Identity:
    info = archive.getinfo("ledger.json")
    if info.file_size > 100_000:
        raise LedgerError(f"{source} is no exported ledger: its ledger.json is too large")
    return identities.parse(archive.read(info), source / "ledger.json")


def _unpack(source: Path, target: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                raise LedgerError(f"{source} would unpack to more than {MOST_BYTES} bytes")
            for name in ("segments", "checkpoints"):
                (target / name).mkdir(mode=0o700)
            for info in archive.infolist():
                if info.is_dir():
                    continue
                # Only what we write, so no name can lead anywhere else.
                if _NAMES.fullmatch(info.filename) is None:
                    raise LedgerError(f"{source} is no exported ledger: it holds {info.filename[:80]!r}")
                with archive.open(info) as packed, (target / info.filename).open("wb") as stream:
                    shutil.copyfileobj(packed, stream)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError) as error:
        raise LedgerError(_unreadable(source, error)) from None
    (target / COPY).write_bytes(b"")


def _unreadable(source: Path, error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{source} cannot be read: {reason(error)}"
    return f"{source} is no exported ledger, or is damaged: `answerable ledger export` writes one"


def _protect(directory: Path) -> None:
    for path in directory.rglob("*"):
        with contextlib.suppress(OSError):
            path.chmod(0o700 if path.is_dir() else 0o400)


def _writable(directory: Path) -> None:
    for path in directory.rglob("*"):
        with contextlib.suppress(OSError):
            path.chmod(0o700 if path.is_dir() else 0o600)
