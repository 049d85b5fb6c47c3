"""The commands ``answerable.signBlock``, ``answerable.rejectBlock`` and ``answerable.notAi``: a person answers.

Their one argument is an object: ``block``, ``uri`` (the document it stands in; a block may stand in two), and from a
client that has asked by itself ``statement`` and ``reason``.
Without a statement the person is asked. What comes back says whether it was recorded, and if not, why.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lsprotocol import types

from answerable.interop.git import GitError, Identity, Repository
from answerable.ledger.errors import LedgerError
from answerable.lsp.features.registry import Command
from answerable.lsp.state import State
from answerable.origin.model import Block
from answerable.session.review import STATEMENT, Desk, Refused
from answerable.text.document import Document
from answerable.text.snapshot import Snapshot

COMMANDS = (
    ("Review", "answerable.signBlock"),
    ("Not AI", "answerable.notAi"),
    ("Reject", "answerable.rejectBlock"),
)
"""What stands in a code lens, and the command behind it."""

_SIGN, _REJECT = "I have read it and answer for it", "I do not want it as it is"
_REASONS = ("False positive", "Mitigated elsewhere", "Risk accepted")


async def _sign(state: State, arguments: Sequence[Any]) -> dict[str, Any]:
    wish = _wish(arguments)
    statement = wish.get("statement")
    read = state.provenance.find(wish.get("block", ""), _key(state, wish))
    version = read[0].version if read is not None else None
    if statement is None and await _ask(state, _question(read), [_SIGN]) is None:
        return _refused("nobody signed")
    if read is not None and read[0].version != version:
        return _told(state, "the text changed while the question was open; read it and sign again")
    try:
        return await _do(state, wish, _signing(statement or STATEMENT, wish.get("reason")))
    except Refused as error:
        if wish.get("reason") or statement is not None:
            return _told(state, str(error))
        reason = await _ask(state, f"Not signed: {error}. Sign all the same, and say why?", _REASONS)
        if reason is None:
            return _refused(str(error))
    try:
        return await _do(state, wish, _signing(STATEMENT, reason))
    except Refused as error:
        return _told(state, str(error))


def _question(found: tuple[Document, Block, Any] | None) -> str:
    if found is None:
        return "Sign this block?"
    document, block, _ = found
    lines = document.snapshot().lines
    first = lines.line_at(block.span.start) + 1
    last = lines.line_at(max(block.span.start, block.span.end - 1)) + 1
    return f"Sign lines {first} to {last} of {document.path}?"


async def _reject(state: State, arguments: Sequence[Any]) -> dict[str, Any]:
    wish = _wish(arguments)
    statement = wish.get("statement") or await _ask(state, "Reject this block?", [_REJECT])
    if not isinstance(statement, str):
        return _refused("nobody rejected it")
    return await _answered(
        state, wish, lambda desk, snapshot, block, who: desk.reject(snapshot, block, who, statement=statement)
    )


async def _not_ai(state: State, arguments: Sequence[Any]) -> dict[str, Any]:
    return await _answered(
        state, _wish(arguments), lambda desk, snapshot, block, who: desk.not_ai(snapshot, block, who)
    )


_Work = Callable[[Desk, Snapshot, str, Identity], Any]


def _signing(statement: str, reason: Any) -> _Work:
    given = reason if isinstance(reason, str) else None
    return lambda desk, snapshot, block, who: desk.sign(snapshot, block, who, statement=statement, reason=given)


async def _answered(state: State, wish: Mapping[str, Any], work: _Work) -> dict[str, Any]:
    try:
        return await _do(state, wish, work)
    except Refused as error:
        return _told(state, str(error))


async def _do(state: State, wish: Mapping[str, Any], work: _Work) -> dict[str, Any]:
    """Does it at the desk of the block's folder. Raises `Refused`."""
    block = wish.get("block")
    found = state.provenance.find(block, _key(state, wish)) if isinstance(block, str) else None
    if found is None or not isinstance(block, str):
        raise Refused("the argument names no block of an open document")
    document, _, archive = found
    snapshot = document.snapshot()
    workspace = state.roots.ready(document.uri)
    directory = workspace.root if workspace is not None else None

    def at_desk(desk: Desk) -> Any:
        return work(desk, snapshot, block, _identity(directory))

    try:
        await asyncio.wrap_future(archive.chronicle.at_desk(at_desk))
    except (LedgerError, GitError) as error:
        raise Refused(f"the ledger cannot be used: {error}") from None
    state.provenance.answered(block)
    return {"recorded": True}


def _key(state: State, wish: Mapping[str, Any]) -> str | None:
    """The document the person was looking at, where the client says which."""
    uri = wish.get("uri")
    return state.documents.key(uri) if uri is not None else None


def _identity(directory: Path | None) -> Identity:
    """Who is at work. Raises `Refused` where git does not know."""
    try:
        return Repository.at(directory or Path.cwd()).identity()
    except GitError as error:
        raise Refused(f"nobody can be named as the reviewer: {error}") from None


async def _ask(state: State, question: str, answers: Sequence[str]) -> str | None:
    answer = await state.server.window_show_message_request_async(
        types.ShowMessageRequestParams(
            type=types.MessageType.Info,
            message=question,
            actions=[types.MessageActionItem(title=each) for each in answers],
        )
    )
    return answer.title if answer is not None else None


def _wish(arguments: Sequence[Any]) -> Mapping[str, Any]:
    """The argument, with nothing in it but texts."""
    wish = arguments[0] if arguments and isinstance(arguments[0], Mapping) else {}
    return {key: value for key, value in wish.items() if isinstance(value, str)}


def _told(state: State, why: str) -> dict[str, Any]:
    state.show_warning(f"Answerable: not recorded: {why}.")
    return _refused(why)


def _refused(why: str) -> dict[str, Any]:
    return {"recorded": False, "why": why}


SIGN = Command("answerable.signBlock", _sign)
REJECT = Command("answerable.rejectBlock", _reject)
NOT_AI = Command("answerable.notAi", _not_ai)
