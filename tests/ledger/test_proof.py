"""Proofs and exports are checked by docs/verify_ledger.py in a process of its own, with no Answerable to help it."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from answerable.ledger import bundle, checkpoints, proof
from answerable.ledger.errors import ForeignLedger, LedgerError, LedgerTooNew
from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger
from answerable.ledger.note import Checkpoint
from answerable.ledger.record import leaf_hash
from ledgers import encode_again, found, segment, small

VERIFIER = Path(__file__).parents[2] / "docs" / "verify_ledger.py"
REPOSITORY = "ab" * 20
SEGMENT = "segments/000000000000.jsonl"


def check(*arguments: object) -> tuple[int, str]:
    """The exit code of the stand-alone verifier, and what it said."""
    # -I: neither this checkout nor PYTHONPATH can be imported by accident.
    command = [sys.executable, "-I", str(VERIFIER), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return small(tmp_path / "ledger", 11)


def made(ledger: Ledger, *numbers: int, earlier: Checkpoint | None = None) -> dict[str, Any]:
    records = [record for record in ledger.records() if record.seq in numbers]
    checkpoint, key = proof.covering(ledger, records, checkpoints.signer_for(ledger))
    return proof.bundle(ledger, records, checkpoint, key, subject={"file": "a.py", "line": 3}, earlier=earlier)


def written(data: dict[str, Any], path: Path) -> Path:
    path.write_text(json.dumps(data), "utf-8")
    return path


def test_the_verifier_is_one_short_file_that_knows_no_answerable() -> None:
    text = VERIFIER.read_text("utf-8")
    assert len(text.splitlines()) < 200
    imports = {line.split()[1].partition(".")[0] for line in text.splitlines() if line.startswith(("import", "from"))}
    assert imports - set(sys.stdlib_module_names) == {"cryptography"}


def test_a_proof_holds(ledger: Ledger, tmp_path: Path) -> None:
    data = made(ledger, 0, 4, 10)
    file = written(data, tmp_path / "proof.json")
    code, said = check("proof", file)
    assert code == 0, said
    assert said.startswith("holds: 3 records are in the ledger of 11 that was signed\nsigned by answerable/")
    assert "That key came with the input" in said
    code, said = check("proof", file, "--key", data["key"])
    assert code == 0
    assert "That key came with the input" not in said


def _record(data: dict[str, Any]) -> None:
    data["records"][1]["record"] = data["records"][1]["record"].replace("src/orders.py", "src/others.py")


def _index(data: dict[str, Any]) -> None:
    data["records"][1]["index"] = 5


def _step(data: dict[str, Any]) -> None:
    data["records"][1]["proof"][0] = data["records"][0]["proof"][0]


def _shorter(data: dict[str, Any]) -> None:
    data["records"][1]["proof"].pop()


def _longer(data: dict[str, Any]) -> None:
    data["records"][1]["proof"].append(data["records"][0]["proof"][0])


def _size(data: dict[str, Any]) -> None:
    data["checkpoint"] = data["checkpoint"].replace("\n11\n", "\n12\n")


def _root(data: dict[str, Any]) -> None:
    lines = data["checkpoint"].split("\n")
    lines[2] = "A" * 43 + "="
    data["checkpoint"] = "\n".join(lines)


def _signature(data: dict[str, Any]) -> None:
    data["checkpoint"] = data["checkpoint"][:-20] + "AAAA" + data["checkpoint"][-16:]


def _origin(data: dict[str, Any]) -> None:
    data["checkpoint"] = data["checkpoint"].replace("answerable/", "answerable/0", 1)


@pytest.mark.parametrize("change", [_record, _index, _step, _shorter, _longer, _size, _root, _signature, _origin])
def test_a_changed_proof_does_not_hold(
    ledger: Ledger, tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    data = made(ledger, 0, 4, 10)
    change(data)
    code, said = check("proof", written(data, tmp_path / "proof.json"))
    assert code == 1, said
    assert said.startswith("DOES NOT HOLD: ")


def test_a_proof_by_another_key_does_not_hold(ledger: Ledger, tmp_path: Path) -> None:
    data = made(ledger, 0)
    other = small(tmp_path / "other", 1)
    key = checkpoints.signer_for(other).key
    file = written(data, tmp_path / "proof.json")
    assert check("proof", file, "--key", key) == (1, "DOES NOT HOLD: the key signs for another ledger\n")
    mine = checkpoints.signer_for(ledger).key
    forged = type(key)(mine.name, key.type, key.public)
    assert check("proof", file, "--key", forged) == (1, "DOES NOT HOLD: the key did not sign this checkpoint\n")


def test_a_proof_goes_on_from_the_checkpoint_its_reader_kept(ledger: Ledger, tmp_path: Path) -> None:
    kept = checkpoints.make(ledger, checkpoints.signer_for(ledger))
    (tmp_path / "kept").write_text(str(kept), "utf-8")
    ledger.append(Kind.FINDING_OPENED, found("later"))
    file = written(made(ledger, 12, earlier=kept), tmp_path / "proof.json")
    code, said = check("proof", file, "--checkpoint", tmp_path / "kept")
    assert (code, said.splitlines()[-1]) == (0, "It still begins with the 11 records of the checkpoint you kept.")
    # Made without it, it cannot show that.
    plain = written(made(ledger, 12), tmp_path / "plain.json")
    code, said = check("proof", plain, "--checkpoint", tmp_path / "kept")
    assert (code, said) == (
        1,
        "DOES NOT HOLD: the proof was made without the checkpoint you kept; ask for one made with it\n",
    )
    data = json.loads(file.read_text("utf-8"))
    data["consistency"]["proof"][0] = data["consistency"]["proof"][-1]
    code, said = check("proof", written(data, file), "--checkpoint", tmp_path / "kept")
    assert code == 1
    assert "the history was rewritten" in said


def test_a_rewritten_history_gets_no_proof(ledger: Ledger, tmp_path: Path) -> None:
    kept = checkpoints.make(ledger, checkpoints.signer_for(ledger))
    lines = segment(ledger).read_bytes().splitlines()
    lines[2] = lines[2].replace(b'"severity":"error"', b'"severity":"hint"')
    leaf, out = ledger.identity.hash, []
    for seq, line in enumerate(lines[:11]):
        out.append(encode_again(line, seq, leaf))
        leaf = leaf_hash(out[-1])
    segment(ledger).write_bytes(b"\n".join(out) + b"\n")
    ledger.layout.head.unlink()
    with pytest.raises(LedgerError, match="the history was rewritten: the first 11 records are not those of"):
        made(ledger, 3, earlier=kept)


def test_what_is_no_proof_cannot_be_read(tmp_path: Path) -> None:
    for content in ("", "{}", "[]", '{"format":"answerable-proof","version":1}'):
        (tmp_path / "x").write_text(content)
        assert check("proof", tmp_path / "x")[0] == 2
    (tmp_path / "x").write_text('{"format":"other","version":1}')
    assert check("proof", tmp_path / "x") == (1, "DOES NOT HOLD: it is no proof of this version\n")


def test_an_export_is_verified_without_answerable(ledger: Ledger, tmp_path: Path) -> None:
    kept = checkpoints.make(ledger, checkpoints.signer_for(ledger))
    (tmp_path / "kept").write_text(str(kept), "utf-8")
    ledger.append(Kind.FINDING_OPENED, found("later"))
    assert bundle.export(ledger, tmp_path / "ledger.zip") == 13
    names = set(zipfile.ZipFile(tmp_path / "ledger.zip").namelist())
    assert names == {"ledger.json", "head", "segments/000000000000.jsonl", "checkpoints/000000000011.checkpoint"}
    code, said = check("log", tmp_path / "ledger.zip", "--checkpoint", tmp_path / "kept")
    assert code == 0, said
    assert said.startswith("holds: 13 records follow on each other, with 1 checkpoint\nsigned by answerable/")
    assert check("log", ledger.directory)[0] == 0
    path = segment(ledger)
    data = path.read_bytes()
    for wrong, why in (
        (data.replace(b"large-insert", b"small-insert"), "record 0 was changed, or 1"),
        (b"".join(data.splitlines(keepends=True)[1:]), "record 0 is not in its place"),
    ):
        path.write_bytes(wrong)
        assert check("log", ledger.directory) == (1, f"DOES NOT HOLD: {why}\n")
    path.write_bytes(b"".join(data.splitlines(keepends=True)[:5]))
    assert check("log", ledger.directory)[1].endswith("it fits itself, and proves nothing to others\n")
    assert check("log", ledger.directory, "--checkpoint", tmp_path / "kept") == (
        1,
        "DOES NOT HOLD: records are missing, or it is another ledger\n",
    )


@pytest.fixture
def theirs(tmp_path: Path) -> tuple[Ledger, Path]:
    ledger = Ledger.open(tmp_path / "theirs", repository=REPOSITORY)
    for number in range(4):
        ledger.append(Kind.FINDING_OPENED, found(str(number)))
    file = tmp_path / "theirs.zip"
    bundle.export(ledger, file)
    return ledger, file


def test_an_import_can_be_read_and_takes_no_record(theirs: tuple[Ledger, Path]) -> None:
    ledger, file = theirs
    imported = bundle.bring_in(file, repository=REPOSITORY, foreign=False).ledger
    assert list(imported.records()) == list(ledger.records())
    assert not imported.layout.key.exists()
    with pytest.raises(LedgerError, match="is an imported copy of a ledger: it can be read, and takes no record"):
        imported.append(Kind.FINDING_OPENED, found("mine"))
    # Again, and with more: the copy grows.
    ledger.append(Kind.FINDING_OPENED, found("later"))
    bundle.export(ledger, file)
    again = bundle.bring_in(file, repository=REPOSITORY, foreign=False)
    assert (again.known, again.verification.size) == (4, 5)
    assert len(list(again.ledger.records())) == 5
    assert bundle.bring_in(file, repository=REPOSITORY, foreign=False).known == 5


def test_a_foreign_ledger_is_refused_unless_it_is_wanted(theirs: tuple[Ledger, Path]) -> None:
    _, file = theirs
    for repository in ("cd" * 20, None):
        with pytest.raises(ForeignLedger, match=r"is the ledger of the repository abababababababab, not of .* --for"):
            bundle.bring_in(file, repository=repository, foreign=False)
    assert bundle.bring_in(file, repository=None, foreign=True).verification.clean


def test_two_histories_of_one_ledger_are_both_kept_and_not_joined(theirs: tuple[Ledger, Path], tmp_path: Path) -> None:
    ledger, file = theirs
    bundle.bring_in(file, repository=REPOSITORY, foreign=False)
    lines = segment(ledger).read_bytes().splitlines(keepends=True)
    other = tmp_path / "other"
    other.mkdir()
    (other / "segments").mkdir()
    (other / "ledger.json").write_bytes(ledger.layout.identity.read_bytes())
    (other / "segments" / "000000000000.jsonl").write_bytes(b"".join(lines[:2]))
    rewritten = Ledger.open(other, create=False)
    rewritten.append(Kind.FINDING_OPENED, found("another"))
    bundle.export(rewritten, file)
    with pytest.raises(LedgerError, match=r"two histories of one ledger: they differ from record 2 on"):
        bundle.bring_in(file, repository=REPOSITORY, foreign=False)


def _pack(file: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_a_broken_bundle_leaves_nothing_behind(theirs: tuple[Ledger, Path]) -> None:
    _, file = theirs
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    line = parts[SEGMENT]
    newer = parts["ledger.json"].replace(b'"version":1', b'"version":7')
    cases: list[tuple[dict[str, bytes], type[LedgerError], str]] = [
        ({"x": b""}, LedgerError, "is no exported ledger, or is damaged"),
        (parts | {"ledger.json": b"{}"}, LedgerError, r"ledger\.json is damaged"),
        (parts | {"ledger.json": newer}, LedgerTooNew, "format 7"),
        (parts | {"../../evil": b"x"}, LedgerError, r"it holds '\.\./\.\./evil'"),
        (
            parts | {SEGMENT: line.replace(b"error", b"hints")},
            LedgerError,
            "does not verify, and",
        ),
        (
            parts | {SEGMENT: line[:-40]},
            LedgerError,
            "does not verify, and was not imported: rec",
        ),
        (parts | {"head": b"x"}, LedgerError, "does not verify, and was not imported: .*head is broken"),
    ]
    for changed, error, message in cases:
        _pack(file, changed)
        with pytest.raises(error, match=message):
            bundle.bring_in(file, repository=REPOSITORY, foreign=False)
    file.write_bytes(b"not a zip")
    with pytest.raises(LedgerError, match="is no exported ledger, or is damaged: `answerable ledger export`"):
        bundle.bring_in(file, repository=REPOSITORY, foreign=False)
    from answerable.ledger.place import imported_directory

    assert list(imported_directory("x").parent.glob(".import-*")) == []
