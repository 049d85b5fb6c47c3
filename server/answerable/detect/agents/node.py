"""A configuration file as one tree, whichever of JSON, TOML and YAML it is written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from answerable.text.spans import Span

MOST = 20_000
"""Values of one file that are looked at; YAML's aliases can stand for any number of them."""


@dataclass(frozen=True, slots=True)
class Node:
    """One value: a scalar, a mapping or a list."""

    span: Span
    """Of the value in code points of the document; of a text, what stands between its quotes."""
    value: str | bool | int | float | None = None
    """Of a scalar."""
    pairs: tuple[Pair, ...] | None = None
    """Of a mapping; None for anything else."""
    items: tuple[Node, ...] | None = None
    """Of a list; None for anything else."""

    def get(self, key: str) -> Node | None:
        """The value of a key of a mapping, the last one where it is written twice."""
        found = [pair.node for pair in self.pairs or () if pair.key == key]
        return found[-1] if found else None

    def text(self, key: str) -> str:
        """The text under a key; empty where there is none."""
        node = self.get(key)
        return node.value if node is not None and isinstance(node.value, str) else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A key of a mapping with its value."""

    key: str
    at: Span
    """Of the key, between its quotes."""
    node: Node


@dataclass(frozen=True, slots=True)
class Place:
    """A value and the way to it."""

    path: tuple[str, ...]
    """Keys and indexes from the root."""
    node: Node
    key: Span | None = field(default=None)
    """Where its key stands; None for what has none."""


def walk(root: Node) -> Iterator[Place]:
    """Every value of the tree, its root first, at most `MOST`."""
    waiting = [Place((), root)]
    count = 0
    while waiting and count < MOST:
        place = waiting.pop()
        count += 1
        yield place
        inner = [Place((*place.path, pair.key), pair.node, pair.at) for pair in place.node.pairs or ()]
        inner += [Place((*place.path, str(number)), item) for number, item in enumerate(place.node.items or ())]
        waiting += reversed(inner)
