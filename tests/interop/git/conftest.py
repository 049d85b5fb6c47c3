from __future__ import annotations

from pathlib import Path

import pytest

from repositories import GitRepository


@pytest.fixture
def repo(tmp_path: Path) -> GitRepository:
    """A repository without a commit."""
    return GitRepository.create(tmp_path / "repo")
