"""textDocument/codeLens: above each block who wrote it, who answers for it, and what a person can do about it."""

from __future__ import annotations

from lsprotocol import types

from answerable.lsp.analysis import result_of
from answerable.lsp.block_prose import lens
from answerable.lsp.block_view import first_line, inside
from answerable.lsp.convert import to_range
from answerable.lsp.features.registry import Request
from answerable.lsp.features.review_block import COMMANDS
from answerable.lsp.state import State
from answerable.origin.model import ReviewState
from answerable.schedule import Stage


async def _handle(state: State, params: types.CodeLensParams) -> list[types.CodeLens]:
    uri = params.text_document.uri
    key = state.documents.key(uri)
    if key is None or (result := await result_of(state, key, Stage.FAST)) is None:
        return []
    piece = state.documents.piece(uri, result.snapshot)
    if piece is None:
        return []
    lenses: list[types.CodeLens] = []
    for block in state.blocks_of(result.snapshot):
        local = piece.inside(first_line(block, result.snapshot.lines))
        if local is None or not block.verdict.origin.needs_review:
            continue
        range_ = to_range(local, piece.lines, state.encoding)
        title = lens(block, len(inside(result.judged.findings, block)))
        # A lens without a command to run is text: LSP asks for a command all the same, so it has an empty name.
        lenses.append(types.CodeLens(range_, types.Command(title=title, command="")))
        if block.state is ReviewState.REVIEWED:
            continue
        for word, name in COMMANDS:
            command = types.Command(title=word, command=name, arguments=[{"block": block.id, "uri": uri}])
            lenses.append(types.CodeLens(range_, command))
    return lenses


FEATURE = Request(types.TEXT_DOCUMENT_CODE_LENS, _handle, types.CodeLensOptions(resolve_provider=False), [])
