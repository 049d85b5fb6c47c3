"""What a project says of its packages in other places than manifests: scripts that set it up, files of other tools.

Generous throughout: whatever is told here only makes that less is reported.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from answerable.detect.packages import manifests
from answerable.detect.packages.names import canonical

_STRING = re.compile(r"(?:'([^'\\\n]{1,200})'|\"([^\"\\\n]{1,200})\")")
_INSTALL = re.compile(r"\b(?:pip3?|uv|conda|mamba|micromamba|poetry|pipx|pdm|rye)\s+(?:install|add)\s+([^\n;&|`]+)")
_SYSTEM = re.compile(r"\bpython3?-([a-z0-9][a-z0-9.+-]+)")
_SCRIPT = re.compile(r"^# /// script\r?\n((?:#.*\r?\n)*?)# ///", re.MULTILINE)
_FILE = re.compile(r"[\w./\\-]{1,200}\.(?:txt|in)\b")
_INCLUDED = re.compile(r"^[ \t]*(?:-[rc]|--requirement|--constraint)[ \t=]*([^\s#]{1,200})", re.MULTILINE)
_NO_LIST = re.compile(
    r"readme|licen[cs]e|copying|authors|change|history|manifest\.in|news|robots|cmakelists", re.IGNORECASE
)
_EGG = re.compile(r"[#&]egg=([\w.-]+)")
_REPOSITORY = re.compile(
    r"(?:git|hg|svn|bzr)\+\S{1,300}?/([\w.-]{1,100}?)(?:\.git)?(?:[@#][^\s'\"/]{0,300})?(?:[\s'\"]|$)"
)
_WHEEL = re.compile(r"([A-Za-z0-9][\w.]{0,100}?)-\d[\w.!+-]{0,200}?\.(?:whl|tar\.gz|zip)\b")
_CONDA = re.compile(r"^[ \t]*-[ \t]*[\"']?(?:[\w-]+::)?([A-Za-z][\w.-]*)", re.MULTILINE)
_TOX = re.compile(r"^(?:deps[ \t]*=)?[ \t]+(?:[\w,!{}-]+:\s*)?([A-Za-z][\w.-]*)", re.MULTILINE)
_KEY = re.compile(r"^[ \t]*[\"']?([A-Za-z][\w.-]*)[\"']?\s*=", re.MULTILINE)
_CARGO = re.compile(r"^name\s*=\s*\"([\w-]+)\"", re.MULTILINE)
_NATIVE = re.compile(r"(?:pybind11_add_module|nanobind_add_module|python_add_library|extension_module)\s*\(\s*'?(\w+)")
_DECLARING = re.compile(
    r"^[ \t]*\[(?:project[\].]|dependency-groups\]|tool\.(?:poetry|pixi|flit)[\].]|tool\.(?:uv|pdm|rye|hatch)\.[\w.-]*"
    r"(?:dependencies|envs))",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What one file tells."""

    declared: frozenset[str] = frozenset()
    """Distributions, in canonical form."""
    modules: frozenset[str] = frozenset()
    """Top-level modules that the project builds."""
    home: bool = False
    """It says what the programs beside it and below need, as a manifest does."""
    files: tuple[str, ...] = ()
    """Files with more requirements, relative to this one's directory, as far as one sees."""


def reads(path: str) -> bool:
    """Whether a file of this path, relative to the root, is one of these."""
    return _reader(path) is not None


def read(path: str, text: str) -> Told:
    """What the file at `path` tells; nothing for one that is none of these."""
    reader = _reader(path)
    return reader(text) if reader is not None else Told()


def _reader(path: str) -> Callable[[str], Told] | None:
    place = PurePosixPath(path)
    name = place.name
    if name in _BY_NAME:
        return _BY_NAME[name]
    if re.match(r"(?:environment|conda|env)[\w.-]*\.ya?ml$", name):
        return _conda
    if path.startswith(".github/") and place.suffix in (".yml", ".yaml"):
        return _installing
    if place.suffix in (".sh", ".bash", ".mk", ".dockerfile") or name.startswith(("Dockerfile.", "Containerfile")):
        return _installing
    return None


def _setup(text: str) -> Told:
    return Told(frozenset(mentioned(text)) | frozenset(installed(text)), home=True, files=files(text))


def _session(text: str) -> Told:
    return Told(frozenset(mentioned(text)) | frozenset(installed(text)), files=files(text))


def _tox(text: str) -> Told:
    return Told(_canonical(_TOX.findall(text)) | frozenset(installed(text)), files=files(text))


def _conda(text: str) -> Told:
    return Told(_canonical(_CONDA.findall(text)) | frozenset(addresses(text)), home="dependencies" in text)


def _pixi(text: str) -> Told:
    return Told(_canonical(_KEY.findall(text)), home=True)


def _installing(text: str) -> Told:
    return Told(frozenset(installed(text)))


def _native(text: str) -> Told:
    found = (*_CARGO.findall(text), *_NATIVE.findall(text))
    return Told(modules=frozenset(name.replace("-", "_") for name in found))


_BY_NAME: dict[str, Callable[[str], Told]] = {
    "setup.py": _setup,
    **dict.fromkeys(("noxfile.py", "dodo.py", "tasks.py", "fabfile.py"), _session),
    "tox.ini": _tox,
    "meta.yaml": _conda,
    "pixi.toml": _pixi,
    **dict.fromkeys(("Dockerfile", "Makefile", "makefile", "GNUmakefile", "justfile", "Justfile"), _installing),
    **dict.fromkeys(
        (".gitlab-ci.yml", ".travis.yml", "azure-pipelines.yml", "appveyor.yml", "Taskfile.yml"), _installing
    ),
    **dict.fromkeys(("Cargo.toml", "CMakeLists.txt", "meson.build"), _native),
}


def requirements(text: str) -> Told:
    """What lists of requirements tell beside their entries: further lists, what comes from addresses and paths."""
    named = (name for name in _INCLUDED.findall(text) if "://" not in name)
    return Told(frozenset(addresses(text)), home=True, files=tuple(dict.fromkeys((*named, *files(text)))))


def pyproject(text: str) -> Told:
    """What a ``pyproject.toml`` that is TOML tells of other tools' dependencies, and whether it declares any."""
    declared: set[str] = set()
    waiting: list[object] = [tomllib.loads(text.replace("\r\n", "\n")).get("tool", {})]
    while waiting:
        table = waiting.pop()
        if not isinstance(table, dict):
            continue
        for key, value in table.items():
            if re.search(r"(?:dependencies|requires|deps)$", key):
                declared.update(_names(value))
            if isinstance(value, str) and "[testenv" in value:
                declared |= _tox(value).declared
            waiting.append(value)
    return Told(frozenset(declared), home=_DECLARING.search(text) is not None, files=files(text))


def _names(value: object) -> Iterator[str]:
    """Names in a list of requirements, or in a table of them, or in a table of such lists."""
    if isinstance(value, str):
        entry = manifests.requirement(value, 0)
        if entry is not None:
            yield canonical(entry.name)
    elif isinstance(value, list):
        for item in value:
            yield from _names(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != "python":
                yield canonical(key)
            if isinstance(item, list):
                yield from _names(item)


def files(text: str) -> tuple[str, ...]:
    """Names of text files that may hold requirements, in order."""
    found = (name.replace("\\", "/").lstrip("/") for name in _FILE.findall(text))
    return tuple(dict.fromkeys(name for name in found if not _NO_LIST.search(name)))


def addresses(text: str) -> Iterator[str]:
    """Canonical names of what comes from a repository or as a file: ``#egg=``, the repository's name, a wheel's."""
    for pattern in (_EGG, _REPOSITORY, _WHEEL):
        yield from map(canonical, pattern.findall(text))


def mentioned(text: str) -> Iterator[str]:
    """Canonical names of distributions that a text has in quotes as requirements: ``setup.py``, ``noxfile.py``."""
    for match in _STRING.finditer(text):
        entry = manifests.requirement(match[1] or match[2] or "", 0)
        if entry is not None:
            yield canonical(entry.name)


def installed(text: str) -> Iterator[str]:
    """Canonical names of what a text has installed: ``pip install a b``, and PEP 723's block ``# /// script``."""
    for match in _INSTALL.finditer(text):
        for word in re.split(r"[\s,'\"\[\]]+", match[1]):
            name = manifests.NAME.match(word)
            if name is not None:
                yield canonical(name[0])
        yield from addresses(match[1])
    if "install" in text:
        yield from map(canonical, _SYSTEM.findall(text))
    for block in _SCRIPT.finditer(text):
        yield from mentioned(block[1])


def stands_alone(text: str) -> bool:
    """Whether a script declares its own dependencies (PEP 723, inline script metadata)."""
    return _SCRIPT.search(text) is not None


def _canonical(names: list[str]) -> frozenset[str]:
    return frozenset(map(canonical, names))
