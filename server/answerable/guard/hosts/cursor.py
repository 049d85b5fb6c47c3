"""Cursor: ``.cursor/hooks.json``.

cursor.com/docs/agent/hooks: a prompt is stopped with ``continue``, a file or a tool with ``permission``; what a hook
says after an edit or after a tool ran is not listened to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from answerable.findings.decision import Decision
from answerable.guard.hosts.edits import planned, written
from answerable.guard.hosts.fields import carried, field, needed, text, texts
from answerable.guard.hosts.model import Answer, Event, Json, Moment, NotUnderstood, Piece, Ruling, Written

_ASKS = frozenset({"beforeShellExecution", "beforeMCPExecution", "preToolUse"})
_READS = frozenset({"beforeReadFile", "beforeTabFileRead"})
_EDITS = frozenset({"afterFileEdit", "afterTabFileEdit"})
_RESULTS = frozenset({"afterShellExecution", "afterMCPExecution", "postToolUse"})
_OUTPUTS = ("output", "result_json", "tool_output")


class Cursor:
    """One object serves every call: it holds no state."""

    name = "cursor"
    stops_prompts = True
    masks_output = False

    def recognises(self, data: Json) -> bool:
        return isinstance(data.get("hook_event_name"), str) and bool(
            {"conversation_id", "generation_id", "cursor_version"} & data.keys()
        )

    def read(self, data: Json) -> Event:
        name = needed(data, "hook_event_name")
        moment, pieces, files, wrote = self._content(name, data)
        roots = field(data, "workspace_roots")
        root = roots[0] if isinstance(roots, list) and roots and isinstance(roots[0], str) else None
        return Event(
            self.name,
            name,
            moment,
            pieces,
            files,
            wrote,
            planned(data) if moment is Moment.WROTE else (),
            tool=text(data, "tool_name") or ("tab" if name == "afterTabFileEdit" else None),
            model=text(data, "model"),
            session=text(data, "conversation_id"),
            cwd=text(data, "cwd") or root,
        )

    def _content(self, name: str, data: Json) -> tuple[Moment, tuple[Piece, ...], tuple[str, ...], tuple[Written, ...]]:
        if name == "beforeSubmitPrompt":
            prompt = tuple(texts(needed(data, "prompt"), ("prompt",)))
            return Moment.PROMPT, prompt, tuple(_attached(data)), ()
        if name in _READS:
            path = needed(data, "file_path")
            content = text(data, "content")
            if content is None:
                return Moment.READ, (), (path,), ()
            return Moment.READ, (Piece(("content",), content, path),), (), ()
        if name in _EDITS:
            path = needed(data, "file_path")
            found = written({"file_path": path, "edits": field(data, "edits") or []})
            return Moment.WROTE, (), (), found
        if name in _ASKS:
            asked = "command" if name == "beforeShellExecution" else "tool_input"
            if asked not in data:
                raise NotUnderstood(f"`{asked}` is missing")
            return Moment.TOOL_INPUT, carried(data, "command", "tool_input", "url"), (), ()
        if name in _RESULTS:
            return Moment.TOOL_OUTPUT, carried(data, *_OUTPUTS), (), ()
        known = carried(data, "prompt", "content", "command", "tool_input", *_OUTPUTS)
        return Moment.UNKNOWN if known else Moment.OTHER, known, (), ()

    def answer(self, event: Event, ruling: Ruling, data: Json) -> Answer:
        if event.name == "beforeSubmitPrompt":
            if ruling.decision is Decision.BLOCK:
                return Answer({"continue": False, "user_message": ruling.reason})
            note = {"user_message": ruling.reason} if ruling.decision is Decision.WARN else {}
            return Answer({"continue": True} | note)
        if event.name in _READS:
            # There is no way to ask or to mask here: a warning lets the file through and tells the person.
            if ruling.decision is Decision.BLOCK:
                return Answer({"permission": "deny", "user_message": ruling.reason})
            note = {"user_message": ruling.reason} if ruling.decision is Decision.WARN else {}
            return Answer({"permission": "allow"} | note)
        if event.name in _ASKS:
            permission = {Decision.ALLOW: "allow", Decision.WARN: "ask", Decision.BLOCK: "deny"}[ruling.decision]
            words = {"user_message": ruling.reason, "agent_message": ruling.reason} if ruling.reason else {}
            return Answer({"permission": permission} | words)
        return Answer({}, message=ruling.reason)


def _attached(data: Json) -> Iterator[str]:
    attachments = field(data, "attachments") or []
    if not isinstance(attachments, list):
        raise NotUnderstood("`attachments` is no list")
    for each in attachments:
        if isinstance(each, str):
            yield each
            continue
        path: Any = field(each, "filePath", "file_path") if isinstance(each, Mapping) else None
        if isinstance(path, str):
            yield path
        elif path is not None or not isinstance(each, Mapping) or each.get("type") == "file":
            raise NotUnderstood("one of `attachments` names no file")
