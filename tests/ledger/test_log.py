"""Appending and reading: what was acknowledged is there, in order, chained, and nothing else is."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from answerable.ledger import layout as layouts
from answerable.ledger import log
from answerable.ledger.errors import ForeignLedger, LedgerError, LedgerTooNew, NoLedger, RecordError
from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger
from ledgers import changed, clock, found, guarded, opened, segment, signed, small


def test_records_come_back_in_order_and_chained(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger", now=clock())
    written = [ledger.append(Kind.BLOCK_OPENED, opened()), *ledger.append_all([(Kind.REVIEW_SIGNED, signed())] * 2)]
    read = list(Ledger.open(tmp_path / "ledger").records())
    assert read == written
    assert [record.seq for record in read] == [0, 1, 2]
    assert read[0].prev == sha256(b"\0" + ledger.layout.identity.read_bytes()).hexdigest()
    assert all(later.prev == earlier.leaf for earlier, later in pairwise(read))
    assert read[0].body["confidence"] == 0.87
    assert read[0].time == datetime(2026, 3, 1, 9, 0, 2, tzinfo=UTC)


def test_a_line_is_canonical_json_and_hashed_as_it_lies_there(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 1)
    line = segment(ledger).read_bytes().removesuffix(b"\n")
    value = json.loads(line)
    assert json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == line
    assert next(iter(ledger.records())).leaf == sha256(b"\0" + line).hexdigest()


def test_only_some_kinds_and_only_from_some_record_on(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 6)
    assert [r.seq for r in ledger.records(kinds={Kind.FINDING_OPENED, Kind.FINDING_CLOSED})] == [2, 5]
    assert [r.seq for r in ledger.records(since=4)] == [4, 5]
    assert [r.seq for r in ledger.records(kinds=[Kind.GUARD_WARNED], since=4)] == []


def test_several_segments_read_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "SEGMENT_BYTES", 1500)
    ledger = small(tmp_path / "ledger", 20)
    files = ledger.layout.segment_files()
    assert len(files) > 3
    assert files[0][1].name == "000000000000.jsonl"
    for first, path in files:
        assert json.loads(path.read_bytes().splitlines()[0])["seq"] == first
    records = list(ledger.records())
    assert [record.seq for record in records] == list(range(20))
    assert all(later.prev == earlier.leaf for earlier, later in pairwise(records))
    assert [record.seq for record in ledger.records(since=13)] == list(range(13, 20))


@pytest.mark.parametrize("reach", [0, 1, 700, 1_000_000])
def test_what_was_recorded_lately_is_found_from_the_end(tmp_path: Path, reach: int) -> None:
    ledger = Ledger.open(tmp_path, now=clock())
    for number in range(5):
        ledger.append(Kind.BLOCK_OPENED, opened(f"{number:032x}"))
        ledger.append(Kind.REVIEW_SIGNED, signed())
    wanted = [f"{number:032x}".encode() for number in range(5)]
    with ledger.writing() as writer:
        seen = [len(list(writer.lately(Kind.BLOCK_OPENED, reach, block))) for block in wanted]
        assert list(writer.lately(Kind.INCIDENT_OPENED, reach, b"")) == []
    sizes = [len(record.line) + 1 for record in ledger.records()]
    # What is only in part within reach is not read; a line that begins where the reach does may be one of those.
    assert seen == [int(sum(sizes[2 * number :]) <= reach - (sum(sizes) > reach)) for number in range(5)]


def test_nothing_was_recorded_lately_in_a_new_ledger(tmp_path: Path) -> None:
    with Ledger.open(tmp_path, now=clock()).writing() as writer:
        assert list(writer.lately(Kind.BLOCK_OPENED, 100, b"")) == []


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no modes; the user's profile is the user's")
    ledger = small(tmp_path / "deep" / "ledger", 1)
    assert stat.S_IMODE(ledger.directory.stat().st_mode) == 0o700
    for path in ledger.directory.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_the_key_is_made_once(tmp_path: Path) -> None:
    key = Ledger.open(tmp_path / "one").key
    assert len(key) == 32
    assert Ledger.open(tmp_path / "one").key == key
    assert Ledger.open(tmp_path / "two").key != key


def test_a_wrong_body_writes_nothing_and_is_not_quoted(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 1)
    before = segment(ledger).read_bytes()
    with pytest.raises(RecordError, match=r"guard\.warned has a key that its schema does not: 'prompt'") as caught:
        ledger.append_all([(Kind.FINDING_OPENED, found("x")), (Kind.GUARD_WARNED, guarded(prompt="s3cret text"))])
    assert "s3cret" not in str(caught.value)
    with pytest.raises(RecordError, match=r"block\.changed\.start_line has to be a whole number"):
        ledger.append(Kind.BLOCK_CHANGED, changed(start_line="3"))
    assert segment(ledger).read_bytes() == before


def test_a_file_name_that_is_not_utf_8_is_recorded_as_an_escape(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger")
    ledger.append(Kind.BLOCK_CHANGED, changed(path="caf\udce9.py"))
    assert next(iter(ledger.records())).body["path"] == "caf\\udce9.py"


def test_nothing_is_made_where_a_ledger_is_only_looked_for(tmp_path: Path) -> None:
    with pytest.raises(NoLedger, match="there is no ledger in"):
        Ledger.open(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


def test_a_directory_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(LedgerError, match=r"holds something else \('thesis.txt'\)"):
        Ledger.open(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"thesis.txt", "lock"}


def test_the_ledger_of_another_repository_is_refused(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "ledger", repository="a" * 40)
    Ledger.open(tmp_path / "ledger", repository="a" * 40)
    with pytest.raises(
        ForeignLedger, match="is the ledger of the repository aaaaaaaaaaaaaaaa, not of bbbbbbbbbbbbbbbb"
    ):
        Ledger.open(tmp_path / "ledger", repository="b" * 40)


def test_a_newer_format_is_refused_and_left_alone(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 2)
    data = ledger.layout.identity.read_bytes().replace(b'"version":1', b'"version":2')
    ledger.layout.identity.write_bytes(data)
    with pytest.raises(LedgerTooNew, match="has the format 2, and this Answerable knows 1; install the newest"):
        Ledger.open(tmp_path / "ledger")
    assert ledger.layout.identity.read_bytes() == data


def test_a_kind_from_the_future_is_named(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 3)
    path = segment(ledger)
    path.write_bytes(path.read_bytes().replace(b'"kind":"review.signed"', b'"kind":"review.sealed"'))
    with pytest.raises(LedgerTooNew, match=r"record 1 in .*: its kind is review\.sealed, which only a newer"):
        list(ledger.records())


def test_a_damaged_line_is_named_by_file_and_byte(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 3)
    path = segment(ledger)
    data = bytearray(path.read_bytes())
    second = data.index(b"\n") + 1
    data[second] = ord("[")
    path.write_bytes(data)
    reader = ledger.records()
    assert next(reader).seq == 0
    with pytest.raises(LedgerError, match=rf"000000000000\.jsonl, byte {second}: it is no record; `answerable ledger"):
        next(reader)


def test_a_damaged_key_is_noticed(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger")
    ledger.layout.key.write_bytes(bytes(32))
    with pytest.raises(LedgerError, match="key is damaged, or the key of another ledger; restore it from a copy"):
        _ = ledger.key


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"version":1,"id":"zz"}', b"\xff\xfe"])
def test_a_damaged_identity_is_said(tmp_path: Path, content: bytes) -> None:
    ledger = small(tmp_path / "ledger", 1)
    ledger.layout.identity.write_bytes(content)
    with pytest.raises(LedgerError, match=r"ledger\.json is damaged"):
        Ledger.open(tmp_path / "ledger")


def test_records_without_an_identity_are_not_made_into_a_new_ledger(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 1)
    ledger.layout.identity.unlink()
    with pytest.raises(LedgerError, match=r"ledger\.json is missing, but there are records"):
        Ledger.open(tmp_path / "ledger")


def test_a_block_of_a_hundred_thousand_lines_is_recorded(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger")
    many = [f"{number:016x}" for number in range(100_000)]
    ledger.append(Kind.BLOCK_CHANGED, changed(lines=many, end_line=100_009))
    ledger.append(Kind.BLOCK_CHANGED, changed())
    first, second = ledger.records()
    assert first.body["lines"] == many
    assert second.prev == first.leaf


def test_appending_imports_nothing_heavy(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from answerable.ledger.log import Ledger, Kind\n"
        f"ledger = Ledger.open(Path({str(tmp_path / 'ledger')!r}))\n"
        f"ledger.append(Kind.GUARD_WARNED, {guarded()!r})\n"
        "heavy = {'pydantic', 'jsonschema', 'cryptography', 'sqlite3', 'filelock', 'asyncio', 'secrets'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    Ledger.open(tmp_path / "ledger")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_file_that_is_no_segment_is_not_read(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 2)
    (ledger.layout.segments / "notes.txt").write_text("x")
    (ledger.layout.segments / "copy of 000000000000.jsonl").write_text("x")
    assert len(list(ledger.records())) == 2
    assert layouts.Layout(ledger.directory).segment_files() == [(0, segment(ledger))]
