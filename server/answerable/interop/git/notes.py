"""Git notes: texts attached to commits under a ref of their own, without changing the commits."""

from __future__ import annotations

from collections.abc import Iterable

from answerable.interop.git.command import GitError
from answerable.interop.git.repository import Repository

BINDINGS = "refs/notes/answerable"
"""Where we keep which lines of a commit come from which block."""
GIT_AI = "refs/notes/ai"
"""Where git-ai keeps its authorship logs (Git AI Standard v3.0.0, 1.1)."""
_LIMIT = 16_000_000


def exists(repository: Repository, ref: str) -> bool:
    """Whether anybody ever wrote a note under this ref here. Notes are not fetched unless somebody says so."""
    return repository.try_run("show-ref", "--verify", "--quiet", ref) is not None


def read(repository: Repository, ref: str, commits: Iterable[str]) -> dict[str, str]:
    """The notes of these commits, of those that have one. Raises `GitError` for one that cannot be read."""
    if not exists(repository, ref):
        return {}
    wanted = set(commits)
    by_blob: dict[str, list[str]] = {}
    for entry in repository.run("notes", "--ref", ref, "list").decode().splitlines():
        name, _, commit = entry.partition(" ")
        if commit in wanted:
            by_blob.setdefault(name, []).append(commit)
    found: dict[str, str] = {}
    for blob in repository.blobs(by_blob, limit=_LIMIT):
        for commit in by_blob[blob.id]:
            if blob.data is None:
                raise GitError(f"the note of commit {commit[:12]} under {ref} has {blob.size:,} bytes: no note of ours")
            found[commit] = blob.data.decode("utf-8", "replace")
    return found


def write(repository: Repository, ref: str, commit: str, text: str) -> None:
    """Attaches the text to a commit in place of the note it had. Raises `GitError`.

    The note is a commit under its ref, so it carries a committer; where git does not know one, it is ours.
    """
    arguments = ("notes", "--ref", ref, "add", "--force", "--allow-empty", "--file", "-", commit)
    repository.run(*_committer(repository), *arguments, stdin=text.encode("utf-8", "backslashreplace"))


def remove(repository: Repository, ref: str, commit: str) -> None:
    """Takes the note off a commit, where there is one. Raises `GitError`."""
    repository.run(*_committer(repository), "notes", "--ref", ref, "remove", "--ignore-missing", commit)


def _committer(repository: Repository) -> tuple[str, ...]:
    try:
        repository.identity()
    except GitError:
        return ("-c", "user.name=Answerable", "-c", "user.email=answerable@localhost")
    return ()
