"""Killed writers, full disks, read-only homes: nothing acknowledged is lost, and the next append goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from answerable.ledger import head as heads
from answerable.ledger import log
from answerable.ledger.errors import LedgerError, NoLedger
from answerable.ledger.index import Index
from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger
from answerable.ledger.verify import verify
from ledgers import BLOCK, found, opened, segment, signed, small

WRITER = """
import sys
from pathlib import Path
from answerable.ledger.log import Ledger, Kind
from answerable.ledger import log
log.SEGMENT_BYTES = 20_000
ledger = Ledger.open(Path(sys.argv[1]), wait=60)
body = {"rule": "r", "path": "a.py", "severity": "error"}
number = 0
while True:
    names = [f"{sys.argv[2]}-{number}-{part}" for part in range(1 + number % 3)]
    done = ledger.append_all([(Kind.FINDING_OPENED, body | {"fingerprint": name}) for name in names])
    # Acknowledged: whoever reads this line may rely on the records.
    print(" ".join(f"{record.seq}:{name}" for record, name in zip(done, names)), flush=True)
    number += 1
"""


def test_killed_writers_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    directory = tmp_path / "ledger"
    Ledger.open(directory)
    acknowledged: dict[int, str] = {}
    for turn in range(6):
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(directory), f"{turn}{name}"], stdout=subprocess.PIPE, text=True
            )
            for name in "abcd"
        ]
        for writer in writers:
            assert writer.stdout is not None
            line = writer.stdout.readline()
            _acknowledge(line, acknowledged)
        # At a moment of no meaning to them, and not together.
        for writer in writers:
            time.sleep(0.03 * (turn + 1))
            writer.kill()
        for writer in writers:
            out, _ = writer.communicate()
            assert writer.returncode == (1 if os.name == "nt" else -signal.SIGKILL)
            for line in out.splitlines(keepends=True):
                _acknowledge(line, acknowledged)
    verification = verify(Ledger.open(directory))
    assert verification.problems == []
    records = {record.seq: record.body["fingerprint"] for record in Ledger.open(directory).records()}
    assert {seq: records.get(seq) for seq in acknowledged} == acknowledged
    # At most one batch of each killed writer was written and not acknowledged.
    assert len(records) - len(acknowledged) <= 6 * 4 * 3
    assert len(set(records.values())) == len(records)
    last = Ledger.open(directory).append(Kind.FINDING_OPENED, found("after"))
    assert last.seq == len(records)
    assert verify(Ledger.open(directory)).clean


def _acknowledge(line: str, acknowledged: dict[int, str]) -> None:
    if line.endswith("\n"):
        for pair in line.split():
            seq, _, name = pair.partition(":")
            acknowledged[int(seq)] = name


def test_a_line_torn_at_any_byte_is_set_aside_and_the_next_append_goes_on(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 2)
    head = ledger.layout.head.read_bytes()
    path = segment(ledger)
    before = path.read_bytes()
    ledger.append(Kind.REVIEW_SIGNED, signed())
    line = path.read_bytes()[len(before) :]
    for cut in range(1, len(line)):
        path.write_bytes(before + line[:cut])
        ledger.layout.head.write_bytes(head)
        assert [record.seq for record in ledger.records()] == [0, 1]
        assert ledger.append(Kind.FINDING_OPENED, found("next")).seq == 2
        (torn,) = ledger.layout.aside.iterdir()
        assert torn.name == f"000000000000-{len(before)}.torn"
        assert torn.read_bytes() == line[:cut]
        verification = verify(ledger)
        assert verification.clean
        assert verification.notes == [f"{cut} bytes of an unfinished line were set aside in {torn}"]
        torn.unlink()
    # Whole, but its writer was killed before the head was written: it counts.
    path.write_bytes(before + line)
    ledger.layout.head.write_bytes(head)
    assert ledger.append(Kind.FINDING_OPENED, found("next")).seq == 3
    assert verify(ledger).clean


def test_a_head_torn_at_any_byte_is_no_loss(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 3)
    before = ledger.layout.head.read_bytes()
    ledger.append(Kind.REVIEW_SIGNED, signed())
    after = ledger.layout.head.read_bytes()
    lines = segment(ledger).read_bytes()
    changed = 0 if before[: heads.SLOT] != after[: heads.SLOT] else heads.SLOT
    assert before[heads.SLOT - changed :][: heads.SLOT] == after[heads.SLOT - changed :][: heads.SLOT]
    for cut in range(0, heads.SLOT, 61):
        at = changed + cut
        ledger.layout.head.write_bytes(after[:at] + before[at:])
        segment(ledger).write_bytes(lines)
        assert verify(ledger).clean
        assert ledger.append(Kind.REVIEW_SIGNED, signed()).seq == 4
        verification = verify(ledger)
        assert (verification.problems, verification.notes) == ([], [])


def test_a_loss_of_power_that_left_zeros_is_no_loss_of_what_was_before(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 3)
    with segment(ledger).open("ab") as stream:
        stream.write(bytes(5000))
    assert [record.seq for record in ledger.records()] == [0, 1, 2]
    assert ledger.append(Kind.REVIEW_SIGNED, signed()).seq == 3
    assert next(ledger.layout.aside.iterdir()).read_bytes() == bytes(5000)
    assert verify(ledger).clean


def test_whole_lines_that_do_not_follow_on_the_head_are_set_aside(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 3)
    stray = segment(ledger).read_bytes().splitlines(keepends=True)[0] + b"more\n"
    with segment(ledger).open("ab") as stream:
        stream.write(stray)
    assert ledger.append(Kind.REVIEW_SIGNED, signed()).seq == 3
    assert next(ledger.layout.aside.iterdir()).read_bytes() == stray
    assert verify(ledger).clean


def test_records_that_were_taken_away_stay_known_after_the_next_append(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 6)
    lines = segment(ledger).read_bytes().splitlines(keepends=True)
    segment(ledger).write_bytes(b"".join(lines[:4]))
    assert ledger.append(Kind.REVIEW_SIGNED, signed()).seq == 4
    verification = verify(ledger)
    assert [problem.seq for problem in verification.problems] == [4]
    assert "there had been 6 records when only 4 were found" in verification.problems[0].what


@pytest.mark.parametrize("what", ["missing", "broken"])
def test_a_lost_head_is_found_again_and_stays_known(tmp_path: Path, what: str) -> None:
    ledger = small(tmp_path / "ledger", 5)
    if what == "missing":
        ledger.layout.head.unlink()
    else:
        ledger.layout.head.write_bytes(b"rubbish")
    assert ledger.append(Kind.REVIEW_SIGNED, signed()).seq == 5
    verification = verify(ledger)
    assert verification.clean
    assert verification.notes[0].startswith(f"the head was {what} once")


def test_a_lost_segment_does_not_stop_the_next_append(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "SEGMENT_BYTES", 1500)
    ledger = small(tmp_path / "ledger", 20)
    segment(ledger).unlink()
    first = int(segment(ledger).stem)
    record = ledger.append(Kind.REVIEW_SIGNED, signed())
    assert first < record.seq < 20
    assert "there had been 20 records" in verify(ledger).problems[0].what


def test_a_damaged_last_record_does_not_stop_the_next_append(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 3)
    data = segment(ledger).read_bytes()
    segment(ledger).write_bytes(data[:-30] + b"?" + data[-29:])
    assert ledger.append(Kind.REVIEW_SIGNED, signed()).seq == 3
    assert verify(ledger).problems[0].seq == 2


FULL = """
import json, resource, sys
from pathlib import Path
from answerable.ledger.log import Ledger, Kind
from answerable.ledger.errors import LedgerError
ledger = Ledger.open(Path(sys.argv[1]))
body = json.loads(sys.argv[2])
path = ledger.layout.segment_files()[0][1]
size = path.stat().st_size
answers = []
for room in (0, 1, 100, len(body["lines"]) * 3):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, -1))
    try:
        ledger.append(Kind.BLOCK_OPENED, body)
        answers.append("written")
    except LedgerError as error:
        answers.append(str(error))
    resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))
    assert path.stat().st_size == size, (room, path.stat().st_size)
answers.append(ledger.append(Kind.BLOCK_OPENED, body).seq)
print(json.dumps(answers))
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no limit to the size of files on Windows")
def test_a_file_that_may_not_grow_leaves_no_half_line(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 3)
    body = json.dumps(opened(lines=[f"{number:016x}" for number in range(500)]))
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(ledger.directory), body], capture_output=True, text=True, check=True
    )
    *refused, seq = json.loads(done.stdout)
    assert seq == 3
    for answer in refused:
        assert "000000000000.jsonl: nothing was recorded: file too large." in answer
        assert "What it holds is as it was. Make room" in answer
    verification = verify(ledger)
    assert (verification.problems, verification.notes, verification.size) == ([], [], 4)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of 200 kB; its options bind root too, which modes of directories do not."""
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or _mount("-t", "tmpfs", "-o", "size=200k", "tmpfs", str(place)) != 0:
        pytest.skip("no file system can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def _mount(*arguments: str) -> int:
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode


def test_a_full_disk_leaves_no_half_line(small_disk: Path) -> None:
    ledger = Ledger.open(small_disk / "ledger")
    body = opened(lines=[f"{number:016x}" for number in range(400)])
    refused = ""
    written = 0
    while not refused:
        try:
            ledger.append(Kind.BLOCK_OPENED, body)
            written += 1
        except LedgerError as error:
            refused = str(error)
    assert "nothing was recorded: no space left on device. What it holds is as it was. Make room" in refused
    assert written > 5
    assert segment(ledger).read_bytes().endswith(b"\n")
    assert len(list(ledger.records())) == written
    verification = verify(ledger)
    assert (verification.problems, verification.notes) == ([], [])
    # The index has no room either, and answers all the same.
    index = Index.open(ledger)
    assert index.in_memory
    assert len(index.history(BLOCK)) == written
    # With room again, it goes on.
    assert _mount("-o", "remount,size=2m", str(small_disk)) == 0
    assert ledger.append(Kind.BLOCK_OPENED, body).seq == written
    assert verify(ledger).clean


def test_a_read_only_home_can_be_read(small_disk: Path) -> None:
    small(small_disk / "ledger", 3)
    assert _mount("-o", "remount,ro", str(small_disk)) == 0
    again = Ledger.open(small_disk / "ledger")
    assert len(list(again.records())) == 3
    assert verify(again).clean
    index = Index.open(again)
    assert index.in_memory
    assert [finding.fingerprint for finding in index.open_findings()] == ["f1"]
    assert len(again.key) == 32
    with pytest.raises(LedgerError, match=r"lock cannot be written: read-only file system\. Make the directory"):
        again.append(Kind.REVIEW_SIGNED, signed())
    with pytest.raises(LedgerError, match=r"new cannot be made: read-only file system\. Name another directory in"):
        Ledger.open(small_disk / "new")


def test_a_directory_that_takes_no_record_says_what_to_do(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 1)
    ledger.layout.lock.unlink()
    ledger.layout.lock.mkdir()
    with pytest.raises(LedgerError, match=r"lock cannot be written: .*, or name another one in the environment"):
        ledger.append(Kind.REVIEW_SIGNED, signed())


def test_where_no_directory_can_be_made_the_message_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LedgerError, match=r"cannot be made: (not a directory|file exists)\. Name another directory in"):
        Ledger.open(tmp_path / "file" / "ledger")


def test_a_ledger_that_was_removed_under_us_is_not_made_again_by_an_append(tmp_path: Path) -> None:
    import shutil

    ledger = small(tmp_path / "ledger", 2)
    shutil.rmtree(ledger.directory)
    with pytest.raises(LedgerError, match="cannot be written: no such file or directory"):
        ledger.append(Kind.REVIEW_SIGNED, signed())
    ledger.directory.mkdir()
    with pytest.raises(NoLedger, match="is gone"):
        ledger.append(Kind.REVIEW_SIGNED, signed())


def test_threads_of_one_process_append_at_once(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger", wait=60)

    def work(name: str) -> None:
        for number in range(60):
            ledger.append(Kind.FINDING_OPENED, found(f"{name}{number}"))

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(record.body["fingerprint"] for record in ledger.records()) == sorted(
        f"{name}{number}" for name in "abcd" for number in range(60)
    )
    assert verify(ledger).clean


def test_somebody_who_never_lets_go_of_the_lock_is_named(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger", wait=0.05)
    with ledger.writing(), pytest.raises(LedgerError, match=r"another process has held .*lock for 0\.05 s; try again"):
        ledger.append(Kind.REVIEW_SIGNED, signed())
    ledger.append(Kind.REVIEW_SIGNED, signed())


def test_with_fsync_it_is_the_same_ledger(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger", fsync=True)
    for number in range(3):
        ledger.append(Kind.FINDING_OPENED, found(str(number)))
    assert verify(ledger).clean
