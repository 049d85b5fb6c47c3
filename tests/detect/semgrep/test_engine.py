"""The engine with everything that can go wrong with it."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from answerable.detect.detector import Cancel, Cancelled
from answerable.detect.semgrep import engine as engine_module
from answerable.detect.semgrep import gate
from answerable.detect.semgrep.answer import Answer
from answerable.detect.semgrep.backoff import BackOff
from answerable.detect.semgrep.engine import Engine
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.merged import Merged
from answerable.detect.semgrep.process import EngineError, EngineStopped, EngineTimeout

MakeEngine = Callable[..., Engine]

RULES = Merged(b'{"rules": []}', "digest")

# Answers with what it read from the text, counting its runs in a file beside it.
COUNTING = """
count = os.path.join(os.path.dirname(sys.argv[0]), "runs")
with open(count, "a") as file:
    file.write("x")
contents = [open(target, encoding="utf-8").read() for target in targets]
answer([], [{"error_type": "Read", "message": contents[-1]}])
"""

# Dies at the gate, but not when it is run without one.
DIES_WAITING = """
if "gate" in targets[0]:
    open(targets[0]).read()
    os.kill(os.getpid(), 9)
answer()
"""


@pytest.fixture
def make_engine(fake_engine: Callable[[str], Path]) -> Iterator[MakeEngine]:
    """Engines played by a program, or the real one without a body; stopped when the test ends."""
    made: list[Engine] = []

    def make(body: str | None = COUNTING, **keys: object) -> Engine:
        engine = Engine(path=None if body is None else fake_engine(body), **keys)  # type: ignore[arg-type]
        made.append(engine)
        return engine

    yield make
    for engine in made:
        engine.stop()


def ask(engine: Engine, text: bytes = b"x", cancel: Cancel | None = None, rules: Merged = RULES) -> Answer:
    return engine.scan(rules, ("python",), ".py", text, cancel or Cancel())


def runs(tmp_path: Path) -> int:
    path = tmp_path / "runs"
    return len(path.read_text()) if path.exists() else 0


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def children() -> list[psutil.Process]:
    return [child for child in psutil.Process().children(recursive=True) if child.status() != psutil.STATUS_ZOMBIE]


@pytest.mark.skipif(not gate.AVAILABLE, reason="no named pipes here")
def test_the_first_scan_is_plain_and_the_next_finds_a_process_waiting(make_engine: MakeEngine, tmp_path: Path) -> None:
    engine = make_engine()
    assert [trouble.message for trouble in ask(engine, b"one").troubles] == ["one"]
    wait_until(lambda: engine.health().waiting == 1)
    wait_until(lambda: runs(tmp_path) == 2)
    assert [trouble.message for trouble in ask(engine, b"two").troubles] == ["two"]
    health = engine.health()
    assert (health.scans, health.restarts, health.failures, health.version) == (2, 0, 0, "0")
    assert health.last_seconds is not None


def test_the_same_text_is_not_read_twice(make_engine: MakeEngine, tmp_path: Path) -> None:
    engine = make_engine(standby=False)
    assert ask(engine, b"one") is ask(engine, b"one")
    ask(engine, b"two")
    assert runs(tmp_path) == 2
    assert engine.health().remembered == 1
    engine.scan(RULES, ("javascript",), ".py", b"one", Cancel())
    engine.scan(RULES, ("python",), ".pyi", b"one", Cancel())
    engine.scan(Merged(b'{"rules": [1]}', "other"), ("python",), ".py", b"one", Cancel())
    assert runs(tmp_path) == 5


def test_only_some_answers_are_remembered(
    make_engine: MakeEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "_REMEMBERED", 2)
    engine = make_engine(standby=False)
    for number in range(4):
        ask(engine, b"%d" % number)
    ask(engine, b"3")
    ask(engine, b"0")
    assert runs(tmp_path) == 5


# Answers for each target with what it read there, counting its runs.
EACH = (
    COUNTING.partition("contents =")[0]
    + """
def read(target):
    place = {"path": target, "start": {"line": 1}, "end": {"line": 1}}
    return {"error_type": "Read", "message": open(target).read(), "location": place}
answer([], [read(target) for target in targets])
"""
)


def test_several_texts_are_read_by_few_processes_and_each_gets_its_own_answer(
    make_engine: MakeEngine, tmp_path: Path
) -> None:
    engine = make_engine(EACH, standby=False)

    def read(*texts: bytes) -> list[list[str]]:
        answers = engine.scan_each(RULES, ("python",), ".py", texts, Cancel(), jobs=2)
        return [[trouble.message for trouble in answer.troubles] for answer in answers]

    assert read(b"a", b"bb", b"ccc", b"a") == [["a"], ["bb"], ["ccc"], ["a"]]
    assert runs(tmp_path) == 2
    assert read(b"ccc", b"new") == [["ccc"], ["new"]]
    assert runs(tmp_path) == 3
    assert engine.health().remembered == 1


def test_a_text_that_was_not_looked_at_is_no_answer(make_engine: MakeEngine) -> None:
    engine = make_engine("answer(scanned=targets[:1])", standby=False)
    with pytest.raises(EngineError, match="did not look at all of the text"):
        engine.scan_each(RULES, ("python",), ".py", [b"a", b"b"], Cancel(), jobs=1)


def test_an_answer_cut_short_by_a_limit_is_asked_for_again(make_engine: MakeEngine, tmp_path: Path) -> None:
    engine = make_engine(COUNTING.replace('"Read"', '"Timeout"'), standby=False)
    ask(engine)
    ask(engine)
    assert runs(tmp_path) == 2


def test_without_named_pipes_every_scan_is_plain(make_engine: MakeEngine, tmp_path: Path) -> None:
    engine = make_engine(standby=False)
    ask(engine, b"one")
    ask(engine, b"two")
    engine.warm(RULES, ("python",), ".py")
    assert (runs(tmp_path), engine.health().waiting, engine.health().standby) == (2, 0, False)


@pytest.mark.skipif(not gate.AVAILABLE, reason="no named pipes here")
def test_a_waiting_process_that_dies_is_replaced_by_a_plain_one(make_engine: MakeEngine) -> None:
    engine = make_engine(DIES_WAITING)
    engine.warm(RULES, ("python",), ".py")
    assert engine.health().waiting == 1
    assert ask(engine).version == "0"
    health = engine.health()
    assert (health.restarts, health.failures, health.last_failure) == (1, 0, "the engine was killed (signal 9)")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("print('Segmentation fault')", "the engine's answer could not be read"),
        ("sys.exit(3)", "the engine's answer could not be read"),
        ("os.kill(os.getpid(), 11)", "the engine was killed (signal 11)"),
        ("answer([], [{'error_type': 'Fatal error', 'message': 'x'}])", "the engine gave up"),
        ('print(\'{"results": [{}], "errors": []}\')', "the engine's answer could not be read"),
    ],
)
def test_an_engine_without_an_answer_is_an_error_and_counted(make_engine: MakeEngine, body: str, reason: str) -> None:
    engine = make_engine(body, standby=False)
    with pytest.raises(EngineError) as raised:
        ask(engine)
    assert str(raised.value) == reason
    assert (engine.health().failures, engine.health().last_failure) == (1, reason)


def test_a_hung_engine_costs_its_time_once(make_engine: MakeEngine) -> None:
    engine = make_engine("time.sleep(600)", limits=Limits(scan_seconds=0.3))
    engine.warm(RULES, ("python",), ".py")
    began = time.monotonic()
    with pytest.raises(EngineTimeout):
        ask(engine)
    assert time.monotonic() - began < 30  # not a bound on speed: a second try would wait for the ten minutes
    assert (engine.health().failures, engine.health().restarts) == (1, 0)
    engine.stop()
    assert children() == []


def test_after_some_failures_nothing_is_tried_for_a_while(make_engine: MakeEngine, tmp_path: Path) -> None:
    now = [0.0]
    engine = make_engine(COUNTING + "sys.exit(1)", standby=False, backoff=BackOff(lambda: now[0]))
    (tmp_path / "semgrep-core").write_text(
        (tmp_path / "semgrep-core").read_text().replace("answer([]", "0 and answer([]")
    )
    for number in range(3):
        with pytest.raises(EngineError):
            ask(engine, b"%d" % number)
    with pytest.raises(EngineError, match="the engine failed several times and is tried again in 4 s"):
        ask(engine, b"4")
    assert runs(tmp_path) == 3
    now[0] = 5.0
    with pytest.raises(EngineError, match="could not be read"):
        ask(engine, b"5")
    assert runs(tmp_path) == 4


def test_no_engine_at_all(make_engine: MakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("answerable.detect.semgrep.binary.find", lambda: None)
    engine = make_engine(None)
    engine.warm(RULES, ("python",), ".py")
    with pytest.raises(EngineError, match="there is no semgrep engine here; install it with"):
        ask(engine)
    assert engine.health().path is None
    assert not engine.usable()
    with pytest.raises(EngineError, match="there is no semgrep engine here"):
        engine.run(RULES, [], 1.0, Cancel())


def test_a_folder_that_was_tidied_away_is_made_again(make_engine: MakeEngine) -> None:
    engine = make_engine(standby=False)
    ask(engine, b"one")
    shutil.rmtree(engine.folder.path)
    assert [trouble.message for trouble in ask(engine, b"two").troubles] == ["two"]


def test_nothing_is_left_of_a_text(make_engine: MakeEngine, tmp_path: Path) -> None:
    secret = b"hunter2" * 3
    engine = make_engine()
    ask(engine, secret)
    place = engine.folder.path
    assert [path.name for path in place.iterdir() if path.name.startswith("text") and not path.is_symlink()] == []
    assert not any(path.is_file() and secret in path.read_bytes() for path in place.rglob("*") if not path.is_fifo())
    engine.stop()
    assert not place.exists()


def test_stopping_ends_scans_under_way(make_engine: MakeEngine) -> None:
    engine = make_engine("time.sleep(600)")
    engine.warm(RULES, ("python",), ".py")
    with ThreadPoolExecutor(2) as pool:
        scans = [pool.submit(ask, engine, text) for text in (b"one", b"two")]
        wait_until(lambda: len(engine._busy) == 2)
        engine.stop()
        for scan in scans:
            with pytest.raises(EngineStopped, match="the engine was stopped"):
                scan.result(30)
    assert engine.health().failures == 0
    engine.stop()
    assert children() == []


def test_it_can_be_used_again_after_stopping(make_engine: MakeEngine) -> None:
    engine = make_engine()
    ask(engine, b"one")
    engine.stop()
    assert [trouble.message for trouble in ask(engine, b"two").troubles] == ["two"]


def test_a_run_over_files_tells_its_progress(make_engine: MakeEngine, tmp_path: Path) -> None:
    engine = make_engine("for target in targets: print('.', flush=True)\nanswer()")
    told: list[int] = []
    entries = [(tmp_path / f"{n}.py", "python") for n in range(5)]
    said = engine.run(RULES, entries, 30.0, Cancel(), told.append)
    assert said.scanned == {str(path) for path, _ in entries}
    assert sum(told) <= 5
    assert not any(path.name.startswith("targets") for path in engine.folder.path.iterdir())


def test_a_cancelled_scan_never_starts(make_engine: MakeEngine, tmp_path: Path) -> None:
    engine = make_engine()
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        ask(engine, cancel=cancel)
    with pytest.raises(Cancelled):
        engine.run(RULES, [], 1.0, cancel)
    assert runs(tmp_path) == 0


REAL = Merged(
    json.dumps(
        {
            "rules": [
                {"id": "e", "languages": ["python"], "severity": "INFO", "message": "m $X", "pattern": "eval($X)"},
                {
                    "id": "slow",
                    "languages": ["python"],
                    "severity": "INFO",
                    "message": "m",
                    "pattern-either": [
                        {"pattern": "$A = foo(...)\n...\n$B = foo(...)\n...\n$C = foo(...)\n...\n$D = foo(...)"},
                        {"pattern": "foo($A)\n...\nfoo($B)\n...\nfoo($C)\n...\nfoo($D)"},
                    ],
                },
            ]
        }
    ).encode(),
    "real",
)

SLOW = "".join(f"x{n} = foo({n})\n" for n in range(3000)).encode()


@pytest.mark.engine
def test_many_quick_cancels_leave_no_process_and_no_file(make_engine: MakeEngine, engine_path: Path) -> None:
    engine = make_engine(None)
    before = descriptors()
    ask(engine, b"eval(0)\n", rules=REAL)
    cancelled = 0
    for number in range(200):
        cancel = Cancel()
        timer = threading.Timer(0.001 * (number % 7), cancel.cancel)
        timer.start()
        try:
            ask(engine, b"eval(%d)\n" % number + SLOW, cancel, REAL)
        except Cancelled:
            cancelled += 1
        timer.join()
    assert cancelled == 200
    wait_until(lambda: len(children()) <= 1)
    files = {path.name.partition("-")[0] for path in engine.folder.path.iterdir()}
    assert files <= {"rules", "gate", "text", "targets"}
    assert len(list(engine.folder.path.iterdir())) <= 4
    place = engine.folder.path
    engine.stop()
    assert children() == []
    assert not place.exists()
    assert descriptors() <= before


@pytest.mark.engine
def test_threads_get_each_their_own_answer(make_engine: MakeEngine, engine_path: Path) -> None:
    engine = make_engine(None)

    def one(number: int) -> list[str]:
        text = b"\n" * (number % 9) + b"eval(%d)\n" % number
        return [f"{match.place.start} {match.message}" for match in ask(engine, text, rules=REAL).matches]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, range(32)))
    assert answers == [[f"{number % 9} m {number}"] for number in range(32)]
    assert engine.health().failures == 0


@pytest.mark.engine
def test_a_rule_that_takes_too_long_is_told_and_the_others_answer(make_engine: MakeEngine, engine_path: Path) -> None:
    engine = make_engine(None, limits=Limits(rule_seconds=1.5))
    said = ask(engine, b"eval(1)\n" + b"foo(1)\n" * 700, rules=REAL)
    assert [match.rule for match in said.matches] == ["e"]
    assert [(trouble.kind, trouble.rule) for trouble in said.troubles] == [("Timeout", "slow")]


@pytest.mark.engine
def test_memory_is_bounded(make_engine: MakeEngine, engine_path: Path) -> None:
    engine = make_engine(None, limits=Limits(rule_seconds=60, memory_mb=150), standby=False)
    said = ask(engine, SLOW, rules=REAL)
    assert "Out of memory" in {trouble.kind for trouble in said.troubles}


@pytest.mark.engine
def test_an_engine_killed_in_the_middle_is_an_error(make_engine: MakeEngine, engine_path: Path) -> None:
    engine = make_engine(None, standby=False, limits=Limits(rule_seconds=60))
    with ThreadPoolExecutor(1) as pool:
        scan = pool.submit(ask, engine, SLOW, None, REAL)
        wait_until(lambda: bool(children()))
        time.sleep(0.2)
        for child in children():
            child.kill()
        with pytest.raises(EngineError, match=r"the engine was killed \(signal 9\)"):
            scan.result(30)


def descriptors() -> int:
    place = Path("/proc/self/fd")
    return len(list(place.iterdir())) if place.exists() else 0
