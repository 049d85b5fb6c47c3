"""The examples beside a rule file: which lines a rule must find, and which it must leave alone.

Semgrep's own convention: in ``eval.py`` beside ``eval.yaml``, a comment ``# ruleid: some.rule`` says that the rule
finds something on the next line of code, ``# ok: some.rule`` that it does not; ``todoruleid`` and ``todook`` say what
it ought to do and does not yet. ``eval.fixed.py`` is the example after all fixes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

_NOTE = re.compile(
    r"(?:\#|//|/\*|<!--|--|;|%)\s*(ruleid|ok|todoruleid|todook)\s*:\s*([A-Za-z0-9._-]+(?:\s*,\s*[A-Za-z0-9._-]+)*)"
)
_RULE_FILES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Example:
    """One file of examples; lines from 1."""

    path: Path
    text: str
    found: dict[str, frozenset[int]] = field(default_factory=dict)
    """Rule -> lines on which it must find something."""
    left: dict[str, frozenset[int]] = field(default_factory=dict)
    """Rule -> lines on which it must not."""
    todo: dict[str, frozenset[int]] = field(default_factory=dict)
    """Rule -> lines of which nothing is asked yet."""

    @property
    def fixed(self) -> Path:
        """Where the example after all fixes would be."""
        return self.path.with_name(f"{self.path.stem}.fixed{self.path.suffix}")


def beside(rule_file: Path) -> list[Path]:
    """The files of examples of a rule file: those of the same name, whatever their suffix."""
    prefix = f"{rule_file.stem}."
    found = []
    for path in sorted(rule_file.parent.glob(f"{rule_file.stem}.*")):
        rest = path.name.removeprefix(prefix)
        if path == rule_file or not path.is_file() or rest.startswith("fixed."):
            continue
        if f".{rest}" in _RULE_FILES:
            continue
        found.append(path)
    return found


def read(path: Path) -> Example:
    """The notes in a file. Raises `OSError` and `UnicodeDecodeError`."""
    text = path.read_bytes().decode("utf-8")
    kinds: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    pending: list[tuple[str, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        notes = list(_NOTE.finditer(line))
        if notes:
            # Several notes one below the other are all about the line below them.
            pending += [(note[1], rule) for note in notes for rule in re.split(r"\s*,\s*", note[2])]
            continue
        for kind, rule in pending:
            kinds[kind][rule].add(number)
        pending = []
    return Example(
        path,
        text,
        _frozen(kinds["ruleid"]),
        _frozen(kinds["ok"]),
        _frozen(kinds["todoruleid"], kinds["todook"]),
    )


def _frozen(*notes: dict[str, set[int]]) -> dict[str, frozenset[int]]:
    rules: Iterable[str] = {rule for note in notes for rule in note}
    return {rule: frozenset().union(*(note.get(rule, set()) for note in notes)) for rule in sorted(rules)}
