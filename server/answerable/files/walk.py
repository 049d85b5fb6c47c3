"""Which files there are to check, below the paths a person named."""

# Paths are plain strings in here: a `Path` for each of a million entries costs more than the walk itself.
# ruff: noqa: PTH100, PTH113, PTH114, PTH116, PTH118, PTH123

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from answerable.files import repository
from answerable.files.ignores import IgnoreFile
from answerable.files.names import display
from answerable.findings.model import Skipped

# Directories nobody writes code in. An ignore file usually says so too; a fresh checkout may not have one yet.
_NEVER = {
    ".git": "git's own directory",
    ".hg": "Mercurial's own directory",
    ".svn": "Subversion's own directory",
    ".jj": "Jujutsu's own directory",
    "node_modules": "installed packages",
    "__pycache__": "compiled Python",
}
_IGNORE_FILE = ".gitignore"
# An ignore file is a few lines; one of this size is something else.
_IGNORE_BYTES = 1_000_000
_MOUNT_POINT = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT: a junction on Windows, which goes where a symbolic link would

LeaveOut = Callable[[str, bool], str | None]
"""Why the policy leaves out a path (relative to the root, ``/`` between the parts; True for a directory), or None."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to check."""

    path: Path
    """Absolute; to be opened."""
    named: bool
    """Named itself, not found in a directory."""


@dataclass(slots=True)
class Discovery:
    """The files there are, in order of their path and each once, and what was left out and why."""

    files: list[Found] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    """With paths as `relative` has them."""
    shown: dict[str, str] = field(default_factory=dict)
    """For each such path, of a file or of what was left out: how the person named it, or what it lies in; ``/``
    between the parts, safe to print."""


class NoSuchPath(Exception):
    """A path somebody named does not exist. The message says which."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{display(name)} {reason}")
        self.name = name
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Ignores:
    """An ignore file and where its patterns count from."""

    base: bytes
    """Absolute directory with a slash at its end."""
    file: IgnoreFile
    name: str


def discover(
    names: Iterable[str],
    root: Path,
    leave_out: LeaveOut = lambda path, directory: None,
    *,
    partly: bool = False,
) -> Discovery:
    """The files at and below the named paths.

    A file that is named is always in; a directory that is named is gone through even where it is ignored, and then only
    the ignore files inside it count. Links are not followed unless they are named. Raises `NoSuchPath`; with `partly`
    only where none of the paths exists, and otherwise lists one that does not as skipped.
    """
    walk = _Walk(root, leave_out)
    missing: list[NoSuchPath] = []
    there = False
    for name in names:
        try:
            walk.named(name)
            there = True
        except NoSuchPath as unseen:
            missing.append(unseen)
    found = walk.discovery
    if missing and not (partly and there):
        raise missing[0]
    for absent in missing:
        path = relative(Path(os.path.abspath(absent.name)), root)
        found.skipped.append(Skipped(path, absent.reason))
        found.shown[path] = _shown(absent.name)
    found.files.sort(key=lambda f: os.fsencode(f.path))
    found.skipped.sort(key=lambda s: s.path)
    return found


class _Walk:
    def __init__(self, root: Path, leave_out: LeaveOut) -> None:
        self.discovery = Discovery()
        self._root = root
        self._leave_out = leave_out
        self._seen: dict[str, int] = {}
        self._tracked: frozenset[bytes] = frozenset()

    def named(self, name: str) -> None:
        path = os.path.abspath(name)
        try:
            mode = os.stat(path).st_mode
        except FileNotFoundError:
            if os.path.lexists(path):
                raise NoSuchPath(name, "is a link to something that does not exist") from None
            raise NoSuchPath(name, "does not exist") from None
        except OSError as error:
            raise NoSuchPath(name, f"cannot be read: {error.strerror}") from None
        shown = _shown(name)
        if not stat.S_ISDIR(mode):
            self._file(path, shown, named=True)
            return
        inherited = self._inherited(path)
        self._directory(path, "" if shown == "." else shown, inherited)

    def _inherited(self, directory: str) -> list[_Ignores]:
        """The ignore files above a directory that was named; none of them where they would ignore the directory."""
        top = repository.top(Path(directory))
        if top is None or str(top) == directory:
            return []
        stack = self._of_repository(str(top))
        at = str(top)
        for part in Path(directory).relative_to(top).parts:
            stack = self._with_ignore_file(at, stack)
            at = os.path.join(at, part)
            if _ignored(stack, os.fsencode(at), True):
                return []
        return stack

    def _of_repository(self, top: str) -> list[_Ignores]:
        """What counts for the whole of a repository, weakest first."""
        self._tracked |= {
            os.fsencode(os.path.join(top, os.fsdecode(path))) for path in repository.tracked_though_ignored(Path(top))
        }
        stack: list[_Ignores] = []
        for file, name in (
            (repository.global_excludes(), "your global git excludes"),
            (repository.info_exclude(Path(top)), ".git/info/exclude"),
        ):
            content = _content(os.fspath(file)) if file else None
            if content is not None:
                stack.append(_Ignores(_base(top), IgnoreFile(content), name))
        return stack

    def _with_ignore_file(self, directory: str, stack: list[_Ignores]) -> list[_Ignores]:
        content = _content(os.path.join(directory, _IGNORE_FILE))
        return stack if content is None else [*stack, _Ignores(_base(directory), IgnoreFile(content), _IGNORE_FILE)]

    def _directory(self, start: str, shown: str, stack: list[_Ignores]) -> None:
        """Depth first without recursion: a tree may be deeper than Python's stack."""
        waiting = [(start, shown, stack)]
        while waiting:
            directory, label, stack = waiting.pop()
            if os.path.lexists(os.path.join(directory, ".git")):
                # Ignore rules end where a repository does, also for one inside another.
                stack = self._of_repository(directory)
            stack = self._with_ignore_file(directory, stack)
            try:
                with os.scandir(directory) as listing:
                    entries = sorted(listing, key=lambda e: e.name)
            except OSError as error:
                self._skip(directory, label or ".", f"the directory cannot be listed: {_reason(error)}", failure=True)
                continue
            for entry in entries:
                path = os.path.join(directory, entry.name)
                name = f"{label}/{entry.name}" if label else entry.name
                if self._entry(entry, path, name, stack):
                    waiting.append((path, name, stack))

    def _entry(self, entry: os.DirEntry[str], path: str, shown: str, stack: list[_Ignores]) -> bool:
        """Takes a file in, or says why not; True for a directory to go into."""
        try:
            link = entry.is_symlink() or _is_junction(entry)
            directory = entry.is_dir(follow_symlinks=False) and not link
            mode = entry.stat(follow_symlinks=False).st_mode
        except OSError as error:
            self._skip(path, shown, f"cannot be looked at: {_reason(error)}", failure=True)
            return False
        why = self._left_out(entry.name, path, directory, stack)
        if why is not None:
            self._skip(path, shown, why, failure=False)
            if directory:
                self._tracked_below(path, shown)
            return False
        if directory:
            return True
        if link:
            why = "a link; what it points to is checked where it lies, or when it is named"
            self._skip(path, shown, why, failure=False)
        elif not stat.S_ISREG(mode):
            self._skip(path, shown, f"{kind(mode)}, not a file", failure=False)
        else:
            self._file(path, shown, named=False)
        return False

    def _left_out(self, name: str, path: str, directory: bool, stack: list[_Ignores]) -> str | None:
        if name == ".git" or (directory and name in _NEVER):
            return _NEVER[name]
        if directory and os.path.lexists(os.path.join(path, "pyvenv.cfg")):
            return "a Python virtual environment"
        encoded = os.fsencode(path)
        by = _ignored(stack, encoded, directory)
        if by is not None and encoded not in self._tracked:
            return f"ignored by {by}"
        return self._leave_out(relative(path, self._root), directory)

    def _tracked_below(self, directory: str, shown: str) -> None:
        """Files that git tracks in a directory it would ignore."""
        base = _base(directory)
        for encoded in sorted(path for path in self._tracked if path.startswith(base)):
            path = os.fsdecode(encoded)
            inside = os.fsdecode(encoded[len(base) :])
            left_out = self._leave_out(relative(path, self._root), False)
            if os.path.isfile(path) and not os.path.islink(path) and left_out is None:
                self._file(path, f"{shown}/{inside}", named=False)

    def _file(self, path: str, shown: str, *, named: bool) -> None:
        found = Found(Path(path), named)
        self.discovery.shown.setdefault(relative(path, self._root), display(shown))
        at = self._seen.setdefault(path, len(self.discovery.files))
        if at == len(self.discovery.files):
            self.discovery.files.append(found)
        elif named:
            self.discovery.files[at] = found

    def _skip(self, path: str, shown: str, reason: str, *, failure: bool) -> None:
        inside = relative(path, self._root) or "."
        self.discovery.shown.setdefault(inside, display(shown))
        self.discovery.skipped.append(Skipped(inside, reason, failure=failure))


def relative(path: str | Path, root: Path) -> str:
    """The path as rules and policy know it: relative to the root with ``/`` between the parts.

    What lies outside the root keeps its absolute path.
    """
    text, base = os.fspath(path), os.fspath(root)
    inside = text[len(base) :].lstrip(os.sep) if text.startswith(base.rstrip(os.sep) + os.sep) else text
    return inside.replace(os.sep, "/")


def kind(mode: int) -> str:
    """What something is that is neither a file nor a directory, from its `st_mode`."""
    for is_kind, name in (
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
        (stat.S_ISDIR, "a directory"),
    ):
        if is_kind(mode):
            return name
    return "something special"


def _ignored(stack: list[_Ignores], path: bytes, directory: bool) -> str | None:
    """The name of the file whose pattern ignores the entry; the deepest file that says anything decides."""
    for ignores in reversed(stack):
        said = ignores.file.ignores(path[len(ignores.base) :].replace(os.fsencode(os.sep), b"/"), directory)
        if said is not None:
            return ignores.name if said else None
    return None


def _content(path: str) -> bytes | None:
    """An ignore file's bytes; None where there is none, or it is no plain file: git follows no links here either."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        with open(path, "rb") as file:
            return file.read(_IGNORE_BYTES)
    except OSError:
        return None


def _base(directory: str) -> bytes:
    return os.fsencode(directory.rstrip(os.sep) + os.sep)


def _shown(name: str) -> str:
    """What a person named, tidied: ``/`` between the parts, no ``./`` before and no ``/`` after."""
    parts = [part for part in _split(name) if part != "."]
    return "/".join(parts) or "."


def _split(name: str) -> Iterator[str]:
    text = name.replace(os.sep, "/")
    if text.startswith("/"):
        yield ""
    for part in text.split("/"):
        if part:
            yield part


def _is_junction(entry: os.DirEntry[str]) -> bool:
    tag = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return bool(tag == _MOUNT_POINT)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
