"""What a commit, a range or the index adds: files, their content, and which of their lines are new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from answerable.files.names import display
from answerable.interop.git.command import GitError
from answerable.interop.git.repository import Repository

Lines = tuple[tuple[int, int], ...]
"""Ranges of lines, from 1, both ends included, in order."""

_RAW = ("--raw", "-z", "--no-abbrev", "--no-ext-diff", "--ignore-submodules=none")
# `--text`: an attribute of the repository could call a source file binary, and nothing in it would be new.
_PATCH = ("-p", "-U0", "--text", "--no-textconv", "--no-renames", "--no-indent-heuristic", "--submodule=short")
_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_LONE_CR = re.compile(r"\r(?!\n)")
_GITLINK = "160000"
_LINK = "120000"
# So many paths fit into a command line everywhere (Windows takes 32,767 characters).
_PATHS = 100


@dataclass(frozen=True, slots=True)
class Changed:
    """A file that a change left behind, new or altered."""

    path: str
    """From the top of the repository, ``/`` between the parts; bytes that are not UTF-8 as surrogates (PEP 383)."""
    before: str | None
    """Where it was; None for a new file. Another path than `path` where it was renamed."""
    blob: str
    old_blob: str | None
    kind: Literal["file", "link", "submodule"]


@dataclass(frozen=True, slots=True)
class Content:
    """A changed file with its content and the lines that are new in it."""

    file: Changed
    data: bytes | None
    """None where it is larger than the limit; then nothing is said of its lines."""
    size: int
    added: Lines = ()
    """As git counts lines, which end with ``\\n`` alone: see `as_editors_count`."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference between a commit and either another commit or the index."""

    repository: Repository
    base: str
    """A commit, or the empty tree."""
    target: str | None
    """A commit; None for the index."""
    files: tuple[Changed, ...]
    """Without those that were deleted, in git's order."""

    @classmethod
    def staged(cls, repository: Repository) -> Changes:
        """What a commit made now would change. Raises `GitError`, also in the middle of a conflict."""
        return cls._between(repository, repository.head() or repository.empty_tree(), None)

    @classmethod
    def between(cls, repository: Repository, old: str | None, new: str) -> Changes:
        """What has changed from one commit (None: from nothing) to another. Raises `GitError`."""
        return cls._between(repository, old or repository.empty_tree(), new)

    @classmethod
    def _between(cls, repository: Repository, base: str, target: str | None) -> Changes:
        raw = _diff(repository, base, target, (*_RAW, "--find-renames"))
        return cls(repository, base, target, tuple(_entries(raw)))

    def contents(self, *, limit: int) -> Iterator[Content]:
        """The files with their content, and what is new in them; not in order. Raises `GitError`.

        A file of more than `limit` bytes comes without. Links and submodules have no content and do not come.
        """
        by_blob: dict[str, list[Changed]] = {}
        for file in self.files:
            if file.kind == "file":
                by_blob.setdefault(file.blob, []).append(file)
        hunks: dict[str, Lines] | None = None
        for blob in self.repository.blobs(by_blob, limit=limit):
            for file in by_blob[blob.id]:
                if blob.data is None:
                    yield Content(file, None, blob.size)
                    continue
                if file.old_blob in (None, file.blob):
                    added = () if file.old_blob else _all_lines(blob.data)
                else:
                    hunks = self._hunks(limit) if hunks is None else hunks
                    added = hunks.get(file.path, _all_lines(blob.data))
                yield Content(file, blob.data, blob.size, added)

    def _hunks(self, limit: int) -> dict[str, Lines]:
        """The new lines of each altered file. Of one that was or is too large to compare: not in the answer."""
        altered = [f for f in self.files if f.kind == "file" and f.old_blob not in (None, f.blob)]
        ids = [blob for file in altered for blob in (file.old_blob, file.blob) if blob is not None]
        large = {blob.id for blob in self.repository.blobs(ids, limit=0) if blob.size > 4 * limit}
        altered = [file for file in altered if not {file.blob, file.old_blob} & large]
        found: dict[str, Lines] = {}
        in_place = [file.path for file in altered if file.before == file.path]
        for start in range(0, len(in_place), _PATHS):
            paths = in_place[start : start + _PATHS]
            told = _diff(self.repository, self.base, self.target, (*_RAW, *_PATCH), paths)
            raw, _, patch = told.partition(b"\0\0")
            for file, section in zip(_entries(raw), (b"\n" + patch).split(b"\ndiff --git ")[1:], strict=True):
                found[file.path] = _added(section)
        for file in altered:
            if file.before != file.path:
                arguments = ("--no-ext-diff", *_PATCH, str(file.old_blob), file.blob)
                found[file.path] = _added(self.repository.run("diff", *arguments))
        return found


def as_editors_count(added: Lines, text: str) -> Lines:
    """Ranges of lines as git counts them, as lines of the decoded text, which also end at a lone ``\\r``."""
    if _LONE_CR.search(text) is None:
        return added
    # Where each of git's lines begins among ours.
    firsts = [1]
    *ended, rest = text.split("\n")
    for line in (*(line.removesuffix("\r") for line in ended), rest):
        firsts.append(firsts[-1] + 1 + line.count("\r"))
    last = len(firsts) - 1
    return tuple((firsts[min(start, last) - 1], firsts[min(end, last)] - 1) for start, end in added)


def _diff(
    repository: Repository, base: str, target: str | None, options: Sequence[str], paths: Sequence[str] = ()
) -> bytes:
    if target is None:
        return repository.run("diff-index", "--cached", *options, base, "--", *paths, index=True)
    return repository.run("diff-tree", "-r", *options, base, target, "--", *paths)


def _entries(raw: bytes) -> Iterator[Changed]:
    """Reads `--raw -z`: ``:mode mode id id status NUL path NUL``, and one path more for a rename."""
    fields = iter(raw.split(b"\0"))
    for head in fields:
        if not head.startswith(b":"):
            continue
        old_mode, mode, old, new, status = head[1:].decode().split(" ")
        before = path = next(fields).decode("utf-8", "surrogateescape")
        if status[0] in "RC":
            path = next(fields).decode("utf-8", "surrogateescape")
        if status[0] == "U":
            raise GitError(f"{display(path)} is in conflict; resolve it, `git add` it, and try again")
        if status[0] == "D":
            continue
        # A file that was a link before is a new file: none of its lines were there.
        fresh = status[0] == "A" or old_mode[:3] != mode[:3]
        kind: Literal["file", "link", "submodule"] = "file"
        if mode == _GITLINK:
            kind = "submodule"
        elif mode == _LINK:
            kind = "link"
        yield Changed(path, None if fresh else before, new, None if fresh else old, kind)


def _added(section: bytes) -> Lines:
    ranges = ((int(match[1]), int(match[2] or 1)) for match in _HUNK.finditer(section))
    return tuple((start, start + count - 1) for start, count in ranges if count)


def _all_lines(data: bytes) -> Lines:
    lines = data.count(b"\n") + (not data.endswith(b"\n") and bool(data))
    return ((1, lines),) if lines else ()
