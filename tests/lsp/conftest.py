"""Editors to test with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from lsp_editor import PROFILES, Editor, running


@pytest.fixture(params=PROFILES)
async def editor(request: pytest.FixtureRequest, tmp_path: Path, server_command: list[str]) -> AsyncIterator[Editor]:
    """The same test in every editor's guise."""
    async with running(server_command, tmp_path, PROFILES[request.param]()) as editor:
        yield editor


@pytest.fixture
async def neovim(tmp_path: Path, server_command: list[str]) -> AsyncIterator[Editor]:
    """One editor that is pushed its diagnostics, for what does not depend on the editor."""
    async with running(server_command, tmp_path, PROFILES["neovim-0.11"]()) as editor:
        yield editor
