"""What is known of a value on paper."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field


class GiveUp(Exception):
    """The code takes too many steps to read."""


@dataclass(frozen=True, slots=True)
class Known:
    """Exactly this, of an immutable type."""

    value: object

    def __deepcopy__(self, memo: object) -> Known:
        return self


@dataclass(frozen=True, slots=True)
class _Mark:
    name: str

    def __deepcopy__(self, memo: object) -> _Mark:
        return self


FIXED = _Mark("fixed")
"""Made of constants alone, though which value it is was not worked out."""

UNKNOWN = _Mark("unknown")
"""May hold something from outside."""


@dataclass(eq=False, slots=True)
class Items:
    """A list, tuple or set display whose items are known one by one."""

    items: list[Value]


@dataclass(eq=False, slots=True)
class Entries:
    """A dictionary, or a store with sections (`configparser`, where a key is a pair), whose keys are all known."""

    entries: dict[object, Value]
    sections: bool = False


@dataclass(eq=False, slots=True)
class Buffer:
    """A text that is written to in memory (`io.StringIO`)."""

    content: Value


@dataclass(eq=False, slots=True)
class Instance:
    """An object of a class of the same file."""

    of: ast.ClassDef
    attributes: dict[str, Value] = field(default_factory=dict)
    complete: bool = True
    """Whether it was made on paper, so that an attribute that is not listed does not exist."""

    def __deepcopy__(self, memo: dict[int, object]) -> Instance:
        import copy

        twin = Instance(self.of, {}, self.complete)
        memo[id(self)] = twin
        twin.attributes.update(copy.deepcopy(self.attributes, memo))
        return twin


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the same file, and what it is bound to."""

    node: ast.FunctionDef
    owner: Instance | None = None

    def __deepcopy__(self, memo: object) -> Function:
        return self


@dataclass(frozen=True, slots=True)
class Class:
    """A class of the same file."""

    node: ast.ClassDef

    def __deepcopy__(self, memo: object) -> Class:
        return self


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gives: a module, or a name in one."""

    path: str

    def __deepcopy__(self, memo: object) -> Imported:
        return self


Value = Known | _Mark | Items | Entries | Buffer | Instance | Function | Class | Imported
Scope = dict[str, Value]


def fixed(value: Value) -> bool:
    """Whether it is made of constants."""
    match value:
        case Known():
            return True
        case Items(items):
            return all(fixed(item) for item in items)
        case Entries(entries):
            return all(fixed(item) for item in entries.values())
        case Buffer(content):
            return fixed(content)
        case _:
            return value is FIXED


def either(one: Value, other: Value) -> Value:
    """What is known of a value that is one of two."""
    if one is other or (isinstance(one, Known) and one == other and type(one.value) is type(_value(other))):
        return one
    if isinstance(one, Items) and isinstance(other, Items) and len(one.items) == len(other.items):
        return Items([either(a, b) for a, b in zip(one.items, other.items, strict=True)])
    if isinstance(one, Entries) and isinstance(other, Entries) and one.entries.keys() == other.entries.keys():
        return Entries({key: either(item, other.entries[key]) for key, item in one.entries.items()}, one.sections)
    if isinstance(one, Instance) and isinstance(other, Instance) and one.of is other.of:
        return Instance(one.of, merged(one.attributes, other.attributes), one.complete and other.complete)
    if isinstance(one, Function | Class | Imported) and one == other:
        return one
    return FIXED if fixed(one) and fixed(other) else UNKNOWN


def _value(value: Value) -> object:
    return value.value if isinstance(value, Known) else None


def merged(one: Mapping[str, Value], other: Mapping[str, Value]) -> Scope:
    """The names after two ways that meet. One that only one way gives has that value wherever it may be used at all."""
    return {
        name: either(one[name], other[name]) if name in one and name in other else (one.get(name) or other[name])
        for name in (*one, *(name for name in other if name not in one))
    }


def lose(value: Value) -> None:
    """Forgets what a container or object holds: somebody out of sight may have changed it."""
    match value:
        case Items():
            value.items[:] = [UNKNOWN]
        case Entries():
            value.entries = dict.fromkeys(value.entries, UNKNOWN)
        case Buffer():
            value.content = UNKNOWN
        case Instance():
            value.attributes.clear()
            value.complete = False
        case _:
            pass
