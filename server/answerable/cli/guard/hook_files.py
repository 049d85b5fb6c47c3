"""The files that go along with a call of a hook without being in its JSON: attachments, a file about to be read.

Whatever lies under such a name must neither hang the hook nor go by unseen: what a model could get and the guard could
not look at is `Unread`, and counts as the policy's `guard.fail` says.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from answerable.files.read import raw
from answerable.files.walk import kind
from answerable.findings.model import Skipped
from answerable.guard.hosts.model import Event, Moment, Piece
from answerable.guard.hosts.ruling import Unread
from answerable.text.decode import Decoded, decode

_LARGEST = 2 * 1024 * 1024
_NOBODYS = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG})
"""What is no file for the agent either, and cannot leave."""


def files_of(event: Event, base: Path, shown: Callable[[str], str]) -> Iterator[Piece | Unread]:
    """What the event's files hold. `base` is the directory the agent works in; `shown` makes a name fit to be told."""
    for index, name in enumerate(event.files):
        try:
            # Cursor attaches what is in a directory; the others give its names to the model.
            listed = event.moment is Moment.READ or event.host != "cursor"
            found = _content(base / name, directories=listed)
        except ValueError:
            # A NUL or half a character: no file has such a name.
            continue
        if isinstance(found, Skipped):
            yield Unread(name, f"{shown(Path(name).name)}: {found.reason}")
        elif found is not None:
            yield Piece(("file", index), found, name)


def text_of(path: Path) -> str | None:
    """What a file holds now; None for what is no file, or none that can be read."""
    try:
        found = _content(path, directories=True)
    except ValueError:
        return None
    return found if isinstance(found, str) else None


def _content(path: Path, *, directories: bool) -> str | Skipped | None:
    """The file's text; None for what is not there and, with `directories`, for a directory, of which an agent reads the
    names."""
    try:
        status = path.stat()
    except OSError as error:
        if error.errno in _NOBODYS:
            return None
        return Skipped(path.name, f"cannot be read: {os.strerror(error.errno or 0).lower()}")
    if stat.S_ISDIR(status.st_mode):
        return None if directories else Skipped(path.name, "a whole directory; attach its files one by one")
    if not stat.S_ISREG(status.st_mode):
        return Skipped(path.name, f"{kind(status.st_mode)}, not a file")
    if status.st_size > _LARGEST:
        return Skipped(path.name, f"more than {_LARGEST // 1024 // 1024} MiB, the most that is looked through")
    data = raw(path, path.parent, limit=_LARGEST)
    return _text(data) if isinstance(data, bytes) else data


def _text(data: bytes) -> str:
    """The bytes as a text in which a value is found, whatever else they are. Nothing is refused: a host that reads a
    file more kindly than we do would send what we did not see."""
    decoded = decode(data)
    if isinstance(decoded, Decoded):
        return decoded.text
    if data.count(0) * 4 > len(data):
        # UTF-16 or UTF-32 that does not say so.
        data = data.replace(b"\0", b"")
    return data.decode("utf-8", "surrogateescape")
