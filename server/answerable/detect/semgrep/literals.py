"""String literals in a match: which part of it is the secret, and how to tell of a match without it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from answerable.findings.fingerprint import MASK
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

if TYPE_CHECKING:
    from tree_sitter import Node

# Where there is no grammar: quoted text on one line, with escapes.
_QUOTED = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`")

STRING_NODES = frozenset(
    {
        "string",
        "string_literal",
        "template_string",
        "raw_string_literal",
        "interpreted_string_literal",
        "text_block",
        "double_quote_scalar",
        "single_quote_scalar",
    }
)

_DOTTED = re.compile(r"[^\W\d][\w$]*(?:\.[^\W\d][\w$]*)*")

# Names, and names joined by dots, in the grammars we have: they hold nothing of a value.
_NAME_NODES = frozenset(
    {
        "identifier",
        "attribute",
        "dotted_name",
        "member_expression",
        "property_identifier",
        "shorthand_property_identifier",
        "field_identifier",
        "field_access",
        "scoped_identifier",
        "selector_expression",
        "type_identifier",
    }
)

_QUOTES = re.compile(rb"\A[A-Za-z]{0,3}(\"\"\"|'''|\"|'|`)(.*)\1\Z", re.DOTALL)


def secret_span(snapshot: Snapshot, match: Span, hints: Iterable[Span]) -> Span:
    """The value that a match of a rule about secrets is about, without its quotes; code points.

    `hints` are what metavariables stand for: a literal in one of them is preferred. Where several literals could be
    the secret, the span holds them all; where there is none, it is the whole match.
    """
    found = literals(snapshot, match)
    hinted = [inner for inner in found if any(hint.contains(inner) for hint in hints)]
    chosen = [span for span in (hinted or found) if len(span)]
    if not chosen:
        return match
    return Span(chosen[0].start, max(span.end for span in chosen))


def literals(snapshot: Snapshot, span: Span) -> list[Span]:
    """The string literals in a part of a document, without their quotes, in order."""
    tree = snapshot.tree
    if tree is not None:
        index = snapshot.utf8_index
        start, end = index.to_byte(span.start), index.to_byte(span.end)
        return [index.span(*inside_quotes(node)) for node in _strings(tree.root_node, start, end)]
    quoted = _QUOTED.finditer(snapshot.text, span.start, span.end)
    return [Span(*match.span(match.lastindex or 0)) for match in quoted]


def inside_quotes(node: Node) -> tuple[int, int]:
    """The bytes of a string's text, without prefix and quotes."""
    match = _QUOTES.match(node.text or b"")
    if match is None:
        return node.start_byte, node.end_byte
    return node.start_byte + match.start(2), node.start_byte + match.end(2)


def shown(snapshot: Snapshot, span: Span) -> str:
    """A part of a document as a message about a secret may tell it: a name as it is, anything else masked.

    A metavariable in a string stands for a piece of the value, and in a file without a grammar so may any word.
    """
    tree = snapshot.tree
    text = snapshot.text[span.start : span.end]
    if tree is None or not _DOTTED.fullmatch(text):
        return MASK
    index = snapshot.utf8_index
    node = tree.root_node.descendant_for_byte_range(index.to_byte(span.start), index.to_byte(span.end))
    return text if node is not None and node.type in _NAME_NODES else MASK


def _strings(root: Node, start: int, end: int) -> list[Node]:
    found: list[Node] = []
    stack = [root]
    while stack:
        node = stack.pop()
        if node.end_byte <= start or node.start_byte >= end:
            continue
        if node.type in STRING_NODES and node.start_byte >= start and node.end_byte <= end:
            found.append(node)
        else:
            stack += reversed(node.children)
    return found
