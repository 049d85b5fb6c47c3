"""What a project declares, locks, has installed and has itself: read from its folder, remembered until it changes."""

# Paths are plain strings in here: a `Path` for each entry costs more than the look itself.
# ruff: noqa: PTH116, PTH118, PTH120, PTH208

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from answerable.detect.packages import locks, manifests, told
from answerable.detect.packages.facts import Facts, World, frozen
from answerable.detect.packages.names import canonical
from answerable.session import environment
from answerable.text.snapshot import Snapshot

_MOST_ENTRIES = 200_000
_MOST_BYTES = 20_000_000
"""Of a lock; manifests are far smaller."""
_PAUSE = 0.5
"""Seconds for which a look at the folder holds at least: many files are checked in a row, and somebody types."""
_SHARE = 20
"""How many times as long as it took a look holds, so that a large folder takes no more than a twentieth of the time."""
_NEVER = frozenset({"__pycache__", "site-packages", "bower_components", "Pods", "target", ".git", ".hg", ".svn"})
_PYTHON = (".py", ".pyi", ".pyx", ".pyw", ".so", ".pyd", ".ipynb", ".proto")
_NODE = (".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".vue", ".svelte")
_BUILD = re.compile(
    r"(?:tsconfig|jsconfig)[\w.-]*\.json$|deno\.jsonc?$|import_?map\.json$|\.(?:babelrc|swcrc|eslintrc)(?:\.\w+)?$"
    r"|(?:angular|nx|project|workspace|sfdx-project)\.json$|\.flowconfig$|[\w.-]+\.config(?:\.[\w-]+)*\.[cm]?[jt]s$"
    r"|[\w.-]*(?:webpack|rollup|vite|babel|karma|jest|alias|gatsby|ember-cli)[\w.-]*\.[cm]?[jt]s$|[\w.-]+\.d\.[cm]?ts$"
)
"""Where aliases of a bundler, a compiler or a test runner are named."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a project lies and what its policy says of packages; plain data, for worker processes too."""

    root: Path
    environment: str = ""
    """Of its virtual environment; empty: the one at the root, else the active one."""
    known: tuple[str, ...] = ()


class Project:
    """What is known of one project. Any thread may ask."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._facts: Facts | None = None
        self._stamps: Mapping[str, tuple[int, int]] = {}
        self._again = 0.0
        """When another look is worth its time, by the monotonic clock."""

    def __call__(self, fresh: bool = False) -> Facts:
        """What is known; with `fresh`, read again where a folder or a file it came from is not what it was."""
        with self._lock:
            begun = time.monotonic()
            facts = self._facts
            due = facts is None or (fresh and begun > self._again)
            if facts is None or (due and any(_stamp(path) != stamp for path, stamp in self._stamps.items())):
                look = _Look(self._settings)
                found, self._stamps = look.facts(), look.stamps
                # The same facts stay the same object, which is how it is seen that nothing changed.
                facts = self._facts = facts if facts == found else found
            if due:
                now = time.monotonic()
                self._again = now + max(_PAUSE, _SHARE * (now - begun))
            return facts

    def changed(self) -> None:
        """Somebody knows of a change: the next look is not put off."""
        with self._lock:
            self._again = 0.0


def concerns(name: str) -> bool:
    """Whether a file of this name tells what a project declares, locks or calls its packages."""
    return name in locks.LOCKS or told.reads(name) or bool(manifests.ecosystem(name)) or _BUILD.match(name) is not None


@dataclass
class _World:
    homes: set[str] = field(default_factory=set)
    declared: set[str] = field(default_factory=set)
    locks: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    installed: set[str] = field(default_factory=set)
    modules: set[str] = field(default_factory=set)
    mentioned: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def world(self) -> World:
        return World(
            homes=frozenset(self.homes),
            declared=frozen(self.declared),
            locked=frozenset().union(*(names for _, names in self.locks)),
            locks=tuple(sorted(self.locks, key=lambda lock: lock[0])),
            installed=frozen(self.installed),
            modules=frozen(self.modules),
            mentioned="\n".join(self.mentioned),
            broken=tuple(sorted(self.broken)),
        )


class _Look:
    """One look at a project's folder."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._root = os.fspath(settings.root)
        self.stamps: dict[str, tuple[int, int]] = {}
        self._python, self._node = _World(), _World()
        self._environments: list[str] = []

    def facts(self) -> Facts:
        complete = self._walk()
        self._environment()
        silent = frozenset(name.lower() for name in self._settings.known)
        return Facts(self._python.world(), self._node.world(), silent, complete)

    def _walk(self) -> bool:
        """Looks at every directory; False where there are more entries than anybody reads."""
        waiting, count = [(self._root, "")], 0
        while waiting:
            directory, inside = waiting.pop()
            try:
                with os.scandir(directory) as entries:
                    found = list(entries)
            except OSError:
                continue
            self.stamps[directory] = _stamp(directory)
            count += len(found)
            if count > _MOST_ENTRIES:
                return False
            names = {entry.name for entry in found}
            if "pyvenv.cfg" in names:
                self._environments.append(directory)
                continue
            # An alias or a bundler's root may lead to any directory, whatever lies in it.
            self._node.modules.update(inside.split("/"))
            self._files(directory, inside, sorted(names))
            for entry in found:
                if not entry.is_dir(follow_symlinks=False):
                    if entry.is_symlink():
                        # A package that lies elsewhere; what it holds is not looked for.
                        self._python.modules.add(entry.name.partition(".")[0])
                        self._node.modules.add(entry.name.partition(".")[0])
                    continue
                path = f"{inside}/{entry.name}" if inside else entry.name
                if entry.name == "node_modules":
                    self._node.installed.update(self._packages(entry.path))
                elif entry.name not in _NEVER and (
                    not entry.name.startswith(".") or entry.name in (".venv", ".github")
                ):
                    waiting.append((entry.path, path))
        return True

    def _files(self, directory: str, inside: str, names: list[str]) -> None:
        for name in names:
            stem = name.partition(".")[0]
            if name.endswith(_PYTHON):
                self._python.modules.update((stem, *inside.split("/")))
            elif name.endswith(_NODE):
                self._node.modules.add(stem)
            path = f"{inside}/{name}" if inside else name
            if name in locks.LOCKS:
                self._lock_file(directory, name, path)
            elif manifests.ecosystem(path):
                self._manifest(directory, name, path, inside)
            elif told.reads(path):
                text = self._text(directory, name) or ""
                self._told(told.read(path, text), directory, inside)
            elif _BUILD.match(name):
                text = self._text(directory, name, 300_000) or ""
                self._node.mentioned.append(_aliases(name, text))

    def _manifest(self, directory: str, name: str, path: str, inside: str) -> None:
        text = self._text(directory, name)
        node = manifests.ecosystem(path) == locks.NODE
        world = self._node if node else self._python
        try:
            entries = manifests.read(Snapshot.of(text, path)) if text is not None else None
        except manifests.ManifestError:
            if _counts(path):
                world.broken.append(path)
            return
        if text is None or entries is None:
            if text is None and self.stamps[os.path.join(directory, name)][1] > 0 and _counts(path):
                # Too long, or not ours to read: what it declares is not known.
                world.broken.append(path)
            return
        world.declared.update(entry.name if node else canonical(entry.name) for entry in entries)
        if node:
            self._package_json(json.loads(text.removeprefix("\ufeff")), inside, declares=bool(entries))
            return
        if name in ("pyproject.toml", "setup.cfg"):
            # The project's own name: what it builds can be imported, though it may lie nowhere as a source.
            world.declared.update(_words(r"^name\s*=\s*[\"']?([\w.-]+)", text))
        self._told(told.pyproject(text) if name == "pyproject.toml" else told.requirements(text), directory, inside)
        if inside.rpartition("/")[2] == "requirements":
            world.homes.add(inside.rpartition("/")[0])

    def _told(self, more: told.Told, directory: str, inside: str) -> None:
        """Takes in what a file told, and the lists of requirements it names, outside of the project too."""
        waiting = [(more, directory)]
        while waiting:
            more, directory = waiting.pop()
            self._python.declared.update(more.declared)
            self._python.modules.update(more.modules)
            if more.home:
                self._python.homes.add(inside)
            for file in more.files:
                place, name = os.path.split(os.path.normpath(os.path.join(directory, file)))
                if os.path.join(place, name) in self.stamps:
                    continue
                text = self._text(place, name) or ""
                self._python.declared.update(canonical(entry.name) for entry in manifests.requirements(text))
                waiting.append((told.requirements(text), place))

    def _package_json(self, read: object, inside: str, *, declares: bool) -> None:
        if not isinstance(read, dict):
            return
        # One that says no more than ``"type": "module"`` is no project's.
        if declares or read.get("name"):
            self._node.homes.add(inside)
        self._node.modules.add(str(read.get("name", "")))
        kept = {key: value for key, value in read.items() if key in _NODE_KEYS}
        if kept:
            self._node.mentioned.append(json.dumps(kept))

    def _lock_file(self, directory: str, name: str, path: str) -> None:
        language, _ = locks.LOCKS[name]
        world = self._node if language == locks.NODE else self._python
        text = self._text(directory, name, _MOST_BYTES)
        try:
            if text is not None:
                world.locks.append((path, locks.read(name, text)))
        except locks.LockError:
            if _counts(path):
                world.broken.append(path)

    def _packages(self, directory: str) -> Iterator[str]:
        """The packages in a node_modules."""
        self.stamps[directory] = _stamp(directory)
        for name in _names(directory):
            if name.startswith("@"):
                inner = os.path.join(directory, name)
                self.stamps[inner] = _stamp(inner)
                yield from (f"{name}/{each}" for each in _names(inner))
            elif not name.startswith("."):
                yield name

    def _environment(self) -> None:
        named = self._settings.environment
        active = os.environ.get("VIRTUAL_ENV")
        at_root = [path for path in self._environments if os.path.dirname(path) == self._root]
        chosen = [named] if named else at_root or ([active] if active else [])
        for path in chosen:
            for packages in environment.site_packages(path):
                self.stamps[packages] = _stamp(packages)
                self._python.installed.update(environment.modules(packages))
        if named or at_root:
            self._python.homes.add("")

    def _text(self, directory: str, name: str, most: int = 2_000_000) -> str | None:
        """A file's text; None where it cannot be read or is longer than anything that is meant to be read."""
        path = os.path.join(directory, name)
        self.stamps[path] = _stamp(path)
        return environment.text(path, most)


_NODE_KEYS = frozenset(
    {"imports", "jest", "_moduleAliases", "browser", "alias", "paths", "bundledDependencies", "overrides"}
)


def _aliases(name: str, text: str) -> str:
    """What of a file of build configuration may hold an alias; of a declaration file the modules it declares."""
    if name.endswith((".d.ts", ".d.mts", ".d.cts")):
        return "\n".join(re.findall(r"declare\s+module\s+['\"]([^'\"]+)", text))
    return text


def _words(pattern: str, text: str) -> set[str]:
    return {canonical(name) for name in re.findall(pattern, text, re.MULTILINE)}


def _counts(path: str) -> bool:
    """Whether a broken file leaves the project in the dark; those among fixtures are broken on purpose."""
    return re.search(r"(?:^|/)(?:tests?|fixtures?|testdata|examples?|data|samples?)/", path) is None


def _names(directory: str) -> list[str]:
    try:
        return os.listdir(directory)
    except OSError:
        return []


def _stamp(path: str) -> tuple[int, int]:
    """By which it is seen that a file or a folder is not what it was."""
    try:
        status = os.stat(path)
    except OSError:
        return (0, -1)
    return (status.st_mtime_ns, status.st_size)
