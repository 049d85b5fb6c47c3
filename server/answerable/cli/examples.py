"""The examples in a rule's own test file: `ruleid:` stands above what it finds, `ok:` above what it leaves alone."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

_MARK = re.compile(r"^\s*(?:#|//|/\*|<!--|--|%)\s*(?P<kind>ruleid|ok|todoruleid|todook)\s*:\s*(?P<ids>[^*>]*)")
_MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of code with what the rule says to it."""

    found: bool
    path: Path
    line: int
    """Of the code's first line, from 1."""
    code: str


def examples_of(rule: str, source: Path) -> list[Example]:
    """The examples for a rule in the files beside its own, in order; none where they cannot be read."""
    found: list[Example] = []
    for path in sorted(source.parent.glob(f"{source.stem}.*")):
        if path.suffix not in (".yaml", ".yml") and path.stem == source.stem:
            try:
                found += _in_text(rule, path, path.read_text("utf-8"))
            except (OSError, UnicodeDecodeError):
                continue
    return found


def _in_text(rule: str, path: Path, text: str) -> list[Example]:
    lines = text.splitlines()
    examples = []
    for number, line in enumerate(lines):
        mark = _MARK.match(line)
        if mark is None or mark["kind"] not in ("ruleid", "ok") or rule not in re.split(r"[,\s]+", mark["ids"]):
            continue
        start = number + 1
        while start < len(lines) and _MARK.match(lines[start]):
            start += 1
        code = _piece(lines, start)
        if code:
            examples.append(Example(mark["kind"] == "ruleid", path, start + 1, code))
    return examples


def _piece(lines: list[str], start: int) -> str:
    """The line the mark speaks of, and what is indented below it or closes its brackets."""
    taken: list[str] = []
    depth = 0
    for line in lines[start : start + _MOST_LINES]:
        if taken and (not line.strip() or _MARK.match(line) or (depth <= 0 and _indent(line) <= _indent(taken[0]))):
            break
        taken.append(line)
        depth += sum(line.count(c) for c in "([{") - sum(line.count(c) for c in ")]}")
    return textwrap.dedent("\n".join(taken))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
