"""Ignore files, measured against git itself wherever git is at hand."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.files.ignores import IgnoreFile
from answerable.files.walk import discover

TABLE = [
    # content, path, is a directory, ignored (None: the file says nothing of it)
    (b"*.log", b"a.log", False, True),
    (b"*.log", b"deep/down/a.log", False, True),
    (b"*.log", b"a.log.txt", False, None),
    (b"/a.log", b"a.log", False, True),
    (b"/a.log", b"deep/a.log", False, None),
    (b"deep/a.log", b"other/deep/a.log", False, None),
    (b"build/", b"build", True, True),
    (b"build/", b"build", False, None),
    (b"*.log\n!keep.log", b"keep.log", False, False),
    (b"!keep.log\n*.log", b"keep.log", False, True),
    (b"*\n!*/\n!*.py", b"src", True, False),
    (b"*\n!*/\n!*.py", b"src/a.py", False, False),
    (b"*\n!*/\n!*.py", b"src/a.txt", False, True),
    (b"a/**/b", b"a/b", False, True),
    (b"a/**/b", b"a/x/y/b", False, True),
    (b"a/**", b"a", True, None),
    (b"a/**", b"a/x/y", False, True),
    (b"**/b", b"b", False, True),
    (b"a**b", b"axxb", False, True),
    (b"a?c", b"abc", False, True),
    (b"/a?c", b"a/c", False, None),
    (b"[a-c].py", b"b.py", False, True),
    (b"[!a-c].py", b"b.py", False, None),
    (b"[^a-c].py", b"d.py", False, True),
    (b"[]x].py", b"].py", False, True),
    (b"[[:digit:]].py", b"7.py", False, True),
    (b"[[:nonsense:]].py", b"n.py", False, None),
    (b"/a[/]b", b"a/b", False, None),
    (b"[a.py", b"[a.py", False, None),
    (b"a\\", b"a\\", False, None),
    (b"\\!a", b"!a", False, True),
    (b"\\#a", b"#a", False, True),
    (b"# a", b"# a", False, None),
    (b"a.py   ", b"a.py", False, True),
    (b"a.py\\ ", b"a.py ", False, True),
    (b"a.py\r\nb.py\r\n", b"a.py", False, True),
    (b"\xef\xbb\xbfa.py", b"a.py", False, True),
    (b"caf\xe9", b"caf\xe9", False, True),
    (b"a.b", b"axb", False, None),
    (b"(a|b)+", b"(a|b)+", False, True),
    (b"a\nb", b"a\nb", False, None),
    (b"*", b"a\nb", False, True),
    (b"", b"a", False, None),
    (b"/", b"a", True, None),
]


@pytest.mark.parametrize(("content", "path", "directory", "expected"), TABLE)
def test_an_ignore_file_says_what_gitignore_5_says(
    content: bytes, path: bytes, directory: bool, expected: bool | None
) -> None:
    assert IgnoreFile(content).ignores(path, directory) is expected


def test_a_pattern_made_to_hang_a_backtracking_matcher_is_only_a_pattern() -> None:
    hostile = IgnoreFile(b"*a" * 30 + b"b")
    assert hostile.ignores(b"a" * 250, False) is None
    assert hostile.ignores(b"a" * 250 + b"b", False) is True


NAMES = ["a", "b", "ab", "a.py", "x.txt", "b c"]
PATTERNS = [
    *("a", "/a", "a/", "*/", "!*/", "*", "!a.py", "*.py", "!*.txt", "a/b", "a/*", "a/**", "**/b", "a/**/x.txt"),
    *("!/a/", "/*", "!a/b", "[ab]", "?", "b c", "a\\ b", "**/", "a/**/", "**", "/b/*", "!/b/a.py", "[!a]", "*a*"),
    *("x.txt ", "b//", "[]a]", "*.txt/", "b/a.py/", "[a", "a\\", "[[:alpha:]].py", "# no", ""),
]
ignore_files = st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=4).map("\n".join)
trees: st.SearchStrategy[dict[str, object]] = st.recursive(
    st.dictionaries(st.sampled_from(NAMES), st.none(), max_size=4),
    lambda below: st.dictionaries(st.sampled_from(NAMES), st.one_of(st.none(), below), max_size=4),
    max_leaves=8,
).flatmap(lambda tree: st.one_of(st.just(tree), ignore_files.map(lambda text: {**tree, ".gitignore": text})))


@pytest.mark.skipif(shutil.which("git") is None, reason="git is the oracle")
@settings(max_examples=60, deadline=None)
@given(tree=trees, outer=ignore_files, inner=ignore_files)
def test_the_same_files_as_git_lists(
    tmp_path_factory: pytest.TempPathFactory, tree: dict[str, object], outer: str, inner: str
) -> None:
    root = tmp_path_factory.mktemp("tree")
    _plant(root, {**tree, "b": {**tree, ".gitignore": inner}, ".gitignore": outer})
    subprocess.run(["git", "init", "-q", os.fspath(root)], check=True)
    listed = subprocess.run(
        ["git", "-c", f"core.excludesFile={os.devnull}", "ls-files", "-z", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    found = discover([os.fspath(root)], root)
    assert sorted(file.path.relative_to(root).as_posix() for file in found.files) == sorted(
        path for path in listed.split("\0") if path
    )


def _plant(directory: Path, tree: dict[str, object]) -> None:
    for name, content in tree.items():
        path = directory / name
        if isinstance(content, dict):
            path.mkdir()
            _plant(path, content)
        else:
            path.write_text(str(content or ""))
