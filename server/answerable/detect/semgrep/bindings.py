"""Statements outside definitions that do nothing but give something a name, or a named thing a value.

Constants, tables and aliases can be most of what is left of a long file when its other definitions are gone, and the
engine's data flow takes more time over them than over the function somebody is editing. Such a statement matters to
that function only if the function, or something else that stays, mentions the name. Imports and statements that do
something are never among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node


@dataclass(frozen=True, slots=True)
class Binding:
    """A statement and the names it gives; bytes of the document, half-open."""

    start: int
    end: int
    names: frozenset[bytes]
    """Empty for a text that stands alone (a docstring)."""


def bindings(grammar: str, root: Node) -> tuple[Binding, ...]:
    """The statements of this kind at the top level, in order."""
    names_of = _NAMES_OF.get(grammar)
    if names_of is None:
        return ()
    found = ((node, names_of(node)) for node in root.named_children)
    return tuple(Binding(n.start_byte, n.end_byte, frozenset(names)) for n, names in found if names is not None)


def _python(statement: Node) -> list[bytes] | None:
    if statement.type != "expression_statement" or len(statement.named_children) != 1:
        return None
    node: Node | None = statement.named_children[0]
    if node is not None and node.type in ("string", "concatenated_string"):
        return []
    names: list[bytes] = []
    while node is not None and node.type in ("assignment", "augmented_assignment"):
        left = _plain_names(node.child_by_field_name("left"))
        if left is None:
            return None
        names += left
        node = node.child_by_field_name("right")
    return names or None


def _ecmascript(statement: Node) -> list[bytes] | None:
    node = statement
    if statement.type == "export_statement":
        node = statement.child_by_field_name("declaration") or statement
    if node.type not in ("lexical_declaration", "variable_declaration"):
        return None
    names: list[bytes] = []
    for declarator in node.named_children:
        value = declarator.child_by_field_name("value")
        left = _plain_names(declarator.child_by_field_name("name"))
        if left is None or (value is not None and _loads(value)):
            return None
        names += left
    return names or None


def _go(statement: Node) -> list[bytes] | None:
    if statement.type not in ("const_declaration", "var_declaration"):
        return None
    names: list[bytes] = []
    for spec in _specs(statement):
        names += [name.text or b"" for name in spec.children_by_field_name("name") if name.is_named]
    return names or None


def _specs(node: Node) -> Iterator[Node]:
    for child in node.named_children:
        if child.type in ("const_spec", "var_spec"):
            yield child
        elif child.type == "var_spec_list":
            yield from _specs(child)


_PATTERNS = ("pattern_list", "tuple_pattern", "list_pattern", "array_pattern", "object_pattern")


def _plain_names(target: Node | None) -> list[bytes] | None:
    """The names a target is made of, or the one it begins with (``a`` of ``a.b[c]``); None where there is none."""
    while target is not None and target.type in ("attribute", "subscript"):
        target = target.child_by_field_name("object") or target.child_by_field_name("value")
    if target is None:
        return None
    if target.type in ("identifier", "shorthand_property_identifier_pattern"):
        return [target.text or b""]
    if target.type not in _PATTERNS:
        return None
    names: list[bytes] = []
    for part in target.named_children:
        inner = _plain_names(part)
        if inner is None:
            return None
        names += inner
    return names


def _loads(value: Node) -> bool:
    """Whether the value is a module: ``require('x')``, ``await import('x')`` or a part of one."""
    text = value.text or b""
    return b"require" in text or b"import" in text


_NAMES_OF: dict[str, Callable[[Node], list[bytes] | None]] = {
    "python": _python,
    "javascript": _ecmascript,
    "typescript": _ecmascript,
    "tsx": _ecmascript,
    "go": _go,
}
