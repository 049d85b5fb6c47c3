"""The shipped rules are found in a source tree and in an installed package."""

from __future__ import annotations

from pathlib import Path

import pytest

import answerable
from answerable.policy.builtin import rules_root, shipped_packs


def test_in_a_source_tree_they_lie_at_its_root() -> None:
    root = rules_root()
    assert root == Path(answerable.__file__).resolve().parents[2] / "rules"
    assert (root / "code").is_dir()


def pretend_installed(package: Path, patch: pytest.MonkeyPatch) -> None:
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    patch.setattr(answerable, "__file__", str(package / "__init__.py"))


def test_in_a_wheel_they_lie_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "answerable"
    pretend_installed(package, monkeypatch)
    (package / "_rules").mkdir()
    # Another project's directory that happens to have the name is not taken for ours.
    (tmp_path / "rules").mkdir()
    assert rules_root() == package / "_rules"


def test_where_there_are_none_the_installation_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_installed(tmp_path / "a" / "b" / "answerable", monkeypatch)
    with pytest.raises(FileNotFoundError, match="install it again"):
        rules_root()


def test_a_pack_is_a_directory_with_rules_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "answerable"
    pretend_installed(package, monkeypatch)
    for name in ("web/python/a.yaml", "code/b.yaml", "secrets/c.toml", "shared/d.part", "stray.yaml"):
        path = package / "_rules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    assert shipped_packs() == ("code", "web")
