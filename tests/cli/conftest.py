"""Outcomes made by hand, for whatever writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from answerable.findings.model import Severity
from answerable.interop.outcome import Outcome

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
EMPTY = Outcome(
    root=Path("/home/ann/repo"),
    shown={},
    documents=(),
    skipped=(),
    problems=(),
    files=2,
    lines=1234,
    rules=1,
    threshold=Severity.WARNING,
    begun=NOON,
    ended=NOON,
    seconds=1.25,
)


@pytest.fixture
def outcome() -> Callable[..., Outcome]:
    """An outcome with these fields in place of an empty one's."""
    return lambda **fields: replace(EMPTY, **fields)
