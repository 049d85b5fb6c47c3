"""Finding the engine and asking whether it runs."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from answerable.detect.semgrep import binary


@pytest.mark.engine
def test_the_installed_engine_is_found_and_runs(engine_path: Path) -> None:
    probe = binary.probe(engine_path)
    assert (probe.path, probe.problem) == (engine_path, "")
    assert probe.version is not None
    assert tuple(map(int, probe.version.split(".")[:2])) >= (1, 150)


@pytest.mark.engine
def test_finding_it_does_not_import_semgrep(engine_path: Path) -> None:
    code = "import sys; from answerable.detect.semgrep import binary; "
    code += "print(binary.find()); print('semgrep' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert said == [str(engine_path), "False"]


def test_without_the_package_it_is_looked_for_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake_engine: Callable[[str], Path]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "elsewhere" / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert binary.find() is None
    path = fake_engine("pass")
    assert binary.find() == path


def test_no_engine_says_what_to_do() -> None:
    assert binary.probe(None).problem == "There is no semgrep engine here. Install it with `pip install semgrep`."


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("print('hello')", "does not run (exit code 0). Install semgrep again."),
        (
            "print('libev.so.4: cannot open shared object file', file=sys.stderr); sys.exit(127)",
            "does not run (libev.so.4: cannot open shared object file). Install semgrep again.",
        ),
        ("time.sleep(60)", "did not answer within 0.5 s."),
        ("os.kill(os.getpid(), 9)", "does not run (exit code -9). Install semgrep again."),
    ],
)
def test_an_engine_that_does_not_run_is_told_with_its_reason(
    fake_engine: Callable[[str], Path], body: str, problem: str
) -> None:
    path = fake_engine(body)
    probe = binary.probe(path, seconds=0.5)
    assert (probe.version, probe.problem) == (None, f"{path} {problem}")


def test_a_file_that_is_no_program_is_told(tmp_path: Path) -> None:
    path = tmp_path / "semgrep-core"
    path.write_text("no program")
    assert binary.probe(path).problem == f"{path} cannot be started (Permission denied). Install semgrep again."


def test_another_build_is_another_identity(fake_engine: Callable[[str], Path]) -> None:
    path = fake_engine("pass")
    first = binary.identity(path)
    assert binary.identity(path) == first
    fake_engine("pass  # newer")
    assert binary.identity(path) != first
    assert binary.identity(None) == binary.identity(path / "gone") == "none"


def test_the_engine_sees_little_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SEMGREP_SEND_METRICS", "SEMGREP_APP_TOKEN", "OTEL_EXPORTER_OTLP_ENDPOINT", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "x")
    seen = binary.environment()
    assert seen["SEMGREP_SEND_METRICS"] == "off"
    assert seen["PATH"] == os.environ["PATH"]
    assert not {"SEMGREP_APP_TOKEN", "OTEL_EXPORTER_OTLP_ENDPOINT", "AWS_SECRET_ACCESS_KEY"} & set(seen)
