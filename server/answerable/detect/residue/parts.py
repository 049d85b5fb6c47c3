"""The parts of a program that say something in plain words: its comments, its texts, and what does not parse."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate

from tree_sitter import Node, Query, QueryCursor

from answerable.text import syntax
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

_SCRIPT = "[(comment) (html_comment)] @comment [(string) (template_string)] @text (catch_clause) @handler"
_QUERIES = {
    "python": "(comment) @comment (string) @text (except_clause) @handler",
    "javascript": _SCRIPT,
    "typescript": _SCRIPT,
    "tsx": _SCRIPT,
    "go": "(comment) @comment [(interpreted_string_literal) (raw_string_literal)] @text (if_statement) @handler",
    "java": "[(line_comment) (block_comment)] @comment (string_literal) @text (catch_clause) @handler",
}
GRAMMARS = frozenset(_QUERIES)
"""Those that are looked at."""


@cache
def _query(grammar: str) -> Query | None:
    language = syntax.language(grammar)
    return None if language is None else Query(language, _QUERIES[grammar])


@dataclass(frozen=True, slots=True)
class Part:
    """A comment or a text of a program."""

    span: Span
    text: str
    row: int
    """The line its first character stands on, from 0; lines as the tree counts them."""
    last_row: int
    alone: bool
    """Whether nothing but white space stands before it on its line."""


class Parts:
    """What there is in one snapshot, found when first asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.rows = snapshot.utf8.decode("utf-8").split("\n")

    @cached_property
    def _captured(self) -> Mapping[str, list[Node]]:
        tree, grammar = self._snapshot.tree, self._snapshot.language.grammar
        query = _query(grammar) if grammar in _QUERIES else None
        if tree is None or query is None:
            return {}
        # A walk through the tree in Python takes ten times as long.
        return QueryCursor(query).captures(tree.root_node)

    @cached_property
    def _found(self) -> tuple[list[Part], list[Part]]:
        """Comments and texts, in the order of the text."""
        found = self._captured
        comments = [self._part(node) for node in found.get("comment", ())]
        texts: list[Part] = []
        for node in found.get("text", ()):
            (comments if self._documents(node) else texts).append(self._part(node))
        return sorted(comments, key=_place), sorted(texts, key=_place)

    @property
    def comments(self) -> list[Part]:
        """Comments, and in Python texts that are nothing but documentation."""
        return self._found[0]

    def comments_on(self, rows: Set[int]) -> list[Part]:
        """Those that begin on one of these rows, without making the others."""
        found = self._captured
        here = [node for node in found.get("comment", ()) if node.start_point[0] in rows]
        here += (node for node in found.get("text", ()) if node.start_point[0] in rows and self._documents(node))
        return sorted(map(self._part, here), key=_place)

    def _documents(self, text: Node) -> bool:
        """A Python text on a line of its own is a comment in all but name."""
        return (
            self._snapshot.language.grammar == "python"
            and text.parent is not None
            and text.parent.type == "expression_statement"
        )

    @property
    def texts(self) -> list[Part]:
        return self._found[1]

    @property
    def handlers(self) -> list[Node]:
        """What may handle an error: ``except``, ``catch``, ``if``."""
        return self._captured.get("handler", [])

    @cached_property
    def told(self) -> frozenset[int]:
        """Rows that a comment takes part in."""
        return frozenset(row for part in self.comments for row in range(part.row, part.last_row + 1))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(row) + 1 for row in self.rows)]

    def on(self, row: int, place: tuple[int, int]) -> Span:
        """A place on a row, in code points of the document."""
        return Span(self._starts[row] + place[0], self._starts[row] + place[1])

    @cached_property
    def inside(self) -> frozenset[int]:
        """Rows that begin inside a comment or a text: what stands there is no code."""
        return frozenset(
            row for part in (*self.comments, *self.texts) for row in range(part.row + 1, part.last_row + 1)
        )

    def _part(self, node: Node) -> Part:
        span = self._snapshot.utf8_index.span(*node.byte_range)
        if self._snapshot.text[span.start : span.end].endswith("\r"):
            # To the grammars a line ends at its line feed.
            span = Span(span.start, span.end - 1)
        row = node.start_point[0]
        before = self._snapshot.utf8[node.start_byte - node.start_point[1] : node.start_byte]
        return Part(span, self._snapshot.text[span.start : span.end], row, node.end_point[0], not before.strip())


def _place(part: Part) -> tuple[int, int]:
    return part.span.start, part.span.end
