"""One writer at a time, across processes and threads: an exclusive lock on a file that is never removed.

The same lock that `filelock` takes (flock; on Windows the first byte), written here because importing that package
takes several times as long as a whole append, and a prompt hook pays it at each prompt. The system lets go of it when
its holder dies, whatever it dies of.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator

from answerable.ledger.errors import LedgerError, reason

_FIRST_PAUSE = 0.0002
_LONGEST_PAUSE = 0.01


@contextlib.contextmanager
def exclusive(path: str, seconds: float) -> Iterator[None]:
    """Holds the lock; the file is made where it is missing. Raises `LedgerError` when it is not ours in time."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as error:
        raise LedgerError(
            f"{path} cannot be written: {reason(error)}. Make the directory writable, or name another one in the "
            "environment variable ANSWERABLE_LEDGER"
        ) from None
    try:
        _take(descriptor, path, seconds)
        try:
            yield
        finally:
            _release(descriptor)
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: str, seconds: float) -> None:
    end: float | None = None
    pause = _FIRST_PAUSE
    while not _try(descriptor, path):
        now = time.monotonic()
        if end is None:
            end = now + seconds
        if now >= end:
            raise LedgerError(
                f"another process has held {path} for {seconds:g} s; try again, and if this stays so, end that process"
            )
        time.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int, path: str) -> bool:
        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(descriptor: int) -> None:
        with contextlib.suppress(OSError):
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try(descriptor: int, path: str) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, InterruptedError):
            return False
        except OSError as error:
            raise LedgerError(
                f"{path} cannot be locked: {reason(error)}. Name a directory on another file system in the environment "
                "variable ANSWERABLE_LEDGER"
            ) from None
        return True

    def _release(descriptor: int) -> None:
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_UN)
