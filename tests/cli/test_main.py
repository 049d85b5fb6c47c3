"""The command itself: help, version, what is imported, and how it ends when it is stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from answerable import __version__
from answerable.cli import main
from answerable.cli.exits import Exit

HEAVY = (
    "pygls",
    "lsprotocol",
    "pydantic",
    "rich",
    "semgrep",
    "detect_secrets",
    "tree_sitter",
    "yaml",
    "asyncio",
    "re2",
)


def answerable(*arguments: str, **options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "answerable", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, **options},
    )


def test_the_version_is_told() -> None:
    done = answerable("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"answerable {__version__}\n", "")


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["nonsense"], ["scan", "--help"], ["serve", "--help"]]
)
def test_what_needs_no_engine_imports_none(arguments: list[str]) -> None:
    program = (
        "import json, sys\n"
        "from answerable.cli.main import run\n"
        f"run({arguments!r})\n"
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(done.stderr.splitlines()[-1]) == []


LATER = ("semgrep", "rich", "phonenumbers", "stdnum", "cryptography", "keyring", "pymerkle", "sqlite3")
"""What some feature of the server needs, and not its start; each costs every start time and memory."""


def test_a_server_that_answers_imports_nothing_it_may_never_need() -> None:
    program = (
        "import json, sys\n"
        "import answerable.lsp.server\n"
        "from answerable.session.workspace import Workspace\n"
        "Workspace.open(None).warm()\n"
        f"print(json.dumps([name for name in {LATER!r} if name in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True)
    assert json.loads(done.stdout.splitlines()[-1]) == []


@pytest.mark.parametrize("name", list(main._COMMANDS))
def test_the_list_of_commands_says_what_each_command_says(name: str) -> None:
    command = main.cli.get_command(click.Context(main.cli), name)
    assert command is not None
    assert command.name == name
    assert command.get_short_help_str(200).rstrip(".") == main._COMMANDS[name][1].rstrip(".")


def test_help_tells_the_commands_and_the_exit_codes() -> None:
    done = answerable("--help")
    assert done.returncode == 0
    assert "scan " in done.stdout
    assert "Exit codes: 0 clean, 1 findings" in done.stdout


@pytest.mark.parametrize("arguments", [["nonsense"], ["--nonsense"], ["scan", "--nonsense"], ["scan", "--format", "x"]])
def test_wrong_use_is_2_and_says_what_is_wrong(arguments: list[str]) -> None:
    done = answerable(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_defect_is_3_and_quotes_nothing(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def defective(*arguments: object, **options: object) -> None:
        raise ValueError("hunter2 is in this message")

    monkeypatch.setattr(main.cli, "invoke", defective)
    monkeypatch.delenv("ANSWERABLE_DEBUG", raising=False)
    assert main.run(["scan"]) == Exit.FAILED
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("answerable: internal error: ValueError at test_main.py:")
    assert "hunter2" not in err
    monkeypatch.setenv("ANSWERABLE_DEBUG", "1")
    with pytest.raises(ValueError, match="hunter2"):
        main.run(["scan"])


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("number", "code", "said"),
    [(signal.SIGINT, 130, "answerable: interrupted\n"), (signal.SIGTERM, 143, "")],
)
def test_a_signal_runs_every_finally(number: signal.Signals, code: int, said: str) -> None:
    program = (
        "import sys, time\n"
        "from answerable.cli import main\n"
        "def work(*a, **k):\n"
        "    try:\n"
        "        print('ready', flush=True); time.sleep(60)\n"
        "    finally:\n"
        "        print('tidied', flush=True)\n"
        "main._invoke = work\n"
        "sys.exit(main.run([]))\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=-1, stderr=-1, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.lstrip()) == (code, "tidied\n", said)


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes on Windows")
def test_a_reader_that_leaves_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "answerable", "--help"], stdout=writing, stderr=-1, text=True, timeout=60, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")


def test_serve_says_what_is_wrong_with_an_address(tmp_path: Path) -> None:
    for value, said in [("nowhere", "no port"), ("::1:80", "in brackets"), ("x:70000", "no port from 0 to 65535")]:
        done = answerable("serve", "--tcp", value)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
    both = answerable("serve", "--stdio", "--tcp", "127.0.0.1:0")
    assert both.returncode == 2
    assert "exclude each other" in both.stderr
    log = answerable("serve", "--log-file", os.fspath(tmp_path / "no" / "log"))
    assert log.returncode == 2
    assert "--log-file" in log.stderr
