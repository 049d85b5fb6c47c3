"""Which blocks stand in the files of a workspace: in those the ledger names first, else in all others."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from answerable.files.read import read
from answerable.files.walk import discover, relative
from answerable.findings.model import Skipped
from answerable.policy.matching import path_matches
from answerable.session.review import Desk
from answerable.session.standing import Standing
from answerable.text.snapshot import Snapshot


@dataclass(slots=True)
class Survey:
    """What stands where, in order of path and line."""

    found: list[tuple[Snapshot, Standing]] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    """Files in which a block may stand and that could not be read."""

    @property
    def open(self) -> list[tuple[Snapshot, Standing]]:
        """The blocks that ask for a review."""
        return [(snapshot, standing) for snapshot, standing in self.found if standing.needs_review]


def survey(desk: Desk, root: Path, names: Iterable[str] = (), *, everything: bool = False) -> Survey:
    """Looks in the files named, or in the whole workspace. Raises `walk.NoSuchPath`.

    Looked for are the blocks that can ask for a review; with `everything` also those of people and tools.

    Without names, the files where the ledger last saw a block come first; only where one of those is not there any more
    is the rest of the workspace read, for it may have been moved.
    """
    result = Survey()
    seen: set[str] = set()
    wanted = {
        each.id: each.path for each in desk.known() if everything or desk.rules.needs_review(each.path, each.origin)
    }
    if not wanted:
        return result
    named = list(names)
    if not named:
        for path in sorted(set(wanted.values())):
            file = root / path
            if file.is_file() and file.resolve().is_relative_to(root.resolve()):
                _look(desk, root, file, result, seen)
    missing = wanted.keys() - {standing.history.id for _, standing in result.found}
    if named or missing:
        for file in _files(desk, root, named or [str(root)]):
            _look(desk, root, file, result, seen)
    result.found.sort(key=lambda each: (os.fsencode(each[0].path), each[1].place.ranges))
    return result


def _files(desk: Desk, root: Path, names: list[str]) -> Iterator[Path]:
    policy = desk.workspace.policy

    def leave_out(path: str, directory: bool) -> str | None:
        left = path_matches(policy.scan.exclude, f"{path}/" if directory else path)
        return "left out by scan.exclude" if left else None

    yield from (found.path for found in discover(names, root, leave_out).files)


def _look(desk: Desk, root: Path, file: Path, result: Survey, seen: set[str]) -> None:
    path = relative(file, root)
    if path in seen:
        return
    seen.add(path)
    snapshot = read(file, root, limit=desk.workspace.policy.scan.max_file_bytes)
    if isinstance(snapshot, Skipped):
        if snapshot.failure:
            result.skipped.append(snapshot)
        return
    result.found += ((snapshot, standing) for standing in desk.standings(snapshot))
