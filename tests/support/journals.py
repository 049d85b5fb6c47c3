"""A ledger in memory, and blocks opened in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from answerable.ledger.kinds import Kind
from answerable.origin.prints import Digester


@dataclass(frozen=True)
class MemoryRecord:
    seq: int
    time: datetime
    kind: str
    body: Mapping[str, Any]


class MemoryJournal:
    """Records in a list, with the ledger's methods."""

    key = bytes(range(32))

    def __init__(self) -> None:
        self.all: list[MemoryRecord] = []

    def append(self, kind: str, body: Mapping[str, Any]) -> MemoryRecord:
        time = datetime(2026, 11, 27, 12, tzinfo=UTC) + timedelta(seconds=len(self.all))
        self.all.append(MemoryRecord(len(self.all), time, kind, body))
        return self.all[-1]

    def records(self, *, kinds: Iterable[str] | None = None, since: int = 0) -> Iterator[MemoryRecord]:
        wanted = None if kinds is None else set(kinds)
        yield from (r for r in self.all if r.seq >= since and (wanted is None or r.kind in wanted))

    def kinds(self) -> list[str]:
        return [record.kind for record in self.all]


def open_block(
    journal: Any,
    text: str,
    path: str,
    *,
    block: str = "b" * 32,
    origin: str = "declared-ai",
    start: int = 1,
    **more: Any,
) -> str:
    """Records that a block with this text was opened; its id."""
    digester = Digester(journal.key)
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
    journal.append(Kind.BLOCK_OPENED, body | more)
    return block
