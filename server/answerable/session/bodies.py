"""The bodies of records about blocks: digests and positions of lines, verdicts and evidence; never a line of code.

Light to import: an agent's hook writes them, too.
"""

from __future__ import annotations

from typing import Any

from answerable.origin.model import Block
from answerable.origin.prints import Digester, LineRange, PrintedText
from answerable.text.snapshot import Snapshot


def opened(digester: Digester, printed: PrintedText, block: Block, snapshot: Snapshot) -> dict[str, Any]:
    """The body of `block.opened`; `printed` is the snapshot's text."""
    verdict = block.verdict
    return {
        **look(digester, printed, block, snapshot),
        "origin": verdict.origin.value,
        "confidence": round(verdict.confidence, 4),
        "evidence": [
            {"signal": each.signal, "weight": round(each.weight, 3), "detail": each.detail} for each in verdict.evidence
        ],
        "tool": verdict.tool,
        "model": verdict.model,
        "session": verdict.session,
        "characters": len(block.span),
    }


def look(digester: Digester, printed: PrintedText, block: Block, snapshot: Snapshot) -> dict[str, Any]:
    """The body of `block.changed`: where the block lies and how it looks."""
    lines = lines_of(block, snapshot)
    print_ = printed.within(lines)
    return {
        "block": block.id,
        "path": snapshot.path,
        "start_line": lines.start,
        "end_line": lines.end,
        "digest": digester.block(print_),
        "lines": list(print_),
    }


def lines_of(block: Block, snapshot: Snapshot) -> LineRange:
    """The lines, from 1, that a block lies in; one that ends with a line end does not reach into the next line."""
    first = snapshot.lines.line_at(block.span.start)
    last = snapshot.lines.line_at(max(block.span.start, block.span.end - 1))
    return LineRange(first + 1, last + 1)
