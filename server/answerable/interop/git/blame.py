"""Which commit of a range a line comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answerable.interop.git.repository import Repository

_HEAD = re.compile(rb"(?P<commit>[0-9a-f]{40,64}) (?P<before>\d+) (?P<line>\d+)(?: \d+)?")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a line was added."""

    commit: str
    path: str
    """What the file was called there."""
    line: int
    """Its number there, from 1."""


def blame(repository: Repository, since: str | None, until: str, path: str) -> dict[int, Source]:
    """For each line of a file in commit `until`, from 1, the commit after `since` that added it.

    Lines that were there at `since` already are left out. Raises `GitError`.
    """
    revisions = (until, f"^{since}") if since is not None else (until,)
    told = repository.run("blame", "--porcelain", "--no-textconv", *revisions, "--", path)
    found: dict[int, Source] = {}
    names: dict[str, str] = {}
    boundary: set[str] = set()
    pending: list[tuple[str, int, int]] = []
    for line in told.split(b"\n"):
        head = _HEAD.fullmatch(line)
        if head is not None:
            pending.append((head["commit"].decode(), int(head["before"]), int(head["line"])))
        elif line.startswith(b"filename ") and pending:
            names[pending[-1][0]] = _unquoted(line.removeprefix(b"filename "))
        elif line == b"boundary" and pending:
            boundary.add(pending[-1][0])
    for commit, before, now in pending:
        if since is None or commit not in boundary:
            found[now] = Source(commit, names.get(commit, path), before)
    return found


_ESCAPES = {b"t": b"\t", b"n": b"\n", b"r": b"\r", b'"': b'"', b"\\": b"\\", b"a": b"\a", b"b": b"\b", b"v": b"\v"}


def _unquoted(name: bytes) -> str:
    """A file name as git writes it where something in it is unusual: in quotes, with escapes as in C."""
    if name.startswith(b'"') and name.endswith(b'"') and len(name) > 1:
        name = re.sub(rb"\\([0-7]{3}|.)", _unescaped, name[1:-1])
    return name.decode("utf-8", "surrogateescape")


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8)]) if len(code) == 3 else _ESCAPES.get(code, code)
