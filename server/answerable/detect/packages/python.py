"""What a Python program imports in earnest: not what it can do without, not what only a type checker sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from answerable.detect.packages.imports import Import
from answerable.text.snapshot import Snapshot

_FORGIVING = re.compile(r"\b(?:ImportError|ModuleNotFoundError|Exception|BaseException)\b")
_ASKING = re.compile(
    rb"TYPE_CHECKING|find_spec|find_module|version_info|hexversion|sys\.platform|platform\.|os\.name|\bPY[23]\b|PYPY"
    rb"|implementation|\bHAS_|_AVAILABLE|is_\w*available|\bHAVE_|sys\.modules|importorskip|has_\w+\(",
)
_PROBED = re.compile(r"(?:importorskip|find_spec)\(\s*['\"](\w+)")
_STATEMENTS = frozenset({"import_statement", "import_from_statement"})
_PASSED = frozenset({"string", "comment", "expression_statement", "return_statement", "assignment", "call"})


def imports(snapshot: Snapshot) -> Iterator[Import]:
    """The imports that have to work, in order; relative ones and ``__future__`` are none."""
    if snapshot.tree is None or "import" not in snapshot.text:
        return
    probed = frozenset(_PROBED.findall(snapshot.text))
    waiting = [(snapshot.tree.root_node, False)]
    while waiting:
        node, within = waiting.pop()
        if node.type in _STATEMENTS:
            yield from (one for one in _of(snapshot, node, within) if one.name not in probed)
        elif node.type not in _PASSED:
            inside = within or node.type == "function_definition"
            waiting += [(child, inside) for child in reversed(_lasting(node))]


def _lasting(node: Node) -> list[Node]:
    """The children whose imports have to work."""
    if node.type == "try_statement" and _forgives(node):
        # The clauses of an error that is awaited hold the replacement; `finally` runs in any case.
        return [child for child in node.named_children if child.type == "finally_clause"]
    if node.type == "if_statement":
        condition = node.child_by_field_name("condition")
        if condition is not None and _ASKING.search(condition.text or b""):
            return []
    if node.type == "with_statement" and node.named_children:
        clause = (node.named_children[0].text or b"").decode("utf-8", "replace")
        if "suppress" in clause and _FORGIVING.search(clause):
            return []
        if "raises" in clause:
            return []
    return node.named_children


def _forgives(node: Node) -> bool:
    for child in node.named_children:
        if child.type in ("except_clause", "except_group_clause"):
            head = (child.text or b"").decode("utf-8", "replace").partition(":")[0]
            if head.strip() == "except" or _FORGIVING.search(head):
                return True
    return False


def _of(snapshot: Snapshot, node: Node, within: bool) -> Iterator[Import]:
    if node.has_error:
        # While a name is being typed it is no name yet.
        return
    if node.type == "import_from_statement":
        names: list[Node | None] = [node.child_by_field_name("module_name")]
    else:
        names = list(node.children_by_field_name("name"))
    for name in names:
        if name is not None and name.type == "aliased_import":
            name = name.child_by_field_name("name")
        if name is None or name.type != "dotted_name":
            continue
        first = (name.named_children[0].text or b"").decode("utf-8", "replace") if name.named_children else ""
        if first and first != "__future__":
            yield Import(first, snapshot.utf8_index.span(*name.byte_range), within=within)
