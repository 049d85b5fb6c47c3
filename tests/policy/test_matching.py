"""Patterns for rules and for paths."""

from __future__ import annotations

import pytest

from answerable.policy.matching import is_rule_pattern, path_matches, rule_matches, specificity


@pytest.mark.parametrize("text", ["python.eval", "secrets.*", "*.eval", "a-b_c.D9", "py*n", "x"])
def test_rule_patterns(text: str) -> None:
    assert is_rule_pattern(text)


@pytest.mark.parametrize("text", ["", "*", "*.*", "**", "...", "-", "a b", "a,b", "a/b", "[a]", "a?", "é", "a\n"])
def test_what_is_no_rule_pattern(text: str) -> None:
    assert not is_rule_pattern(text)


@pytest.mark.parametrize(
    ("pattern", "rule", "expected"),
    [
        ("python.eval", "python.eval", True),
        ("python.eval", "python.eval2", False),
        ("python.eval", "pythonXeval", False),
        ("python.*", "python.lang.eval", True),
        ("python.*", "python", False),
        ("python.*", "xpython.eval", False),
        ("*.eval", "python.eval", True),
        ("*.eval", "python.eval.more", False),
        ("py*l", "python.eval", True),
        ("a*b*c", "aXbYc", True),
        ("a*b*c", "aXcYb", False),
    ],
)
def test_rule_matches(pattern: str, rule: str, expected: bool) -> None:
    assert rule_matches(pattern, rule) is expected


def test_an_id_says_more_than_a_pattern_and_a_longer_pattern_more_than_a_shorter() -> None:
    assert sorted(["python.*", "python.eval", "*", "python.eval*"], key=specificity) == [
        "*",
        "python.*",
        "python.eval*",
        "python.eval",
    ]


@pytest.mark.parametrize(
    ("patterns", "path", "expected"),
    [
        (["*.py"], "a/b.py", True),
        (["/a"], "a/b.py", True),
        (["/b.py"], "a/b.py", False),
        (["a/"], "a/b.py", True),
        (["a/**/c"], "a/x/y/c", True),
        (["*.py", "!b.py"], "a/b.py", False),
        (["!b.py", "*.py"], "a/b.py", True),
        ([], "a/b.py", False),
    ],
)
def test_path_matches(patterns: list[str], path: str, expected: bool) -> None:
    assert path_matches(patterns, path) is expected


@pytest.mark.parametrize("pattern", ["!", "a\\", "[z-a]"])
def test_a_pattern_git_would_not_understand_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"attern"):
        path_matches([pattern], "a")


def test_a_name_that_is_not_utf8_can_be_matched() -> None:
    name = b"caf\xe9.py".decode("utf-8", "surrogateescape")
    assert path_matches(["*.py"], f"src/{name}")
    assert not path_matches(["*.js"], f"src/{name}")
