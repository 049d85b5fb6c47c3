"""Where a report goes: the standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from answerable.files.names import display


class NotWritten(Exception):
    """A file cannot be written. The message names it and says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """Somewhere to write a report."""

    path: Path | None
    """Absolute; None for the standard output."""
    direct: bool = False
    """It is a pipe or a device, which cannot be replaced by another file."""

    @classmethod
    def of(cls, name: str | None) -> Target:
        """The place with this name, looked at before the work begins. Raises `NotWritten` if it cannot be written."""
        if name is None or name == "-":
            return cls(None)
        path = Path(name).absolute()
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            if not path.parent.is_dir():
                raise NotWritten(f"{display(name)} cannot be written: there is no directory of that name") from None
            if not os.access(path.parent, os.W_OK):
                raise NotWritten(f"{display(name)} cannot be written: its directory is not yours to write") from None
            return cls(path)
        except OSError as error:
            raise NotWritten(f"{display(name)} cannot be written: {_reason(error)}") from None
        if stat.S_ISDIR(mode):
            raise NotWritten(f"{display(name)} cannot be written: it is a directory")
        if not os.access(path, os.W_OK):
            raise NotWritten(f"{display(name)} cannot be written: it is not yours to write")
        return cls(path, direct=not stat.S_ISREG(mode))

    @contextlib.contextmanager
    def open(self) -> Iterator[IO[str]]:
        """A stream to it. A file is put in place when the block has ended well. Raises `NotWritten`."""
        try:
            if self.path is None:
                yield sys.stdout
                sys.stdout.flush()
                return
            if self.direct:
                with self.path.open("w", encoding="utf-8", errors="backslashreplace") as stream:
                    yield stream
                return
            # Links keep pointing where they point: what they name is replaced, not they.
            final = self.path.resolve()
            with _beside(final) as stream:
                yield stream
        except BrokenPipeError:
            raise
        except OSError as error:
            name = "the standard output" if self.path is None else display(str(self.path))
            raise NotWritten(f"{name} cannot be written: {_reason(error)}") from error


@contextlib.contextmanager
def _beside(final: Path) -> Iterator[IO[str]]:
    descriptor, name = tempfile.mkstemp(prefix=f".{final.name}.", dir=final.parent, text=True)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            yield stream
        # A temporary file is private; a report has the rights any new file would have.
        mode = final.stat().st_mode & 0o777 if final.exists() else 0o666 & ~_umask()
        temporary.chmod(mode)
        temporary.replace(final)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
