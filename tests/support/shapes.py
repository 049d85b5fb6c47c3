"""A syntax tree as a list, so that two can be compared node by node."""

from __future__ import annotations

from tree_sitter import Tree

from answerable.text.snapshot import Snapshot

Shape = list[tuple[int, str, str | None, int, int, tuple[int, int], bool]]


def shape(snapshot: Snapshot) -> Shape:
    tree = snapshot.tree
    assert tree is not None
    return tree_shape(tree)


def tree_shape(tree: Tree) -> Shape:
    """Every node in order: depth, type, field, first byte, end byte, first row and column, whether it is missing."""
    nodes: Shape = []
    cursor, depth = tree.walk(), 0
    while True:
        node = cursor.node
        assert node is not None
        row, column = node.start_point
        nodes.append(
            (depth, node.type, cursor.field_name, node.start_byte, node.end_byte, (row, column), node.is_missing)
        )
        if cursor.goto_first_child():
            depth += 1
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return nodes
            depth -= 1
