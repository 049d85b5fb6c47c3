"""The guard of the workspace one is in, without the policy's model where nobody wrote a policy."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from answerable.cli.exits import Exit
from answerable.files import directories
from answerable.guard.check import Guard
from answerable.guard.settings import GuardSettings
from answerable.text.frozen import dataclass

if TYPE_CHECKING:
    from answerable.findings.problems import Problem

_POLICY = "answerable.toml"
_BASELINE = ".secrets.baseline"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A guard, and what there is to say of its policy."""

    guard: Guard
    root: Path
    exit_code: Exit
    """`WRONG` where something is wrong with the policy; the rest of it counts."""
    unknown: str = ""
    """What the policy says of the guard and nobody could read, for a person; empty where all of it was read."""

    def inside(self, path: Path) -> str:
        """How the policy names this file: relative to the root, ``/`` between its parts."""
        absolute = path.absolute()
        return absolute.relative_to(self.root).as_posix() if absolute.is_relative_to(self.root) else absolute.as_posix()


def load(config: Path | None = None, *, paths: tuple[Path, ...] = (), quick: bool = False) -> Loaded:
    """The guard for these files, or for the directory one is in. Problems are told on the standard error.

    `quick` takes what a policy says from a cache where it can, for who is waited for at every prompt.
    """
    from answerable.files.root import workspace_root

    here = Path.cwd()
    root = workspace_root([here / path for path in paths], here)
    if config is None and not _written(root):
        baseline = root / _BASELINE
        return _loaded(Guard(GuardSettings(baseline=baseline if baseline.is_file() else None)), root)
    if quick and config is None:
        from answerable.cli.guard.settings_cache import SettingsCache, through

        settings = through(SettingsCache(directories.cache(), root), _policies(root), lambda: _sound(root))
        if settings is not None:
            return _loaded(Guard(settings), root)
    # Reading a policy costs 300 ms of imports.
    from answerable.policy.load import load_policy

    loaded = load_policy(root, repository=config)
    return _loaded(Guard.build(loaded.policy), root, loaded.problems)


def _loaded(guard: Guard, root: Path, problems: Iterable[Problem] = ()) -> Loaded:
    """The guard; what is wrong with its policy and with the files that this names is told, and the rest counts."""
    told = (*problems, *guard.problems)
    for problem in told:
        print(f"answerable: {problem}", file=sys.stderr)
    unknown = next((str(each) for each in problems if not each.key or each.key.split(".")[0] == "guard"), "")
    return Loaded(guard, root, Exit.WRONG if told else Exit.CLEAN, unknown)


def _sound(root: Path) -> GuardSettings | None:
    """What the policy says, where nothing is wrong with it."""
    from answerable.policy.load import load_policy

    loaded = load_policy(root)
    return None if loaded.problems else GuardSettings.of(loaded.policy)


def _policies(root: Path) -> tuple[Path, ...]:
    """Every file that a policy is read from, and what it names by default."""
    return (*(root / name for name in (_POLICY, "pyproject.toml", _BASELINE)), _users())


def _users() -> Path:
    return directories.config() / _POLICY


def _written(root: Path) -> bool:
    """Whether there is a policy of the repository's or the user's own."""
    if any(path.exists() for path in (root / _POLICY, _users())):
        return True
    try:
        return b"answerable" in (root / "pyproject.toml").read_bytes()
    except OSError:
        return False
