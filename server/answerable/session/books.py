"""A workspace with its ledger open: what commands and hooks that deal with blocks begin with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from answerable.interop.codeowners import LIMIT, PLACES, CodeOwners
from answerable.interop.git import GitError, NoRepository, Repository
from answerable.ledger.errors import LedgerError, NoLedger
from answerable.session.ledgers import open_ledger, root_outside_git
from answerable.session.review import Desk
from answerable.session.standing import Rules
from answerable.session.workspace import Workspace


class BooksError(Exception):
    """The repository or the ledger cannot be used. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Books:
    """One workspace, its repository where it has one, and its reviews."""

    root: Path
    """What paths count from: the top of the repository, where there is one."""
    repository: Repository | None
    workspace: Workspace
    desk: Desk


def repository_at(directory: Path) -> Repository | None:
    """The repository that a directory lies in; None outside of every one. Raises `BooksError` for a broken one."""
    try:
        return Repository.at(directory)
    except NoRepository:
        return None
    except GitError as error:
        raise BooksError(str(error)) from None


def rules_of(workspace: Workspace, repository: Repository | None, revision: str = "HEAD") -> Rules:
    """What the policy asks of a review; the owners as that commit has them. Raises `GitError`.

    Not as the working tree has them: a change must not choose who is to agree with it.
    """
    review = workspace.policy.review
    if not review.codeowners or repository is None:
        return Rules(review)
    named = revision if repository.head() is not None else ""
    for place in PLACES:
        content = repository.content(named, place)
        if content is not None and len(content) <= LIMIT:
            return Rules(review, CodeOwners.parse(content.decode("utf-8", "replace"), place))
    return Rules(review)


@contextmanager
def open_books(directory: Path | None = None) -> Iterator[Books]:
    """The books of the workspace that a directory, by default the current one, lies in. Raises `BooksError`."""
    here = directory or Path.cwd()
    repository = repository_at(here)
    root = repository.top if repository is not None else root_outside_git(here)
    try:
        ledger = open_ledger(repository, root)
        workspace = Workspace.open(root)
        ledger.fsync = workspace.policy.ledger.fsync
        rules = rules_of(workspace, repository)
    except (LedgerError, GitError) as error:
        raise BooksError(str(error)) from None
    try:
        yield Books(root, repository, workspace, Desk(ledger, workspace, rules))
    except LedgerError as error:
        raise BooksError(str(error)) from None
    finally:
        workspace.close()


__all__ = [
    "Books",
    "BooksError",
    "NoLedger",
    "open_books",
    "open_ledger",
    "repository_at",
    "root_outside_git",
    "rules_of",
]
