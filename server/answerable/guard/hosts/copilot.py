"""Copilot CLI: ``.github/hooks/*.json`` with camelCase events.

docs.github.com/copilot/reference/hooks-configuration: the JSON does not name its event, so the fields tell; of all
events only ``preToolUse`` is obeyed, and only when it says ``deny``. What a prompt holds can be warned of, not stopped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from answerable.findings.decision import Decision
from answerable.guard.hosts.edits import planned, read_path, written
from answerable.guard.hosts.fields import carried, field, text, texts
from answerable.guard.hosts.model import Answer, Event, Json, Moment, NotUnderstood, Ruling

_OTHERS = ("tool_input", "toolInput", "tool_response", "tool_output", "tool_result")
"""As the other hosts spell it, and as a later version might."""
_READERS = frozenset({"view", "read", "read_file"})
_WRITERS = frozenset({"create", "edit", "str_replace", "write", "apply_patch"})


class Copilot:
    """One object serves every call: it holds no state."""

    name = "copilot"
    stops_prompts = False
    masks_output = False

    def recognises(self, data: Json) -> bool:
        if {"hookEventName", "hook_event_name", "session_id"} & data.keys() or "cwd" not in data:
            return False
        return bool({"toolName", "toolResult", "prompt", "source", "reason", "error", "initialPrompt"} & data.keys())

    def read(self, data: Json) -> Event:
        cwd, session = text(data, "cwd"), text(data, "sessionId")
        if "toolName" not in data:
            prompt = text(data, "prompt", "initialPrompt")
            if prompt is None:
                known = carried(data, "toolArgs", "toolResult", *_OTHERS)
                moment = Moment.UNKNOWN if known else Moment.OTHER
                return Event(self.name, "session", moment, known, session=session, cwd=cwd)
            pieces = tuple(texts(prompt, ("prompt" if "prompt" in data else "initialPrompt",)))
            return Event(self.name, "userPromptSubmitted", Moment.PROMPT, pieces, session=session, cwd=cwd)
        tool, arguments = text(data, "toolName") or "", _arguments(data)
        path = read_path(arguments) if isinstance(arguments, Mapping) else None
        if "toolResult" in data:
            found = tuple(texts(data["toolResult"], ("toolResult",), path))
            writes = tool in _WRITERS and isinstance(arguments, Mapping)
            moment, wrote = (Moment.WROTE, written(arguments)) if writes else (Moment.TOOL_OUTPUT, ())
            return Event(self.name, "postToolUse", moment, found, wrote=wrote, tool=tool, session=session, cwd=cwd)
        if "toolArgs" not in data:
            raise NotUnderstood("`toolArgs` is missing")
        if tool in _READERS:
            files = (path,) if path is not None else ()
            found = tuple(piece for piece in texts(arguments, ("toolArgs",)) if piece.text != path)
            return Event(self.name, "preToolUse", Moment.READ, found, files, tool=tool, session=session, cwd=cwd)
        found = tuple(texts(arguments, ("toolArgs",), path if tool in _WRITERS else None))
        edits = planned(arguments) if tool in _WRITERS and isinstance(arguments, Mapping) else ()
        return Event(
            self.name, "preToolUse", Moment.TOOL_INPUT, found, edits=edits, tool=tool, session=session, cwd=cwd
        )

    def answer(self, event: Event, ruling: Ruling, data: Json) -> Answer:
        if ruling.decision is Decision.ALLOW:
            return Answer(None)
        if event.name == "preToolUse" and ruling.decision is Decision.BLOCK:
            return Answer({"permissionDecision": "deny", "permissionDecisionReason": ruling.reason})
        # Nothing else is obeyed here; the standard error is what a person may see.
        return Answer(None, message=ruling.reason)


def _arguments(data: Json) -> Any:
    """The tool's arguments; they come as a text with JSON in it. Text that is none is checked as it stands."""
    arguments = field(data, "toolArgs")
    if not isinstance(arguments, str):
        return arguments
    try:
        return json.loads(arguments)
    except ValueError:
        return arguments
    except RecursionError:
        raise NotUnderstood("`toolArgs` is nested too deep") from None
