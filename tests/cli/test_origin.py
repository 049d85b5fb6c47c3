"""`answerable origin replay`, as a process sees it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

NEW = "def f(value):\n    first = value + 1\n    second = first * 2\n    return first, second\n"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "answerable", "origin", "replay", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.e2e
def test_one_object_a_line(tmp_path: Path) -> None:
    path = tmp_path / "trace.json"
    patches = [{"time": f"2026-11-27T10:00:{n:02}.500Z", "patches": [[2, 0, NEW if n == 1 else "x"]]} for n in range(2)]
    path.write_text(json.dumps({"startContent": "a\nb\n", "txns": patches}))
    ended = run(str(path), "--format", "jsonl")
    assert ended.returncode == 0
    (line,) = ended.stdout.splitlines()
    block = json.loads(line)
    assert list(block) == ["time", "start_line", "end_line", "characters", "origin", "confidence", "evidence"]
    assert (block["start_line"], block["end_line"], block["origin"]) == (2, 5, "suspected-ai")
    assert block["time"] == "2026-11-27T10:00:01.500Z"


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("content", "message"),
    [("{", "trace.json: line 1"), ('{"txns": [3]}', "trace.json: txns[0]"), (None, "cannot be read")],
)
def test_a_trace_that_cannot_be_read(tmp_path: Path, content: str | None, message: str) -> None:
    path = tmp_path / "trace.json"
    if content is not None:
        path.write_text(content)
    ended = run(str(path))
    assert ended.returncode == 2
    assert message in ended.stderr
    assert ended.stdout == ""
