"""Whose hooks we can be in: one module a host, found here by name and imported when it is asked for."""

from __future__ import annotations

import importlib
import importlib.util
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from answerable.cli.hooks.changes import Plan

HOSTS: dict[str, tuple[str, str]] = {
    "git": ("answerable.cli.hooks.git:GitHooks", "Check each commit, and note down which blocks are in it."),
    "claude-code": ("answerable.cli.hooks.agents:claude_code", "Guard Claude Code's prompts and tools."),
    "cursor": ("answerable.cli.hooks.agents:cursor", "Guard Cursor's prompts, files and tools."),
    "vscode": ("answerable.cli.hooks.agents:vscode", "Guard the prompts and tools of VS Code's agents."),
    "copilot": ("answerable.cli.hooks.agents:copilot", "Guard the tools of Copilot CLI."),
    "codex": ("answerable.cli.hooks.agents:codex", "Guard Codex's prompts and tools."),
}
"""Name, to where its `Host` is and what its hooks do."""


class WrongPlace(Exception):
    """The host has no hooks where it was asked to put some. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where hooks are to go."""

    directory: Path
    """Absolute; the project is this directory, or one above it."""
    user: bool
    """Into the user's own configuration, for every project, where the host has one."""
    command: tuple[str, ...]
    """The words that start Answerable, with an absolute path: a host may not have the user's PATH."""


class Host(Protocol):
    """Someone who runs hooks."""

    def install(self, place: Place) -> Plan:
        """What would put us in; no changes where we are in already. Raises `WrongPlace` and `changes.NotChanged`."""

    def uninstall(self, place: Place) -> Plan:
        """What would take out exactly what `install` put in, and put back what was there before."""


def host(name: str) -> Host:
    """The host with this name. Raises `KeyError`."""
    module, attribute = HOSTS[name][0].split(":")
    made: Host = getattr(importlib.import_module(module), attribute)()
    return made


def own_command() -> tuple[str, ...]:
    """The words that start this very installation of Answerable."""
    script = Path(sys.executable).with_name("answerable.exe" if sys.platform == "win32" else "answerable")
    if script.is_file():
        return (str(script),)
    found = shutil.which("answerable")
    if found is not None and not _has_package():
        return (str(Path(found).absolute()),)
    return (sys.executable, "-m", "answerable")


def _has_package() -> bool:
    """Whether the interpreter that runs us can import us again by itself."""
    return importlib.util.find_spec("answerable") is not None


def names() -> Sequence[str]:
    return tuple(HOSTS)
