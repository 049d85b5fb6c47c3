"""The index answers from the records, whatever becomes of its own file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from answerable.ledger.blocks import fold
from answerable.ledger.errors import LedgerError
from answerable.ledger.index import Index, Match
from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger
from answerable.origin.model import ReviewState
from ledgers import BLOCK, changed, clock, found, lines, opened, rejected, residual, segment, signed, small

OTHER = "cd" * 16
COMMIT = "12" * 20


def bound(*blocks: str) -> dict[str, Any]:
    ranges = [{"block": block, "start_line": 1, "end_line": 3} for block in blocks]
    return {"commit": COMMIT, "tree": "34" * 20, "parents": [], "files": [{"path": "a.py", "ranges": ranges}]}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger.open(tmp_path / "ledger", now=clock())
    ledger.append_all(
        [
            (Kind.BLOCK_OPENED, opened()),
            (Kind.BLOCK_OPENED, opened(OTHER, start_line=2, end_line=4, lines=lines("a1", "c2"))),
            (Kind.REVIEW_SIGNED, signed()),
            (Kind.FINDING_OPENED, found("f1", block=BLOCK)),
            (Kind.FINDING_OPENED, found("f2", path="b.py")),
            (Kind.COMMIT_BOUND, bound(BLOCK, OTHER)),
        ]
    )
    return ledger


def test_blocks_by_id_and_by_file(ledger: Ledger) -> None:
    index = Index.open(ledger)
    block = index.block(BLOCK)
    assert block == fold(ledger.records())[BLOCK]
    assert block is not None
    assert block.state is ReviewState.REVIEWED
    assert index.block("nothing") is None
    assert [block.id for block in index.blocks_of("src/orders.py")] == [OTHER, BLOCK]
    assert index.blocks_of("b.py") == []


def test_an_answer_takes_in_what_was_just_appended(ledger: Ledger) -> None:
    index = Index.open(ledger)
    ledger.append(Kind.BLOCK_CHANGED, changed(path="moved.py"))
    assert [block.id for block in index.blocks_of("moved.py")] == [BLOCK]
    assert [block.id for block in index.blocks_of("src/orders.py")] == [OTHER]
    ledger.append(Kind.BLOCK_CHANGED, changed(path="moved.py", closed=True))
    assert index.blocks_of("moved.py") == []
    assert [block.id for block in index.blocks_of("moved.py", closed=True)] == [BLOCK]
    assert [block.id for block in index.blocks()] == [OTHER]


def test_blocks_by_their_lines_follow_the_lines(ledger: Ledger) -> None:
    index = Index.open(ledger)
    assert index.blocks_by_line_digests(lines("a1", "a2", "ff")) == [Match(BLOCK, 2), Match(OTHER, 1)]
    assert index.blocks_by_line_digests([]) == []
    ledger.append(Kind.BLOCK_RESIDUAL, residual())
    # A line it had once may be staged or stashed.
    assert index.blocks_by_line_digests(lines("a2")) == [Match(BLOCK, 1)]
    assert index.blocks_by_line_digests(lines("b2")) == [Match(BLOCK, 1)]
    assert index.blocks_by_line_digests(lines("a1", "b2"), share=0.6) == [Match(BLOCK, 2)]
    many = [f"{number:016x}" for number in range(3000)]
    assert index.blocks_by_line_digests([*many, *lines("a1", "c2")]) == [Match(OTHER, 2), Match(BLOCK, 1)]


def test_reviews_in_their_order(ledger: Ledger) -> None:
    ledger.append(Kind.REVIEW_REJECTED, rejected())
    reviews = Index.open(ledger).reviews_of(BLOCK)
    assert [(review.seq, review.signed, review.email) for review in reviews] == [
        (2, True, "person@example.invalid"),
        (6, False, "person@example.invalid"),
    ]
    assert Index.open(ledger).reviews_of("nothing") == ()


def test_open_findings(ledger: Ledger) -> None:
    index = Index.open(ledger)
    assert [(f.fingerprint, f.path, f.seq, f.block) for f in index.open_findings()] == [
        ("f2", "b.py", 4, None),
        ("f1", "src/orders.py", 3, BLOCK),
    ]
    assert [f.fingerprint for f in index.open_findings("b.py")] == ["f2"]
    assert [f.fingerprint for f in index.open_findings(block=BLOCK)] == ["f1"]
    ledger.append_all([(Kind.FINDING_SUPPRESSED, found("f1")), (Kind.FINDING_CLOSED, found("f2", path="b.py"))])
    assert index.open_findings() == []
    assert [(f.fingerprint, f.suppressed) for f in index.open_findings(suppressed=True)] == [("f1", True)]
    ledger.append(Kind.FINDING_OPENED, found("f1"))
    assert [(f.fingerprint, f.seq) for f in index.open_findings()] == [("f1", 8)]


def test_history_commits_and_single_records(ledger: Ledger) -> None:
    index = Index.open(ledger)
    assert [record.seq for record in index.history(BLOCK)] == [0, 2, 3, 5]
    assert [record.seq for record in index.history(OTHER)] == [1, 5]
    commit = index.commit(COMMIT)
    assert commit is not None
    assert commit == list(ledger.records())[5]
    assert index.commit("56" * 20) is None
    assert index.record(4) == list(ledger.records())[4]
    assert index.record(400) is None


def everything(index: Index) -> tuple[object, ...]:
    return (list(index.blocks()), index.open_findings(suppressed=True), index.history(BLOCK), index.history(OTHER))


def _delete(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _garbage(path: Path) -> None:
    path.write_bytes(b"not a database" * 1000)


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _scramble(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data), 7):
        data[at] ^= 0x5A
    path.write_bytes(data)


def _old(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA user_version = 99")


def _stale(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("UPDATE meta SET size = 2, leaf = ?", ("0" * 64,))


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("UPDATE meta SET ledger = 'another'")
        base.execute("DELETE FROM blocks")


def _ahead(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("UPDATE meta SET size = 4000")
        base.execute("DELETE FROM blocks")


def _tables(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("DROP TABLE mentions")


@pytest.mark.parametrize(
    "damage", [_delete, _empty, _garbage, _truncate, _scramble, _old, _stale, _foreign, _ahead, _tables]
)
def test_a_damaged_or_old_index_is_built_again(ledger: Ledger, damage: Callable[[Path], None]) -> None:
    index = Index.open(ledger)
    expected = everything(index)
    index.close()
    damage(ledger.layout.index)
    again = Index.open(ledger)
    assert everything(again) == expected
    assert not again.in_memory
    again.close()
    # And it lasts.
    third = Index.open(ledger)
    assert everything(third) == expected
    with sqlite3.connect(ledger.layout.index) as base:
        assert base.execute("SELECT size FROM meta").fetchone() == (6,)
        assert base.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_where_nothing_can_be_written_it_lives_in_memory(ledger: Ledger) -> None:
    # Not a matter of modes, which do not bind root: a directory stands where the file should be.
    ledger.layout.index.mkdir()
    index = Index.open(ledger)
    assert index.in_memory
    assert [record.seq for record in index.history(BLOCK)] == [0, 2, 3, 5]
    ledger.append(Kind.REVIEW_REJECTED, rejected())
    assert [record.seq for record in index.history(BLOCK)] == [0, 2, 3, 5, 6]


def test_two_processes_and_some_threads_ask_at_once(ledger: Ledger) -> None:
    program = (
        "import sys; from pathlib import Path; from answerable.ledger.log import Ledger, Kind\n"
        "from answerable.ledger.index import Index\n"
        "ledger = Ledger.open(Path(sys.argv[1])); index = Index.open(ledger)\n"
        "import json; body = json.loads(sys.argv[2])\n"
        "for number in range(30):\n"
        "    ledger.append(Kind.FINDING_OPENED, body | {'fingerprint': f'{sys.argv[3]}-{number}'})\n"
        "    assert f'{sys.argv[3]}-{number}' in {f.fingerprint for f in index.open_findings()}\n"
    )
    import json

    arguments = [sys.executable, "-c", program, str(ledger.directory), json.dumps(found("x"))]
    others = [subprocess.Popen([*arguments, name]) for name in ("one", "two")]
    index = Index.open(ledger)
    troubles: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(40):
                assert index.block(BLOCK) is not None
        except BaseException as error:  # noqa: BLE001 - told below
            troubles.append(error)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [other.wait(60) for other in others] == [0, 0]
    assert troubles == []
    assert len(index.open_findings()) == 62


def test_a_record_that_is_no_longer_where_the_index_says_is_not_made_up(ledger: Ledger) -> None:
    index = Index.open(ledger)
    path = segment(ledger)
    data = path.read_bytes()
    path.write_bytes(data[:20] + b" " + data[20:-1])
    with pytest.raises(LedgerError, match=r"record 2 is not at its place in .*; `answerable ledger verify` tells more"):
        index.record(2)


def test_the_index_of_several_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from answerable.ledger import log

    monkeypatch.setattr(log, "SEGMENT_BYTES", 1500)
    ledger = small(tmp_path / "ledger", 24)
    index = Index.open(ledger)
    assert len(ledger.layout.segment_files()) > 3
    for record in ledger.records():
        assert index.record(record.seq) == record
    ledger.append(Kind.BLOCK_OPENED, opened(OTHER))
    found_block = index.block(OTHER)
    assert found_block is not None
    assert found_block.last == 24
