"""textDocument/hover: the lesson, the controls, and why it fired; in a block, the evidence for it."""

from __future__ import annotations

from lsprotocol import types

from answerable.lsp.analysis import result_of
from answerable.lsp.block_prose import explain_block
from answerable.lsp.block_view import line_count, open_blocks
from answerable.lsp.convert import to_range
from answerable.lsp.features.registry import Request
from answerable.lsp.prose import explain
from answerable.lsp.state import State
from answerable.schedule import Stage
from answerable.session.raising import raised
from answerable.text.lines import LineIndex
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
    blocks, lines = state.blocks_of(result.snapshot), result.snapshot.lines
    findings = raised(result.judged.findings, blocks)
    under = [finding for finding in findings if finding.span.overlaps(Span(at, at))]
    # Anywhere in the block: whoever wonders about a line asks there. Where a finding speaks, it speaks first.
    above = [block for block in open_blocks(blocks) if block.span.overlaps(Span(at, at))]
    if not under and not above:
        return None
    markdown = state.client.markdown
    parts = [explain(finding, result.snapshot.language.id, markdown=markdown) for finding in under]
    parts += [explain_block(block, line_count(block, lines), markdown=markdown) for block in above]
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    spans = [*(finding.span for finding in under), *(_line(at, lines) for _ in above)]
    local = piece.local(min(spans, key=len))
    return types.Hover(
        contents=types.MarkupContent(kind, ("\n\n---\n\n" if markdown else "\n\n").join(parts)),
        range=to_range(local, piece.lines, state.encoding) if local else None,
    )


def _line(at: int, lines: LineIndex) -> Span:
    return lines.span(lines.line_at(at))


FEATURE = Request(types.TEXT_DOCUMENT_HOVER, _handle)
