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
_WORD = re.compile(rb"import\b")


def imports(snapshot: Snapshot) -> Iterator[Import]:
    """The imports that have to work, in order; relative ones and ``__future__`` are none."""
    # Asked of the tree place by place: going through all of it takes 3 ms for 1,000 lines, at each key.
    places = [match.start() for match in _WORD.finditer(snapshot.utf8)]
    if not places or snapshot.tree is None:
        return
    probed = frozenset(_PROBED.findall(snapshot.text))
    root = snapshot.tree.root_node
    for place in places:
        node = root.descendant_for_byte_range(place, place)
        node = node.parent if node is not None else None
        if node is None or node.type not in _STATEMENTS:
            continue
        serious, within = _standing(node)
        if serious:
            yield from (one for one in _of(snapshot, node, within) if one.name not in probed)


def _standing(node: Node) -> tuple[bool, bool]:
    """Whether what stands here has to work, and whether it stands in a function."""
    within = False
    child, parent = node, node.parent
    while parent is not None:
        within = within or parent.type == "function_definition"
        if _spared(parent, child):
            return False, within
        child, parent = parent, parent.parent
    return True, within


def _spared(node: Node, child: Node) -> bool:
    """Whether a statement lets the program go on without what is imported in this part of it."""
    if node.type == "try_statement":
        # The clauses of an error that is awaited hold the replacement; `finally` runs in any case.
        return child.type != "finally_clause" and _forgives(node)
    if node.type == "if_statement":
        condition = node.child_by_field_name("condition")
        return condition is not None and _ASKING.search(condition.text or b"") is not None
    if node.type == "with_statement" and node.named_children:
        clause = (node.named_children[0].text or b"").decode("utf-8", "replace")
        return "raises" in clause or ("suppress" in clause and _FORGIVING.search(clause) is not None)
    return False


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
        # Code made from `.proto` files is often not kept beside them.
        if first and first != "__future__" and b"_pb2" not in (node.text or b""):
            yield Import(first, snapshot.utf8_index.span(*name.byte_range), within=within)
