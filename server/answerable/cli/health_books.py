"""`answerable doctor` on what is kept of a repository: its ledger, the keys, the hooks that write it, its notes."""

from __future__ import annotations

import json
import shlex
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from answerable.cli.health import Check, State
from answerable.cli.hooks.agents import AGENTS
from answerable.cli.hooks.git import HOOKS, MARK
from answerable.files.names import display
from answerable.interop.git import GitError, Repository
from answerable.ledger.errors import LedgerError, NoLedger
from answerable.ledger.log import Ledger
from answerable.ledger.verify import verify
from answerable.policy.model import Policy
from answerable.session.books import BooksError, open_ledger, repository_at

_PRIVATE = 0o077
"""Bits of a mode that let others in."""


def ledger(root: Path, policy: Policy) -> Iterator[Check]:
    """The ledger and what lies beside it."""
    try:
        repository = repository_at(root)
        found = open_ledger(repository, repository.top if repository is not None else root, create=False)
    except NoLedger:
        yield Check("ledger", State.OK, "none of this directory yet; an editor's or a hook's first record makes it")
        return
    except (BooksError, GitError, LedgerError) as error:
        mend = "Mend what is named, or name another directory in ANSWERABLE_LEDGER."
        yield Check("ledger", State.BROKEN, f"nothing can be recorded: {display(str(error))}", mend)
        return
    yield _chain(found)
    yield _keys(found, policy)
    index = found.layout.index
    yield Check("index", State.OK, "there" if index.exists() else "not there; it is built when somebody asks")


def _chain(found: Ledger) -> Check:
    try:
        result = verify(found)
        octets = sum(path.stat().st_size for _, path in found.layout.segment_files())
    except (LedgerError, OSError) as error:
        return Check("ledger", State.BROKEN, display(str(error)), "Give yourself access to it, or restore it.")
    records = f"{result.size:,} record{'s' * (result.size != 1)}, {octets:,} bytes"
    detail = f"{display(str(found.directory))}, {records}"
    if result.problems:
        mend = (
            "`answerable ledger verify` tells more. Reviews and the gate believe nothing in it; to begin a new one, "
            "move the directory away, and keep it."
        )
        return Check("ledger", State.BROKEN, f"{detail}; {display(result.problems[0].what)}", mend)
    torn = [note for note in result.notes if "unfinished line" in note]
    if torn:
        mend = "Nothing is lost that was recorded, and there is nothing to do."
        return Check("ledger", State.DEGRADED, f"{detail}, its chain holds; {display(torn[0])}", mend)
    return Check("ledger", State.OK, f"{detail}, its chain holds")


def _keys(found: Ledger, policy: Policy) -> Check:
    layout = found.layout
    try:
        # The key of the digests: without it no block is found again.
        _ = found.key
    except LedgerError as error:
        mend = "Restore it from a copy: without it no block that was recorded is known again."
        return Check("signing key", State.BROKEN, display(str(error)), mend)
    if sys.platform != "win32":
        for path in (layout.key, layout.signing_key):
            if path.exists() and stat.S_IMODE(path.stat().st_mode) & _PRIVATE:
                name = display(str(path))
                mode = stat.S_IMODE(path.stat().st_mode)
                return Check(
                    "signing key", State.DEGRADED, f"{name} can be read by others ({mode:04o})", f"`chmod 600 {name}`"
                )
    if policy.ledger.signing == "ssh":
        path = Path(policy.ledger.ssh_key).expanduser()
        if not path.exists():
            mend = "Name one that is there in ledger.ssh_key."
            return Check(
                "signing key", State.DEGRADED, f"there is no {display(str(path))}: no checkpoint can be signed", mend
            )
        return Check("signing key", State.OK, f"SSH, {display(str(path))}")
    if not layout.signing_key.exists():
        return Check("signing key", State.OK, "none yet; the first checkpoint makes it")
    return Check("signing key", State.OK, f"Ed25519, {display(str(layout.signing_key))}, yours alone")


def hooks(root: Path, policy: Policy) -> Iterator[Check]:
    """Git's hooks and agents' hooks of this repository, and whether what they start is there."""
    try:
        repository = repository_at(root)
    except BooksError as error:
        yield Check("git hooks", State.BROKEN, display(str(error)), "Mend the repository.")
        return
    placed: list[str] = []
    if repository is not None:
        placed = list(_ours(repository))
        yield _git_hooks(repository, placed)
        yield _notes(policy, placed)
    yield from _agents(repository.top if repository is not None else root)


def _ours(repository: Repository) -> Iterator[str]:
    for name in HOOKS:
        path = repository.hooks_directory() / name
        if path.is_file() and MARK in path.read_text("utf-8", "replace").splitlines()[:3]:
            yield name


def _git_hooks(repository: Repository, placed: list[str]) -> Check:
    if not placed:
        return Check("git hooks", State.OK, "none of ours; `answerable hooks install git` puts them in")
    detail = ", ".join(placed)
    for name in placed:
        program = _tested((repository.hooks_directory() / name).read_text("utf-8", "replace"))
        if program is None or shutil.which(program) is not None:
            continue
        gone = f"{detail}; {display(program)} is not there any more"
        again = "`answerable hooks install git` again."
        if shutil.which("answerable") is not None:
            return Check("git hooks", State.DEGRADED, f"{gone}, so the answerable of the PATH is started", again)
        return Check("git hooks", State.BROKEN, f"{gone}, so every commit is stopped", again)
    return Check("git hooks", State.OK, detail)


def _tested(script: str) -> str | None:
    """The program that a hook of ours starts; see `cli.hooks.git.script`."""
    for line in script.splitlines():
        words = line.strip()
        if words.startswith("if [ -x ") and words.endswith(" ]; then") and "$before" not in words:
            return shlex.split(words.removeprefix("if [ -x ").removesuffix(" ]; then"))[0]
    return None


def _notes(policy: Policy, placed: list[str]) -> Check:
    if not policy.review.git_note:
        return Check("git notes", State.OK, "off; `review.git_note = true` lets a clone without a ledger be gated")
    if "post-commit" not in placed:
        mend = "`answerable hooks install git`, or `answerable-bind` with pre-commit."
        return Check("git notes", State.DEGRADED, "on, but no hook of ours writes them at a commit", mend)
    return Check("git notes", State.OK, "on; `git push origin refs/notes/answerable` sends them")


def _agents(top: Path) -> Iterator[Check]:
    found: list[str] = []
    for agent in AGENTS.values():
        for directory in (top, Path.home()) if agent.for_users else (top,):
            path = directory / agent.file
            commands = list(_commands(path, agent.name))
            if not commands:
                continue
            gone = next((word for word in map(_program, commands) if shutil.which(word) is None), None)
            if gone is not None:
                user = " --user" if directory != top else ""
                detail = (
                    f"{display(str(path))} starts {display(gone)}, which is not there: {agent.name} is stopped by it"
                )
                mend = f"`answerable hooks install {agent.name}{user}` again, or put {display(gone)} on the PATH."
                yield Check("agent hooks", State.BROKEN, detail, mend)
            else:
                found.append(f"{agent.name} ({display(str(path))})")
    if found:
        yield Check("agent hooks", State.OK, ", ".join(found))
    else:
        yield Check("agent hooks", State.OK, "none of ours that work; `answerable hooks install AGENT` puts them in")


def _commands(path: Path, name: str) -> Iterator[str]:
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError):
        return
    yield from (text for text in _texts(data) if f" guard hook --host {name}" in text)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _program(command: str) -> str:
    try:
        return shlex.split(command)[0]
    except (ValueError, IndexError):
        return command
