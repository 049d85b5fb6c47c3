"""Claude Code: hooks in ``.claude/settings.json``.

Its reference for hooks (code.claude.com/docs/en/hooks) gives the fields; a prompt cannot be rewritten, only blocked; a
tool's input can be denied, and a tool's output can be replaced before the model sees it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from answerable.findings.decision import Decision
from answerable.guard.hosts.edits import planned, read_path, written
from answerable.guard.hosts.fields import carried, mapping, needed, replaced, text, texts
from answerable.guard.hosts.model import Answer, Event, Json, Moment, NotUnderstood, Ruling
from answerable.guard.hosts.named_files import mentioned
from answerable.text.later import compiled_later

if TYPE_CHECKING:
    import re

_READERS = frozenset({"Read", "NotebookRead"})
_WRITERS = frozenset({"Write", "Edit", "MultiEdit", "NotebookEdit"})
_OUTPUTS = ("tool_response", "tool_output", "tool_result", "toolResult")
_CARRIERS = ("prompt", "tool_input", "toolInput", *_OUTPUTS)


class ClaudeCode:
    """One object serves every call: it holds no state."""

    name = "claude-code"
    stops_prompts = True
    masks_output = True

    def recognises(self, data: Json) -> bool:
        return (
            isinstance(data.get("hook_event_name"), str)
            and "session_id" in data
            and not {"conversation_id", "cursor_version", "turn_id", "timestamp"} & data.keys()
        )

    def read(self, data: Json) -> Event:
        return read_event(self.name, data)

    def answer(self, event: Event, ruling: Ruling, data: Json) -> Answer:
        if ruling.decision is Decision.ALLOW and not ruling.masked:
            return Answer(None)
        note = {"systemMessage": ruling.reason} if ruling.reason else {}
        if event.moment is Moment.PROMPT:
            if ruling.decision is Decision.BLOCK:
                return Answer({"decision": "block", "reason": ruling.reason})
            return Answer(note)
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
        if event.name == "PostToolUse":
            return Answer(self._after(ruling, data) | note)
        return Answer(note or None)

    def _after(self, ruling: Ruling, data: Json) -> dict[str, Any]:
        name, output = output_of(data)
        if ruling.masked and name is not None:
            updated = replaced(output, ruling.masked, (name,))
            return {"hookSpecificOutput": {"hookEventName": "PostToolUse", "updatedToolOutput": updated}}
        if ruling.decision is Decision.BLOCK:
            return {"decision": "block", "reason": ruling.reason}
        return {}


def output_of(data: Json) -> tuple[str | None, Any]:
    """The field in which a tool's output came, and the output."""
    for name in _OUTPUTS:
        if name in data:
            return name, data[name]
    return None, None


def read_event(host: str, data: Json) -> Event:
    """An event in the form of Claude Code, which VS Code and Codex took over. Raises `NotUnderstood`."""
    name = needed(data, "hook_event_name", "hookEventName")
    session = text(data, "session_id", "sessionId")
    cwd, model = text(data, "cwd"), text(data, "model")
    if name == "UserPromptSubmit":
        prompt = needed(data, "prompt")
        # No tool reads what a prompt mentions, so no other hook sees it.
        files = mentioned(prompt) if "@" in prompt else ()
        pieces = tuple(texts(prompt, ("prompt",)))
        return Event(host, name, Moment.PROMPT, pieces, files, session=session, cwd=cwd, model=model)
    if name not in ("PreToolUse", "PostToolUse"):
        pieces = carried(data, *_CARRIERS)
        moment = Moment.UNKNOWN if pieces else Moment.OTHER
        return Event(host, name, moment, pieces, session=session, cwd=cwd, model=model)
    tool = needed(data, "tool_name", "toolName")
    key = "tool_input" if "tool_input" in data else "toolInput"
    if name == "PreToolUse" and key not in data:
        # A later protocol may have another name for it; what is in there would go by unseen.
        raise NotUnderstood("`tool_input` is missing")
    tool_input = mapping(data, key)
    path = read_path(tool_input)
    reads, writes = _is(tool, _READERS, _READS), _is(tool, _WRITERS, _WRITES)
    if name == "PreToolUse":
        if reads:
            files = (path,) if path is not None else ()
            pieces = tuple(piece for piece in texts(tool_input, (key,)) if piece.text != path)
            return Event(host, name, Moment.READ, pieces, files, tool=tool, session=session, cwd=cwd, model=model)
        pieces = tuple(texts(tool_input, (key,), path if writes else None))
        edits = planned(tool_input) if writes else ()
        return Event(
            host, name, Moment.TOOL_INPUT, pieces, edits=edits, tool=tool, session=session, cwd=cwd, model=model
        )
    field_name, output = output_of(data)
    pieces = tuple(texts(output, (field_name,), path if reads or writes else None)) if field_name is not None else ()
    # What an editing tool gives back may show lines around the edit, which were masked when they were read.
    moment, wrote = (Moment.WROTE, written(tool_input)) if writes else (Moment.TOOL_OUTPUT, ())
    return Event(host, name, moment, pieces, wrote=wrote, tool=tool, session=session, cwd=cwd, model=model)


# VS Code and the others name their tools freely (`editFiles`, `create_file`, `replace_string_in_file`); a thread is not
# read, and a spreadsheet neither.
_READS = compiled_later(r"(?:^|[^A-Za-z])read(?![a-z])|[a-z]Read(?![a-z])|^Read(?![a-z])")
_WRITES = compiled_later(r"(?i)edit|write|create|patch|replace")


def _is(tool: str, known: frozenset[str], words: re.Pattern[str]) -> bool:
    return tool in known or (not tool.startswith("mcp__") and words.search(tool) is not None)
