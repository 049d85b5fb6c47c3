"""VS Code's agent hooks (preview): ``.github/hooks/*.json`` and ``.claude/settings.json``.

code.visualstudio.com/docs/copilot/customization/hooks: the events are Claude Code's, the fields come in snake_case or
camelCase, a prompt is stopped with ``continue``, and a tool's output cannot be replaced.
"""

from __future__ import annotations

from answerable.findings.decision import Decision
from answerable.guard.hosts.claude_code import read_event
from answerable.guard.hosts.model import Answer, Event, Json, Moment, Ruling


class VsCode:
    """One object serves every call: it holds no state."""

    name = "vscode"
    stops_prompts = True
    masks_output = False

    def recognises(self, data: Json) -> bool:
        named = isinstance(data.get("hookEventName"), str) or isinstance(data.get("hook_event_name"), str)
        return named and isinstance(data.get("timestamp"), str) and "cursor_version" not in data

    def read(self, data: Json) -> Event:
        return read_event(self.name, data)

    def answer(self, event: Event, ruling: Ruling, data: Json) -> Answer:
        if ruling.decision is Decision.ALLOW:
            return Answer(None)
        if event.name == "PreToolUse":
            permission = "deny" if ruling.decision is Decision.BLOCK else "ask"
            return Answer(
                {
                    "hookSpecificOutput": {
                        "hookEventName": "PreToolUse",
                        "permissionDecision": permission,
                        "permissionDecisionReason": ruling.reason,
                    }
                }
            )
        if ruling.decision is Decision.WARN:
            return Answer({"systemMessage": ruling.reason})
        if event.moment is Moment.PROMPT:
            return Answer({"continue": False, "stopReason": ruling.reason, "systemMessage": ruling.reason})
        return Answer({"decision": "block", "reason": ruling.reason, "systemMessage": ruling.reason})
