"""The gate a waiting engine stands at: a pipe that is its first target.

A process that has parsed its rules opens its first target, reads, and gets nothing, because we hold the pipe's other
end and do not write. `Gate.open` puts an empty file in the pipe's place and lets go: the read ends, and whatever the
engine opens under that path later is an ordinary empty file. So it does not matter whether the process was already
waiting, was still parsing its rules, or had not even started; and when we are killed the system lets go for us.

On Linux the pipe has no name of its own: the path is a link to the end that the process inherits. A named pipe that
has lost its writer blocks whoever opens it, so a process whose server was killed while it still parsed its rules would
wait for ever; opening an inherited end never blocks.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from answerable.detect.semgrep.folder import PrivateFolder


def can_inherit() -> bool:
    """Whether a process can open what it inherits by a path, each time afresh."""
    return sys.platform == "linux" and Path("/proc/self/fd").is_dir()


AVAILABLE = sys.platform != "win32" and hasattr(os, "mkfifo")


class Gate:
    """Closed until `open`. Raises `OSError` where the file system has no named pipes."""

    def __init__(self, folder: PrivateFolder, suffix: str) -> None:
        self.path = folder.name("gate", suffix)
        self._folder = folder
        self.pass_fds: tuple[int, ...] = ()
        """What the process must inherit to be able to open the path."""
        if can_inherit():
            reader, self._writer = os.pipe()
            self.pass_fds = (reader,)
            self.path.symlink_to(f"/proc/self/fd/{reader}")
            return
        os.mkfifo(self.path, 0o600)
        # A writer can only open a pipe that has a reader, so be one for a moment.
        reader = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            self._writer = os.open(self.path, os.O_WRONLY | os.O_NONBLOCK)
        finally:
            os.close(reader)

    def started(self) -> None:
        """The process was started and holds what it inherits; we need it no longer."""
        for fd in self.pass_fds:
            os.close(fd)
        self.pass_fds = ()

    def open(self) -> None:
        """Lets the process go on; once."""
        empty = self._folder.write("open", b"", "")
        empty.replace(self.path)
        os.close(self._writer)
        self._writer = -1

    def close(self) -> None:
        """Takes it away, for a process that is no more."""
        self.started()
        if self._writer >= 0:
            os.close(self._writer)
            self._writer = -1
        with contextlib.suppress(OSError):
            self.path.unlink()
