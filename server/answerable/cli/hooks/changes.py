"""Changes to files that are shown before they are made, and made whole or not at all."""

from __future__ import annotations

import contextlib
import difflib
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from answerable.files.names import display

EXECUTABLE = 0o755
PRIVATE = 0o600
PLAIN = 0o644


class NotChanged(Exception):
    """A file is not as it was when the change was planned, or cannot be written. The message names it."""


@dataclass(frozen=True, slots=True)
class Content:
    """What stands under a name: a file's bytes and mode, or where a symbolic link leads."""

    data: bytes
    mode: int = PLAIN
    link: bool = False

    @classmethod
    def of(cls, path: Path) -> Content | None:
        """What stands there now; None where nothing does. Raises `NotChanged` for what is no file."""
        try:
            status = path.lstat()
            if stat.S_ISLNK(status.st_mode):
                return cls(os.fsencode(path.readlink()), link=True)
            if not stat.S_ISREG(status.st_mode):
                raise NotChanged(f"{display(str(path))} is no file")
            return cls(path.read_bytes(), stat.S_IMODE(status.st_mode))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise NotChanged(f"{display(str(path))} cannot be read: {_reason(error)}") from None


@dataclass(frozen=True, slots=True)
class Change:
    """One file before and after."""

    path: Path
    before: Content | None
    after: Content | None
    why: str = ""
    """For a person, where the difference alone does not tell: that a file is kept under another name."""
    tidy: Path | None = None
    """Where a file goes: directories that it leaves empty go with it, up to this one, which stays."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done, in order."""

    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    """What to know beforehand, or why something is left as it is."""


def described(change: Change) -> Iterator[str]:
    """The change as lines for a person: a unified difference, or one sentence where that says more."""
    name = display(str(change.path))
    if change.why:
        yield f"{name}: {change.why}"
        return
    if any(content is not None and content.link for content in (change.before, change.after)):
        yield f"{name}: {_said(change.before)} becomes {_said(change.after)}"
        return
    before, after = (_lines(content) for content in (change.before, change.after))
    old, new = ("/dev/null" if content is None else name for content in (change.before, change.after))
    yield from (display(line.rstrip("\n")) for line in difflib.unified_diff(before, after, old, new))
    if change.before and change.after and change.before.mode != change.after.mode:
        yield f"{name}: mode {change.before.mode:o} becomes {change.after.mode:o}"


def apply(changes: Iterable[Change]) -> None:
    """Makes the changes. Raises `NotChanged`, and then takes back those already made."""
    made: list[Change] = []
    try:
        for change in changes:
            if Content.of(change.path) != change.before:
                raise NotChanged(f"{display(str(change.path))} was changed by somebody else meanwhile; start again")
            _put(change.path, change.after)
            made.append(change)
        for change in made:
            if change.after is None and change.tidy is not None:
                _remove_empty(change.path.parent, change.tidy)
    except BaseException:
        for change in reversed(made):
            with contextlib.suppress(NotChanged):
                _put(change.path, change.before)
        raise


def _remove_empty(directory: Path, top: Path) -> None:
    # One that holds something is not removed: the system sees to that.
    with contextlib.suppress(OSError):
        while directory != top and directory.is_relative_to(top):
            directory.rmdir()
            directory = directory.parent


def _put(path: Path, content: Content | None) -> None:
    try:
        if content is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        try:
            if content.link:
                os.close(descriptor)
                temporary.unlink()
                temporary.symlink_to(os.fsdecode(content.data))
            else:
                with os.fdopen(descriptor, "wb") as stream:
                    stream.write(content.data)
                temporary.chmod(content.mode)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise NotChanged(f"{display(str(path))} cannot be written: {_reason(error)}") from None


def _lines(content: Content | None) -> list[str]:
    if content is None:
        return []
    return content.data.decode("utf-8", "backslashreplace").splitlines(keepends=True)


def _said(content: Content | None) -> str:
    if content is None:
        return "nothing"
    return f"a link to {display(os.fsdecode(content.data))}" if content.link else f"a file of {len(content.data)} bytes"


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
