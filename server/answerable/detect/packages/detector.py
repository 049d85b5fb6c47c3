"""Holds what a program imports and a manifest declares against what is known of the project."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import PurePosixPath

from answerable.detect.detector import Cancel
from answerable.detect.packages import locks, manifests, names, python, script, told
from answerable.detect.packages.facts import Facts, World
from answerable.detect.packages.imports import Import
from answerable.detect.packages.locks import LOCKED_BY, LOCKS
from answerable.detect.packages.manifests import Entry, ManifestError
from answerable.detect.packages.table import by_name, shipped
from answerable.findings.model import Finding, Fix, Replacement, Report, Skipped
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

NAME = "packages"
Known = Callable[[bool], Facts]
"""What is known of the project; asked with True, it looks whether that still holds."""

_COPIES = re.compile(
    r"(?:^|/)(?:_?vendor(?:ed|s)?|third[-_]?party|externals?|node_modules|site-packages|bower_components|compiled)/|\.min\.[cm]?js$"
)
_TRIALS = re.compile(
    r"(?:^|/)(?:\.[^/]+|tests?|testing|__tests__|spec|e2e|fixtures?|testdata|examples?|samples?|docs?|demos?|benchmarks?|benches"
    r"|templates?|playground|notebooks|tutorials?|scripts|tools|ci|stubs|rules)/|(?:^|/)(?:test_[^/]*|conftest|[^/]*_test)\.py$"
    r"|\.(?:test|spec|stories|bench|config)\.[cm]?[jt]sx?$|(?:^|/)(?:setup|noxfile|fabfile|tasks|conf)\.py$"
)
"""Where a program need not declare what it uses."""
_SHOWN = re.compile(r"(?:^|/)(?:fixtures?|testdata|test[-_]data|data|examples?|samples?|docs?|templates?)/")
"""Where programs only show something."""
# Old packages of these names are for versions of the language that lack the module, or for browsers.
_BACKPORTS = frozenset(
    {
        "argparse",
        "asyncio",
        "contextvars",
        "dataclasses",
        "enum",
        "graphlib",
        "pathlib",
        "typing",
        "unittest",
        "test",
        "parser",
    }
)
_NODE_ONLY = frozenset({"fs", "child_process", "http", "https", "net", "dns", "cluster", "worker_threads", "tls", "os"})


class PackagesDetector:
    """Imports in Python, JavaScript and TypeScript, and manifests. Any thread may call it.

    `known` tells of the project; its answer may change, and is the only thing besides the text that findings depend on.
    """

    name = NAME

    def __init__(self, known: Known) -> None:
        self.known = known
        self.rules = shipped()

    def applies(self, snapshot: Snapshot) -> bool:
        """Programs, manifests and locks."""
        name = PurePosixPath(snapshot.path).name
        grammar = snapshot.language.grammar
        return (
            grammar == "python"
            or grammar in script.GRAMMARS
            or name in LOCKS
            or bool(manifests.ecosystem(snapshot.path))
        )

    def scan(self, snapshot: Snapshot, cancel: Cancel) -> Report:
        """All it finds, by position. Raises `Cancelled`."""
        name = PurePosixPath(snapshot.path).name
        if name in LOCKS:
            return _lock(snapshot, name)
        if manifests.ecosystem(snapshot.path):
            return self._manifest(snapshot)
        if _COPIES.search(snapshot.path) or PurePosixPath(snapshot.path).is_absolute():
            return Report()
        facts = self.known(False)
        found = tuple(self._imports(snapshot, facts, cancel))
        if found:
            # What is missing may have been added a moment ago.
            fresh = self.known(True)
            if fresh is not facts:
                found = tuple(self._imports(snapshot, fresh, cancel))
        return Report(found)

    def _imports(self, snapshot: Snapshot, facts: Facts, cancel: Cancel) -> Iterator[Finding]:
        is_python = snapshot.language.grammar == "python"
        world = facts.python if is_python else facts.node
        own = frozenset(told.installed(snapshot.text)) if is_python else frozenset[str]()
        alone = is_python and told.stands_alone(snapshot.text)
        if world.broken or not facts.complete or not (alone or world.at_home(snapshot.path)):
            return
        elsewhere = is_python and re.search(r"\bsys\.path\b|site\.addsitedir", snapshot.text) is not None
        seen: set[str] = set()
        for one in python.imports(snapshot) if is_python else script.imports(snapshot):
            cancel.check()
            name = one.name if is_python else script.package(one.name)
            if not name or name in seen:
                continue
            seen.add(name)
            if name.lower() in facts.silent or one.name.lower() in facts.silent:
                continue
            if is_python:
                rule, said = _of_python(name, world, own)
            else:
                rule, said = _of_script(name, one, world)
            trial = _TRIALS.search(snapshot.path) is not None
            if rule == "unknown-import" and (elsewhere or (trial and one.within) or _SHOWN.search(snapshot.path)):
                continue
            if rule == "undeclared-import" and (one.within or elsewhere or trial):
                continue
            if rule:
                span = _top(one, name, is_python)
                # In Python the name is used further on; a specifier of JavaScript stands by itself.
                fix = _renamed(span, said) if said and not is_python and len(span) == len(name) else None
                yield by_name()[rule].finding(NAME, span, fix, _message(rule, name, said))

    def _manifest(self, snapshot: Snapshot) -> Report:
        try:
            entries = manifests.read(snapshot)
        except ManifestError as error:
            return Report(skipped=(_skipped(snapshot.path, f"{error}, so what it declares is unknown"),))
        if not entries or _COPIES.search(snapshot.path) or _SHOWN.search(snapshot.path):
            return Report()
        facts = self.known(False)
        found = tuple(_entries(snapshot, entries, facts))
        if found:
            fresh = self.known(True)
            if fresh is not facts:
                found = tuple(_entries(snapshot, entries, fresh))
        return Report(found)


def _renamed(span: Span, name: str) -> Fix:
    return Fix(f"Write {name}", (Replacement(span, name),))


def _lock(snapshot: Snapshot, name: str) -> Report:
    try:
        locks.read(name, snapshot.text)
    except locks.LockError:
        return Report(
            skipped=(_skipped(snapshot.path, f"it is no {name} that can be read, so what it locks is unknown"),)
        )
    return Report()


def _skipped(path: str, reason: str) -> Skipped:
    # Broken ones lie among the fixtures of every tool that reads such files.
    return Skipped(path, reason, NAME, failure=_TRIALS.search(path) is None)


def _top(one: Import, name: str, is_python: bool) -> Span:
    """The part of an import that names the package."""
    return (
        Span(one.span.start, min(one.span.end, one.span.start + len(name)))
        if is_python or one.name.startswith(name)
        else one.span
    )


def _of_python(module: str, world: World, own: frozenset[str]) -> tuple[str, str]:
    """The rule an import goes against and the name that was meant; empty where all is well."""
    if (
        module.startswith("_")
        or module.endswith(("_pb2", "_pb2_grpc"))
        or module in names.standard()
        or module in names.hosts("python")
        or module in world.modules
        or module in world.installed
        or _provided(module, own)
        or _provided(module, world.named)
        or module in names.brought("python", world.named)
    ):
        return "", ""
    if names.exists(module):
        return "undeclared-import", ""
    declared = (name.replace("-", "_") for name in world.declared)
    meant = names.near(module, declared) or names.near_used(module, "module")
    return ("near-miss", meant) if meant else ("unknown-import", "")


@lru_cache(4096)
def _provided(module: str, distributions: frozenset[str]) -> bool:
    return any(names.provides(distribution, module) for distribution in distributions)


def _of_script(package: str, one: Import, world: World) -> tuple[str, str]:
    first, bare = package.partition("/")[0], package.partition("/")[0].removeprefix("@")
    typed = "@types/" + package.removeprefix("@").replace("/", "__")
    named = world.named
    if (
        first in names.builtins()
        or package in names.hosts("node")
        or package in named
        or typed in named
        or package in world.installed
        or typed in world.installed
        or package in world.modules
        or bare in world.modules
        or one.types_only
        or any(fnmatchcase(package, pattern) for pattern in names.brought("node", named))
        or _mentioned(package, first, world.mentioned)
    ):
        return "", ""
    if package in names.existing("npm"):
        return "undeclared-import", ""
    meant = names.near(package, world.declared) or names.near_used(package, "npm")
    if meant:
        return "near-miss", meant
    # A scope that the project uses has more packages than one list knows.
    if package.startswith("@") and any(name.startswith(f"{first}/") for name in named):
        return "", ""
    return "unknown-import", ""


def _mentioned(package: str, first: str, text: str) -> bool:
    return bool(text) and any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) for name in {package, first})


def _entries(snapshot: Snapshot, entries: tuple[Entry, ...], facts: Facts) -> Iterator[Finding]:
    is_node = manifests.ecosystem(snapshot.path) == locks.NODE
    world = facts.node if is_node else facts.python
    registry = "npm" if is_node else "pypi"
    lock = _lock_beside(snapshot.path, world)
    for entry in entries:
        name = entry.name if is_node else names.canonical(entry.name)
        if entry.elsewhere or name.lower() in facts.silent or entry.name.lower() in facts.silent:
            continue
        if is_node:
            standard = name in _NODE_ONLY
        else:
            standard = name.replace("-", "_") in names.standard() and name not in _BACKPORTS
            standard = standard and name not in names.existing("pypi")
        locked = name in world.locked
        if standard:
            yield by_name()["standard-library"].finding(
                NAME, entry.span, message=_message("standard-library", name, "")
            )
        elif not locked and (meant := _meant(name, registry, world)):
            fix = _renamed(entry.span, meant)
            yield by_name()["near-miss"].finding(NAME, entry.span, fix, _message("near-miss", entry.name, meant))
        elif lock is not None and entry.lockable and name not in lock[1] and name not in world.modules:
            yield by_name()["not-locked"].finding(NAME, entry.span, message=_message("not-locked", entry.name, lock[0]))


def _meant(name: str, registry: str, world: World) -> str:
    """The well-known name that an entry of a manifest is a slip away from."""
    if name in names.existing(registry) or name in world.modules or name in world.installed:
        return ""
    if registry == "pypi" and name.replace("-", "_") in world.installed:
        return ""
    return names.near_used(name, registry)


def _lock_beside(path: str, world: World) -> tuple[str, frozenset[str]] | None:
    """The names in the locks that are written from this manifest: those beside it, or nearest above it."""
    place = PurePosixPath(path)
    kinds = LOCKED_BY.get(place.name, ())
    for directory in place.parents:
        inside = "" if str(directory) == "." else f"{directory}/"
        beside = [(lock, found) for lock, found in world.locks if lock in {f"{inside}{kind}" for kind in kinds}]
        if beside:
            return " or ".join(lock for lock, _ in beside), frozenset().union(*(found for _, found in beside))
    return None


def _message(rule: str, name: str, said: str) -> str:
    """The rule's message with the name in it: names are what a person looks for."""
    text = by_name()[rule].message
    if rule == "near-miss":
        return text.replace("This is almost the name of another package", f"`{name}` is almost the name of `{said}`")
    if rule == "not-locked":
        return text.replace("This dependency is in no lock file, though there is one", f"`{name}` is not in {said}")
    for start in ("This package", "This module"):
        text = text.replace(start, f"`{name}`", 1)
    return text
