"""The hosts there are. Adding one is adding its module and a line here."""

from __future__ import annotations

from answerable.guard.hosts.claude_code import ClaudeCode
from answerable.guard.hosts.codex import Codex
from answerable.guard.hosts.copilot import Copilot
from answerable.guard.hosts.cursor import Cursor
from answerable.guard.hosts.model import Host, Json
from answerable.guard.hosts.vscode import VsCode

# In order of how plainly their fields speak: Claude Code's are a part of what several others send.
HOSTS: tuple[Host, ...] = (Cursor(), Codex(), VsCode(), ClaudeCode(), Copilot())


def recognised(data: Json) -> Host | None:
    """The host that sends such fields; None for one we do not know."""
    return next((host for host in HOSTS if host.recognises(data)), None)


def named(name: str) -> Host | None:
    """The host of this name, as `answerable hooks install` writes it."""
    return next((host for host in HOSTS if host.name == name), None)
