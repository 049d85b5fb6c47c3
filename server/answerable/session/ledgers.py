"""Which ledger a directory's is. Light to import: an agent's hook opens it at every edit."""

from __future__ import annotations

from pathlib import Path

from answerable.interop.git import Repository
from answerable.ledger.log import Ledger
from answerable.ledger.place import directory_for


def open_ledger(repository: Repository | None, root: Path, *, create: bool = True) -> Ledger:
    """The ledger of a repository, or of a directory that is in none. Raises `LedgerError`, `NoLedger` and `GitError`.

    It is known by the root commit. Before there is one, and in a shallow clone, where it is not known, by the
    directory; the ledger of those days is taken along when the first commit is made.
    """
    if repository is None:
        return Ledger.open(directory_for(root), create=create)
    commit = repository.root_commit()
    if commit is None:
        return Ledger.open(directory_for(repository.top), create=create)
    return Ledger.open(directory_for(commit, before=repository.top), repository=commit, create=create)
