"""One file from disk, as a snapshot or as the reason why it cannot be checked; nothing else reads sources."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from answerable.files.walk import kind, relative
from answerable.findings.model import Skipped
from answerable.text.decode import Undecodable, decode
from answerable.text.languages import PLAIN, of_path
from answerable.text.snapshot import Snapshot

# Git looks at as many bytes for a NUL when it asks whether a file is binary.
_SNIFFED = 8000
# A pipe would block until somebody writes; the flag makes `open` come back at once (it is not there on Windows).
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)


def read(path: Path, root: Path, *, limit: int) -> Snapshot | Skipped:
    """The file as it is now; its path relative to the root. Never raises for what is wrong with a file.

    Files of more than `limit` bytes are not read.
    """
    data = raw(path, root, limit=limit)
    return data if isinstance(data, Skipped) else snapshot_of(data, path, relative(path, root))


def raw(path: Path, root: Path, *, limit: int) -> bytes | Skipped:
    """The file's bytes, for who reads more in them than `read` does; the same holds of it."""
    inside = relative(path, root)
    try:
        return _content(path, limit)
    except _NotRead as error:
        return Skipped(inside, str(error), failure=error.failure)
    except FileNotFoundError:
        return Skipped(inside, "it was there when the scan began and is gone now")
    except OSError as error:
        return Skipped(inside, f"cannot be read: {(error.strerror or str(error)).lower()}")


def snapshot_of(data: bytes, path: Path, inside: str) -> Snapshot | Skipped:
    """The bytes as a snapshot of a file at `path`, which is `inside` relative to its root."""
    decoded = decode(data)
    if isinstance(decoded, Undecodable):
        # Pictures and archives are nobody's fault; a source file that is no text is something to look into.
        return Skipped(inside, decoded.reason, failure=not decoded.binary or of_path(path) is not PLAIN)
    return Snapshot.of(decoded.text, inside, uri=path.as_uri())


class _NotRead(Exception):
    def __init__(self, reason: str, *, failure: bool) -> None:
        super().__init__(reason)
        self.failure = failure


def _content(path: Path, limit: int) -> bytes:
    """The file's bytes. Raises `OSError` and `_NotRead`."""
    _refuse(path.stat())
    descriptor = os.open(path, _FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        # Looked at once more: between the two calls it can have become something else.
        status = os.fstat(descriptor)
        _refuse(status)
        if status.st_size > limit:
            # A picture was never going to be checked; a text that was not is something a gate must not pass over.
            binary = b"\0" in file.read(_SNIFFED)
            reason = f"larger than scan.max_file_bytes = {limit:,} (it has {status.st_size:,} bytes)"
            raise _NotRead(
                reason if binary else f"{reason}; raise that, or list it in scan.exclude", failure=not binary
            )
        data = file.read(limit + 1)
    if len(data) > limit:
        raise _NotRead(f"it grew beyond {limit:,} bytes while it was read", failure=True)
    return data


def _refuse(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise _NotRead(f"{kind(status.st_mode)}, not a file", failure=True)
