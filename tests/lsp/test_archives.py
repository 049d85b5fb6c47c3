"""A folder's index of lines, kept beside what is typed."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from answerable.lsp.archives import FolderArchive
from answerable.lsp.health import Health


class Chronicle:
    def close(self) -> None: ...


def test_a_failure_nobody_waits_for_is_logged_without_the_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(path: str, text: str) -> None:
        raise ValueError(f"cannot take {text}")

    health = Health()

    async def learn() -> None:
        chronicle: Any = Chronicle()
        with ThreadPoolExecutor(1) as pool:
            archive = FolderArchive(None, chronicle, pool, health.crashed)
            monkeypatch.setattr(archive.lines, "update", failing)
            archive.learn("a.py", "the very text")

    with caplog.at_level(logging.ERROR):
        asyncio.run(learn())
    [record] = caplog.records
    assert "ValueError at " in record.getMessage()
    assert "failing" in record.getMessage()
    assert "the very text" not in caplog.text
    assert health.crashes == {"line index": 1}
