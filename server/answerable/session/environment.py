"""What can be imported from an environment of Python, read from its files: nothing in it is run."""

# Paths are plain strings in here: a `Path` for each entry costs more than the look itself.
# ruff: noqa: PTH113, PTH118, PTH123, PTH202, PTH208

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from answerable.text.decode import Decoded, decode

_MAPPING = re.compile(r"['\"](\w+)['\"]\s*:\s*['\"]")


def site_packages(path: str) -> tuple[str, ...]:
    """The directories of packages in a virtual environment, by the layouts of CPython's ``venv``."""
    root = Path(path)
    try:
        found = [
            *root.glob("lib/python*/site-packages"),
            *root.glob("lib/pypy*/site-packages"),
            root / "Lib" / "site-packages",
        ]
        return tuple(str(directory) for directory in found if directory.is_dir())
    except OSError:
        return ()


def modules(packages: str) -> Iterator[str]:
    """The top-level modules in a directory of packages, those of editable installs included."""
    for name in _names(packages):
        if name.endswith((".dist-info", ".egg-info")):
            yield from (text(os.path.join(packages, name, "top_level.txt"), 100_000) or "").split()
        elif name.endswith(".pth"):
            for line in (text(os.path.join(packages, name), 100_000) or "").splitlines():
                if line and not line.startswith(("import", "#")):
                    yield from (each.partition(".")[0] for each in _names(os.path.join(packages, line.strip())))
        elif name.startswith("__editable__"):
            yield from _MAPPING.findall(text(os.path.join(packages, name), 1_000_000) or "")
        else:
            yield name.partition(".")[0]


def text(path: str, most: int) -> str | None:
    """A file's text; None where it cannot be read, is no plain file or has more than `most` bytes."""
    try:
        if not os.path.isfile(path) or os.path.getsize(path) > most:
            return None
        with open(path, "rb") as file:
            decoded = decode(file.read(most))
    except OSError:
        return None
    return decoded.text if isinstance(decoded, Decoded) else None


def _names(directory: str) -> list[str]:
    try:
        return os.listdir(directory)
    except OSError:
        return []
