"""Which directory is the workspace: where its policy lies, or its repository begins."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_POLICY = "answerable.toml"
_PYPROJECT = "pyproject.toml"
_TABLE = b"tool.answerable"


def workspace_root(paths: Iterable[Path], here: Path) -> Path:
    """The root of the workspace that these paths belong to; all of them and `here` absolute.

    That is the nearest directory, at or above all of the paths, with a policy of ours or a repository in it; without
    one, `here` where it holds them all, else the directory they share.
    """
    directories = [path if path.is_dir() else path.parent for path in paths] or [here]
    shared = _shared(directories)
    for candidate in (shared, *shared.parents):
        if is_root(candidate):
            return candidate
    return here if shared.is_relative_to(here) else shared


def _shared(directories: list[Path]) -> Path:
    try:
        return Path(os.path.commonpath(directories))
    except ValueError:
        # Two drives on Windows share nothing.
        return directories[0]


def is_root(directory: Path) -> bool:
    """Whether a policy of ours or a repository begins there."""
    if os.path.lexists(directory / ".git") or (directory / _POLICY).is_file():
        return True
    pyproject = directory / _PYPROJECT
    try:
        return pyproject.is_file() and _TABLE in pyproject.read_bytes()
    except OSError:
        return False
