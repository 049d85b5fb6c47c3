"""What is known of a project's packages: plain data, so that it can be remembered, compared and handed about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class World:
    """One language's part of a project."""

    homes: frozenset[str] = frozenset()
    """Directories with a manifest that declares dependencies, relative to the root, the root itself as ``""``."""
    declared: frozenset[str] = frozenset()
    """Distributions that manifests name, in canonical form."""
    locked: frozenset[str] = frozenset()
    """Distributions that lock files name, in canonical form."""
    locks: tuple[tuple[str, frozenset[str]], ...] = ()
    """The same by lock: its path relative to the root, and the names in it."""
    installed: frozenset[str] = frozenset()
    """What can be imported from the environment: top-level modules of Python, packages in node_modules."""
    modules: frozenset[str] = frozenset()
    """What the workspace itself has: names of its modules and directories with sources, of its own packages."""
    mentioned: str = ""
    """Text of build configuration in which names of aliases stand."""
    broken: tuple[str, ...] = ()
    """Manifests and locks that could not be read: what they declare is unknown, so nothing is said of imports."""

    def at_home(self, path: str) -> bool:
        """Whether a file (relative to the root, ``/`` between the parts) lies at or below a manifest."""
        parts = path.split("/")[:-1]
        return any("/".join(parts[:count]) in self.homes for count in range(len(parts) + 1))

    @cached_property
    def named(self) -> frozenset[str]:
        """Distributions that are declared or locked."""
        return self.declared | self.locked


@dataclass(frozen=True)
class Facts:
    """What is known of a project."""

    python: World = World()
    node: World = World()
    silent: frozenset[str] = frozenset()
    """Names the policy vouches for, in lower case."""
    complete: bool = True
    """False where the folder is too large to be looked through: then nothing is said of imports."""


def frozen(names: Iterable[str]) -> frozenset[str]:
    """The names without the empty one."""
    return frozenset(name for name in names if name)
