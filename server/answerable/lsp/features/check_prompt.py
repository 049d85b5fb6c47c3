"""The commands ``answerable.checkPrompt`` and ``answerable.copyRedacted``: what would leave, and what may leave.

Their one argument is an object: ``uri`` of an open document with, if only a part is meant, ``range``; or ``text``. Both
answer as `answerable guard check --format json` does, and ``copyRedacted`` with ``text`` as well: the version for the
clipboard or the chat. Offsets count code points of the text that was checked. Within one session of the editor the same
value has the same placeholder. A range that begins or ends in the midst of a value reaches to where that begins and
ends.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from lsprotocol import types

from answerable.guard.check import Guard, Redacted
from answerable.guard.settings import GuardSettings
from answerable.lsp.convert import to_span
from answerable.lsp.features.edit_origin import plain
from answerable.lsp.features.registry import Command
from answerable.lsp.state import State
from answerable.text.spans import Span

_LARGEST = 10_000_000


async def _check(state: State, arguments: Sequence[Any]) -> dict[str, Any]:
    return await _answer(state, arguments, copy=False)


async def _copy(state: State, arguments: Sequence[Any]) -> dict[str, Any]:
    return await _answer(state, arguments, copy=True)


async def _answer(state: State, arguments: Sequence[Any], *, copy: bool) -> dict[str, Any]:
    wish = plain(arguments[0]) if arguments else None
    wanted = _wanted(state, wish) if isinstance(wish, Mapping) else None
    if wanted is None:
        return {"why": "the argument is an object with `text`, or with the `uri` of an open document"}
    text, part, uri, path = wanted
    if len(part) > _LARGEST:
        return {"why": f"the text is longer than {_LARGEST:,} characters; use `answerable guard redact`"}
    workspace = await state.roots.workspace(uri)
    guard = Guard(GuardSettings.of(workspace.policy))
    loop = asyncio.get_running_loop()

    def redacted() -> Redacted:
        if len(part) == len(text):
            return guard.redact(text, state.placeholders, path=path, host="editor")
        return guard.redact_part(text, part, state.placeholders, path=path, host="editor")

    async with state.redacting:
        done = await loop.run_in_executor(None, redacted)
    answer = _as_json(done)
    return answer | {"text": done.text} if copy else answer


def _wanted(state: State, wish: Mapping[str, Any]) -> tuple[str, Span, str, str | None] | None:
    """A text, the part of it that is meant, a uri that tells whose policy counts, and the file's path."""
    uri = wish.get("uri")
    if isinstance(wish.get("text"), str):
        return wish["text"], Span(0, len(wish["text"])), uri if isinstance(uri, str) else "", None
    key = state.documents.key(uri) if isinstance(uri, str) else None
    document = state.documents.analysed(key) if key is not None else None
    piece = state.documents.piece(uri, document.snapshot()) if document is not None and isinstance(uri, str) else None
    if document is None or piece is None or not isinstance(uri, str):
        return None
    span = piece.span
    if isinstance(wish.get("range"), Mapping):
        try:
            start, end = wish["range"]["start"], wish["range"]["end"]
            wanted = types.Range(
                types.Position(int(start["line"]), int(start["character"])),
                types.Position(int(end["line"]), int(end["character"])),
            )
        except (KeyError, TypeError, ValueError, OverflowError):
            return None
        span = piece.outer(to_span(wanted, piece.lines, state.encoding))
    return document.text, span, uri, document.path


def _as_json(done: Redacted) -> dict[str, Any]:
    check = done.check
    return {
        "version": 1,
        "decision": check.decision.value,
        "findings": [
            {
                "rule": found.rule,
                "kind": found.kind.value,
                "label": found.label,
                "start": found.span.start,
                "end": found.span.end,
                "severity": found.severity.label,
                "decision": found.decision.value,
                "message": found.message,
            }
            for found in check.findings
        ],
        "redacted": done.text,
        "skipped": [each.reason for each in check.skipped],
    }


CHECK = Command("answerable.checkPrompt", _check)
COPY = Command("answerable.copyRedacted", _copy)
