"""Where a text has comments, and where a comment could not stand.

A suppression counts only in a comment: a string that happens to hold the words is data, and may be an attacker's. The
syntax tree tells the two apart where there is a grammar; `policy.lexing` approximates it elsewhere.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from answerable.policy.lexing import LexedComments
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

Form = tuple[str, str]
"""How a comment begins and ends; the end is empty where the line ends it."""


class Comments(Protocol):
    """The comments of one snapshot. Offsets are code points."""

    def at(self, offset: int) -> Span | None:
        """The comment that this offset lies in."""
        ...

    def solid(self, offset: int) -> Span | None:
        """What lies around this offset and must not be broken up: a literal, a tag, a comment of several lines.

        The outermost one that begins before the offset and ends after it.
        """
        ...

    def form(self, offset: int) -> Form | None:
        """How a comment that is to stand at this offset is written; None where none can."""
        ...


def comments_of(snapshot: Snapshot) -> Comments:
    """The comments of this snapshot; parses it, so not for the event loop."""
    tree = snapshot.tree
    if tree is None:
        return LexedComments(snapshot.text, snapshot.language)
    return (
        _MarkdownComments(snapshot, tree) if snapshot.language.grammar == "markdown" else _TreeComments(snapshot, tree)
    )


class _TreeComments:
    comments = frozenset({"comment", "line_comment", "block_comment", "html_comment"})
    # Python, JavaScript, JSON and TOML say "string"; the scalars are YAML's, the other names Go's and Java's.
    literals = frozenset({"string", "template_string", "regex"}).union(
        {"raw_string_literal", "interpreted_string_literal", "string_literal", "character_literal"},
        {"block_scalar", "double_quote_scalar", "single_quote_scalar", "plain_scalar"},
    )

    def __init__(self, snapshot: Snapshot, tree: Tree) -> None:
        self._snapshot = snapshot
        self._root = tree.root_node

    def at(self, offset: int) -> Span | None:
        for node in self._around(offset):
            if node.type in self.comments:
                comment = self._trimmed(node)
                return comment if offset < comment.end else None
        return None

    def solid(self, offset: int) -> Span | None:
        found = None
        for node in self._around(offset):
            if node.type == "jsx_text" or node.type in self.literals or node.type in self.comments:
                span = self._trimmed(node)
                if span.start < offset < span.end:
                    found = span
        return found

    def form(self, offset: int) -> Form | None:
        return ("{/*", "*/}") if self._among_elements(offset) else self._snapshot.language.comment

    def _among_elements(self, offset: int) -> bool:
        """Whether this is a place between the tags of JSX, where ``//`` would be text for people to read."""
        byte = self._snapshot.utf8_index.to_byte(offset)
        around = self._around(offset)
        for node, parent in pairwise(around):
            if node.type == "jsx_text":
                return True
            if parent.type in ("jsx_element", "jsx_fragment"):
                opens = node == parent.child(0)
                if node.start_byte == byte and not opens:
                    return True
                if node.start_byte != byte:
                    return False
        return False

    def _around(self, offset: int) -> list[Node]:
        """The nodes that hold the code point at this offset, innermost first."""
        byte = self._snapshot.utf8_index.to_byte(offset)
        # Down from the root: `Node.parent` goes all that way anew for every step up.
        cursor = self._root.walk()
        nodes: list[Node] = []
        while (node := cursor.node) is not None and node.start_byte <= byte < node.end_byte:
            nodes.append(node)
            if cursor.goto_first_child_for_byte(byte) is None:
                break
        return nodes[::-1]

    def _span(self, node: Node) -> Span:
        return self._snapshot.utf8_index.span(node.start_byte, node.end_byte)

    def _trimmed(self, node: Node) -> Span:
        """Without the white space around it, which some grammars count in."""
        span = self._span(node)
        text = self._snapshot.text[span.start : span.end]
        bare = text.strip()
        start = span.start + (len(text) - len(text.lstrip()) if bare else 0)
        if node.type in self.comments and bare.startswith(("#", "//")):
            # To a grammar, a lone carriage return does not end a line; to Python it does, and code may follow.
            bare = bare.partition("\r")[0]
        return Span(start, start + len(bare))


# A code span with as many backticks at its end as at its beginning (CommonMark 6.1) hides what looks like a comment.
_INLINE = re.compile(r"(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|(?P<comment><!--.*?-->)", re.DOTALL)


class _MarkdownComments(_TreeComments):
    """Comments of Markdown are HTML's, in a block of their own or within a line of text."""

    literals = frozenset(
        ("fenced_code_block", "indented_code_block", "pipe_table", "html_block", "minus_metadata", "plus_metadata")
    )
    _holders = frozenset({"html_block", "inline", "pipe_table_cell"})

    def at(self, offset: int) -> Span | None:
        for node in self._around(offset):
            if node.type in self._holders:
                span = self._span(node)
                for match in _INLINE.finditer(self._snapshot.text, span.start, span.end):
                    if match["comment"] and match.start() <= offset < match.end():
                        return Span(match.start(), match.end())
                return None
        return None
