"""Folders and their workspaces: which one holds a document, and which reading of its policy counts."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from answerable.lsp import roots as module
from answerable.lsp.roots import Roots, within


@pytest.mark.parametrize(
    ("uri", "root", "expected"),
    [
        ("file:///a/b.py", "file:///a", True),
        ("file:///a/b.py", "file:///a/", True),
        ("file:///ab/c.py", "file:///a", False),
        ("file:///a", "file:///a", True),
        ("file:///w%20%281%29/a.py", "file:///w%20(1)", True),
        ("file:///w%20(1)/a.py", "file:///w%20%281%29", True),
        ("untitled:Untitled-1", "file:///a", False),
        ("vscode-vfs://host/a/b.py", "vscode-vfs://host/a", True),
    ],
)
def test_within(uri: str, root: str, expected: bool) -> None:
    assert within(uri, root) is expected


def test_the_innermost_folder_owns_a_document_and_the_first_one_what_is_untitled() -> None:
    roots = Roots(lambda feature, error: None)
    roots.add("file:///a")
    roots.add("file:///a/b")
    assert roots.owner("file:///a/b/c.py") == "file:///a/b"
    assert roots.owner("file:///a/c.py") == "file:///a"
    assert roots.owner("file:///x.py") == ""
    assert roots.owner("untitled:Untitled-1") == "file:///a"
    assert roots.relative("file:///a/b/c%20d.py") == "c d.py"


class Readings:
    """Workspaces that can be held while they are read, and tell whether they were closed."""

    def __init__(self) -> None:
        self.made: list[Readings.One] = []
        self.gates: dict[int, threading.Event] = {}

    class One:
        def __init__(self, number: int) -> None:
            self.number = number
            self.closed = 0

        def warm(self) -> None:
            pass

        def close(self) -> None:
            self.closed += 1

    def open(self, root: Path | None, **rest: Any) -> One:
        one = Readings.One(len(self.made))
        self.made.append(one)
        gate = self.gates.get(one.number)
        if gate is not None:
            gate.wait(10)
        return one


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> Readings:
    readings = Readings()
    monkeypatch.setattr(module.Workspace, "open", readings.open)
    return readings


async def until(condition: Callable[[], bool]) -> None:
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never came to that")


async def test_the_newest_reading_wins_and_the_others_are_closed_once(readings: Readings, tmp_path: Path) -> None:
    roots, uri = Roots(lambda feature, error: None), tmp_path.as_uri()
    roots.add(uri)
    readings.gates[1] = threading.Event()
    await roots.of_root(uri)
    slow = asyncio.ensure_future(roots.reload(uri))
    await until(lambda: len(readings.made) == 2)
    newest = await roots.reload(uri)
    readings.gates[1].set()
    assert (await slow) is newest
    assert roots.of(uri) is newest
    await until(lambda: [one.closed for one in readings.made] == [1, 1, 0])
    roots.close()


async def test_a_folder_removed_while_it_is_opened_stays_removed(readings: Readings, tmp_path: Path) -> None:
    roots, uri = Roots(lambda feature, error: None), tmp_path.as_uri()
    roots.add(uri)
    readings.gates[0] = threading.Event()
    opening = asyncio.ensure_future(roots.of_root(uri))
    await until(lambda: len(readings.made) == 1)
    roots.remove(uri)
    readings.gates[0].set()
    await opening
    assert roots.of(uri) is None
    await until(lambda: readings.made[0].closed == 1)


async def test_documents_of_a_folder_share_one_reading(readings: Readings, tmp_path: Path) -> None:
    roots, uri = Roots(lambda feature, error: None), tmp_path.as_uri()
    roots.add(uri)
    first, second = await asyncio.gather(roots.workspace(f"{uri}/a.py"), roots.workspace(f"{uri}/b.py"))
    assert first is second
    assert len(readings.made) == 1
