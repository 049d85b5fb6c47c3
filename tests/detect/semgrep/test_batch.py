"""Many files in few processes: the same reports as one by one, whatever happens meanwhile."""

from __future__ import annotations

import inspect
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from answerable.detect.detector import Cancel, Cancelled
from answerable.detect.semgrep.detector import SemgrepDetector
from answerable.detect.semgrep.engine import Engine
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.portions import portions
from answerable.detect.semgrep.rule import RuleSet
from answerable.findings.model import Report
from answerable.text.snapshot import Snapshot

EVAL = """
    rules:
    - id: e
      languages: [python]
      severity: ERROR
      message: m
      pattern: eval(...)
    - id: j
      languages: [javascript]
      severity: ERROR
      message: m
      pattern: eval(...)
    - id: t
      languages: [regex]
      severity: INFO
      message: m
      pattern-regex: TODO
"""

Files = list[tuple[Path, Snapshot]]
Write = Callable[[dict[str, str | bytes]], Files]
MakeRules = Callable[..., RuleSet]
MakeDetector = Callable[..., SemgrepDetector]

# Finds `eval` at byte 0 of every target that begins so; `crash` and `hang` in a target do what they say.
PLAYED = """
results = []
for target in targets:
    text = open(target, encoding="utf-8").read()
    if "crash" in text:
        os.kill(os.getpid(), 11)
    if "hang" in text:
        time.sleep(600)
    if text.startswith("eval"):
        at = {"line": 1, "col": 1, "offset": 0}
        place = {"start": at, "end": {**at, "offset": 4}}
        results.append({"check_id": "e", "path": target, **place, "extra": {"message": "m"}})
if "-version" in sys.argv:
    print("semgrep-core version: 0")
else:
    answer(results)
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(files: dict[str, str | bytes]) -> Files:
        out = []
        for name, content in files.items():
            path = tmp_path / "repo" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            out.append((path, Snapshot.of(path.read_bytes().decode(), name)))
        return out

    return write


@pytest.fixture
def real(make_rules: MakeRules, make_detector: MakeDetector, engine_path: Path) -> SemgrepDetector:
    return make_detector(make_rules(EVAL), limits=Limits(standbys=0))


@pytest.fixture
def played(make_rules: MakeRules, make_detector: MakeDetector, fake_engine: Callable[[str], Path]) -> SemgrepDetector:
    return make_detector(make_rules(EVAL), engine=Engine(Limits(standbys=0), path=fake_engine(PLAYED)))


def told(reports: dict[Path, Report]) -> dict[str, list[str]]:
    """By file name: rules with the offset they fired at, then reasons."""
    return {
        path.name: [f"{f.rule}@{f.span.start}" for f in report.findings] + [skip.reason for skip in report.skipped]
        for path, report in reports.items()
    }


FILES: dict[str, str | bytes] = {
    "a.py": "eval(x)\n",
    "b.py": "# nothing\n",
    "c.js": "x = 1\neval(x)\n// TODO\n",
    "d.txt": "TODO é\nTODO\n",
    "e.go": "package e\n",
    "bom.py": "\ufeffeval(x)\n",
    "cr.py": "# x\reval(x)\r",
    "crlf.py": "x = 1\r\neval('é😀'); eval(2)\r\n",
    "empty.py": "",
    "ä b'c\".py": "eval(x)\n",
    "broken.js": "function a() { return = }\nfunction b() { eval(x) }\n",
}


@pytest.mark.engine
@pytest.mark.parametrize("jobs", [1, 3])
def test_a_batch_says_what_a_scan_of_each_file_says(real: SemgrepDetector, write: Write, jobs: int) -> None:
    files = write(FILES)
    progress: list[int] = []
    reports = real.scan_files(files, jobs=jobs, progress=progress.append)
    assert list(reports) == [path for path, _ in files]
    assert told(dict(reports)) == {
        "a.py": ["e@0"],
        "b.py": [],
        "c.js": ["j@6", "t@17"],
        "d.txt": ["t@0", "t@7"],
        "e.go": [],
        "bom.py": ["e@1"],
        "cr.py": ["e@4"],
        "crlf.py": ["e@7", "e@19"],
        "empty.py": [],
        "ä b'c\".py": ["e@0"],
        "broken.js": ["j@41", "line 1 could not be parsed; the rest was checked"],
    }
    for path, snapshot in files:
        assert reports[path] == real.scan(snapshot, Cancel())
    assert sum(progress) == len(files)


@pytest.mark.engine
def test_a_large_batch_is_shared_out(real: SemgrepDetector, write: Write) -> None:
    padding = "# padding\n" * 9000
    files = write({f"{n}.py": f"{padding}eval({n})\n" for n in range(12)})
    reports = real.scan_files(files, jobs=2)
    assert told(dict(reports)) == {f"{n}.py": [f"e@{len(padding)}"] for n in range(12)}
    assert real.health().scans >= 4


@pytest.mark.engine
def test_what_the_snapshot_holds_counts_not_what_became_of_the_file(real: SemgrepDetector, write: Write) -> None:
    files = write({"gone.py": "eval(x)\n", "changed.py": "eval(x)\n", "same.py": "eval(x)\n", "folder.py": "eval(x)\n"})
    paths = {path.name: path for path, _ in files}
    paths["gone.py"].unlink()
    paths["changed.py"].write_text("nothing()\n")
    paths["folder.py"].unlink()
    paths["folder.py"].mkdir()
    assert told(dict(real.scan_files(files))) == {name: ["e@0"] for name in paths}


@pytest.mark.engine
def test_a_file_deleted_during_the_scan_is_scanned_all_the_same(
    real: SemgrepDetector, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = write({"a.py": "eval(x)\n", "b.py": "eval(x)\n"})
    run = real.engine.run

    def run_late(*arguments: object, **keys: object) -> object:
        files[0][0].unlink()
        files[1][0].write_text("x = 1\n")
        return run(*arguments, **keys)  # type: ignore[arg-type]

    monkeypatch.setattr(real.engine, "run", run_late)
    assert told(dict(real.scan_files(files))) == {"a.py": ["e@0"], "b.py": ["e@0"]}


@pytest.mark.skipif(sys.platform != "linux", reason="names that are not UTF-8")
@pytest.mark.engine
def test_a_name_that_is_not_utf8_is_no_obstacle(real: SemgrepDetector, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.py"))
    path.write_text("eval(x)\n")
    reports = real.scan_files([(path, Snapshot.of("eval(x)\n", "x.py"))])
    assert [finding.rule for finding in reports[path].findings] == ["e"]


@pytest.mark.engine
def test_paths_are_honoured_by_the_name_in_the_workspace(
    make_rules: MakeRules, make_detector: MakeDetector, engine_path: Path, write: Write
) -> None:
    rules = make_rules(
        "rules: [{id: e, languages: [python], severity: INFO, message: m, pattern: eval(...), "
        "paths: {include: [/src/]}}]"
    )
    files = write({"src/a.py": "eval(x)\n", "b/src/c.py": "eval(x)\n"})
    reports = make_detector(rules, limits=Limits(standbys=0)).scan_files(files)
    assert told(dict(reports)) == {"a.py": ["e@0"], "c.py": []}


@pytest.mark.engine
def test_a_relative_path_is_one_from_here(
    real: SemgrepDetector, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write({"a.py": "eval(x)\n"})
    monkeypatch.chdir(tmp_path)
    path = Path("repo/../repo/a.py")
    assert told(dict(real.scan_files([(path, Snapshot.of("eval(x)\n", "a.py"))]))) == {"a.py": ["e@0"]}


def test_a_file_the_engine_dies_of_is_the_only_one_not_checked(played: SemgrepDetector, write: Write) -> None:
    files = write({f"{n}.py": "crash\n" if n == 5 else "eval(x)\n" for n in range(9)})
    progress: list[int] = []
    expected = {f"{n}.py": ["e@0"] for n in range(9)}
    expected["5.py"] = ["not checked: the engine was killed (signal 11)"]
    assert told(dict(played.scan_files(files, progress=progress.append))) == expected
    assert sum(progress) == 9


def test_a_file_the_engine_hangs_on_is_the_only_one_not_checked(
    make_rules: MakeRules, make_detector: MakeDetector, fake_engine: Callable[[str], Path], write: Write
) -> None:
    engine = Engine(Limits(standbys=0, scan_seconds=2.0), path=fake_engine(PLAYED))
    played = make_detector(make_rules(EVAL), engine=engine)
    files = write({"a.py": "eval(x)\n", "b.py": "hang\n", "c.py": "eval(x)\n"})
    reports = told(dict(played.scan_files(files)))
    assert (reports["a.py"], reports["c.py"]) == (["e@0"], ["e@0"])
    assert reports["b.py"] == ["not checked: the engine did not answer within 2.002 s"]


@pytest.mark.parametrize("body", ["sys.exit(1)", "print('nonsense')", "os.kill(os.getpid(), 9)"])
def test_an_engine_that_never_answers_is_not_tried_for_every_file(
    make_rules: MakeRules,
    make_detector: MakeDetector,
    fake_engine: Callable[[str], Path],
    write: Write,
    tmp_path: Path,
    body: str,
) -> None:
    count = f"open({str(tmp_path / 'runs')!r}, 'a').write('x')\n"
    detector = make_detector(make_rules(EVAL), engine=Engine(Limits(standbys=0), path=fake_engine(count + body)))
    files = write({f"{n}.py": "eval(x)\n" for n in range(40)})
    progress: list[int] = []
    reports = detector.scan_files(files, progress=progress.append)
    assert all(report.skipped[0].failure for report in reports.values())
    assert len(reports) == sum(progress) == 40
    assert len((tmp_path / "runs").read_text()) == 2


def test_an_engine_that_is_not_there_leaves_every_file_unchecked(
    make_rules: MakeRules, make_detector: MakeDetector, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("answerable.detect.semgrep.binary.find", lambda: None)
    detector = make_detector(make_rules(EVAL))
    reports = told(dict(detector.scan_files(write({"a.py": "eval(x)\n", "b.txt": "TODO", "c.py": "\ufeffeval(x)\n"}))))
    reason = "not checked: there is no semgrep engine here; install it with `pip install semgrep`"
    assert reports == {"a.py": [reason], "b.txt": [reason], "c.py": [reason]}


def test_an_engine_that_skips_a_file_silently_is_asked_again(
    make_rules: MakeRules, make_detector: MakeDetector, fake_engine: Callable[[str], Path], write: Write
) -> None:
    # What it does with a target that is not there: a line on stderr, and the file is missing in `scanned`.
    body = "answer([], [], scanned=[t for t in targets if 'skip' not in t])"
    detector = make_detector(make_rules(EVAL), engine=Engine(Limits(standbys=0), path=fake_engine(body)))
    files = write({"skip.py": "eval(x)\n", "other.py": "eval(x)\n"})
    detector.scan_files(files)
    assert detector.health().scans == 2


def test_a_cancelled_batch_raises(played: SemgrepDetector, write: Write) -> None:
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        played.scan_files(write({"a.py": "eval(x)\n"}), cancel=cancel)


def test_a_batch_cancelled_in_the_middle_raises(played: SemgrepDetector, write: Write) -> None:
    cancel = Cancel()
    threading.Timer(0.2, cancel.cancel).start()
    with pytest.raises(Cancelled):
        played.scan_files(write({f"{n}.py": "hang\n" for n in range(4)}), jobs=2, cancel=cancel)


def test_files_that_need_no_engine_start_none(played: SemgrepDetector, write: Write) -> None:
    rules = RuleSet(tuple(rule for rule in played.rules.rules if rule.id == "e"))
    detector = SemgrepDetector(rules, engine=Engine(Limits(standbys=0, file_bytes=10), path=Path("/nonexistent")))
    reports = told(dict(detector.scan_files(write({"a.go": "x", "b.py": "eval(x)  # long\n"}))))
    assert reports == {"a.go": [], "b.py": ["larger than 0 kB, the most that is given to the semgrep engine"]}
    assert detector.scan_files([]) == {}


@pytest.mark.engine
def test_long_files_are_found_the_same_in_portions_as_in_one_piece(
    write: Write, sample_rules: RuleSet, make_detector: MakeDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("answerable.detect.semgrep.jobs._WORTH_A_PROCESS", 1)
    long = inspect.getsource(inspect)
    files = write({"long.py": long, "short.py": "eval(x)\n", "broken.py": long + "x = = 1\n"})
    assert [bool(portions(snapshot)) for _, snapshot in files] == [True, False, False]
    limits = Limits(standbys=0, rule_seconds=120)
    progress: list[int] = []
    found = make_detector(sample_rules, limits=limits).scan_files(files, jobs=2, progress=progress.append)
    assert sum(progress) == 3
    monkeypatch.setattr("answerable.detect.semgrep.batch.portions", lambda snapshot: ())
    whole = make_detector(sample_rules, limits=limits).scan_files(files, jobs=2)
    assert len(whole[files[0][0]].findings) > 50
    assert found == whole


def test_long_files_an_engine_gives_no_answer_about_are_told_one_by_one(
    write: Write, sample_rules: RuleSet, make_detector: MakeDetector, fake_engine: Callable[[str], Path]
) -> None:
    long = "".join(f"def f{number}():\n    return {number}\n" for number in range(2_000))
    files = write({"long.py": long, "crash.py": long + "crash = 1\n"})
    detector = make_detector(sample_rules, engine=Engine(Limits(standbys=0), path=fake_engine(PLAYED)))
    progress: list[int] = []
    found = detector.scan_files(files, progress=progress.append)
    assert sum(progress) == 2
    assert found[files[0][0]] == Report()
    assert [skip.reason for skip in found[files[1][0]].skipped] == ["not checked: the engine was killed (signal 11)"]
