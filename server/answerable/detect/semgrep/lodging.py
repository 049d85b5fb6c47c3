"""Where a text lies while the engine reads it: in memory where that can be done, never longer than the scan.

The engine wants a path, and opens it several times over (once to filter rules, once to parse, once more to look for
``nosemgrep``, sometimes two of them at once), so the text cannot come through a named pipe. On Linux it lies in an
anonymous file in memory that only we and the engine's process hold; the path is a link to it. Elsewhere it is a file of
mode 0600 in our private folder, removed as soon as the scan is over.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from answerable.detect.semgrep.folder import PrivateFolder


class Lodging(Protocol):
    """A path for the engine, empty until `fill`."""

    path: Path
    pass_fds: Sequence[int]
    """What the engine's process must inherit to be able to open the path."""

    def fill(self, text: bytes) -> None:
        """Puts the text there; once."""
        ...

    def close(self) -> None:
        """Takes text and path away."""
        ...


class MemoryLodging:
    """An anonymous file in memory, seen by the engine under its own ``/proc/self/fd``."""

    def __init__(self, folder: PrivateFolder, suffix: str) -> None:
        self._folder = folder  # it lives as long as this does
        self._fd = os.memfd_create("answerable", os.MFD_CLOEXEC)
        self.pass_fds: Sequence[int] = (self._fd,)
        self.path = folder.name("text", suffix)
        try:
            self.path.symlink_to(f"/proc/self/fd/{self._fd}")
        except OSError:
            os.close(self._fd)
            raise

    def fill(self, text: bytes) -> None:
        view = memoryview(text)
        while view:
            view = view[os.write(self._fd, view) :]

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
            self.path.unlink(missing_ok=True)


class FileLodging:
    """A file in the private folder."""

    pass_fds: Sequence[int] = ()

    def __init__(self, folder: PrivateFolder, suffix: str) -> None:
        self._folder = folder
        self.path = folder.write("text", b"", suffix)

    def fill(self, text: bytes) -> None:
        with self.path.open("r+b") as file:
            file.write(text)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.path.unlink()


def lodge(folder: PrivateFolder, suffix: str) -> Lodging:
    """The best there is on this system. Raises `OSError` where neither memory nor disk has room."""
    if hasattr(os, "memfd_create"):
        with contextlib.suppress(OSError):
            memory = MemoryLodging(folder, suffix)
            if Path(f"/proc/self/fd/{memory.pass_fds[0]}").exists():
                return memory
            memory.close()
    return FileLodging(folder, suffix)
