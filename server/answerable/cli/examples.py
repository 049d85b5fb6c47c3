"""The examples in a rule's own test file, as pieces of code to show."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from pathlib import Path

from answerable.detect.semgrep import examples

_MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of code with what the rule says to it."""

    found: bool
    path: Path
    line: int
    """Of the code's first line, from 1."""
    code: str


def examples_of(rule: str, source: Path) -> list[Shown]:
    """The examples for a rule in the files beside its own, in order; none where they cannot be read."""
    shown: list[Shown] = []
    for path in examples.beside(source):
        try:
            example = examples.read(path)
        except (OSError, UnicodeDecodeError):
            continue
        lines = example.text.splitlines()
        marked = dict.fromkeys(example.found.get(rule, ()), True) | dict.fromkeys(example.left.get(rule, ()), False)
        shown += [Shown(found, path, line, _piece(lines, line - 1)) for line, found in sorted(marked.items())]
    return shown


def _piece(lines: list[str], start: int) -> str:
    """A line, and what is indented below it or closes its brackets."""
    taken: list[str] = []
    depth = 0
    for line in lines[start : start + _MOST_LINES]:
        if taken and (not line.strip() or (depth <= 0 and _indent(line) <= _indent(taken[0]))):
            break
        taken.append(line)
        depth += sum(line.count(c) for c in "([{") - sum(line.count(c) for c in ")]}")
    return textwrap.dedent("\n".join(taken))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
