"""Checkpoints: their text is C2SP's, their key is made once, and what is no checkpoint is refused."""

from __future__ import annotations

import base64
import os
import stat
import threading
from pathlib import Path

import pytest

from answerable.ledger import checkpoints, note
from answerable.ledger.errors import LedgerError
from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger
from answerable.ledger.note import ED25519, Key
from answerable.ledger.signing import ed25519_holds, holds
from answerable.ledger.verify import verify
from ledgers import found, small

# The example of https://c2sp.org/signed-note, with the key that the Go package `note` publishes it with.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNED = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="


def test_a_signature_of_another_implementation_holds() -> None:
    key = Key.parse(PETER)
    assert (key.name, key.type, key.id.hex()) == ("PeterNeumann", ED25519, "c74f20a3")
    data = base64.b64decode(SIGNED)
    assert data[:4] == key.id
    assert ed25519_holds(key.public, data[4:], TEXT.encode())
    assert not ed25519_holds(key.public, data[4:], TEXT.encode() + b"\n")


def test_a_checkpoint_is_three_lines_and_a_signature(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 5)
    made = checkpoints.make(ledger, checkpoints.signer_for(ledger))
    origin, size, root, blank, signature, end = str(made).split("\n")
    assert (origin, size, blank, end) == (f"answerable/{ledger.id}", "5", "", "")
    assert len(base64.b64decode(root, validate=True)) == 32
    assert signature.startswith(f"\u2014 {origin} ")
    assert len(base64.b64decode(signature.rpartition(" ")[2], validate=True)) == 4 + 64
    assert note.parse(str(made), "it") == made
    ((size_kept, file),) = checkpoints.known_checkpoints(ledger)
    assert (size_kept, note.read(file)) == (5, made)
    (record,) = ledger.records(kinds={Kind.CHECKPOINT})
    assert (record.seq, record.body["size"], record.body["root"]) == (5, 5, made.root.hex())


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 1)
    keys: list[Key] = []
    threads = [
        threading.Thread(target=lambda: keys.append(checkpoints.signer_for(Ledger.open(ledger.directory)).key))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 6
    assert len(set(keys)) == 1
    assert checkpoints.public_key(ledger) == keys[0]
    if os.name != "nt":
        assert stat.S_IMODE(ledger.layout.signing_key.stat().st_mode) == 0o600


def test_a_damaged_key_is_said(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 1)
    ledger.layout.signing_key.write_text("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
    with pytest.raises(LedgerError, match=r"signing\.pem is no Ed25519 key in PEM; restore it from a copy, or move it"):
        checkpoints.signer_for(ledger)


def test_nothing_to_sign(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger")
    with pytest.raises(LedgerError, match="there is nothing to sign"):
        checkpoints.make(ledger, checkpoints.signer_for(ledger))
    assert list(ledger.records()) == []


def test_a_checkpoint_is_made_when_it_is_due(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 4)
    signer = checkpoints.signer_for(ledger)
    assert checkpoints.make_if_due(ledger, signer, 5) is None
    ledger.append(Kind.FINDING_OPENED, found("a"))
    first = checkpoints.make_if_due(ledger, signer, 5)
    assert first is not None
    assert first.size == 5
    assert checkpoints.make_if_due(ledger, signer, 1) is None
    ledger.append(Kind.FINDING_OPENED, found("b"))
    second = checkpoints.make_if_due(ledger, signer, 1)
    assert second is not None
    assert second.size == 7
    assert [size for size, _ in verify(ledger).checkpoints] == [5, 7]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "",
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("\n5\n", "\n05\n"),
        lambda text: text.replace("\n5\n", "\n-5\n"),
        lambda text: text.replace("\n5\n", "\nfive\n"),
        lambda text: text.replace("\n5\n", "\n5\nmore\n"),
        lambda text: text.replace("=\n\n", "\n\n"),
        lambda text: text.replace("\u2014 ", "-- "),
        lambda text: text.replace("\u2014 answerable", "\u2014  answerable"),
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("answerable/", "answer\x07able/", 1),
        lambda text: text[: text.rindex(" ") + 1] + "AAAA\n",
        lambda text: text + "\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(tmp_path: Path, change: object) -> None:
    ledger = small(tmp_path / "ledger", 5)
    text = str(checkpoints.make(ledger, checkpoints.signer_for(ledger)))
    assert callable(change)
    file = tmp_path / "kept"
    file.write_text(change(text), "utf-8")
    with pytest.raises(LedgerError, match=r"kept is (no|a damaged) checkpoint: "):
        note.read(file)


def test_a_checkpoint_that_came_by_mail_is_read(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 5)
    made = checkpoints.make(ledger, checkpoints.signer_for(ledger))
    file = tmp_path / "kept"
    file.write_bytes(str(made).replace("\n", "\r\n").encode())
    assert note.read(file) == made
    file.write_bytes(b"\xff" * 10)
    with pytest.raises(LedgerError, match="it is not UTF-8"):
        note.read(file)
    file.write_bytes(b"x" * 1_000_002)
    with pytest.raises(LedgerError, match="larger than a million bytes"):
        note.read(file)


def test_cosignatures_of_others_do_not_matter(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 5)
    signer = checkpoints.signer_for(ledger)
    made = checkpoints.make(ledger, signer)
    text = f"{made}\u2014 witness.example {base64.b64encode(b'1234' + bytes(76)).decode()}\n"
    cosigned = note.parse(text, "it")
    assert len(cosigned.signatures) == 2
    ((key, signature),) = cosigned.by([signer.key])
    assert holds(cosigned, key, signature)
    assert verify(ledger, earlier=cosigned).earlier == 5
