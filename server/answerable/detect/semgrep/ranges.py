"""Where a match begins and ends, when the engine is wrong about it or of two minds.

- Its parser for JavaScript and TypeScript keeps no token for the back quote that closes a template string, nor for all
  of a closing tag, so a match that ends with one ends too early, and a fix would leave the rest behind.
- It has two parsers for Python and takes the second where the first fails; one counts the quotes to a string, the
  other does not. The same code would then be flagged at one place in a file and at another in a slice of it.

The syntax tree knows better. Seen with Semgrep 1.182; where the engine is right nothing changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from answerable.detect.semgrep.literals import STRING_NODES, inside_quotes
from answerable.text.snapshot import Snapshot

if TYPE_CHECKING:
    from tree_sitter import Node

_CUT_SHORT = frozenset({"jsx_element", "jsx_self_closing_element", *STRING_NODES})


def completed(snapshot: Snapshot, start: int, end: int) -> tuple[int, int]:
    """The match of a pattern without loose ends; bytes of the document, half-open."""
    tree = snapshot.tree
    if tree is None or end <= start:
        return start, end
    first = _string_that_begins(tree.root_node.descendant_for_byte_range(start, start + 1), start, end)
    if first is not None:
        start = first.start_byte
    node = tree.root_node.descendant_for_byte_range(end - 1, end)
    whole = end
    while node is not None and node.start_byte >= start:
        if node.type in _CUT_SHORT and _is_cut(node, end):
            whole = max(whole, node.end_byte)
        node = node.parent
    return start, whole


def _string_that_begins(node: Node | None, start: int, end: int) -> Node | None:
    """The string whose text, without its quotes, begins with the match."""
    while node is not None and node.start_byte <= start:
        if node.type in STRING_NODES:
            inside, after = inside_quotes(node)
            return node if node.start_byte < start == inside and after <= end else None
        node = node.parent
    return None


def _is_cut(node: Node, end: int) -> bool:
    """Whether the match ends in the node, and not in the midst of a text for a reason."""
    return node.type not in STRING_NODES or node.type == "template_string" or end >= inside_quotes(node)[1]
