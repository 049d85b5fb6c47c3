"""Sessions kept in files, one process at a time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from answerable.cli.guard import vault as vaults
from answerable.cli.guard.vault import Vault, VaultError
from answerable.ledger.lock import exclusive


def held(directory: Path) -> set[str]:
    return {path.suffix for path in directory.iterdir() if path.name not in ("key", "key.lock")}


def test_a_session_that_somebody_has_is_waited_for_and_then_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vaults, "_PATIENCE", 0.01)
    vault = Vault(tmp_path, hours=1)
    with vault.session("one"):
        with pytest.raises(VaultError, match="another process has had this session"), vault.session("one"):
            pass
        with vault.session("two"):
            pass
    with vault.session("one") as kept:
        assert kept.name("EMAIL", "a@b.example", restorable=True) == "<EMAIL_1>"


def test_the_first_key_is_made_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vaults, "_PATIENCE", 0.01)
    with (
        exclusive(str(tmp_path / "key.lock"), 1.0),
        pytest.raises(VaultError, match="making the vault's key"),
        Vault(tmp_path, hours=1).session("one"),
    ):
        pass
    assert not (tmp_path / "key").exists()


def test_what_is_not_wanted_is_not_kept_and_its_lock_goes_after_a_day(tmp_path: Path) -> None:
    vault = Vault(tmp_path, hours=1)
    with vault.session("one", wanted=lambda kept: False):
        pass
    assert held(tmp_path) == {".lock"}
    [lock] = tmp_path.glob("*.lock")
    vault.sweep()
    assert lock.exists()
    os.utime(lock, (1, 1))
    vault.sweep()
    assert not lock.exists()


def test_a_session_that_is_kept_keeps_its_lock(tmp_path: Path) -> None:
    vault = Vault(tmp_path, hours=1)
    with vault.session("one"):
        pass
    for lock in tmp_path.glob("*.session.lock"):
        os.utime(lock, (1, 1))
    vault.sweep()
    assert held(tmp_path) == {".session", ".lock"}
