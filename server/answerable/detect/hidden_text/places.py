"""What kind of text an offset lies in: code, comment, string, prose or data.

An invisible character in a comment is odd; in a name it makes two names look like one. The syntax tree decides; for a
language without a grammar here, a rough reading of its comments and strings does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from functools import cached_property

from tree_sitter import Node

from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

_PROSE = frozenset({"markdown", "plaintext", "html", "xml"})
_DATA = frozenset({"json", "jsonc", "yaml", "toml", "ini", "properties", "dotenv"})

# Nodes of code inside a string: f-strings, template literals.
_EMBEDDED = frozenset({"interpolation", "template_substitution", "string_interpolation", "jsx_expression"})
_STRING_HEADS = ("string", "template_string", "regex", "jsx_text", "text_block")
_STRING_TAILS = ("string", "string_literal", "string_literal_content", "char_literal", "character_literal", "_scalar")
_IMPORTS = frozenset({"import_statement", "export_statement", "import_spec", "import_require_clause"})
_PAIRS = frozenset({"pair", "block_mapping_pair", "flow_pair"})

_QUOTED = r""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'"""
_LEXED = {
    # How comments begin in the languages without a grammar here, by what opens a comment to the end of its line.
    "//": re.compile(rf"(?s)(?P<comment>//[^\n]*|/\*.*?\*/)|{_QUOTED}"),
    "#": re.compile(rf"(?s)(?P<comment>#[^\n]*)|{_QUOTED}"),
    "--": re.compile(rf"(?s)(?P<comment>--[^\n]*|/\*.*?\*/)|{_QUOTED}"),
}


class Place(Enum):
    """The value is how a message says it."""

    CODE = "code"
    COMMENT = "a comment"
    STRING = "a string"
    DATA = "data"
    PROSE = "text"


class Places:
    """The places of one snapshot; nothing is read or parsed until the first question."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._language = snapshot.language

    def at(self, offset: int) -> tuple[Place, Span | None]:
        """The place of a code point, and the comment or string it lies in (code points), if in one."""
        if self._language.id in _PROSE:
            return Place.PROSE, None
        data = self._language.id in _DATA
        tree = self._snapshot.tree
        if tree is None:
            return (Place.DATA, None) if data else self._lexed_at(offset)
        byte = self._snapshot.utf8_index.to_byte(offset)
        node = tree.root_node.descendant_for_byte_range(byte, byte + 1)
        while node is not None and node.type not in _EMBEDDED:
            if "comment" in node.type:
                return Place.COMMENT, self._span(node)
            if _is_string(node):
                # The string as a whole, not the fragment of it between two escapes.
                while node.parent is not None and _is_string(node.parent):
                    node = node.parent
                return (Place.DATA if data else Place.STRING), self._span(node)
            node = node.parent
        return (Place.DATA if data else Place.CODE), None

    def is_name(self, start: int, end: int) -> bool:
        """Whether ``start:end`` is a name that code gives or uses: an identifier, the module of an import, a key."""
        if self._language.id in _PROSE:
            return False
        tree = self._snapshot.tree
        if tree is None:
            return self._language.id not in _DATA and self._lexed_at(start)[0] is Place.CODE
        index = self._snapshot.utf8_index
        node = tree.root_node.descendant_for_byte_range(index.to_byte(start), index.to_byte(end))
        if node is None:
            return False
        return node.type.endswith(("identifier", "label_name", "bare_key")) or (
            _is_string(node) and _names_a_module_or_key(node)
        )

    def _span(self, node: Node) -> Span:
        return self._snapshot.utf8_index.span(node.start_byte, node.end_byte)

    def _lexed_at(self, offset: int) -> tuple[Place, Span | None]:
        starts, spans = self._lexed
        nearest = bisect_right(starts, offset) - 1
        if nearest >= 0 and offset < spans[nearest][0].end:
            span, place = spans[nearest]
            return place, span
        return Place.CODE, None

    @cached_property
    def _lexed(self) -> tuple[list[int], list[tuple[Span, Place]]]:
        """Comments and strings as far as their quotes and marks tell, in order."""
        pattern = _LEXED.get(self._language.comment[0] if self._language.comment else "")
        spans = [
            (Span(*match.span()), Place.COMMENT if match["comment"] else Place.STRING)
            for match in (pattern.finditer(self._snapshot.text) if pattern else ())
        ]
        return [span.start for span, _ in spans], spans


def _is_string(node: Node) -> bool:
    return node.type.startswith(_STRING_HEADS) or node.type.endswith(_STRING_TAILS)


def _names_a_module_or_key(node: Node) -> bool:
    inner, outer = node, node.parent
    while outer is not None and (_is_string(outer) or outer.type == "flow_node"):
        inner, outer = outer, outer.parent
    if outer is None:
        return False
    if outer.type in _PAIRS:
        key = outer.child_by_field_name("key") or outer.child(0)
        return key is not None and key.start_byte == inner.start_byte
    if outer.type in _IMPORTS:
        return True
    call = outer.parent if outer.type == "arguments" else None
    function = call.child_by_field_name("function") if call is not None else None
    return function is not None and function.text in (b"require", b"import")
