"""One repository: where it is, what it has at HEAD and in its index, and who is at work in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from answerable.files.names import display
from answerable.interop.git.command import GitError, NoRepository, call, failure, output
from answerable.text.frozen import dataclass

EMPTY_TREE = {40: "4b825dc642cb6eb9a060e54bf8d69288fbee4904"}
EMPTY_TREE[64] = "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
"""The tree without entries, by the length of an object id: git knows it without having stored it."""

_IDENTITY = re.compile(r"(?P<name>.*?) ?<(?P<email>[^<>]*)> -?\d+ [+-]\d{4}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Identity:
    """A person, as git knows them."""

    name: str
    email: str

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


@dataclass(frozen=True, slots=True)
class Blob:
    """A file's content in git's store."""

    id: str
    data: bytes | None
    """None where it is larger than what was asked for."""
    size: int


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with files checked out. Every method may raise `GitError`."""

    top: Path
    """The directory that the paths count from; of a worktree or a submodule, its own."""
    git_directory: Path
    """Absolute; of a worktree, its own part."""
    common_directory: Path
    """Absolute; what all worktrees of one clone share."""
    shallow: bool
    """History ends before its beginning: the root commit is not known."""

    @classmethod
    def at(cls, directory: Path) -> Repository:
        """The repository that a directory lies in. Raises `NoRepository` outside of every one, and `GitError`."""
        kind = ("--is-bare-repository", "--is-shallow-repository", "--is-inside-git-dir")
        where = ("--show-toplevel", "--absolute-git-dir", "--git-common-dir")
        # One call for all of it: a hook waits for each. It fails where there is no work tree, and is of no use where a
        # path holds a line feed.
        both = call(directory, "rev-parse", *kind, *where)
        lines = both.stdout.splitlines(keepends=True)
        if both.returncode == 0 and len(lines) == len(kind) + len(where):
            told = [line.decode().strip() for line in lines[:3]]
            places = lines[3:]
        else:
            told = output(directory, "rev-parse", *kind).decode().split()
            places = []
        if told[:1] == ["true"]:
            raise GitError(f"{display(str(directory))} is a bare repository: it has no files; clone it and look there")
        if told[2:] == ["true"]:
            raise NoRepository(f"{display(str(directory))} is inside git's own directory; name the work tree instead")
        places = places or [output(directory, "rev-parse", option) for option in where]
        top, git_directory, common = places
        return cls(_path(top), _path(git_directory), _path(common, directory), shallow=told[1:2] == ["true"])

    def run(self, *arguments: str, stdin: bytes | None = None, index: bool = False) -> bytes:
        """What git answers in this repository. `index` asks of the index that a commit under way is made from."""
        return output(self.top, *arguments, stdin=stdin, environment=self._index() if index else None)

    def try_run(self, *arguments: str) -> bytes | None:
        """What git answers, or None where it ends with 1: the answer "there is none" of many of its commands."""
        done = call(self.top, *arguments)
        if done.returncode == 1:
            return None
        if done.returncode != 0:
            raise failure(self.top, arguments, done)
        return done.stdout

    def _index(self) -> dict[str, str]:
        """`git commit FILE` and `git commit -a` make an index of their own for the commit, and tell their hooks."""
        named = os.environ.get("GIT_INDEX_FILE")
        if not named:
            return {}
        path = Path.cwd() / named
        try:
            inside = path.resolve().is_relative_to(self.git_directory.resolve())
        except OSError:
            inside = False
        return {"GIT_INDEX_FILE": str(path)} if inside else {}

    def head(self) -> str | None:
        """The id of the commit at HEAD, on a branch or detached; None before the first commit."""
        done = call(self.top, "rev-parse", "--quiet", "--verify", "HEAD^{commit}")
        if done.returncode == 0:
            return done.stdout.decode().strip()
        # Unborn: HEAD names a branch that does not exist. Anything else is a repository that is broken.
        branch = call(self.top, "symbolic-ref", "--quiet", "HEAD")
        name = branch.stdout.decode("utf-8", "surrogateescape").strip()
        if branch.returncode == 0 and call(self.top, "show-ref", "--verify", "--quiet", name).returncode == 1:
            return None
        raise GitError(f"{display(str(self.top))}: HEAD points to a commit that is not there; `git fsck` tells more")

    def commit(self, name: str) -> str:
        """The id of the commit that a person named. Raises `GitError` naming it where there is none."""
        done = call(self.top, "rev-parse", "--quiet", "--verify", "--end-of-options", f"{name}^{{commit}}")
        if done.returncode != 0 or not name:
            hint = "; this clone is shallow, `git fetch --unshallow` brings the rest" if self.shallow else ""
            raise GitError(f"there is no commit {display(name) or 'without a name'} in {display(str(self.top))}{hint}")
        return done.stdout.decode().strip()

    def root_commit(self) -> str | None:
        """The commit the line of first parents at HEAD begins with; None before the first commit and in a shallow
        clone, where what looks like the beginning is not it."""
        if self.shallow:
            return None
        arguments = ("rev-list", "--first-parent", "--max-parents=0", "HEAD", "--")
        done = call(self.top, *arguments)
        if done.returncode != 0:
            if self.head() is None:
                return None
            raise failure(self.top, arguments, done)
        found = done.stdout.decode().split()
        return found[-1] if found else None

    def parents(self, commit: str) -> tuple[str, ...]:
        """The ids of a commit's parents; those of a shallow clone's last commit are not there and not told."""
        return tuple(self.run("rev-parse", f"{commit}^@", "--").decode().replace("--", "").split())

    def tree(self, commit: str) -> str:
        """The id of a commit's tree."""
        return self.run("rev-parse", "--verify", f"{commit}^{{tree}}").decode().strip()

    def empty_tree(self) -> str:
        """The id of the tree without entries, in this repository's kind of ids."""
        form = call(self.top, "rev-parse", "--show-object-format").stdout.decode().strip()
        return EMPTY_TREE[64 if form == "sha256" else 40]

    def merge_base(self, one: str, other: str) -> str | None:
        """The best common ancestor; None where there is none."""
        found = self.try_run("merge-base", one, other)
        return found.decode().split()[0] if found else None

    def commits(self, since: str, until: str) -> tuple[str, ...]:
        """The commits reachable from `until` and not from `since`, the oldest first."""
        return tuple(self.run("rev-list", "--reverse", "--topo-order", until, f"^{since}").decode().split())

    def identity(self) -> Identity:
        """Who would be the author of a commit made now. Raises `GitError` where git does not know: it never guesses."""
        return identity_at(self.top)

    def blobs(self, ids: Iterable[str], *, limit: int) -> Iterator[Blob]:
        """The content of blobs, each id once, those of at most `limit` bytes. Raises `GitError` for one not there."""
        wanted = list(dict.fromkeys(ids))
        sizes = dict(zip(wanted, self._sizes(wanted), strict=True))
        small = [blob for blob in wanted if sizes[blob] <= limit]
        # In groups that fit into memory together.
        for group in _groups(small, sizes):
            out = self.run("cat-file", "--batch", stdin="".join(f"{blob}\n" for blob in group).encode())
            at = 0
            for blob in group:
                at = out.index(b"\n", at) + 1
                yield Blob(blob, out[at : at + sizes[blob]], sizes[blob])
                at += sizes[blob] + 1
        yield from (Blob(blob, None, sizes[blob]) for blob in wanted if sizes[blob] > limit)

    def _sizes(self, blobs: list[str]) -> Iterator[int]:
        if not blobs:
            return
        told = self.run("cat-file", "--batch-check", stdin="".join(f"{blob}\n" for blob in blobs).encode())
        for blob, line in zip(blobs, told.decode().splitlines(), strict=True):
            parts = line.split()
            if len(parts) != 3 or parts[1] != "blob":
                raise GitError(
                    f"{display(str(self.top))}: the content {blob[:12]} is not there; in a partial clone, "
                    "check the commit out, else `git fsck` tells more"
                )
            yield int(parts[2])

    def content(self, revision: str, path: str) -> bytes | None:
        """A file's content in a commit (an empty revision: in the index); None where it is not there."""
        done = call(self.top, "cat-file", "blob", f"{revision}:{path}", environment=None if revision else self._index())
        return done.stdout if done.returncode == 0 else None

    def hooks_directory(self) -> Path:
        """Where git looks for hooks, by `core.hooksPath` where that is set; it need not exist."""
        return _path(output(self.top, "rev-parse", "--git-path", "hooks", hooks_path=True), self.top)


def identity_at(directory: Path) -> Identity:
    """Who would be the author of a commit made there, also outside of every repository. Raises `GitError`."""
    done = call(directory, "var", "GIT_AUTHOR_IDENT")
    match = _IDENTITY.match(done.stdout.decode("utf-8", "replace")) if done.returncode == 0 else None
    if match is None or not match["name"].strip() or not match["email"].strip():
        raise GitError(
            "git does not know who you are; tell it with `git config user.name NAME` and "
            "`git config user.email ADDRESS`"
        )
    return Identity(match["name"].strip(), match["email"].strip())


def _path(told: bytes, base: Path | None = None) -> Path:
    path = Path(os.fsdecode(told.removesuffix(b"\n").removesuffix(b"\r") if os.name == "nt" else told[:-1]))
    return path if base is None else Path(os.path.abspath(base / path))  # noqa: PTH100 - `resolve` would follow links


_TOGETHER = 64_000_000


def _groups(blobs: list[str], sizes: dict[str, int]) -> Iterator[list[str]]:
    group: list[str] = []
    total = 0
    for blob in blobs:
        group.append(blob)
        total += sizes[blob]
        if total >= _TOGETHER:
            yield group
            group, total = [], 0
    if group:
        yield group
