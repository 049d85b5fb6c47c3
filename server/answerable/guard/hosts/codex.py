"""Codex CLI: ``.codex/hooks.json``.

developers.openai.com/codex/hooks: the events are Claude Code's, each with a ``turn_id``. A tool's input can be denied
but not asked about, and a tool's output cannot be replaced.
"""

from __future__ import annotations

from answerable.findings.decision import Decision
from answerable.guard.hosts.claude_code import read_event
from answerable.guard.hosts.model import Answer, Event, Json, Ruling


class Codex:
    """One object serves every call: it holds no state."""

    name = "codex"
    stops_prompts = True
    masks_output = False

    def recognises(self, data: Json) -> bool:
        return isinstance(data.get("hook_event_name"), str) and "turn_id" in data and "conversation_id" not in data

    def read(self, data: Json) -> Event:
        return read_event(self.name, data)

    def answer(self, event: Event, ruling: Ruling, data: Json) -> Answer:
        if ruling.decision is Decision.ALLOW:
            return Answer(None)
        if ruling.decision is Decision.WARN:
            return Answer({"systemMessage": ruling.reason})
        if event.name == "PreToolUse":
            return Answer(
                {
                    "hookSpecificOutput": {
                        "hookEventName": "PreToolUse",
                        "permissionDecision": "deny",
                        "permissionDecisionReason": ruling.reason,
                    }
                }
            )
        return Answer({"decision": "block", "reason": ruling.reason})
