"""`answerable scan` as a process: files in, text and exit code out, and every kind of bad input."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import psutil
import pytest

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "scan.schema.json").read_text("utf-8"))
SARIF = json.loads((Path(__file__).parents[1] / "interop" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
unix = pytest.mark.skipif(sys.platform == "win32", reason="no such thing on Windows")
pytestmark = [pytest.mark.e2e, pytest.mark.engine]

INJECTION = "import os\nfrom flask import request\n\n\ndef run():\n    os.system('ls ' + request.args['d'])\n"
# In two parts, so that this file holds nothing that looks like a credential.
TOKEN = "ghp_" + "k3R9" * 9


class Answer:
    """What a run of the command said."""

    def __init__(self, done: subprocess.CompletedProcess[bytes]) -> None:
        self.code = done.returncode
        self.out = done.stdout.decode("utf-8")
        self.err = done.stderr.decode("utf-8")

    @property
    def data(self) -> dict[str, Any]:
        data = json.loads(self.out)
        jsonschema.Draft202012Validator(SCHEMA).validate(data)
        assert isinstance(data, dict)
        return data

    @property
    def skipped(self) -> dict[str, str]:
        return {skip["path"]: skip["reason"] for skip in self.data["skipped"]}

    @property
    def places(self) -> list[tuple[str, str, int, int]]:
        return [(f["rule"], f["path"], f["start"]["line"], f["start"]["column"]) for f in self.data["findings"]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    (root / "app.py").write_text(INJECTION)
    (root / "clean.py").write_text("def double(n):\n    return n * 2\n")
    return root


Scan = Callable[..., Answer]


@pytest.fixture
def scan(project: Path) -> Scan:
    def run(*arguments: str, stdin: bytes = b"", **environment: str) -> Answer:
        return Answer(
            subprocess.run(
                [sys.executable, "-m", "answerable", "scan", *arguments],
                cwd=project,
                input=stdin,
                capture_output=True,
                timeout=180,
                check=False,
                env={**os.environ, **environment},
            )
        )

    return run


def test_findings_are_1_and_json_tells_where(scan: Scan) -> None:
    said = scan("--format", "json")
    assert said.places == [("python.os-command-injection", "app.py", 6, 15)]
    assert (said.code, said.err) == (1, "")
    stats = said.data["stats"]
    assert (stats["files"], stats["lines"]) == (2, 8)
    assert stats["rules"] > 40


def test_a_clean_scan_is_0(scan: Scan) -> None:
    said = scan("clean.py")
    assert said.code == 0
    assert said.out.startswith("No findings in 1 file, 2 lines, ")
    assert said.err == ""


def test_a_person_sees_the_code_with_a_mark_under_it(scan: Scan) -> None:
    said = scan(".", "--color", "never")
    assert said.code == 1
    head, place, _, *rest = said.out.splitlines()
    assert head == "error  python.os-command-injection  CWE-78, CWE-77"
    assert place == "app.py:6:15"
    assert "     6 │     os.system('ls ' + request.args['d'])" in rest
    assert "       │               ^^^^^^^^^^^^^^^^^^^^^^^^^" in rest


def test_sarif_is_valid_and_tells_the_same(scan: Scan) -> None:
    said = scan("--format", "sarif")
    log = json.loads(said.out)
    jsonschema.Draft4Validator(SARIF, format_checker=jsonschema.FormatChecker()).validate(log)
    (result,) = log["runs"][0]["results"]
    assert result["ruleId"] == "python.os-command-injection"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "app.py"
    assert log["runs"][0]["invocations"][0]["exitCode"] == said.code == 1


@pytest.mark.parametrize(("threshold", "code"), [("hint", 1), ("error", 1)])
def test_the_threshold_decides_about_1(scan: Scan, threshold: str, code: int) -> None:
    assert scan("--threshold", threshold).code == code


def test_a_finding_below_the_threshold_is_shown_and_is_0(scan: Scan, project: Path) -> None:
    (project / "answerable.toml").write_text('[rules.severity]\n"python.os-command-injection" = "info"\n')
    said = scan("app.py", "--format", "json")
    assert [found["severity"] for found in said.data["findings"]] == ["info"]
    assert said.code == 0
    assert scan("app.py", "--threshold", "info").code == 1


def test_a_path_that_does_not_exist_is_2(scan: Scan) -> None:
    said = scan("nowhere.py")
    assert (said.code, said.out) == (2, "")
    assert "Error: nowhere.py does not exist." in said.err


def test_beside_a_path_that_exists_one_that_does_not_is_3_and_listed(scan: Scan) -> None:
    said = scan("app.py", "nowhere.py", "--format", "json")
    assert said.code == 3
    assert said.skipped == {"nowhere.py": "does not exist"}
    assert [path for _, path, _, _ in said.places] == ["app.py"]


def test_a_broken_policy_is_2_named_by_file_line_and_key_and_the_rest_counts(scan: Scan, project: Path) -> None:
    (project / "answerable.toml").write_text('[scan]\ntreshold = "error"\nmax_file_bytes = 5000\n')
    (project / "large.png").write_bytes(b"\x89PNG\0" * 2000)
    said = scan("--format", "json")
    assert said.code == 2
    assert len(said.places) == 1
    (line,) = said.err.splitlines()
    for part in ("answerable.toml:2:", "`scan.treshold`", "threshold"):
        assert part in line
    assert "5,000" in said.skipped["large.png"]
    (told,) = [reason for path, reason in said.skipped.items() if path.endswith("answerable.toml")]
    assert told.startswith("line 2: ")
    assert "treshold" in told


def test_a_policy_that_is_no_toml_is_2_and_the_built_in_policy_counts(scan: Scan, project: Path) -> None:
    (project / "answerable.toml").write_text("[scan\n")
    said = scan()
    assert said.code == 2
    assert "answerable.toml:1:" in said.err
    assert "python.os-command-injection" in said.out


def test_another_policy_can_be_named(scan: Scan, project: Path, tmp_path: Path) -> None:
    (project / "answerable.toml").write_text("[broken\n")
    (tmp_path / "ci.toml").write_text('[rules]\ndisable = ["python.*"]\n')
    said = scan("--config", "../ci.toml", "--format", "json")
    assert (said.code, said.places, said.err) == (0, [], "")
    (tmp_path / "ci.toml").write_text("[rules]\ndisabled = []\n")
    said = scan("--config", "../ci.toml")
    assert said.code == 2
    assert "ci.toml:2:" in said.err


def test_a_broken_rule_is_2_and_the_others_count(scan: Scan, project: Path) -> None:
    (project / "answerable.toml").write_text('[rules]\npaths = ["team.yaml"]\n')
    (project / "team.yaml").write_text(
        "rules:\n"
        "- id: team.good\n  languages: [python]\n  severity: WARNING\n  message: Good.\n"
        "  pattern: 'def double(...): ...'\n"
        "- id: team.broken\n  languages: [python]\n  severity: WARNING\n  message: Broken.\n"
    )
    said = scan("--format", "json")
    assert said.code == 2
    assert [rule for rule, *_ in said.places] == ["python.os-command-injection", "team.good"]
    assert "team.yaml:7:" in said.err
    assert "team.broken" in said.err


def test_what_is_no_utf8_is_3_and_listed(scan: Scan, project: Path) -> None:
    (project / "latin.py").write_bytes(b"name = 'Andr\xe9'\n")
    said = scan("--format", "json")
    assert said.code == 3
    assert len(said.places) == 1
    assert "not valid UTF-8" in said.skipped["latin.py"]
    text = scan("latin.py")
    assert "Could not be checked (1):\n  latin.py: not valid UTF-8" in text.out


def test_a_picture_and_a_huge_file_are_left_out_and_listed(scan: Scan, project: Path) -> None:
    (project / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    with (project / "dump.json").open("wb") as file:
        file.truncate(50 << 20)
    said = scan("clean.py", "logo.png", "dump.json", "--format", "json")
    assert said.code == 0
    assert "binary" in said.skipped["logo.png"]
    assert "52,428,800 bytes" in said.skipped["dump.json"]


def test_broken_syntax_does_not_hide_the_rest(scan: Scan, project: Path) -> None:
    (project / "broken.py").write_text("def f(:\n    pass\n\n\n" + INJECTION)
    said = scan("broken.py", "--format", "json")
    assert said.code in (1, 3)
    found = [(rule, line) for rule, _, line, _ in said.places]
    assert found == [("python.os-command-injection", 10)] or "parse" in said.skipped["broken.py"]


@unix
def test_loops_pipes_and_strange_names_do_no_harm(scan: Scan, project: Path) -> None:
    (project / "deep").mkdir()
    (project / "deep" / "up").symlink_to(project)
    os.mkfifo(project / "pipe.py")
    strange = {b"a\x1b[2J.py": "a\\x1b[2J.py", b"line\nbreak.py": "line\\x0abreak.py"}
    if sys.platform != "darwin":
        strange[b"caf\xe9.py"] = "caf\\xe9.py"
    for name in strange:
        (project / os.fsdecode(name)).write_text(INJECTION)
    said = scan("--format", "json")
    assert said.code == 1
    paths = {path for _, path, _, _ in said.places}
    assert paths == {"app.py", *strange.values()}
    assert "a named pipe" in said.skipped["pipe.py"]
    assert "a link" in said.skipped["deep/up"]
    text = scan("--color", "never")
    assert "\x1b" not in text.out
    assert json.loads(scan("--format", "sarif").out)["runs"][0]["results"]


@unix
def test_a_pipe_that_is_named_is_3_and_is_not_waited_for(scan: Scan, project: Path) -> None:
    os.mkfifo(project / "pipe.py")
    said = scan("pipe.py", "--format", "json")
    assert (said.code, said.skipped) == (3, {"pipe.py": "a named pipe, not a file"})


def test_a_notebook_is_judged_as_a_module_and_told_at_places_in_its_file(scan: Scan, project: Path) -> None:
    cells = [
        {"cell_type": "code", "metadata": {}, "source": ["import os\n", "from flask import request\n"]},
        {"cell_type": "code", "metadata": {}, "source": ["os.system(request.args['d'])"]},
    ]
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    text = json.dumps(book, indent=1)
    (project / "book.ipynb").write_text(text)
    said = scan("book.ipynb", "--format", "json")
    line = next(number for number, line in enumerate(text.splitlines(), 1) if "os.system" in line)
    assert [(rule, at) for rule, _, at, _ in said.places] == [("python.os-command-injection", line)]


def test_no_secret_is_in_any_output(scan: Scan, project: Path) -> None:
    (project / "keys.py").write_text(f"TOKEN = '{TOKEN}'\nos.system('echo {TOKEN} ' + request.args['d'])\n")
    for form in ("text", "json", "sarif"):
        said = scan("--format", form)
        assert said.code == 1
        assert "secrets." in said.out
        assert TOKEN[4:12] not in said.out + said.err
    file = scan("--format", "text", "-o", "report.txt", "--color", "always")
    assert file.out == ""
    assert TOKEN[4:12] not in (project / "report.txt").read_text()


def test_the_standard_input_goes_by_the_name_it_is_given(scan: Scan, project: Path) -> None:
    said = scan("--stdin", "--stdin-filename", "src/new.py", "--format", "json", stdin=INJECTION.encode())
    assert said.places == [("python.os-command-injection", "src/new.py", 6, 15)]
    assert said.code == 1
    binary = scan("--stdin", "--stdin-filename", "a.py", "--format", "json", stdin=b"\xff\xfe\xff")
    assert binary.code == 3
    assert list(binary.skipped) == ["a.py"]


def test_wrong_combinations_are_2(scan: Scan) -> None:
    for arguments, said in [
        (("--stdin", "app.py"), "exclude each other"),
        (("--stdin",), "needs --stdin-filename"),
        (("--stdin-filename", "a.py"), "needs --stdin"),
        (("-",), "write --stdin"),
        (("--config", "nowhere.toml"), "is not a file"),
        (("-o", "no/where/report"), "there is no directory"),
        (("-o", "."), "it is a directory"),
    ]:
        answer = scan(*arguments)
        assert (answer.code, answer.out) == (2, ""), arguments
        assert said in answer.err


def test_a_report_goes_to_its_file_whole_and_is_no_source_of_the_next(scan: Scan, project: Path) -> None:
    report = project / "report.json"
    report.write_text("old")
    for _ in range(2):
        said = scan("--format", "json", "-o", "report.json")
        assert (said.code, said.out) == (1, "")
        assert json.loads(report.read_text())["stats"]["files"] == 2
    assert {path.name for path in project.iterdir()} == {"app.py", "clean.py", "report.json"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told(project: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "answerable", "scan", "clean.py"],
            cwd=project,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=180,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "Error: the standard output cannot be written: no space left on device.\n"


def test_colours_only_where_they_are_wanted(scan: Scan) -> None:
    assert "\x1b[" not in scan().out
    assert "\x1b[1;31merror" in scan("--color", "always").out
    assert "\x1b[" not in scan("--format", "json", "--color", "always").out


@unix
@pytest.mark.parametrize(("arguments", "shown"), [((), True), (("--no-progress",), False)])
def test_a_bar_shows_the_progress_on_a_terminal(project: Path, arguments: tuple[str, ...], shown: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "answerable", "scan", *arguments], cwd=project, stdout=subprocess.PIPE, stderr=theirs
    ) as process:
        os.close(theirs)
        out, _ = process.communicate(timeout=180)
    drawn = b""
    try:
        while block := os.read(ours, 65536):
            drawn += block
    except OSError:
        # Linux says so when the other side of the terminal is gone.
        pass
    os.close(ours)
    assert (b"checking" in drawn) is shown
    assert b"checking" not in out
    assert process.returncode == 1


@unix
def test_a_reader_that_leaves_is_no_error(project: Path) -> None:
    command = f"{sys.executable} -m answerable scan --format json | head -c 1"
    done = subprocess.run(command, shell=True, cwd=project, capture_output=True, timeout=180, check=False)
    assert (done.stdout, done.stderr) == (b"{", b"")


@pytest.fixture
def without_engine(tmp_path: Path) -> dict[str, str]:
    """Variables that hide the installed engine; a program named semgrep-core in `bin` would be taken for it."""
    (tmp_path / "hide" / "semgrep").mkdir(parents=True)
    (tmp_path / "hide" / "semgrep" / "__init__.py").write_text("")
    (tmp_path / "bin").mkdir()
    path = os.pathsep.join([os.fspath(tmp_path / "hide"), os.environ.get("PYTHONPATH", "")])
    return {"PYTHONPATH": path, "PATH": os.pathsep.join([os.fspath(tmp_path / "bin"), "/usr/bin", "/bin"])}


def fake_engine(tmp_path: Path, script: str) -> None:
    program = tmp_path / "bin" / "semgrep-core"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_an_absent_engine_is_3_and_the_other_detectors_work(
    scan: Scan, project: Path, without_engine: dict[str, str]
) -> None:
    (project / "keys.py").write_text(f"TOKEN = '{TOKEN}'\n")
    said = scan("--format", "json", **without_engine)
    assert said.code == 3
    assert [rule.split(".")[0] for rule, *_ in said.places] == ["secrets"]
    for name in ("app.py", "clean.py", "keys.py"):
        assert said.skipped[name].startswith("semgrep: ")


@unix
@pytest.mark.parametrize("script", ["kill -9 $$", "exec sleep 600", "echo nonsense", "exit 2"])
def test_an_engine_that_dies_hangs_or_talks_nonsense_is_3(
    scan: Scan, project: Path, tmp_path: Path, without_engine: dict[str, str], script: str
) -> None:
    fake_engine(tmp_path, script)
    (project / "answerable.toml").write_text("[semgrep]\ntimeout_seconds = 1\n")
    said = scan("app.py", "--format", "json", **without_engine)
    assert said.code == 3
    assert said.places == []
    assert said.skipped["app.py"].startswith("semgrep: ")


@unix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_scan_that_is_stopped_leaves_no_process_behind(
    project: Path, tmp_path: Path, without_engine: dict[str, str], number: signal.Signals, code: int
) -> None:
    fake_engine(tmp_path, f'echo $$ >> "{tmp_path}/pids"\nexec sleep 600')
    with subprocess.Popen(
        [sys.executable, "-m", "answerable", "scan", "app.py"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **without_engine},
    ) as process:
        _wait_for(lambda: (tmp_path / "pids").exists() and bool((tmp_path / "pids").read_text().split()))
        _wait_for(lambda: bool(psutil.Process(process.pid).children()))
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (code, b"")
    assert b"Traceback" not in err
    pids = [int(pid) for pid in (tmp_path / "pids").read_text().split()]
    _wait_for(lambda: not any(map(psutil.pid_exists, pids)))


def _wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "waited a minute in vain"
        time.sleep(0.02)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_with_a_byte_order_mark_is_checked_like_any_other(scan: Scan, project: Path, encoding: str) -> None:
    (project / "marked.py").write_bytes(INJECTION.encode(encoding))
    said = scan("--format", "json", "marked.py")
    assert said.places == [("python.os-command-injection", "marked.py", 6, 15)]
    assert said.skipped == {}


def test_an_accepted_secret_is_masked_in_the_excerpt_of_another_finding(scan: Scan, project: Path) -> None:
    (project / "both.py").write_text(
        f"from flask import request\nimport os\n\n\ndef f():\n    KEY = '{TOKEN}'  # pragma: allowlist secret\n"
        "    os.system(request.args['d'])\n"
    )
    said = scan("both.py")
    assert "os-command-injection" in said.out
    assert TOKEN not in said.out


def test_a_closed_standard_output_is_no_crash(project: Path) -> None:
    command = f'"{sys.executable}" -m answerable scan . >&-'
    done = subprocess.run(command, shell=True, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "internal error" not in done.stderr
