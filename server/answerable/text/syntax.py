"""Syntax trees: which grammars there are, parsing, and where a text does not parse.

Trees are tree-sitter's, over the UTF-8 form of a text: their offsets are bytes, their rows end at ``\\n`` alone. Turn
them into code points with `Snapshot.utf8_index`. Parsing lets go of the interpreter's lock, so a worker thread may
parse while the event loop goes on.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from tree_sitter import Language, Node, Parser, Tree

from answerable.text.spans import Span

if TYPE_CHECKING:
    from answerable.text.snapshot import Snapshot

# Grammar name -> the module of its wheel and the function in it that hands out the language.
_GRAMMARS = {
    "python": ("tree_sitter_python", "language"),
    "javascript": ("tree_sitter_javascript", "language"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
    "go": ("tree_sitter_go", "language"),
    "java": ("tree_sitter_java", "language"),
    "json": ("tree_sitter_json", "language"),
    "yaml": ("tree_sitter_yaml", "language"),
    "toml": ("tree_sitter_toml", "language"),
    "markdown": ("tree_sitter_markdown", "language"),
}

GRAMMARS = frozenset(_GRAMMARS)
"""The grammars `parse` knows."""


MAX_BYTES = 4_000_000
"""What is not parsed: 4 MB of Python make a tree of 80 MB, 4 MB of JSON one of 500 MB."""


def parse(grammar: str, utf8: bytes, old: Tree | None = None) -> Tree | None:
    """The tree of `utf8`; None where there is no such grammar, its wheel is not installed, or `MAX_BYTES` is exceeded.

    `old` is a tree of an earlier text that was told of every edit since (see `reparse.edited`); parts of it are reused,
    and it is left as it was. May be called from any thread: each call has a parser of its own, which costs 2 µs.
    """
    known = language(grammar)
    if known is None or len(utf8) > MAX_BYTES:
        return None
    parser = Parser(known)
    return parser.parse(utf8) if old is None else parser.parse(utf8, old)


@cache
def language(grammar: str) -> Language | None:
    """The grammar itself, for queries; None where there is none or its wheel is not installed."""
    if grammar not in _GRAMMARS:
        return None
    module, function = _GRAMMARS[grammar]
    try:
        # Imported when first needed: a session in one language does not load nine others.
        return Language(getattr(import_module(module), function)())
    except ImportError:
        return None


def error_spans(snapshot: Snapshot) -> tuple[Span, ...]:
    """Where the text does not parse, in order, none inside another; () where it parses or has no tree.

    A span of a token that is missing is empty and lies where the token was expected.
    """
    tree = snapshot.tree
    if tree is None or not tree.root_node.has_error:
        return ()
    found: list[tuple[int, int]] = []
    stack: list[Node] = [tree.root_node]
    while stack:
        node = stack.pop()
        if node.is_error or node.is_missing:
            found.append(node.byte_range)
        else:
            stack.extend(child for child in node.children if child.has_error)
    return tuple(snapshot.utf8_index.span(start, end) for start, end in sorted(found))
