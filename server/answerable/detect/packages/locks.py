"""Which packages a lock file names."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from typing import Any

from answerable.detect.packages.names import canonical

PYTHON = "python"
NODE = "node"


class LockError(ValueError):
    """A lock that cannot be read. The message says why."""


def read(name: str, text: str) -> frozenset[str]:
    """The names in a lock file called `name`, canonical where they are Python's. Raises `LockError`."""
    _, of = LOCKS[name]
    try:
        return frozenset(of(text))
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        said = str(error) if isinstance(error, ValueError) else f"it has not the form of a {name}"
        raise LockError(said) from None


def _toml(text: str) -> Iterator[str]:
    """poetry.lock, uv.lock, pdm.lock (``[[package]]``), pylock.toml (PEP 751: ``[[packages]]``)."""
    read = tomllib.loads(text)
    for package in (*read.get("package", ()), *read.get("packages", ())):
        yield canonical(package["name"])


def _pipfile(text: str) -> Iterator[str]:
    read = json.loads(text)
    for section, packages in read.items():
        if section != "_meta":
            yield from map(canonical, packages)


def _npm(text: str) -> Iterator[str]:
    read = json.loads(text)
    for path, package in read.get("packages", {}).items():
        if path:
            yield path.rpartition("node_modules/")[2]
        for kind in ("peerDependencies", "optionalDependencies") if path else ():
            yield from package.get(kind, ())
    waiting: list[Any] = [read.get("dependencies", {})]
    while waiting:
        for name, package in waiting.pop().items():
            yield name
            waiting.append(package.get("dependencies", {}))


_YARN = re.compile(r'^"?(?=\S)([^#:\n][^\n]*):$', re.MULTILINE)
_YARN_NAME = re.compile(r'"?(@?[^@\s",]+)@')


def _yarn(text: str) -> Iterator[str]:
    if "yarn lockfile" not in text and "__metadata" not in text:
        raise ValueError("it has not the head of a yarn.lock")
    for entry in _YARN.finditer(text):
        yield from _YARN_NAME.findall(entry[1])


_PNPM = re.compile(r"^ +(?:'|\")?/?(@[^@/'\"\s]+/[^@/'\"\s:]+|[^@/'\"\s:]+)(?:@|/\d|(?:'|\")?:)", re.MULTILINE)


def _pnpm(text: str) -> Iterator[str]:
    if re.search(r"^lockfileVersion:", text, re.MULTILINE) is None:
        raise ValueError("it has no lockfileVersion")
    # Every key counts, names of fields too: a library for a file of some MB would take seconds.
    yield from _PNPM.findall(text)


_BUN = re.compile(r'^\s*"(@?[^"@]+)":', re.MULTILINE)


def _bun(text: str) -> Iterator[str]:
    yield from _BUN.findall(text)


LOCKS: dict[str, tuple[str, Callable[[str], Iterator[str]]]] = {
    "poetry.lock": (PYTHON, _toml),
    "uv.lock": (PYTHON, _toml),
    "pdm.lock": (PYTHON, _toml),
    "pylock.toml": (PYTHON, _toml),
    "Pipfile.lock": (PYTHON, _pipfile),
    "package-lock.json": (NODE, _npm),
    "npm-shrinkwrap.json": (NODE, _npm),
    "yarn.lock": (NODE, _yarn),
    "pnpm-lock.yaml": (NODE, _pnpm),
    "bun.lock": (NODE, _bun),
}
"""By file name: whose packages it locks, and how it is read."""

LOCKED_BY = {
    "pyproject.toml": ("poetry.lock", "uv.lock", "pdm.lock", "pylock.toml"),
    "Pipfile": ("Pipfile.lock",),
    "package.json": ("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock"),
}
"""Which locks are written from which manifest."""
