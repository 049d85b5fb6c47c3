"""One TOML file read and parsed; whatever is wrong with it becomes a `Problem`, never an exception."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any

from answerable.findings.problems import Problem

# A policy is written by hand; what is larger than this was put there by mistake.
_MAX_BYTES = 1024 * 1024
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def is_there(path: Path) -> bool:
    """Whether something has this name, a link that leads nowhere included: that is a mistake to be told."""
    try:
        return path.is_symlink() or path.exists()
    except OSError:
        return True


def read(path: Path, problems: list[Problem]) -> str | None:
    """The file's text; None where there is no file, and where there is one that cannot be read, which is a problem."""
    try:
        problem, data = _not_a_policy(path, path.stat()), b""
        if problem is None:
            data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        if not path.is_symlink():
            return None
        problem = _whole(path, "This link leads nowhere.", "Mend the link or remove it.")
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        problem = _whole(path, f"This cannot be read: {reason}.", "Make it a file you may read.")
    if problem is None:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            problem = _whole(path, "This is not UTF-8.", "Save it with the encoding UTF-8.", line)
    problems.append(problem)
    return None


def _not_a_policy(path: Path, status: os.stat_result) -> Problem | None:
    if stat.S_ISDIR(status.st_mode):
        return _whole(path, "This is a directory.", "Put a file of this name in its place.")
    if not stat.S_ISREG(status.st_mode):
        # A pipe would keep whoever opens it waiting.
        return _whole(path, "This is not a plain file.", "Put a plain file in its place.")
    if status.st_size > _MAX_BYTES:
        return _whole(path, "This is too large for a policy.", f"Keep it below {_MAX_BYTES:,} bytes.")
    return None


def _whole(path: Path, message: str, remedy: str, line: int | None = None) -> Problem:
    return Problem(str(path), message, f"{remedy} Until then nothing in it counts.", line=line)


def parse(text: str, path: Path, problems: list[Problem]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except RecursionError:
        problems.append(_whole(path, "This is not valid TOML: it is nested too deeply.", "Mend it."))
    except ValueError as error:
        # Besides its own exception, tomllib lets through what int() raises for a number of thousands of digits.
        at = _AT_LINE.search(str(error))
        what = _AT_LINE.sub("", str(error)).replace("(at end of document)", "at the end of the file").strip()
        line = int(at.group(1)) if at else text.rstrip().count("\n") + 1 if "end of document" in str(error) else None
        problems.append(_whole(path, f"This is not valid TOML: {what}.", "Mend this line.", line))
    return None
