"""Every test here runs once in each editor, with the real server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from real_editors import EDITORS, Editor, Session, Step, run


@pytest.fixture(params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in EDITORS])
def editor(request: pytest.FixtureRequest) -> Editor:
    return EDITORS[request.param]()


@pytest.fixture
def play(editor: Editor, server_command: list[str]) -> Callable[[Path, Sequence[Step]], Session]:
    """Runs the steps in the editor in a project; the directory beside the project must be the test's own."""
    return lambda root, steps: run(editor, server_command, root, steps)
