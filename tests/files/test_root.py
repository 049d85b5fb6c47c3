"""Which directory is the workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from answerable.files.root import workspace_root


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("a/b/x.py", "a/c/y.py", "d/z.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    return tmp_path


def test_the_nearest_policy_or_repository_above_all_of_the_paths(tree: Path) -> None:
    (tree / ".git").mkdir()
    (tree / "a" / "answerable.toml").write_text("")
    assert workspace_root([tree / "a" / "b" / "x.py"], tree) == tree / "a"
    assert workspace_root([tree / "a" / "b", tree / "a" / "c" / "y.py"], tree) == tree / "a"
    assert workspace_root([tree / "a" / "b", tree / "d"], tree) == tree


def test_a_worktree_whose_git_is_a_file_is_a_repository(tree: Path) -> None:
    (tree / "a" / ".git").write_text("gitdir: elsewhere\n")
    assert workspace_root([tree / "a" / "b"], tree) == tree / "a"


def test_pyproject_counts_only_with_our_table(tree: Path) -> None:
    (tree / "answerable.toml").write_text("")
    (tree / "a" / "pyproject.toml").write_text("[project]\n")
    assert workspace_root([tree / "a" / "b"], tree) == tree
    (tree / "a" / "pyproject.toml").write_text("[tool.answerable.scan]\n")
    assert workspace_root([tree / "a" / "b"], tree) == tree / "a"


def test_without_either_it_is_here_or_what_the_paths_share(tree: Path) -> None:
    assert workspace_root([tree / "a" / "b"], tree) == tree
    assert workspace_root([tree / "a" / "b", tree / "a" / "c"], tree / "d") == tree / "a"
    assert workspace_root([], tree / "d") == tree / "d"


def test_a_path_that_is_no_more_is_placed_by_its_directory(tree: Path) -> None:
    assert workspace_root([tree / "a" / "gone.py"], tree / "d") == tree / "a"
