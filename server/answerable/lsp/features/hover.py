"""textDocument/hover: the lesson, the controls, and why it fired."""

from __future__ import annotations

from lsprotocol import types

from answerable.lsp.analysis import result_of
from answerable.lsp.convert import to_range
from answerable.lsp.features.registry import Request
from answerable.lsp.prose import explain
from answerable.lsp.state import State
from answerable.schedule import Stage
from answerable.text.spans import Span


async def _handle(state: State, params: types.HoverParams) -> types.Hover | None:
    uri = params.text_document.uri
    key = state.documents.key(uri)
    if key is None or (result := await result_of(state, key, Stage.FAST)) is None:
        return None
    piece = state.documents.piece(uri, result.snapshot)
    if piece is None:
        return None
    at = piece.lines.offset(params.position.line, params.position.character, state.encoding) + piece.span.start
    under = [finding for finding in result.judged.findings if finding.span.overlaps(Span(at, at))]
    if not under:
        return None
    markdown = state.client.markdown
    parts = [explain(finding, result.snapshot.language.id, markdown=markdown) for finding in under]
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    local = piece.local(min((finding.span for finding in under), key=len))
    return types.Hover(
        contents=types.MarkupContent(kind, ("\n\n---\n\n" if markdown else "\n\n").join(parts)),
        range=to_range(local, piece.lines, state.encoding) if local else None,
    )


FEATURE = Request(types.TEXT_DOCUMENT_HOVER, _handle)
