"""Real editors attach to the real server, show what is wrong in unsaved text, and stop when it is mended."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from real_editors import Editor, Session, Step

pytestmark = [pytest.mark.editor, pytest.mark.e2e, pytest.mark.engine]

Play = Callable[[Path, Sequence[Step]], Session]
Make = Callable[[Mapping[str, str | bytes]], Path]

EVAL = "python.eval"
EXEC = "python.exec"

BEFORE = '''\
"""Adds up what it is told."""
import sys


def total(expression):
    return eval(expression)


def main():
    print("sum", total(sys.argv[1]))
'''


@pytest.fixture
def project(make_workspace: Make) -> Path:
    return make_workspace({"answerable.toml": "", "calc.py": BEFORE})


def test_findings_follow_what_is_typed(project: Path, editor: Editor, play: Play) -> None:
    path = str(project / "calc.py")
    typed = '    icon = "🔑"; exec(sys.argv[2])'
    session = play(
        project,
        [
            Step("open", path=path),
            Step("await", "opened", codes=(EVAL,)),
            Step("delete_line", line=5),
            Step("type_line_after", line=4, text="    return float(expression)"),
            Step("await", "mended", codes=()),
            Step("type_line_after", line=9, text=typed),
            Step("await", "typed", codes=(EXEC,)),
            Step("close"),
            Step("open", path=path),
            Step("await", "reopened", codes=(EVAL,)),
            Step("close"),
        ],
    )

    opened = session.seen["opened"]
    assert [(shown.line, shown.column, shown.code) for shown in opened.diagnostics] == [(5, 11, EVAL)]
    assert [shown.source for shown in opened.diagnostics] == ["answerable"]

    mended = session.seen["mended"]
    assert mended.lines[5] == "    return float(expression)"
    assert mended.diagnostics == []

    after = session.seen["typed"]
    assert after.lines[10] == typed
    column = editor.column(typed[: typed.index("exec")])
    assert [(shown.line, shown.column, shown.code) for shown in after.diagnostics] == [(10, column, EXEC)]

    reopened = session.seen["reopened"]
    assert (project / "calc.py").read_text(encoding="utf-8") == BEFORE
    assert [(shown.line, shown.column, shown.code) for shown in reopened.diagnostics] == [(5, 11, EVAL)]

    assert session.left_behind == []
