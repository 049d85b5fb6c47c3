"""``paths:`` of a rule: which files it looks at.

The engine reads its targets under names of our own (a waiting process has to name its target before anybody knows the
document), so the globs are applied here, to the document's path, in the editor and on the command line alike. They mean
what they mean to the engine, and the tests ask it:

- a glob that begins with ``/`` or ``./`` holds from the root of the workspace, any other from any directory;
- a glob that matches a directory matches everything in it, and one that ends in ``/`` matches nothing but directories;
- ``*`` and ``?`` stop at ``/``, ``**`` as a whole part stands for any number of directories, ``[…]`` is a set; a
  backslash takes the next character as it is, braces are nothing special, a dot at the front of a name neither.

One difference: to the engine ``[!a]`` also matches ``/``; here a set never leaves its part of the path.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from answerable.detect.semgrep.rule import Rule


def applies(rule: Rule, path: str) -> bool:
    """Whether the rule looks at the file; `path` relative to its root with ``/`` between the parts."""
    if rule.include and not any(matches(glob, path) for glob in rule.include):
        return False
    return not any(matches(glob, path) for glob in rule.exclude)


def check(glob: str) -> None:
    """Raises `ValueError` that says what is wrong with a glob, for the loader: afterwards nothing here raises."""
    _compiled(glob)


def matches(glob: str, path: str) -> bool:
    """Whether one glob matches one path. Raises `ValueError` where `check` does."""
    return _compiled(glob).fullmatch(path) is not None


@lru_cache(maxsize=2048)
def _compiled(glob: str) -> re.Pattern[str]:
    anchored = glob.startswith(("/", "./"))
    parts = [part for part in glob.split("/") if part not in ("", ".")]
    if not parts:
        return re.compile(r"(?!)")
    directory = glob.endswith("/") and parts[-1] != "**"
    pattern = "" if anchored else r"(?:[^/]+/)*"
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if part == "**":
            pattern += r".*" if last else r"(?:[^/]+/)*"
        else:
            pattern += _part(part) + ("" if last else "/")
    return re.compile(pattern + (r"/.+" if directory else r"(?:/.*)?"), re.DOTALL)


def _part(glob: str) -> str:
    pattern, at = "", 0
    while at < len(glob):
        char = glob[at]
        at += 1
        if char == "*":
            pattern += "[^/]*"
        elif char == "?":
            pattern += "[^/]"
        elif char == "\\" and at < len(glob):
            pattern += re.escape(glob[at])
            at += 1
        elif char == "[":
            negated = glob[at : at + 1] in ("!", "^")
            end = glob.find("]", at + 1 + negated)
            if end < 0:
                raise ValueError("a `[` without its `]`")
            body = glob[at + negated : end].replace("\\", "\\\\").replace("[", "\\[").replace("^", "\\^")
            pattern += f"[{'^/' if negated else ''}{body}]"
            at = end + 1
        else:
            pattern += re.escape(char)
    return pattern
