"""Coding agents' hooks: entries of ours in the JSON files these agents read, and out of them again.

What else stands in such a file stays as it is, in its order and with its indentation. Ours are known by their
command, so `uninstall` takes out exactly them, wherever they were moved to in the file.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answerable.cli.hooks.changes import Change, Content, Plan
from answerable.cli.hooks.hosts import Place, WrongPlace
from answerable.files.names import display

SECONDS = 30
_INDENT = re.compile(r"^[ \t]+(?=\")", re.MULTILINE)

Json = dict[str, Any]
Entry = Callable[[str, str], Json]
"""The entry for an event, from the event's name and our command."""


@dataclass(frozen=True, slots=True)
class AgentHooks:
    """One agent's file of hooks."""

    name: str
    """As `answerable guard hook --host` has it."""
    file: str
    """Relative to the project, and to the user's home."""
    events: tuple[str, ...]
    entry: Entry
    for_users: bool = True
    """Whether there is such a file for every project of a user."""
    frame: Mapping[str, Any] | None = None
    """What a new file begins with."""

    def install(self, place: Place) -> Plan:
        """Our entry at each event; events at which it stands already are left as they are."""
        path = self._path(place)
        there, data = _read(path)
        before = json.dumps(data)
        if there is None:
            data.update(self.frame or {})
        hooks = _object(data, "hooks", path)
        for event in self.events:
            entries = hooks.setdefault(event, [])
            if not isinstance(entries, list):
                raise WrongPlace(f"{display(str(path))}: `hooks.{event}` is no list; mend that first")
            ours = [entry for entry in entries if self._is_ours(entry)]
            wanted = self.entry(event, self._command(place))
            if ours == [wanted]:
                continue
            hooks[event] = [*(entry for entry in entries if not self._is_ours(entry)), wanted]
        if there is not None and json.dumps(data) == before:
            return Plan()
        return Plan((Change(path, there, _content(data, there)),), _notes(place, path))

    def uninstall(self, place: Place) -> Plan:
        """Our entries out; a file that holds nothing else goes."""
        path = self._path(place)
        there, data = _read(path)
        hooks = data.get("hooks")
        if there is None or not isinstance(hooks, dict):
            return Plan()
        before = json.dumps(data)
        for event, entries in list(hooks.items()):
            if isinstance(entries, list) and any(map(self._is_ours, entries)):
                hooks[event] = [entry for entry in entries if not self._is_ours(entry)]
                if not hooks[event]:
                    del hooks[event]
        if json.dumps(data) == before:
            return Plan()
        if not hooks:
            del data["hooks"]
        empty = data == dict(self.frame or {}) or not data
        top = path.parents[len(Path(self.file).parts) - 1]
        # A home's directory is the agent's own; a project's was made for this file, if it holds nothing else.
        tidy = top if empty and not place.user else None
        return Plan((Change(path, there, None if empty else _content(data, there), tidy=tidy),))

    def _path(self, place: Place) -> Path:
        if not place.user:
            return _project(place.directory) / self.file
        if not self.for_users:
            raise WrongPlace(f"{self.name} reads hooks from a project only; leave out --user")
        return Path.home() / self.file

    def _command(self, place: Place) -> str:
        # A project's file is for everybody who has the project: a path of this machine would help nobody else.
        words = ("answerable",) if not place.user and shutil.which("answerable") else place.command
        # Not found, a command ends with 127, which hosts take for a hook that has nothing to say; 2 is a no.
        return f"{shlex.join((*words, 'guard', 'hook', '--host', self.name))} || exit 2"

    def _is_ours(self, entry: Any) -> bool:
        if isinstance(entry, Mapping):
            return any(self._is_ours(value) for value in entry.values())
        if isinstance(entry, list):
            return any(map(self._is_ours, entry))
        return isinstance(entry, str) and f" guard hook --host {self.name}" in entry


def _nested(event: str, command: str) -> Json:
    """Claude Code's form, which Codex took over."""
    entry: Json = {"hooks": [{"type": "command", "command": command, "timeout": SECONDS}]}
    return entry if event == "UserPromptSubmit" else {"matcher": "*", **entry}


def _flat(event: str, command: str) -> Json:
    return {"type": "command", "command": command, "timeout": SECONDS}


def _both_shells(event: str, command: str) -> Json:
    return {"type": "command", "bash": command, "powershell": command, "timeoutSec": SECONDS}


def _cursors(event: str, command: str) -> Json:
    # Without `failClosed` a hook that crashes lets everything through.
    return {"command": command, "failClosed": True}


_EVENTS = ("UserPromptSubmit", "PreToolUse", "PostToolUse")

AGENTS = {
    agent.name: agent
    for agent in (
        AgentHooks("claude-code", ".claude/settings.json", _EVENTS, _nested),
        AgentHooks(
            "cursor",
            ".cursor/hooks.json",
            (
                "beforeSubmitPrompt",
                "beforeReadFile",
                "beforeShellExecution",
                "beforeMCPExecution",
                "afterFileEdit",
            ),
            _cursors,
            frame={"version": 1},
        ),
        AgentHooks("vscode", ".github/hooks/answerable-vscode.json", _EVENTS, _flat, for_users=False),
        AgentHooks(
            "copilot",
            ".github/hooks/answerable-copilot.json",
            ("userPromptSubmitted", "preToolUse", "postToolUse"),
            _both_shells,
            for_users=False,
            frame={"version": 1},
        ),
        AgentHooks("codex", ".codex/hooks.json", _EVENTS, _nested),
    )
}


def claude_code() -> AgentHooks:
    return AGENTS["claude-code"]


def cursor() -> AgentHooks:
    return AGENTS["cursor"]


def vscode() -> AgentHooks:
    return AGENTS["vscode"]


def copilot() -> AgentHooks:
    return AGENTS["copilot"]


def codex() -> AgentHooks:
    return AGENTS["codex"]


def _project(directory: Path) -> Path:
    """The nearest directory, at or above this one, that a repository begins in; else this one."""
    return next((each for each in (directory, *directory.parents) if (each / ".git").exists()), directory)


def _read(path: Path) -> tuple[Content | None, Json]:
    """The file and its JSON. Raises `WrongPlace` for one that cannot be added to."""
    there = Content.of(path)
    if there is None:
        return None, {}
    if there.link:
        raise WrongPlace(f"{display(str(path))} is a symbolic link; name the project its target lies in")
    try:
        data = json.loads(there.data.decode("utf-8-sig"))
    except ValueError:
        raise WrongPlace(
            f"{display(str(path))} is not JSON without comments, so nothing can be added to it safely; mend it first"
        ) from None
    if not isinstance(data, dict):
        raise WrongPlace(f"{display(str(path))} holds no JSON object; mend it first")
    return there, data


def _object(data: Json, key: str, path: Path) -> Json:
    value = data.setdefault(key, {})
    if not isinstance(value, dict):
        raise WrongPlace(f"{display(str(path))}: `{key}` is no object; mend that first")
    return value


def _content(data: Json, before: Content | None) -> Content:
    """The JSON in the way the file was written: its indentation, its last line end, its mode."""
    if before is None:
        return Content((json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode())
    text = before.data.decode("utf-8-sig")
    found = _INDENT.search(text)
    written = json.dumps(data, indent=found[0] if found else 2, ensure_ascii=False)
    if text.endswith("\n"):
        written += "\n"
    if "\r\n" in text:
        written = written.replace("\n", "\r\n")
    return Content(written.encode(), before.mode)


def _notes(place: Place, path: Path) -> tuple[str, ...]:
    if place.user:
        return ()
    return (f"{display(str(path))} is a file of the project: commit it, and it counts for everybody who has it.",)
