"""Names of packages: what is known of them, and which look like which."""

from __future__ import annotations

import fnmatch
import re
import sys
import tomllib
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from typing import Any

from packaging.utils import canonicalize_name

from answerable.policy.builtin import rules_root

_TARGETS = 1500
"""How many of the most used names are worth imitating."""
_SHORT = 5
"""Names of fewer letters are near to everything."""


def canonical(name: str) -> str:
    """The form in which PyPI compares names (PyPA, *Names and normalization*): ``Foo_Bar.baz`` is ``foo-bar-baz``."""
    return str(canonicalize_name(name))


def is_distribution(name: str) -> bool:
    """Whether a name has the form of a distribution's on PyPI."""
    return re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?", name) is not None


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((rules_root() / "packages" / "names" / "tables.toml").read_text(encoding="utf-8"))


@cache
def used(registry: str) -> tuple[str, ...]:
    """Names on ``pypi`` or ``npm``, the most used first."""
    lines = (rules_root() / "packages" / "names" / f"{registry}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def existing(registry: str) -> frozenset[str]:
    return frozenset(used(registry))


@cache
def standard() -> frozenset[str]:
    """Python's standard library: this version's modules, those that older ones had, and Python 2's."""
    return frozenset(sys.stdlib_module_names) | frozenset(_tables()["python"]["former"].split())


@cache
def hosts(language: str) -> frozenset[str]:
    """Modules that the program which runs the code brings along."""
    return frozenset(_tables()[language]["hosts"].split())


@cache
def builtins() -> frozenset[str]:
    """Modules of Node.js."""
    return frozenset(_tables()["node"]["builtins"].split())


@cache
def _distributions() -> dict[str, tuple[str, ...]]:
    return {module: tuple(names) for module, names in _tables()["python"]["imports"].items()}


def distributions(module: str) -> tuple[str, ...]:
    """The distributions that are known to hold a top-level module; () where the table has none."""
    return _distributions().get(module, ())


@lru_cache(8)
def brought(language: str, declared: frozenset[str]) -> tuple[str, ...]:
    """What well-known packages among the declared ones bring along: packages, or patterns of them with a ``*``."""
    table: dict[str, str] = _tables()[language]["brings"]
    found = (names.split() for name, names in table.items() if fnmatch.filter(declared, name))
    return tuple(sorted({name for names in found for name in names}))


@cache
def _modules() -> frozenset[str]:
    """Top-level modules of the distributions most used."""
    own = (name.replace("-", "_") for name in used("pypi")[:_TARGETS])
    return frozenset((*own, *_distributions()))


def exists(module: str) -> bool:
    """Whether a top-level module of Python is one of a distribution that everybody knows."""
    return module in _distributions() or canonical(module) in existing("pypi")


@lru_cache(4096)
def provides(distribution: str, module: str) -> bool:
    """Whether a distribution, by its canonical name, may hold a top-level module, as far as names tell.

    Generous: ``django-foo`` may hold ``foo``, ``google-cloud-storage`` holds ``google``, and ``foo``
    may hold ``foo_bar`` where it is none that everybody knows.
    """
    if distribution in distributions(module):
        return True
    name = canonical(module)
    if distribution == name or name.replace("-", "") == distribution.replace("-", ""):
        return True
    parts = distribution.split("-")
    if len(name) >= 3 and (name in parts or distribution.startswith(f"{name}-") or distribution.endswith(f"-{name}")):
        return True
    # One that everybody knows holds what is known of it: `requests` has no `requests_secure_client`.
    if len(distribution) >= 3 and name.startswith(f"{distribution}-") and distribution not in existing("pypi"):
        return True
    if name in (f"{distribution}s", distribution.removesuffix("s")) and distribution not in used("pypi")[:_TARGETS]:
        return True
    bare = [part for part in parts if part not in _FILLING]
    return "-".join(bare) == name or (
        len(name) >= 3 and re.fullmatch(rf"py{name}\d?|{name}(?:py|\d)", distribution) is not None
    )


_FILLING = frozenset({"python", "py", "python3", "lib", "sdk", "client", "api", "binary", "bin", "headless", "core"})


def near(name: str, others: Iterable[str]) -> str:
    """The name that this one is a slip away from; empty where there is none. Case does not count."""
    low = name.lower()
    if len(low) < _SHORT:
        return ""
    slips = [
        other
        for other in others
        if abs(len(other) - len(low)) <= 1 and len(other) >= _SHORT and other != low and slip(low, other)
    ]
    return min(slips, default="")


@lru_cache(4096)
def near_used(name: str, registry: str) -> str:
    """The name of a package everybody uses that this one is a slip away from, or has the words of in another order."""
    targets = _modules() if registry == "module" else used(registry)[:_TARGETS]
    words = _swapped(registry, targets).get(_key(name))
    return words if words is not None and words != name.lower() else near(name, targets)


@cache
def _swapped(registry: str, targets: Collection[str]) -> dict[tuple[str, ...], str]:
    return {_key(name): name for name in reversed(tuple(targets)) if len(_key(name)) > 1}


def _key(name: str) -> tuple[str, ...]:
    return tuple(sorted(part for part in re.split(r"[-_./]", name.lower()) if part))


def slip(one: str, other: str) -> bool:
    """Whether one edit leads from one name to the other: a character more, less or another, or two neighbours swapped.

    Damerau-Levenshtein distance 1. Of names of five characters only two neighbours swapped or a character doubled
    count: too many of them are a letter apart. No slip is at the first character, where names are read, and a digit
    more or another tells a version.
    """
    if one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    a, b = one[start : len(one) - end], other[start : len(other) - end]
    if len(a) == 2 and len(b) == 2 and a == b[::-1]:
        return True
    if max(len(a), len(b)) != 1 or not start:
        return False
    if (a or b).isdigit() or (b or a).isdigit():
        return False
    if min(len(one), len(other)) <= _SHORT:
        # A letter typed twice, or once where it stands twice.
        letter, longer, at = (a or b), (one if a else other), start
        return not (a and b) and letter in longer[max(at - 1, 0) : at] + longer[at + 1 : at + 2]
    return True
