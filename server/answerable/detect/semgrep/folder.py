"""A private folder for what the engine reads beside the text: rules, lists of targets, the pipes it waits at."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import threading
import weakref
from pathlib import Path

_PREFIX = "answerable-engine-"


class PrivateFolder:
    """A directory only its owner may enter (mode 0700), removed with everything in it when we end.

    In memory where the system has such a place. One that an earlier process left because it was killed is removed
    when the next one starts: nobody holds its lock any more. (A process id in its name would not do: two containers may
    share the place and not the ids.)
    """

    def __init__(self, base: Path | None = None) -> None:
        base = base or _base()
        _sweep(base)
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base))
        self._held = _hold(self.path)
        self._lock = threading.Lock()
        self._count = 0
        self._finalizer = weakref.finalize(self, _remove, self.path, self._held)

    def name(self, stem: str, suffix: str = "") -> Path:
        """A path in the folder that nothing had before."""
        with self._lock:
            self._count += 1
            return self.path / f"{stem}-{self._count}{suffix}"

    def write(self, stem: str, content: bytes, suffix: str = ".json") -> Path:
        """A new file with this content, readable by its owner alone."""
        path = self.name(stem, suffix)
        path.touch(0o600, exist_ok=False)
        path.write_bytes(content)
        return path

    def remove(self) -> None:
        """Removes it with everything in it."""
        self._finalizer()


def _remove(path: Path, held: int | None) -> None:
    shutil.rmtree(path, ignore_errors=True)
    if held is not None:
        os.close(held)


def _base() -> Path:
    if sys.platform == "linux":
        for place in (os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"):
            if place and Path(place).is_dir() and os.access(place, os.W_OK | os.X_OK):
                return Path(place)
    return Path(tempfile.gettempdir())


def _hold(folder: Path) -> int | None:
    """Locks the folder for as long as we live, unless somebody does; None where there are no such locks."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(fd)
        return None
    return fd


def _sweep(base: Path) -> None:
    if sys.platform == "win32":
        return
    for left in base.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if left.lstat().st_uid != os.getuid():
                continue
            held = _hold(left)
            if held is not None:
                shutil.rmtree(left, ignore_errors=True)
                os.close(held)
