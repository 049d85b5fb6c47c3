"""Where a match ends, when the engine is wrong about it.

Its parser for JavaScript and TypeScript keeps no token for the back quote that closes a template string, nor for all of
a closing tag, so a match that ends with one ends too early, and a fix would leave the rest behind. The syntax tree
knows better. Seen with Semgrep 1.182; where the engine is right nothing changes.
"""

from __future__ import annotations

from answerable.text.snapshot import Snapshot

_CUT_SHORT = frozenset({"template_string", "jsx_element", "jsx_self_closing_element"})
_GRAMMARS = frozenset({"javascript", "typescript", "tsx"})


def completed(snapshot: Snapshot, start: int, end: int) -> tuple[int, int]:
    """The match without loose ends; bytes of the document, half-open."""
    if snapshot.language.grammar not in _GRAMMARS or snapshot.tree is None or end <= start:
        return start, end
    node = snapshot.tree.root_node.descendant_for_byte_range(end - 1, end)
    whole = end
    while node is not None and node.start_byte >= start:
        if node.type in _CUT_SHORT:
            whole = max(whole, node.end_byte)
        node = node.parent
    return start, whole
