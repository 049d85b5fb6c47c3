"""Waiting processes and their pool, with an engine that pretends."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from answerable.detect.detector import Cancel, Cancelled
from answerable.detect.semgrep import gate
from answerable.detect.semgrep.folder import PrivateFolder
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.process import EngineError
from answerable.detect.semgrep.standby import Kind, Pool, Scan

pytestmark = pytest.mark.skipif(not gate.AVAILABLE, reason="no named pipes here")

# Reads its targets one after the other, as the engine does, and says what was in them.
ECHO = """
contents = [open(target, encoding="utf-8").read() for target in targets]
answer([], [{"error_type": "Read", "message": content} for content in contents])
"""

Start = Callable[..., Scan]


@pytest.fixture
def folder(tmp_path: Path) -> PrivateFolder:
    return PrivateFolder(tmp_path)


@pytest.fixture
def start(folder: PrivateFolder, fake_engine: Callable[[str], Path]) -> Start:
    def start(body: str = ECHO, *, waiting: bool = True, suffix: str = ".py") -> Scan:
        kind = Kind(("python", "regex"), suffix, folder.write("rules", b"{}"))
        return Scan(fake_engine(body), kind, folder, Limits(), waiting=waiting)

    return start


def left(folder: PrivateFolder) -> list[str]:
    return sorted(path.name for path in folder.path.iterdir() if not path.name.startswith("rules"))


@pytest.mark.parametrize("waiting", [True, False])
@pytest.mark.parametrize("pause", [0.0, 0.3])
def test_a_scan_reads_the_text_it_is_given(folder: PrivateFolder, start: Start, waiting: bool, pause: float) -> None:
    scan = start(waiting=waiting)
    time.sleep(pause)  # with a pause it stands at the gate, without it has not even started
    scan.begin("é\n".encode())
    said = scan.answer(Cancel(), 30.0)
    scan.close()
    assert said.count(b"Read") == (3 if waiting else 2)
    assert said.count(rb"\u00e9\n") == 2
    assert left(folder) == []


def test_a_waiting_process_that_dies_is_noticed(start: Start, folder: PrivateFolder) -> None:
    scan = start("sys.exit(1)")
    while not scan.ended:
        time.sleep(0.01)
    scan.close()
    assert left(folder) == []


def test_cancelling_is_killing(start: Start, folder: PrivateFolder) -> None:
    scan = start("time.sleep(600)")
    cancel = Cancel()
    cancel.cancel()
    scan.begin(b"")
    before = psutil.Process().children(recursive=True)
    with pytest.raises(Cancelled):
        scan.answer(cancel, 30.0)
    scan.close()
    assert [child for child in before if child.is_running()] == []
    assert left(folder) == []


def test_no_room_for_the_text_is_an_error_of_the_engine(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("answerable.detect.semgrep.standby.lodge", full)
    with pytest.raises(EngineError, match=r"there is no place for what the engine reads \(No space left on device\)"):
        start()


class Fake:
    """A process that waits, without one."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.ended = False
        self.closed = False

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def kinds() -> list[Kind]:
    return [Kind((name,), ".x", Path("/r")) for name in ("a", "b", "c", "d")]


def pool_of(size: int) -> tuple[Pool, list[Fake]]:
    made: list[Fake] = []

    def make(kind: Kind) -> Scan:
        made.append(Fake(kind))
        return made[-1]  # type: ignore[return-value]

    return Pool(size, make), made


def test_a_process_serves_one_scan(kinds: list[Kind]) -> None:
    pool, made = pool_of(2)
    assert pool.take(kinds[0]) is None
    pool.prepare(kinds[0])
    pool.prepare(kinds[0])
    assert len(made) == len(pool) == 1
    assert pool.take(kinds[1]) is None
    assert pool.take(kinds[0]) is made[0]
    assert pool.take(kinds[0]) is None
    assert not made[0].closed


def test_the_kind_wanted_longest_ago_goes_first(kinds: list[Kind]) -> None:
    pool, made = pool_of(2)
    pool.prepare(kinds[0])
    pool.prepare(kinds[1])
    pool.prepare(kinds[0])
    pool.prepare(kinds[2])
    assert [(fake.kind.analyzers[0], fake.closed) for fake in made] == [("a", False), ("b", True), ("c", False)]
    assert len(pool) == 2


def test_a_process_that_died_is_not_handed_out_and_is_replaced(kinds: list[Kind]) -> None:
    pool, made = pool_of(2)
    pool.prepare(kinds[0])
    made[0].ended = True
    pool.prepare(kinds[0])
    assert [fake.closed for fake in made] == [True, False]
    made[1].ended = True
    assert pool.take(kinds[0]) is None
    assert made[1].closed


def test_a_pool_of_none_starts_none(kinds: list[Kind]) -> None:
    pool, made = pool_of(0)
    pool.prepare(kinds[0])
    assert made == []


def test_clearing_ends_all_also_one_that_is_being_started(kinds: list[Kind]) -> None:
    made: list[Fake] = []

    def make(kind: Kind) -> Scan:
        made.append(Fake(kind))
        if kind is kinds[1]:
            pool.clear()
        return made[-1]  # type: ignore[return-value]

    pool = Pool(3, make)
    pool.prepare(kinds[0])
    pool.prepare(kinds[1])
    assert [fake.closed for fake in made] == [True, True]
    assert len(pool) == 0
    pool.prepare(kinds[1])
    pool.prepare(kinds[2])
    assert len(pool) == 1


def test_a_kind_that_cannot_be_started_can_be_tried_again(kinds: list[Kind]) -> None:
    tries: list[int] = []

    def make(kind: Kind) -> Scan:
        tries.append(1)
        raise EngineError("no")

    pool = Pool(1, make)
    for _ in range(2):
        with pytest.raises(EngineError):
            pool.prepare(kinds[0])
    assert len(tries) == 2
