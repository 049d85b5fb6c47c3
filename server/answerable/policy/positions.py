"""On which line of a TOML file a key stands: tomllib tells it for syntax errors only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from answerable.text.snapshot import Snapshot

if TYPE_CHECKING:
    from tree_sitter import Node

Key = tuple[str | int, ...]
"""A way into nested tables and lists: names, and for list items their index from 0."""


class Positions:
    """The lines of the keys of one TOML text, counted from 1."""

    def __init__(self, text: str) -> None:
        tree = Snapshot.of(text, "policy.toml").tree
        # Dotted, because `a.b.c` and `[a] b.c` and `[a.b] c` all name one key, and so does a quoted "a.b".
        self._lines: dict[str, int] = {}
        if tree is not None:
            for key, line in _keys(tree.root_node):
                self._lines.setdefault(dotted(key), line)

    def line(self, key: Key) -> int | None:
        """The line of this key, else of the nearest table around it that is written out, else None."""
        for length in range(len(key), 0, -1):
            near = dotted(key[:length])
            # An array of tables has no line of its own: it begins where its first table does.
            line = self._lines.get(near) or self._lines.get(f"{near}[0]")
            if line is not None:
                return line
        return None


def dotted(key: Key) -> str:
    """The key as people write it: ``suppressions.entries[1].until``, list items from 0."""
    out = ""
    for part in key:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else part
    return out


def _keys(root: Node) -> Iterator[tuple[Key, int]]:
    tables: Counter[str] = Counter()
    for node in root.named_children:
        if node.type == "pair":
            yield from _pair(node, ())
        elif node.type in ("table", "table_array_element"):
            named = [child for child in node.named_children if child.type != "comment"]
            if not named:
                continue
            path = _within(_name(named[0]), tables)
            if node.type == "table_array_element":
                index = tables[dotted(path)]
                tables[dotted(path)] += 1
                path = (*path, index)
            yield path, node.start_point[0] + 1
            for child in named[1:]:
                if child.type == "pair":
                    yield from _pair(child, path)


def _within(path: Key, tables: Counter[str]) -> Key:
    """The path of a table header, led through the newest item of each array of tables it passes."""
    out: Key = ()
    for part in path[:-1]:
        out = (*out, part)
        count = tables.get(dotted(out), 0)
        if count:
            out = (*out, count - 1)
    return (*out, path[-1]) if path else out


def _pair(node: Node, around: Key) -> Iterator[tuple[Key, int]]:
    named = [child for child in node.named_children if child.type != "comment"]
    if len(named) < 2:
        return
    key = (*around, *_name(named[0]))
    yield key, node.start_point[0] + 1
    yield from _value(named[1], key)


def _value(node: Node, key: Key) -> Iterator[tuple[Key, int]]:
    if node.type == "inline_table":
        for child in node.named_children:
            if child.type == "pair":
                yield from _pair(child, key)
    elif node.type == "array":
        items = [child for child in node.named_children if child.type != "comment"]
        for index, item in enumerate(items):
            yield (*key, index), item.start_point[0] + 1
            yield from _value(item, (*key, index))


def _name(node: Node) -> Key:
    if node.type == "dotted_key":
        return tuple(part for child in node.named_children for part in _name(child))
    text = (node.text or b"").decode("utf-8", "replace")
    # A key with an escape in it is looked for in vain, and the table around it is named instead.
    return (text[1:-1] if node.type == "quoted_key" else text,)
