"""Starting git so that it only answers: no shell, no prompt, no pager, no hook, no program a repository names."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from answerable.files.names import display

SECONDS = 60.0
"""How long one call may take. Longer is a network drive that is gone, or a repository that is broken."""

# A repository can name programs in its configuration and attributes that git would start.
_HARMLESS = (
    "--no-pager",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.untrackedCache=false",
    "-c",
    "core.quotePath=false",
    "-c",
    "color.ui=never",
    "-c",
    "gc.auto=0",
    "-c",
    "maintenance.auto=false",
    "-c",
    "log.showSignature=false",
    "-c",
    "user.useConfigOnly=true",
)
_NO_HOOKS = ("-c", f"core.hooksPath={os.devnull}")
# What ties git to one repository (`git rev-parse --local-env-vars`), and what makes it start a program or say more.
_LEFT_OUT = frozenset(
    (
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_ASKPASS",
        "GIT_COMMON_DIR",
        "GIT_CONFIG",
        "GIT_DIFF_OPTS",
        "GIT_DIR",
        "GIT_EXTERNAL_DIFF",
        "GIT_GRAFT_FILE",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_INTERNAL_SUPER_PREFIX",
        "GIT_NAMESPACE",
        "GIT_NO_REPLACE_OBJECTS",
        "GIT_NOTES_REF",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_REPLACE_REF_BASE",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
        "SSH_ASKPASS",
    )
)
_SET = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    # A partial clone would fetch what it lacks; nothing here may use the network. The second is for git before 2.44.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
    "LANGUAGE": "C",
}


class GitError(Exception):
    """Git could not say. The message names the repository and what to do; it holds nothing of anybody's code."""


class NoRepository(GitError):
    """The directory belongs to no repository."""


def call(
    directory: Path,
    *arguments: str,
    stdin: bytes | None = None,
    environment: Mapping[str, str] | None = None,
    hooks_path: bool = False,
    seconds: float = SECONDS,
) -> subprocess.CompletedProcess[bytes]:
    """Runs git and returns whatever came of it. Raises `GitError` where it cannot be started or does not end.

    `environment` is added to what git gets; `hooks_path` leaves the repository's own `core.hooksPath` in force, for
    asking where hooks are. No call here runs one.
    """
    settings = _HARMLESS if hooks_path else (*_HARMLESS, *_NO_HOOKS)
    try:
        return subprocess.run(
            ["git", *settings, *arguments],
            cwd=directory,
            env={**_environment(), **(environment or {})},
            input=stdin if stdin is not None else b"",
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except FileNotFoundError:
        if not directory.is_dir():
            raise NoRepository(f"{display(str(directory))} is not a directory") from None
        raise GitError("git is not installed, or not in PATH; install it, or go on without what needs it") from None
    except NotADirectoryError:
        raise NoRepository(f"{display(str(directory))} is not a directory") from None
    except OSError as error:
        raise GitError(f"git cannot be started: {error.strerror}") from None
    except subprocess.TimeoutExpired:
        raise GitError(
            f"git {arguments[0]} did not end within {seconds:.0f} s in {display(str(directory))}; is its drive there?"
        ) from None


def output(
    directory: Path,
    *arguments: str,
    stdin: bytes | None = None,
    environment: Mapping[str, str] | None = None,
    hooks_path: bool = False,
) -> bytes:
    """What git answers. Raises `GitError` with git's own reason where it fails."""
    done = call(directory, *arguments, stdin=stdin, environment=environment, hooks_path=hooks_path)
    if done.returncode != 0:
        raise failure(directory, arguments, done)
    return done.stdout


def failure(directory: Path, arguments: Sequence[str], done: subprocess.CompletedProcess[bytes]) -> GitError:
    """What git said about a call that failed, for a person."""
    said = done.stderr.decode("utf-8", "backslashreplace").strip()
    first = next((line for line in said.splitlines() if line.startswith(("fatal:", "error:"))), said.split("\n")[0])
    reason = display(first.removeprefix("fatal:").removeprefix("error:").strip()) or f"it ended with {done.returncode}"
    where = display(str(directory))
    if "not a git repository" in reason:
        if os.path.lexists(directory / ".git"):
            return GitError(f"{where}: its .git is broken, git says: {reason}; `git fsck` may tell more")
        return NoRepository(f"{where} is in no git repository; make one with `git init`")
    if "dubious ownership" in reason:
        return GitError(
            f"{where} belongs to another user, and git reads nothing there until you allow it: "
            f"git config --global --add safe.directory {where}"
        )
    return GitError(f"{where}: git {arguments[0]} failed: {reason}")


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _LEFT_OUT and not name.startswith(("GIT_TRACE", "GIT_QUARANTINE"))
    }
    return kept | _SET
