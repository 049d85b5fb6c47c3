"""`.secrets.baseline` of detect-secrets: what a team knows of already.

Only what it lists is read. The plugins and filters it names are not: a baseline may name Python files to import
(``custom-plugins``), and an untrusted workspace must not run code here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from answerable.findings.problems import Problem

_REMEDY = "Write it again with `detect-secrets scan > .secrets.baseline`, or mend it."
_SHORTEST = 8
"""Below this many characters a value that detect-secrets cut says nothing (``ghp`` for every GitHub token)."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known, by path as the file writes it, with ``/``: the SHA-1 of each secret and the lines it was on."""

    known: Mapping[str, Mapping[str, frozenset[int]]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def lists(self, path: str) -> bool:
        """Whether it knows of anything in this file."""
        return _normal(path) in self.known

    def accepts(self, path: str, secret: str, line: int, as_seen: Iterable[str] = ()) -> bool:
        """Whether this secret is known in that file.

        `as_seen` are the values detect-secrets itself takes out of that line and place, which may be a part only; a
        very short one counts only on the line (from 1) where it was recorded.
        """
        known = self.known.get(_normal(path))
        if known is None:
            return False
        if _digest(secret) in known:
            return True
        return any(
            len(value) >= _SHORTEST or line in known[_digest(value)] for value in as_seen if _digest(value) in known
        )


def read(path: Path) -> Baseline:
    """The baseline in this file; what is wrong with it is in its `problems`, and nothing is raised."""
    try:
        return parse(path.read_text(encoding="utf-8-sig"), str(path))
    except OSError as error:
        return _broken(
            str(path), f"cannot be read: {error.strerror or error}.", "Check that it exists and may be read."
        )
    except UnicodeDecodeError:
        return _broken(str(path), "not UTF-8.", _REMEDY)


def parse(text: str, path: str) -> Baseline:
    """The baseline in this JSON text; `path` is what problems call the file. Useless entries are counted there."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        return _broken(path, f"not valid JSON: {error.msg}.", _REMEDY, error.lineno)
    except RecursionError:
        return _broken(path, "nested too deeply to read.", _REMEDY)
    results = data.get("results") if isinstance(data, dict) else None
    if not isinstance(results, dict):
        return _broken(path, "it has no object `results`.", _REMEDY)
    known: dict[str, dict[str, frozenset[int]]] = {}
    problems = []
    for name, entries in results.items():
        bad = 0
        for entry in entries if isinstance(entries, list) else [None]:
            digest, line = _entry(entry)
            if digest is None:
                bad += 1
                continue
            file = known.setdefault(_normal(name), {})
            file[digest] = file.get(digest, frozenset()) | {line}
        if bad:
            problems.append(
                Problem(
                    path,
                    f"`{name}`: {bad} of its entries cannot be read and are ignored.",
                    _REMEDY,
                    key=f"results.{name}",
                )
            )
    return Baseline(known, tuple(problems))


def _entry(entry: Any) -> tuple[str | None, int]:
    if not isinstance(entry, dict):
        return None, 0
    digest, line = entry.get("hashed_secret"), entry.get("line_number", 0)
    if not isinstance(digest, str) or len(digest) != 40:
        return None, 0
    return digest.lower(), line if isinstance(line, int) else 0


def _normal(path: str) -> str:
    return path.replace("\\", "/").removeprefix("./")


def _digest(secret: str) -> str:
    # The format's own digest; it identifies, it does not protect.
    return hashlib.sha1(secret.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def _broken(path: str, message: str, remedy: str, line: int | None = None) -> Baseline:
    return Baseline(problems=(Problem(path, message, remedy, line),))
