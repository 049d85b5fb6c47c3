"""The examinations behind `answerable doctor`: each tries the thing itself, and says what to do when it fails."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import platformdirs

from answerable import __version__
from answerable.detect.detector import Cancel
from answerable.detect.hidden_text.detector import HiddenTextDetector
from answerable.detect.secrets.detector import SecretsDetector
from answerable.detect.semgrep import binary
from answerable.detect.semgrep.detector import SemgrepDetector
from answerable.detect.semgrep.rule import Rule, RuleSet
from answerable.files.names import display
from answerable.findings.model import Severity
from answerable.findings.problems import Problem
from answerable.policy.load import LoadedPolicy, user_policy
from answerable.session.workspace import Workspace
from answerable.text.snapshot import Snapshot
from answerable.text.syntax import GRAMMARS, parse


class State(IntEnum):
    """How something is; ordered, so that the worst is the maximum."""

    OK = 0
    DEGRADED = 1
    """Works, but less well, or a part is missing that has a substitute."""
    BROKEN = 2

    @property
    def label(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one examination."""

    name: str
    state: State
    detail: str
    """What there is; safe to print."""
    mend: str = ""
    """What to do; empty where all is well."""


_REINSTALL = "Install Answerable again: `pipx install --force answerable`."


def examine(root: Path) -> list[Check]:
    """Everything that a scan of the workspace at `root` needs, in the order of a scan. Never raises."""
    workspace = Workspace.open(root)
    try:
        examinations: list[tuple[str, Callable[[], Iterable[Check]]]] = [
            ("answerable", _ourselves),
            ("policy", lambda: _policy(workspace.loaded)),
            ("rules", lambda: _rules(workspace)),
            ("engine", _engine),
            ("secrets", _secrets),
            ("hidden text", _hidden_text),
            ("grammars", _grammars),
            ("cache", _cache),
            ("git", _git),
            ("ledger", lambda: _books("ledger", root, workspace)),
            ("hooks", lambda: _books("hooks", root, workspace)),
        ]
        return [check for name, look in examinations for check in _guarded(name, look)]
    finally:
        workspace.close()


def _guarded(name: str, look: Callable[[], Iterable[Check]]) -> Iterator[Check]:
    try:
        yield from look()
    except Exception as error:  # noqa: BLE001 - a doctor who faints at the sight of an illness helps nobody
        yield Check(name, State.BROKEN, f"{type(error).__name__}: {display(str(error))}", _REINSTALL)


def _ourselves() -> Iterator[Check]:
    yield Check("answerable", State.OK, f"{__version__} in {display(str(Path(__file__).parents[1]))}")
    version = f"{platform.python_implementation()} {platform.python_version()} on {platform.platform(terse=True)}"
    yield Check("python", State.OK, f"{version}, {display(sys.executable)}")


def _policy(loaded: LoadedPolicy) -> Iterator[Check]:
    read = [f"{source.layer.value}: {display(str(source.path))}" for source in loaded.sources if source.path]
    detail = "; ".join(read) if read else "no policy file, so the built-in policy"
    if loaded.problems:
        yield Check("policy", State.BROKEN, f"{detail}; {_problems(loaded.problems)}", _remedies(loaded.problems))
    else:
        yield Check("policy", State.OK, detail)
    yield Check("your policy", State.OK, f"{display(str(user_policy()))}{'' if user_policy().exists() else ' (none)'}")


def _rules(workspace: Workspace) -> Iterator[Check]:
    loaded = workspace.rules
    detail = f"{len(loaded.rules)} Semgrep rules"
    others = [problem for problem in workspace.problems if problem not in workspace.loaded.problems]
    if others:
        yield Check("rules", State.BROKEN, f"{detail}; {_problems(others)}", _remedies(others))
    elif not loaded.rules:
        yield Check("rules", State.BROKEN, "no Semgrep rule is loaded", _REINSTALL)
    else:
        yield Check("rules", State.OK, detail)


def _engine() -> Iterator[Check]:
    probed = binary.probe(binary.find())
    if probed.problem:
        what, _, mend = probed.problem.partition(". ")
        yield Check("engine", State.BROKEN, f"{what}; insecure code is not looked for", mend or _REINSTALL)
        return
    found = display(str(probed.path))
    rule = Rule(
        id="doctor.trial",
        analyzers=("python",),
        severity=Severity.ERROR,
        message="Found.",
        source=Path("doctor"),
        line=1,
        raw={
            "id": "doctor.trial",
            "languages": ["python"],
            "severity": "ERROR",
            "message": "Found.",
            "pattern": "eval($X)",
        },
    )
    detector = SemgrepDetector(RuleSet((rule,), (), "doctor"))
    try:
        report = detector.scan(Snapshot.of("x = 1\neval(x)\n", "doctor.py"), Cancel())
        health = detector.health()
    finally:
        detector.stop()
    if [finding.rule for finding in report.findings] != ["doctor.trial"]:
        said = "; ".join(skip.reason for skip in report.skipped) or "it did not find what is there"
        mend = "Install semgrep again: `pip install --force-reinstall semgrep`."
        yield Check("engine", State.BROKEN, f"semgrep-core {probed.version} at {found}: {display(said)}", mend)
        return
    seconds = f", a trial scan took {health.last_seconds:.2f} s" if health.last_seconds is not None else ""
    yield Check("engine", State.OK, f"semgrep-core {probed.version} at {found}{seconds}")
    if health.standby:
        yield Check("standby", State.OK, "engine processes wait with their rules parsed")
    else:
        detail = "there are no named pipes here, so each scan starts an engine of its own and takes longer"
        yield Check(
            "standby", State.DEGRADED, detail, "Nothing is missing from the results; on Linux or macOS it is faster."
        )


def _secrets() -> Iterator[Check]:
    yield Check("re2", State.OK, f"google-re2 {importlib.metadata.version('google-re2')}")
    detector = SecretsDetector.load()
    # Made up here, so that no file of ours looks as if it held a credential.
    sample = "token = 'ghp_" + "a1B2" * 9 + "'\npassword = 'c0rrect-" + "h0rse-battery'\n"
    report = detector.scan(Snapshot.of(sample, "doctor.py"), Cancel())
    version = importlib.metadata.version("detect-secrets")
    if report.skipped:
        said = "; ".join(skip.reason for skip in report.skipped)
        yield Check("secrets", State.BROKEN, f"detect-secrets {version}: {display(said)}", _REINSTALL)
    elif not report.findings:
        yield Check("secrets", State.BROKEN, "the sample secrets were not found", _REINSTALL)
    else:
        yield Check("secrets", State.OK, f"{len(detector.rules)} formats, detect-secrets {version}")


def _hidden_text() -> Iterator[Check]:
    report = HiddenTextDetector().scan(Snapshot.of("a = 'x\u202ey'\n", "doctor.py"), Cancel())
    if report.findings:
        yield Check("hidden text", State.OK, "the sample was found")
    else:
        yield Check("hidden text", State.BROKEN, "the sample was not found", _REINSTALL)


def _grammars() -> Iterator[Check]:
    missing = sorted(name for name in GRAMMARS if parse(name, b"") is None)
    if missing:
        mend = (
            "Install the missing grammars: `pip install " + " ".join(f"tree-sitter-{name}" for name in missing) + "`."
        )
        detail = f"no grammar for {', '.join(missing)}: comments and functions there are told by their look"
        yield Check("grammars", State.DEGRADED, detail, mend)
    else:
        yield Check("grammars", State.OK, ", ".join(sorted(GRAMMARS)))


def _cache() -> Iterator[Check]:
    folder = Path(platformdirs.user_cache_dir("answerable", appauthor=False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".doctor-{os.getpid()}"
        probe.write_bytes(b"x")
        probe.unlink()
    except OSError as error:
        detail = f"{display(str(folder))} cannot be written: {(error.strerror or str(error)).lower()}"
        yield Check("cache", State.DEGRADED, detail, "Rules are read afresh at each start until it can be written.")
    else:
        yield Check("cache", State.OK, display(str(folder)))


def _git() -> Iterator[Check]:
    program = shutil.which("git")
    if program is None:
        detail = "there is no git; ignore files count all the same"
        mend = "With git installed, files that are tracked although they are ignored are checked too."
        yield Check("git", State.DEGRADED, detail, mend)
        return
    done = subprocess.run(
        [program, "--version"], capture_output=True, timeout=30, check=False, stdin=subprocess.DEVNULL
    )
    said = done.stdout.decode("utf-8", "replace").strip()
    if done.returncode == 0:
        yield Check("git", State.OK, f"{display(said.removeprefix('git version '))}, {display(program)}")
    else:
        yield Check("git", State.DEGRADED, f"{display(program)} does not run", "Install git again.")


def _books(part: str, root: Path, workspace: Workspace) -> Iterator[Check]:
    # Imported here: it takes `Check` from us.
    from answerable.cli import health_books

    look = health_books.ledger if part == "ledger" else health_books.hooks
    yield from look(root, workspace.policy)


def _problems(problems: Iterable[Problem]) -> str:
    return "; ".join(display(_place(problem)) for problem in problems)


def _place(problem: Problem) -> str:
    line = f":{problem.line}" if problem.line else ""
    key = f" `{problem.key}`" if problem.key and problem.key not in problem.message else ""
    return f"{problem.path}{line}:{key} {problem.message}".rstrip(".")


def _remedies(problems: Iterable[Problem]) -> str:
    return " ".join(dict.fromkeys(display(problem.remedy) for problem in problems if problem.remedy))
