"""Where ledgers lie: under the user's data directory, one for each repository, known by its root commit."""

from __future__ import annotations

import contextlib
import os
import re
from hashlib import sha256
from pathlib import Path

from answerable.files import directories

VARIABLE = "ANSWERABLE_LEDGER"
"""The environment variable that names the directory of the ledger instead."""
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def directory_for(repository: str | Path, *, before: Path | None = None) -> Path:
    """The directory of a repository's ledger; it need not exist.

    `repository` is the id of its root commit, by which every clone and every worktree on this machine shares one
    ledger; or, where there is none (no commit yet, a shallow clone, no git at all), the directory of the workspace. A
    repository that has just got its first commit names that directory as `before`, and keeps its ledger.

    Raises `ValueError` for a text that is no object id.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    here = _base() / name_of(repository)
    if before is not None:
        there = _base() / name_of(before)
        if there.is_dir() and not here.exists():
            # Where it is open in another program and cannot be moved (Windows), it stays where it is.
            with contextlib.suppress(OSError):
                there.rename(here)
            if not here.exists():
                return there
    return here


def name_of(repository: str | Path) -> str:
    """How a repository is called in its ledger."""
    if isinstance(repository, Path):
        path = os.path.normcase(os.path.realpath(repository))
        return f"path-{sha256(os.fsencode(path)).hexdigest()[:40]}"
    if _COMMIT.fullmatch(repository) is None:
        raise ValueError("a repository is named by its root commit's id, or by a path")
    return repository


def imported_directory(ledger: str) -> Path:
    """Where a copy of somebody else's ledger goes; `ledger` is its id."""
    return _base().parent / "imported" / ledger


def _base() -> Path:
    return directories.data() / "ledgers"
