"""Starts real editors, headless, on a scenario of steps, and brings back what they showed.

A scenario is the same for every editor: `Step`s that open a file, press keys, wait for the diagnostics to have certain
codes, and close. Each editor has a driver in its own language (tests/editors/nvim/drive.lua, …/emacs/drive.el) that
carries the steps out and writes a JSON file.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

DRIVERS = Path(__file__).resolve().parent.parent / "editors"
MARK = "ANSWERABLE_EDITOR_TEST"
"""An environment variable that children inherit: how a test finds every process that its editor left behind."""
PATIENCE = 60.0
"""Seconds until a diagnostic that does not come counts as missing; generous, since CI machines stall."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One diagnostic as the editor holds it. Lines from 0; columns from 0 in the editor's own unit (see `Editor`)."""

    line: int
    column: int
    code: str
    message: str
    source: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What the editor held at the end of one ``await`` step."""

    step: str
    lines: list[str]
    diagnostics: list[Shown]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scenario; `do` names the function of the driver."""

    do: str
    name: str = ""
    path: str = ""
    line: int = 0
    text: str = ""
    codes: tuple[str, ...] = ()
    seconds: float = PATIENCE


@dataclass(frozen=True, slots=True)
class Editor:
    """A way to start an editor on a scenario file.

    `column` turns a prefix of a line into the number the editor gives to the column after it: Neovim counts UTF-8
    bytes, Emacs characters.
    """

    name: str
    command: tuple[str, ...]
    column: Callable[[str], int]


def missing(name: str, advice: str) -> None:
    """Skips, except on CI with apt, where everything can be installed and a skip would hide a broken set-up."""
    message = f"{name} is not here; {advice}"
    if os.environ.get("CI") and shutil.which("apt-get"):
        pytest.fail(f"{message} (`make editors` should have provided it)")
    pytest.skip(message)


def neovim_version(executable: str) -> tuple[int, int]:
    first = subprocess.run([executable, "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
    major, minor = first.removeprefix("NVIM v").split(".")[:2]
    return int(major), int(minor)


def find_neovim(name: str, wanted: Callable[[tuple[int, int]], bool], advice: str) -> str:
    unpacked = Path(os.environ.get("ANSWERABLE_CACHE", os.devnull)) / "editors" / "bin" / name
    for candidate in (str(unpacked), shutil.which("nvim")):
        if candidate and Path(candidate).exists() and wanted(neovim_version(candidate)):
            return candidate
    missing(name, advice)
    raise AssertionError  # missing() never returns


def neovim(name: str, executable: str) -> Editor:
    command = (executable, "--clean", "--headless", "-i", "NONE", "-S", str(DRIVERS / "nvim" / "drive.lua"))
    return Editor(name, command, lambda before: len(before.encode("utf-8")))


def neovim_legacy() -> Editor:
    found = find_neovim(
        "nvim-legacy", lambda version: (0, 7) <= version < (0, 11), "any Neovim from 0.7 to 0.10 will do"
    )
    return neovim("nvim-legacy", found)


def neovim_current() -> Editor:
    return neovim(
        "nvim-current", find_neovim("nvim-current", lambda version: version >= (0, 11), "Neovim 0.11 or later")
    )


def emacs() -> Editor:
    executable = shutil.which("emacs")
    if executable is None:
        missing("emacs", "Emacs 29 or later, or Emacs 28 with eglot (Debian: emacs-nox elpa-eglot)")
    return Editor("emacs", (executable or "", "--batch", "--load", str(DRIVERS / "emacs" / "drive.el")), len)


@dataclass(frozen=True, slots=True)
class Session:
    """The result of a run: what was seen at each ``await`` step, and the processes that outlived the editor."""

    version: str
    seen: dict[str, Seen]
    left_behind: list[str]


def processes_marked(mark: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:  # gone in the meantime, or somebody else's
            continue
    return found


def survivors(mark: str, seconds: float) -> list[str]:
    """The command lines of what still runs some seconds after its editor went; ends them, to leave a clean machine."""
    deadline = time.monotonic() + seconds
    while (left := processes_marked(mark)) and time.monotonic() < deadline:
        time.sleep(0.05)
    names = []
    for process in left:
        try:
            names.append(" ".join(process.cmdline()))
            process.kill()
        except psutil.Error:
            continue
    return names


def run(editor: Editor, server: Sequence[str], root: Path, steps: Sequence[Step]) -> Session:
    scratch = root.parent / "scratch"
    scratch.mkdir()
    result = scratch / "result.json"
    scenario = {
        "server": list(server),
        "root": str(root),
        "result": str(result),
        "steps": [asdict(step) for step in steps],
    }
    (scratch / "scenario.json").write_text(json.dumps(scenario), encoding="utf-8")
    mark = uuid.uuid4().hex
    environment = {**os.environ, "SCENARIO": str(scratch / "scenario.json"), MARK: mark, "LC_ALL": "C.UTF-8"}
    with (scratch / "output.txt").open("wb") as output:
        started = subprocess.Popen(
            editor.command, cwd=root, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        try:
            started.wait(4 * PATIENCE)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()
    left_behind = survivors(mark, 20)
    said = (scratch / "output.txt").read_text(encoding="utf-8", errors="replace")[-4000:]
    assert result.exists(), f"{editor.name} ended with {started.returncode} and wrote nothing:\n{said}"
    written: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    assert not written.get("problem"), f"{written['problem']}\n{said}"
    seen = {}
    for one in written["seen"]:
        shown = [Shown(*(item.get(field) for field in Shown.__slots__)) for item in one["diagnostics"]]
        seen[one["step"]] = Seen(one["step"], one["lines"], shown)
    return Session(written["editor"], seen, left_behind)


EDITORS: dict[str, Callable[[], Editor]] = {
    "nvim-legacy": neovim_legacy,
    "nvim-current": neovim_current,
    "emacs": emacs,
}
