"""Blocks opened in a ledger, as an editor would have them."""

from __future__ import annotations

from typing import Any

from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger
from answerable.origin.prints import Digester


def open_block(
    ledger: Ledger,
    text: str,
    path: str,
    *,
    block: str = "b" * 32,
    origin: str = "declared-ai",
    start: int = 1,
    **more: Any,
) -> str:
    """Records that a block with this text was opened; its id."""
    digester = Digester(ledger.key)
    print_ = digester.lines(text)
    body = {
        "block": block,
        "path": path,
        "origin": origin,
        "confidence": 1.0 if origin == "declared-ai" else 0.87,
        "evidence": [{"signal": "large-insert", "weight": 3.0, "detail": "43 lines at once"}],
        "tool": "claude-code" if origin == "declared-ai" else None,
        "model": "claude-opus-4-5" if origin == "declared-ai" else None,
        "session": "s1" if origin == "declared-ai" else None,
        "start_line": start,
        "end_line": start + text.count("\n") - 1,
        "characters": len(text),
        "digest": digester.block(print_),
        "lines": list(print_),
    }
    ledger.append(Kind.BLOCK_OPENED, body | more)
    return block
