"""Builds the sdist and the wheel from it, installs that alone, and uses it: what ``pipx install .`` gives.

An editable install reads the rules from the source tree, so only this notices a wheel that was built without them. The
environment with the run-time dependencies is kept between runs; the wheel is installed afresh each time, and ``pip
check`` tells when it needs something that it does not declare as wanted.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

from environment import (
    CHECKOUT,
    CONSTRAINTS,
    SetupError,
    checkout_cache,
    create_environment,
    only_one,
    python_of,
    scripts_directory,
)

SAMPLE = {
    "app.py": "import sqlite3\n\n\ndef find(db: sqlite3.Connection, name):\n    return eval(name)\n",
    "clean.py": "def double(number):\n    return number * 2\n",
}
OURS = {"PYTHONPATH", "PYTHONPYCACHEPREFIX", "VIRTUAL_ENV"}
"""What scripts/run sets that a user's machine does not."""
EXPECTED = [("python.eval-non-constant", "app.py", 5)]


class WheelProblem(Exception):
    """The wheel is not what a user should get; the message says in which respect."""


def run(command: Sequence[str | Path], *, cwd: Path, accept: tuple[int, ...] = (0,)) -> str:
    """The standard output of a command that sees nothing of the checkout.

    Raises WheelProblem, with all that was printed, when its exit code is not among the accepted ones.
    """
    outside = {name: value for name, value in os.environ.items() if name not in OURS}
    ours = os.fspath(Path(sys.prefix))
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    outside["PATH"] = os.pathsep.join(folder for folder in folders if not folder.startswith(ours))
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=outside, capture_output=True, text=True, check=False
    )
    if done.returncode not in accept:
        words = " ".join(str(word) for word in command)
        raise WheelProblem(f"`{words}` ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def build(into: Path) -> Path:
    """The wheel, built from the sdist and not from the tree, so that a file missing in the sdist is noticed too."""
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", into, CHECKOUT], cwd=into)
    wheels = list(into.glob("*.whl"))
    if len(wheels) != 1:
        raise WheelProblem(f"expected one wheel, got {[wheel.name for wheel in wheels]}")
    return wheels[0]


def runtime_environment() -> Path:
    """An environment with the run-time dependencies alone, made once for each set of them."""
    dependencies = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    pins = CONSTRAINTS.read_text(encoding="utf-8")
    key = hashlib.sha256("\0".join([*dependencies, pins, sys.version, sys.base_prefix]).encode()).hexdigest()[:12]
    environment = checkout_cache() / f"wheel-{key}"
    if not (environment / "ready").exists():
        for old in checkout_cache().glob("wheel-*"):
            shutil.rmtree(old, ignore_errors=True)
        create_environment(environment)
        pip: list[str | Path] = [
            python_of(environment),
            "-m",
            "pip",
            "--disable-pip-version-check",
            "--no-input",
            "install",
            "-q",
        ]
        run([*pip, "-c", CONSTRAINTS, *dependencies], cwd=environment)
        (environment / "ready").touch()
    return environment


def rule_files(root: Path) -> set[str]:
    """The files of the shipped rules, as paths relative to their root."""
    return {
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def check(environment: Path, wheel: Path, work: Path) -> None:
    """Installs the wheel and uses it as somebody would who has nothing else.

    Raises WheelProblem for the first thing that is not as it should be.
    """
    python = python_of(environment)
    pip: list[str | Path] = [python, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    run([*pip, "install", "-q", "--no-deps", "--force-reinstall", wheel], cwd=work)
    run([*pip, "check"], cwd=work)

    where = run([python, "-c", "import answerable; print(answerable.__path__[0])"], cwd=work).strip()
    package = Path(where).resolve()
    if not package.is_relative_to(environment.resolve()):
        raise WheelProblem(f"answerable is imported from {package}, not from the wheel")
    if not (package / "py.typed").is_file():
        raise WheelProblem("py.typed is missing: users' type checkers would ignore the annotations")
    missing = rule_files(CHECKOUT / "rules") - rule_files(package / "_rules")
    if missing:
        raise WheelProblem(f"{len(missing)} files of rules/ are not in the wheel, the first is {min(missing)}")

    answerable = scripts_directory(environment) / ("answerable.exe" if os.name == "nt" else "answerable")
    version = run([answerable, "--version"], cwd=work).strip()
    rules = run([answerable, "rules", "list"], cwd=work)
    if EXPECTED[0][0] not in rules:
        raise WheelProblem(f"`answerable rules list` does not list {EXPECTED[0][0]}:\n{rules}")
    sample = work / "sample"
    sample.mkdir()
    for name, text in SAMPLE.items():
        (sample / name).write_text(text, encoding="utf-8")
    report = json.loads(run([answerable, "scan", "--format", "json", "."], cwd=sample, accept=(1,)))
    found = [(one["rule"], one["path"], one["start"]["line"]) for one in report["findings"]]
    if found != EXPECTED:
        raise WheelProblem(
            f"`answerable scan` found {found} in the sample, not {EXPECTED}; skipped: {report['skipped']}"
        )
    print(f"{version}: {wheel.name} ships {len(rule_files(package / '_rules'))} files of rules and works on its own")


def main() -> int:
    with only_one(checkout_cache() / "wheel.lock"), tempfile.TemporaryDirectory(prefix="answerable-wheel-") as scratch:
        work = Path(scratch).resolve()
        try:
            check(runtime_environment(), build(work), work)
        except (WheelProblem, SetupError) as problem:
            print(f"the wheel is not right: {problem}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
