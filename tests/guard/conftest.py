"""One guard for all: making one loads tables."""

from __future__ import annotations

import pytest

from answerable.guard.check import Guard


@pytest.fixture(scope="session")
def guard() -> Guard:
    return Guard()
