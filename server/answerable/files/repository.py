"""What git knows of a tree: where the repository begins, its own excludes, and what it tracks though it is ignored."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_SECONDS = 30.0
# The repository may be hostile: its configuration can name programs (fsmonitor, hooks) that git would start.
_HARMLESS = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "core.untrackedCache=false")


def top(directory: Path) -> Path | None:
    """The nearest directory at or above this one that holds a ``.git``; None outside every repository."""
    for candidate in (directory, *directory.parents):
        if os.path.lexists(candidate / ".git"):
            return candidate
    return None


def info_exclude(repository: Path) -> Path:
    """Where the excludes of this clone are; the file need not exist. Worktrees share the one of their main clone."""
    git = repository / ".git"
    try:
        if git.is_file():
            pointer = git.read_text("utf-8", "surrogateescape").removeprefix("gitdir:").strip()
            git = repository / pointer
            common = git / "commondir"
            if common.is_file():
                git = git / common.read_text("utf-8", "surrogateescape").strip()
    except OSError:
        pass
    return git / "info" / "exclude"


def global_excludes() -> Path | None:
    """The user's own excludes file (``core.excludesFile``, else ``git/ignore`` in the configuration directory)."""
    named = _git(Path.home(), "config", "--global", "--get", "--type=path", "core.excludesFile")
    if named:
        return Path(os.fsdecode(named.rstrip(b"\n")))
    base = os.environ.get("XDG_CONFIG_HOME")
    return Path(base or Path.home() / ".config") / "git" / "ignore"


def tracked_though_ignored(repository: Path) -> frozenset[bytes]:
    """Paths, relative to the repository, of files that were added against an ignore rule, an ``.env`` above all.

    Git goes on tracking those, so they are part of what is published. Empty where there is no git to ask.
    """
    listed = _git(repository, "ls-files", "-z", "--cached", "--ignored", "--exclude-standard")
    return frozenset(path for path in (listed or b"").split(b"\0") if path)


def _git(directory: Path, *arguments: str) -> bytes | None:
    """What git answers; None where there is no git, no repository, or the setting is not there."""
    environment = {k: v for k, v in os.environ.items() if k not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            ["git", *_HARMLESS, *arguments],
            cwd=directory,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
