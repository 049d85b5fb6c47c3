"""Trees kept up to date: reusing the last tree of a document, where that gives the tree a fresh parse would give.

tree-sitter promises a valid tree after an edit, not the same tree. A detector that answered differently for the same
text depending on how it was typed could not be trusted, so equality was measured: random edits to texts of each
grammar, each incremental result compared, node by node, with a fresh parse.

* Where the tree before or after holds an error the two do differ (in 2 of 100 edits for Java): how the parser recovers
  depends on what it could reuse, and a token made up during recovery can outlive the mistake.
* From one tree without errors to another, python, go, java, json, yaml, toml and markdown never differed (470,000 edits
  to small texts of every construct, 50,000 to real files).
* javascript does, at every edit near a comment that follows a statement without its semicolon: whether it belongs to
  the statement depends on what was reused. Its sisters share the code that inserts semicolons; tsx differed once in
  38,000.

So the last tree is reused for the grammars that never differed, while there are no errors; everything else is parsed
afresh, which takes 20 to 40 ms for 10,000 lines on a worker thread, without the interpreter's lock.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from tree_sitter import Tree

from answerable.text.edits import common_prefix, common_suffix
from answerable.text.syntax import parse

INCREMENTAL = frozenset({"python", "go", "java", "json", "yaml", "toml", "markdown"})
"""The grammars whose last tree is reused."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text as UTF-8, and its tree."""

    version: int
    utf8: bytes
    tree: Tree


def reparse(grammar: str, old: Parsed | None, utf8: bytes) -> Tree | None:
    """The tree of `utf8`, the same as `syntax.parse` gives, in less time where `old` is an earlier text's and near
    it."""
    if old is not None and old.utf8 == utf8:
        return old.tree
    if old is None or grammar not in INCREMENTAL or old.tree.root_node.has_error:
        return parse(grammar, utf8)
    tree = parse(grammar, utf8, edited(old, utf8))
    if tree is not None and tree.root_node.has_error:
        return parse(grammar, utf8)
    return tree


def edited(old: Parsed, utf8: bytes) -> Tree:
    """A copy of the old tree that was told of the difference between its text and this one; `old` stays as it was.

    The difference is taken from the two texts and not from the edits that led from one to the other: it cannot be out
    of step with them, one region stands for any number of keystrokes, and the work is done off the event loop. Several
    cursors far apart make that region large; then more is parsed again.
    """
    start = common_prefix(old.utf8, utf8)
    same = common_suffix(old.utf8[start:], utf8[start:])
    old_end, new_end = len(old.utf8) - same, len(utf8) - same
    tree = old.tree.copy()
    tree.edit(start, old_end, new_end, _point(old.utf8, start), _point(old.utf8, old_end), _point(utf8, new_end))
    return tree


def _point(utf8: bytes, byte: int) -> tuple[int, int]:
    """tree-sitter's row and column of a byte: rows end at ``\\n`` alone, columns count bytes."""
    return utf8.count(b"\n", 0, byte), byte - (utf8.rfind(b"\n", 0, byte) + 1)


class LastTree:
    """The newest tree there is of one open document; its snapshots share it, each on whatever thread it is read."""

    __slots__ = ("_grammar", "_last", "_lock")

    def __init__(self, grammar: str) -> None:
        self._grammar = grammar
        self._last: Parsed | None = None
        self._lock = Lock()

    def parse(self, version: int, utf8: bytes) -> Tree | None:
        """The tree of this version's text, kept for the next unless a later version was parsed meanwhile."""
        with self._lock:
            last = self._last
        tree = reparse(self._grammar, last, utf8)
        if tree is not None:
            with self._lock:
                if self._last is None or self._last.version <= version:
                    self._last = Parsed(version, utf8, tree)
        return tree
