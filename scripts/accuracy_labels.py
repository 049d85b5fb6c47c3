"""What a folder of labelled cases says of itself: which places are mistakes, of which weakness, and which are safe.

Three ways to label, the first that is there counts: a CSV file, ``ruleid:`` and ``ok:`` comments in a file, names of
folders and files.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_CWE = re.compile(r"(?<![A-Za-z])CWE[-_ ]?0*(\d+)(?!\d)", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+")
_COMMENT = re.compile(r"(?:#|//|/\*|<!--|--)\s*(ruleid|ok):\s*([\w.-]+(?:\s*,\s*[\w.-]+)*)")
_UNSAFE = frozenset({"insecure", "vulnerable", "vuln", "bad", "unsafe"})
_SAFE = frozenset({"secure", "safe", "good", "fixed", "ok", "benign", "patched"})
_TRUE, _FALSE = frozenset({"true", "1", "yes"}), frozenset({"false", "0", "no"})
_NAMES = ("name", "test name", "file", "path")
_REAL = ("real vulnerability", "vulnerable", "insecure")


class LabelError(Exception):
    """Labels that cannot be read. The message names the file, the line and the way out."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that a tool is right or wrong about."""

    path: str
    """Relative to the folder, with slashes."""
    unsafe: bool
    cwe: int | None = None
    line: int | None = None
    """From 1, where one line is meant; else the whole file."""
    rules: frozenset[str] = frozenset()
    """Ids of rules that a comment names."""


def labelled(folder: Path, files: Iterable[Path], table: Path | None = None) -> Iterator[Case]:
    """The cases in these files of the folder; a file that nothing labels has none. Raises `LabelError`."""
    if table is not None:
        yield from _of_table(folder, files, table)
        return
    for file in files:
        path = file.relative_to(folder).as_posix()
        marked = list(_of_comments(path, file.read_text(encoding="utf-8", errors="replace")))
        if marked:
            yield from marked
        elif (case := _of_names(path)) is not None:
            yield case


def table_in(folder: Path) -> Path | None:
    """The CSV file with labels that the folder holds itself: ``labels.csv``, or one whose name begins with
    ``expectedresults``. Raises `LabelError` where there are several."""
    found = sorted(p for p in folder.glob("*.csv") if p.stem == "labels" or p.stem.startswith("expectedresults"))
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise LabelError(f"{folder}: several files may hold the labels ({names}); name one with --labels")
    return found[0] if found else None


def _of_comments(path: str, text: str) -> Iterator[Case]:
    """A comment speaks of the next line that is no such comment."""
    waiting: list[tuple[bool, frozenset[str]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        match = _COMMENT.search(line)
        if match:
            waiting.append((match[1] == "ruleid", frozenset(re.split(r"\s*,\s*", match[2]))))
            continue
        for unsafe, rules in waiting:
            yield Case(path, unsafe, line=number, rules=rules)
        waiting = []


def _of_names(path: str) -> Case | None:
    cwes = _CWE.findall(path)
    # The innermost name that says something counts: `safe/` inside `CWE-89/`.
    for part in reversed(path.split("/")):
        words = {word.lower() for word in _WORD.findall(part)}
        if words & _UNSAFE or words & _SAFE:
            return Case(path, bool(words & _UNSAFE), int(cwes[-1]) if cwes else None)
    return Case(path, True, int(cwes[-1])) if cwes else None


def _of_table(folder: Path, files: Iterable[Path], table: Path) -> Iterator[Case]:
    by_name: dict[str, list[str]] = {}
    for file in files:
        path = file.relative_to(folder).as_posix()
        for name in {path, file.name, file.stem}:
            by_name.setdefault(name, []).append(path)
    try:
        rows = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LabelError(f"{table}: it cannot be read as CSV ({error})") from None
    header = [cell.strip().lstrip("#").strip().lower() for cell in rows[0]] if rows else []
    name_at = next((header.index(name) for name in _NAMES if name in header), None)
    real_at = next((header.index(name) for name in _REAL if name in header), None)
    if name_at is None or real_at is None:
        raise LabelError(
            f"{table}:1: the first line has to name the columns: one of {', '.join(_NAMES)}; one of "
            f"{', '.join(_REAL)}; and cwe where it is known"
        )
    cwe_at = header.index("cwe") if "cwe" in header else None
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        cells = [cell.strip() for cell in row] + [""] * len(header)
        real = cells[real_at].lower()
        if real not in _TRUE | _FALSE:
            raise LabelError(f"{table}:{number}: {header[real_at]} is {cells[real_at]!r}; write true or false")
        places = by_name.get(cells[name_at], [])
        if len(places) != 1:
            what = "no file" if not places else "several files"
            raise LabelError(f"{table}:{number}: {what} in {folder} is called {cells[name_at]!r}")
        digits = re.sub(r"(?i)^cwe[-_ ]?", "", cells[cwe_at]) if cwe_at is not None else ""
        if digits and not digits.isdecimal():
            raise LabelError(f"{table}:{number}: cwe is {digits!r}; write a number such as 89")
        yield Case(places[0], real in _TRUE, int(digits) if digits else None)
