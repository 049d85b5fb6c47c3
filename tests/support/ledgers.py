"""Ledgers for tests: bodies that are valid, clocks that tick, and what lies on disk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger
from answerable.ledger.record import tail

BLOCK = "ab" * 16
DIGEST = "cd" * 32
PERSON = {"name": "A Person", "email": "person@example.invalid"}
START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def clock(start: datetime = START, step: timedelta = timedelta(seconds=1)) -> Callable[[], datetime]:
    """A clock that goes on by one step each time somebody looks."""
    ticks = 0

    def now() -> datetime:
        nonlocal ticks
        ticks += 1
        return start + step * ticks

    return now


def lines(*words: str) -> list[str]:
    """Line digests that are told apart by a hexadecimal word."""
    return [word.ljust(16, "0") for word in words]


def opened(block: str = BLOCK, **other: Any) -> dict[str, Any]:
    return {
        "block": block,
        "path": "src/orders.py",
        "origin": "suspected-ai",
        "confidence": 0.87,
        "evidence": [{"signal": "large-insert", "weight": 2.5, "detail": "43 lines at once"}],
        "tool": None,
        "model": None,
        "session": None,
        "start_line": 10,
        "end_line": 12,
        "characters": 120,
        "digest": DIGEST,
        "lines": lines("a1", "a2", "a3"),
    } | other


def changed(block: str = BLOCK, **other: Any) -> dict[str, Any]:
    return {
        "block": block,
        "path": "src/orders.py",
        "start_line": 10,
        "end_line": 12,
        "digest": DIGEST,
        "lines": lines("a1", "a2", "a3"),
    } | other


def residual(block: str = BLOCK, **other: Any) -> dict[str, Any]:
    return {
        "block": block,
        "review": 1,
        "path": "src/orders.py",
        "changed_lines": [11],
        "digest": "ef" * 32,
        "lines": lines("a1", "b2", "a3"),
    } | other


def signed(block: str = BLOCK, **other: Any) -> dict[str, Any]:
    return {
        "block": block,
        "digest": DIGEST,
        "lines": lines("a1", "a2", "a3"),
        "path": "src/orders.py",
        "start_line": 10,
        "end_line": 12,
        "findings": [],
        "reviewer": PERSON,
        "statement": "read and understood",
        "reason": None,
    } | other


def rejected(block: str = BLOCK, **other: Any) -> dict[str, Any]:
    return {
        "block": block,
        "digest": DIGEST,
        "path": "src/orders.py",
        "reviewer": PERSON,
        "statement": "not ours",
    } | other


def found(fingerprint: str, **other: Any) -> dict[str, Any]:
    return {
        "rule": "python.eval",
        "fingerprint": fingerprint,
        "path": "src/orders.py",
        "severity": "error",
    } | other


def guarded(**other: Any) -> dict[str, Any]:
    return {
        "host": "claude-code",
        "event": "prompt",
        "decision": "warn",
        "labels": [{"kind": "pii", "label": "EMAIL", "count": 2, "digest": "ab" * 16}],
    } | other


def small(directory: Path, records: int = 6) -> Ledger:
    """A ledger with so many records, of several kinds."""
    ledger = Ledger.open(directory, now=clock())
    bodies = [
        (Kind.BLOCK_OPENED, opened()),
        (Kind.REVIEW_SIGNED, signed()),
        (Kind.FINDING_OPENED, found("f1")),
        (Kind.GUARD_WARNED, guarded()),
        (Kind.BLOCK_RESIDUAL, residual()),
        (Kind.FINDING_CLOSED, found("f1")),
    ]
    for number in range(records):
        ledger.append(*bodies[number % len(bodies)])
    return ledger


def segment(ledger: Ledger, index: int = -1) -> Path:
    """One of the ledger's segments, by default the last."""
    return ledger.layout.segment_files()[index][1]


def encode_again(line: bytes, seq: int, prev: str) -> bytes:
    """A record's line with another number and another hash before it: what somebody writes who fits a chain to a
    history they changed."""
    end = tail(line)
    assert end is not None
    old = f'"prev":"{end.prev}","seq":{end.seq},"time"'.encode()
    return line.replace(old, f'"prev":"{prev}","seq":{seq},"time"'.encode())
