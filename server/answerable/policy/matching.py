"""Patterns people write in a policy: rule ids with ``*``, and paths in the form of ``.gitignore``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pathspec import GitIgnoreSpec

# Semgrep allows letters, digits, dot, dash and underscore in a rule id; ours are the same, plus `*` in a pattern.
# One letter at least: `*` alone would excuse whatever is found next year as well.
_RULE_PATTERN = re.compile(r"(?=[*._-]*[A-Za-z0-9])[A-Za-z0-9._*-]+")


def is_rule_pattern(text: str) -> bool:
    """Whether this can name a rule or, with ``*``, a family of rules; ``*`` alone cannot."""
    return _RULE_PATTERN.fullmatch(text) is not None


def rule_matches(pattern: str, rule: str) -> bool:
    """Whether the pattern names this rule. ``*`` stands for any run of characters, dots included."""
    if "*" not in pattern:
        return pattern == rule
    return _compiled_rule(pattern).fullmatch(rule) is not None


def specificity(pattern: str) -> tuple[bool, int]:
    """Greater for the pattern that says more: an id before any pattern, then the one with more letters."""
    return "*" not in pattern, len(pattern.replace("*", ""))


def path_matches(patterns: Iterable[str], path: str) -> bool:
    """Whether a path (relative, ``/`` between its parts) is taken by these patterns, by the rules of ``.gitignore``.

    The last pattern that matches decides, and ``!`` before one takes the path out again. Raises `ValueError` for a
    pattern that git would not understand.
    """
    # A name that is not UTF-8 holds lone surrogates, which the matcher cannot take.
    printable = path.encode("utf-8", "backslashreplace").decode()
    return _compiled_paths(tuple(patterns)).match_file(printable)


@lru_cache(maxsize=1024)
def _compiled_rule(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in pattern.split("*")))


@lru_cache(maxsize=256)
def _compiled_paths(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    try:
        return GitIgnoreSpec.from_lines(patterns)
    except re.error as error:
        # pathspec hands a range such as `[z-a]` on to `re` unread.
        raise ValueError(f"not a pattern: {error}") from error
