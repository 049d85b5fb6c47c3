"""Checkpoints signed with a person's SSH key: by `ssh-keygen` itself, checked by us, by it, and by the verifier."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from answerable.ledger import checkpoints, note, proof, sshsig
from answerable.ledger.errors import LedgerError
from answerable.ledger.kinds import Kind
from answerable.ledger.note import Checkpoint, Signature
from answerable.ledger.signing import SshSigner, holds
from answerable.ledger.verify import verify
from ledgers import found, small

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="there is no ssh-keygen here")
VERIFIER = Path(__file__).parents[2] / "docs" / "verify_ledger.py"


def key(path: Path, kind: str = "ed25519", *more: str) -> Path:
    subprocess.run(["ssh-keygen", "-q", "-t", kind, *more, "-N", "", "-C", "a comment", "-f", str(path)], check=True)
    return path


@pytest.mark.parametrize(("kind", "more"), [("ed25519", ()), ("ecdsa", ("-b", "256")), ("rsa", ("-b", "2048"))])
def test_checkpoints_signed_by_ssh_keys_hold(tmp_path: Path, kind: str, more: tuple[str, ...]) -> None:
    ledger = small(tmp_path / "ledger", 5)
    signer = checkpoints.signer_for(ledger, ssh_key=key(tmp_path / "id", kind, *more))
    kept = checkpoints.make(ledger, signer)
    verification = verify(ledger, earlier=note.parse(str(kept), "it"))
    assert verification.problems == []
    assert verification.checkpoints == [(5, signer.key)]
    assert not ledger.layout.signing_key.exists()
    assert note.Key.parse(str(signer.key)) == signer.key
    # By ssh-keygen itself, with the public key that a colleague has.
    signature = tmp_path / "signature"
    signature.write_bytes(sshsig.armoured(kept.signatures[0].data))
    allowed = tmp_path / "allowed"
    allowed.write_text("ann@example.invalid " + (tmp_path / "id.pub").read_text())
    command = ["ssh-keygen", "-Y", "verify", "-f", str(allowed), "-I", "ann@example.invalid", "-n", "answerable"]
    done = subprocess.run([*command, "-s", str(signature)], input=kept.text, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa"])
def test_a_changed_signature_or_text_does_not_hold(tmp_path: Path, kind: str) -> None:
    ledger = small(tmp_path / "ledger", 2)
    signer = checkpoints.signer_for(ledger, ssh_key=key(tmp_path / "id", kind))
    kept = checkpoints.make(ledger, signer)
    signature = kept.signatures[0]
    assert holds(kept, signer.key, signature)
    assert not holds(Checkpoint(kept.origin, 3, kept.root), signer.key, signature)
    other = SshSigner(key(tmp_path / "other", kind), ledger.identity.origin)
    assert not holds(kept, other.key, signature)
    step = 1 if kind == "ed25519" else 25
    for at in range(0, len(signature.data), step):
        data = signature.data
        wrong = Signature(signature.name, signature.key_id, data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        assert not holds(kept, signer.key, wrong), at
    for cut in range(0, len(signature.data), 7):
        assert not holds(kept, signer.key, Signature(signature.name, signature.key_id, signature.data[:cut]))


def test_a_signature_for_another_purpose_does_not_hold(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 2)
    path = key(tmp_path / "id")
    signer = checkpoints.signer_for(ledger, ssh_key=path)
    plain = Checkpoint(ledger.identity.origin, 2, ledger.head().root())
    command = ["ssh-keygen", "-Y", "sign", "-q", "-n", "git", "-f", str(path)]
    done = subprocess.run(command, input=plain.text, capture_output=True, check=True)
    blob = sshsig.unarmoured(done.stdout)
    assert not holds(plain, signer.key, Signature(plain.origin, signer.key.id, blob))


def test_the_stand_alone_verifier_takes_ed25519_ssh_keys(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 5)
    signer = checkpoints.signer_for(ledger, ssh_key=key(tmp_path / "id"))
    kept = checkpoints.make(ledger, signer)
    data = proof.bundle(ledger, list(ledger.records())[:2], kept, signer.key, subject={})
    (tmp_path / "proof.json").write_text(json.dumps(data), "utf-8")
    command = [sys.executable, "-I", str(VERIFIER), "proof", str(tmp_path / "proof.json"), "--key", str(signer.key)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    data["checkpoint"] = data["checkpoint"].replace("\n5\n", "\n6\n")
    (tmp_path / "proof.json").write_text(json.dumps(data), "utf-8")
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (1, "DOES NOT HOLD: the signature does not hold\n")


def test_what_cannot_sign_says_why(tmp_path: Path) -> None:
    ledger = small(tmp_path / "ledger", 1)
    with pytest.raises(LedgerError, match=r"none\.pub cannot be read: no such file.*`ledger\.ssh_key` names"):
        checkpoints.signer_for(ledger, ssh_key=tmp_path / "none")
    (tmp_path / "odd.pub").write_text("hello")
    with pytest.raises(LedgerError, match=r"odd\.pub is no public SSH key"):
        checkpoints.signer_for(ledger, ssh_key=tmp_path / "odd.pub")
    path = key(tmp_path / "id")
    path.unlink()
    signer = checkpoints.signer_for(ledger, ssh_key=path)
    with pytest.raises(LedgerError, match="ssh-keygen did not sign with"):
        checkpoints.make(ledger, signer)
    # What was not signed is not recorded.
    assert [record.kind for record in ledger.records()] == [Kind.BLOCK_OPENED]
    ledger.append(Kind.FINDING_OPENED, found("x"))
    assert verify(ledger).clean
