"""Blocks as the client sees them: a diagnostic on the first line, a code lens above it, marks for a gutter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lsprotocol import types

from answerable.findings.model import Finding
from answerable.lsp.block_prose import headline
from answerable.lsp.convert import SOURCE, to_range
from answerable.lsp.documents import Piece
from answerable.origin.model import Block, ReviewState
from answerable.text.lines import Encoding, LineIndex
from answerable.text.spans import Span


def open_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Those that somebody still has to answer for."""
    return (block for block in blocks if block.verdict.origin.needs_review and block.state is not ReviewState.REVIEWED)


def line_count(block: Block, lines: LineIndex) -> int:
    """How many lines there are from the block's first that is not blank to its last."""
    first, last = _solid(block, lines)
    return last - first + 1


def first_line(block: Block, lines: LineIndex) -> Span:
    """What of the block lies in its first line that is not blank: where its diagnostic stands. A whole block
    underlined is a nuisance."""
    line = lines.span(_solid(block, lines)[0])
    start = max(block.span.start, line.start)
    return Span(start, max(start, min(line.end, block.span.end)))


def _solid(block: Block, lines: LineIndex) -> tuple[int, int]:
    """The first and the last line, from 0, of the block that is not blank; of a blank block those it lies in."""
    first, last = lines.line_at(block.span.start), lines.line_at(max(block.span.start, block.span.end - 1))
    solid = [line for line in range(first, last + 1) if lines.text(line).strip()]
    return (solid[0], solid[-1]) if solid else (first, last)


def inside(findings: Iterable[Finding], block: Block) -> list[Finding]:
    """The findings that lie in the block, at least in part."""
    return [finding for finding in findings if finding.span.overlaps(block.span)]


def to_diagnostics(
    blocks: Iterable[Block], piece: Piece, lines: LineIndex, encoding: Encoding
) -> Iterator[types.Diagnostic]:
    """An information on each open block that begins in this piece; `lines` are those of the analysed text."""
    for block in open_blocks(blocks):
        local = piece.inside(first_line(block, lines))
        if local is not None:
            yield types.Diagnostic(
                range=to_range(local, piece.lines, encoding),
                message=headline(block, line_count(block, lines)),
                severity=types.DiagnosticSeverity.Information,
                code=f"origin.{block.verdict.origin.value}",
                source=SOURCE,
                data={"block": block.id},
            )


def to_marks(
    blocks: Sequence[Block], findings: Sequence[Finding], piece: Piece, encoding: Encoding
) -> list[dict[str, Any]]:
    """`answerable/blocks`: every block that lies in this piece, at least in part, with its whole range there."""
    marks = []
    for block in blocks:
        local = piece.local(block.span)
        if local is None:
            continue
        range_ = to_range(local, piece.lines, encoding)
        marks.append(
            {
                "id": block.id,
                "range": {
                    "start": {"line": range_.start.line, "character": range_.start.character},
                    "end": {"line": range_.end.line, "character": range_.end.character},
                },
                "origin": block.verdict.origin.value,
                "confidence": round(block.verdict.confidence, 4),
                "state": block.state.value,
                "tool": block.verdict.tool,
                "model": block.verdict.model,
                "changedLines": [line - 1 for line in block.changed],
                "findings": len(inside(findings, block)),
            }
        )
    return marks
