"""Which ledger a directory's is. Light to import: an agent's hook opens it at every edit."""

from __future__ import annotations

import os
from pathlib import Path

from answerable.files.root import is_root, workspace_root
from answerable.interop.git import Repository
from answerable.ledger.log import Ledger
from answerable.ledger.place import VARIABLE, directory_for


def root_outside_git(here: Path) -> Path:
    """What the ledger of a directory that is in no repository belongs to: the nearest directory at or above it that has
    one already (an editor opened it as a folder), up to where its workspace begins; else that workspace."""
    root = workspace_root([here], here)
    if not os.environ.get(VARIABLE):
        home = Path.home()
        for candidate in (here, *here.parents):
            if directory_for(candidate).is_dir():
                return candidate
            # The ledger of a home is for files that belong to nothing.
            if is_root(candidate) or candidate.parent in (home, candidate):
                break
    return root


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
