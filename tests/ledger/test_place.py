"""One ledger a repository, wherever its clones are; the variable wins."""

from __future__ import annotations

from pathlib import Path

import pytest

from answerable.ledger.log import Ledger
from answerable.ledger.place import VARIABLE, directory_for, name_of
from ledgers import small

COMMIT = "ab" * 20


def test_a_repository_is_known_by_its_root_commit(own_home: Path) -> None:
    directory = directory_for(COMMIT)
    assert directory.name == COMMIT
    assert directory.is_relative_to(own_home)
    assert directory.parent.name == "ledgers"
    assert directory_for("cd" * 32).name == "cd" * 32


@pytest.mark.parametrize("wrong", ["", "HEAD", "../../etc", "AB" * 20, "ab" * 19])
def test_what_is_no_object_id_never_becomes_a_path(wrong: str) -> None:
    with pytest.raises(ValueError, match="named by its root commit's id"):
        directory_for(wrong)


def test_a_directory_is_known_by_where_it_really_is(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert directory_for(tmp_path / "link") == directory_for(tmp_path / "real")
    assert directory_for(tmp_path / "real") != directory_for(tmp_path)
    assert name_of(tmp_path).startswith("path-")


def test_the_ledger_of_before_the_first_commit_is_taken_along(tmp_path: Path) -> None:
    commit = "12" * 20
    before = small(directory_for(tmp_path), 3)
    after = directory_for(commit, before=tmp_path)
    assert after.name == commit
    assert not before.directory.exists()
    assert len(list(Ledger.open(after, repository=commit).records())) == 3
    # Where both are there, neither is touched.
    small(directory_for(tmp_path), 1)
    assert directory_for(commit, before=tmp_path) == after
    assert directory_for(tmp_path).exists()


def test_the_variable_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "here"))
    assert directory_for(COMMIT) == directory_for(tmp_path) == tmp_path / "here"
    monkeypatch.setenv(VARIABLE, "")
    assert directory_for(COMMIT).name == COMMIT
