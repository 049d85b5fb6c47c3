"""Which packages a manifest declares, and where it says so."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from packaging.requirements import InvalidRequirement, Requirement

from answerable.detect.agents.node import Node
from answerable.detect.agents.reading import read as read_node
from answerable.detect.packages.locks import NODE, PYTHON
from answerable.detect.packages.names import is_distribution
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

_REQUIREMENTS = re.compile(r"(?:.*[-_.])?(?:requirements?|constraints)(?:[-_.].*)?\.(?:txt|in)$")
_IN_FOLDER = re.compile(r"(?:^|/)requirements/[^/]+\.(?:txt|in)$")
_LINE = re.compile(r"[^\r\n]+")
NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
"""The name with which a requirement begins."""
_ELSEWHERE = re.compile(
    r"^(?:workspace|file|link|portal|patch|catalog|git|git\+\w+|https?|github|npm|jsr):|^[\w.-]+/[\w.-]+(?:#|$)"
)
_SETUP_KEYS = re.compile(r"(?:install|setup|tests|extras)_require(?:s)?$|^requires$")


class ManifestError(ValueError):
    """A manifest that cannot be read. The message says why, and never quotes it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One package that a manifest names."""

    name: str
    """As it is written; of Python's packages without extras and versions."""
    span: Span
    """Of the name, in code points."""
    lockable: bool = True
    """Whether the lock beside the manifest should have it."""
    elsewhere: bool = False
    """It comes from a path, a repository or an address, not by its name."""


def ecosystem(path: str) -> str:
    """Whose packages a file declares, by its path: ``python``, ``node``; empty for what is no manifest we read."""
    name = PurePosixPath(path).name
    if name == "package.json":
        return NODE
    if name in ("pyproject.toml", "Pipfile", "setup.cfg") or _REQUIREMENTS.match(name) or _IN_FOLDER.search(path):
        return PYTHON
    return ""


def read(snapshot: Snapshot) -> tuple[Entry, ...] | None:
    """What a manifest declares; None where it is for other things than dependencies. Raises `ManifestError`."""
    name = PurePosixPath(snapshot.path).name
    if name == "package.json":
        try:
            json.loads(snapshot.text.removeprefix("\ufeff"))
        except (ValueError, RecursionError) as error:
            raise ManifestError(f"it is no JSON ({_where(error)})") from None
        root = read_node(snapshot)
        return tuple(_package_json(root)) if root is not None else None
    if name in ("pyproject.toml", "Pipfile"):
        try:
            tomllib.loads(snapshot.text.replace("\r\n", "\n"))
        except (ValueError, RecursionError) as error:
            raise ManifestError(f"it is no TOML ({_where(error)})") from None
        root = read_node(snapshot)
        if root is None:
            return None
        if name == "Pipfile":
            return tuple(_pipfile(root))
        tools = root.get("tool")
        tables = [root.get("project"), root.get("build-system"), root.get("dependency-groups")]
        if not any(tables) and (tools is None or not any(tools.get(tool) for tool in ("poetry", "uv", "pdm", "hatch"))):
            return None
        return tuple(_pyproject(root))
    if name == "setup.cfg":
        found = tuple(_setup_cfg(snapshot.text))
        return found if found or "install_requires" in snapshot.text else None
    return tuple(requirements(snapshot.text))


def _where(error: Exception) -> str:
    """Where a parser stopped, without the text it stopped at."""
    place = re.search(r"line \d+,? column \d+", str(error))
    return place[0] if place else type(error).__name__


def requirement(text: str, start: int, *, lockable: bool = True) -> Entry | None:
    """A requirement of Python (PEP 508) that begins at `start`; None for what is none."""
    lead = len(text) - len(text.lstrip())
    match = NAME.match(text, lead)
    if match is None:
        return None
    try:
        read = Requirement(text.strip())
    except InvalidRequirement:
        # What a person is still typing, and old forms that tools take: the name counts if nothing strange follows.
        if re.match(r"\s*(?:\[[^\]]*\])?\s*(?:[<>=!~;,(@^#\s]|$)", text[match.end() :]) is None:
            return None
        return Entry(match[0], Span(start + lead, start + match.end()), lockable)
    marked = read.marker is not None
    return Entry(read.name, Span(start + lead, start + match.end()), lockable and not marked, read.url is not None)


def _list(node: Node | None, *, lockable: bool = True) -> Iterator[Entry]:
    for item in (node.items or ()) if node is not None else ():
        if isinstance(item.value, str):
            entry = requirement(item.value, item.span.start, lockable=lockable)
            if entry is not None and len(item.value) == len(item.span):
                yield entry


def _lists(node: Node | None, *, lockable: bool = True) -> Iterator[Entry]:
    for pair in (node.pairs or ()) if node is not None else ():
        yield from _list(pair.node, lockable=lockable)


def _at(node: Node | None, *keys: str) -> Node | None:
    for key in keys:
        node = node.get(key) if node is not None else None
    return node


def _pyproject(root: Node) -> Iterator[Entry]:
    yield from _list(_at(root, "project", "dependencies"))
    yield from _lists(_at(root, "project", "optional-dependencies"))
    # Groups and what builds the project are in the locks of some tools, not of all.
    yield from _lists(root.get("dependency-groups"), lockable=False)
    yield from _list(_at(root, "build-system", "requires"), lockable=False)
    yield from _list(_at(root, "tool", "uv", "dev-dependencies"))
    yield from _lists(_at(root, "tool", "pdm", "dev-dependencies"), lockable=False)
    for pair in (hatch.pairs or ()) if (hatch := _at(root, "tool", "hatch", "envs")) is not None else ():
        for key in ("dependencies", "extra-dependencies"):
            yield from _list(pair.node.get(key), lockable=False)
    poetry = _at(root, "tool", "poetry")
    yield from _keys(_at(poetry, "dependencies"))
    yield from _keys(_at(poetry, "dev-dependencies"))
    for pair in (groups.pairs or ()) if (groups := _at(poetry, "group")) is not None else ():
        yield from _keys(pair.node.get("dependencies"))


def _pipfile(root: Node) -> Iterator[Entry]:
    for pair in root.pairs or ():
        if pair.key not in ("source", "requires", "scripts", "pipenv"):
            yield from _keys(pair.node)


def _keys(table: Node | None) -> Iterator[Entry]:
    for pair in (table.pairs or ()) if table is not None else ():
        if pair.key != "python" and is_distribution(pair.key):
            elsewhere = any(pair.node.get(key) for key in ("path", "git", "url", "file", "editable"))
            marked = pair.node.get("markers") is not None
            yield Entry(pair.key, pair.at, not marked, elsewhere)


def _package_json(root: Node) -> Iterator[Entry]:
    for kind, lockable in _NODE_KINDS:
        table = root.get(kind)
        for pair in (table.pairs or ()) if table is not None else ():
            version = pair.node.value if isinstance(pair.node.value, str) else ""
            yield Entry(pair.key, pair.at, lockable, _ELSEWHERE.search(version) is not None)


_NODE_KINDS = (
    ("dependencies", True),
    ("devDependencies", True),
    ("optionalDependencies", False),
    ("peerDependencies", False),
)


def requirements(text: str) -> Iterator[Entry]:
    """The entries of a list of requirements in pip's format."""
    for line in _LINE.finditer(text):
        stripped = line[0].lstrip()
        if not stripped or stripped[0] in "#-./\\" or "://" in stripped.partition("@")[0]:
            continue
        bare = re.sub(r"(?:\s+#|\s--?\w|\s*\\$).*", "", line[0])
        entry = requirement(bare, line.start())
        if entry is not None:
            yield entry


def _setup_cfg(text: str) -> Iterator[Entry]:
    section = key = ""
    for line in _LINE.finditer(text):
        stripped = line[0].strip()
        if not stripped or stripped[0] in "#;":
            continue
        if stripped[0] == "[":
            section, key = stripped.strip("[]"), ""
            continue
        if not line[0][0].isspace():
            key, _, value = line[0].partition("=")
            at, key = line.end() - len(value), key.strip()
        else:
            at, value = line.start(), line[0]
        if section == "options.extras_require" or (section == "options" and _SETUP_KEYS.search(key)):
            entry = requirement(value, at) if value.strip() else None
            if entry is not None:
                yield entry
