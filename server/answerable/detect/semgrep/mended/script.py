"""Puts fragments of JavaScript and TypeScript right.

What is open at the end is closed, what was closed without having been opened is opened before the first line, and of
the ways to do either that come to mind, the one that leaves the syntax tree with the least errors is taken. Then the
lines an error covers are left out one by one, where that helps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from tree_sitter import Node

from answerable.detect.semgrep.mended.pieces import Copy
from answerable.detect.semgrep.mended.script_brackets import Closed, Opened, standing
from answerable.detect.semgrep.slice import Slice
from answerable.text.snapshot import Snapshot
from answerable.text.syntax import parse

LANGUAGES = frozenset({"javascript", "javascriptreact", "typescript", "typescriptreact"})

# Longer text is no fragment.
_LONGEST = 20_000
# How many bytes may be parsed in all to find the best way, about a fifth of a second.
_BUDGET = 2_000_000
_TRIES = 12
# Lines of one error that are looked at.
_LINES = 8
# Of the lines with text; what is left of a text that needs more is not worth calling checked.
_MOST_LEFT_OUT = 0.7

_FENCE = re.compile(r"\s*```")
_ELLIPSIS = re.compile(r"\s*(?:\.{3}|…)\s*$")
_METHOD = re.compile(
    r"\s*(?:(?:public|private|protected|static|async|get|set)\s+)*[\w$]+\s*\([^()]*\)\s*(?::[^={]*)?\{\s*$"
)
_NO_METHOD = re.compile(r"\s*(?:if|for|while|switch|catch|function|with|return|await)\b")
_FIELD = re.compile(r"\s*(?:['\"][\w$-]+['\"]|[\w$]+)\s*:(?!:)")

# What may stand where the text breaks off, and what a header that breaks off may need.
_FILLERS = ("", "_", "{}", "_: _", ": _")
_BODIES = ("", " {}", " => {}")


def mended(snapshot: Snapshot) -> Slice | None:
    """The document as a text with fewer errors; None where it has none, or cannot be put right."""
    text, tree = snapshot.text, snapshot.tree
    if snapshot.language.id not in LANGUAGES or tree is None or not tree.root_node.has_error:
        return None
    if len(text) > _LONGEST or "\r" in text.replace("\r\n", "") or not text.strip():
        return None
    return _Repair(text, snapshot.language.grammar or "javascript").best(_errors(tree.root_node))


class _Repair:
    """The ways to put one text right."""

    def __init__(self, text: str, grammar: str) -> None:
        self.text = text
        self.grammar = grammar
        self.lines = text.split("\n")
        self.budget = _BUDGET

    def best(self, errors: int) -> Slice | None:
        """The best copy there is; None where it is no better than the text, which has that many errors."""
        left_out = self._foreign()
        found, copy = self._closed(left_out)
        for _ in range(_TRIES):
            if not found or self.budget < 0:
                break
            better = min(
                ((*self._closed(left_out | {line}), line) for line in self._suspects(copy) if line not in left_out),
                key=lambda one: one[0],
                default=None,
            )
            if better is None or better[0] >= found:
                break
            found, copy = better[0], better[1]
            left_out = left_out | {better[2]}
        texts = sum(1 for line in self.lines if line.strip())
        if found >= errors or copy.dropped() > _MOST_LEFT_OUT * texts:
            return None
        return copy.slice()

    def _foreign(self) -> frozenset[int]:
        """The lines that are no code: fences, what stands outside them, dots for what was left out."""
        fences = [index for index, line in enumerate(self.lines) if _FENCE.match(line)]
        dots = {index for index, line in enumerate(self.lines) if _ELLIPSIS.match(line)}
        if not fences:
            return frozenset(dots)
        inside = False
        outside = set()
        # A text whose first fence has no language after it begins inside.
        if self.lines[fences[0]].strip() == "```" and len(fences) % 2:
            inside = True
        for index in range(len(self.lines)):
            if index in fences:
                inside = not inside
                outside.add(index)
            elif not inside:
                outside.add(index)
        return frozenset(outside | dots)

    def _closed(self, left_out: frozenset[int]) -> tuple[int, Copy]:
        """The fewest errors without these lines, and the copy with them."""
        kept = "\n".join("" if index in left_out else line for index, line in enumerate(self.lines))
        state = standing(kept)
        best: tuple[int, Copy] | None = None
        end = next(_ends(state.opened, state.comment))
        start = ""
        for start_now in _starts(kept, state.closed):
            one = self._try(left_out, start_now, end)
            if best is None or one[0] < best[0]:
                best, start = one, start_now
            if not best[0] or self.budget < 0:
                return best
        for end_now in islice(_ends(state.opened, state.comment), 1, None):
            one = self._try(left_out, start, end_now)
            if best is None or one[0] < best[0]:
                best = one
            if not best[0] or self.budget < 0:
                return best
        assert best is not None
        return best

    def _try(self, left_out: frozenset[int], start: str, end: str) -> tuple[int, Copy]:
        copy = Copy.of(self.text)
        for index in left_out:
            copy.lines[index].kept = False
        kept = [line for line in copy.lines if line.kept and line.text.strip()]
        if kept:
            if start:
                kept[0].before = start + "\n"
            kept[-1].closing = end
        utf8 = copy.text().encode("utf-8", "replace")
        self.budget -= len(utf8)
        tree = parse(self.grammar, utf8)
        return (0 if tree is None else _errors(tree.root_node)), copy

    def _suspects(self, copy: Copy) -> list[int]:
        """The lines of the document that the first errors of a copy cover."""
        tree = parse(self.grammar, copy.text().encode("utf-8", "replace"))
        found: dict[int, None] = {}
        for node in _error_nodes(tree.root_node) if tree is not None else ():
            for row in range(node.start_point.row, node.end_point.row + 1):
                found[copy.line_at(row + 1)] = None
                if len(found) >= _LINES:
                    return list(found)
        return list(found)


def _starts(text: str, closed: tuple[Closed, ...]) -> Iterator[str]:
    """What may stand before the text, so that everything it closes was opened."""
    plain = _openers(closed, "")
    if not closed:
        yield ""
        first = next((line for line in text.split("\n") if line.strip()), "")
        if _METHOD.match(first) and not _NO_METHOD.match(first):
            yield "class _ {"
            yield "_ = {"
        if _FIELD.match(first):
            yield "_ = {"
            yield "_({"
        return
    head = text[: closed[0].at]
    if closed[0].closer == "}" and _FIELD.match(head.lstrip("\n")):
        yield _openers(closed, "object")
    yield plain
    yield _openers(closed, "class")
    yield _openers(closed, "object")
    yield _openers(closed, "call")


def _openers(closed: tuple[Closed, ...], innermost: str) -> str:
    """One opener for each bracket that was closed, the last of them first."""
    text = ""
    for index, one in reversed(list(enumerate(closed))):
        expression = text.endswith(("(", "[", "= "))
        first = index == 0
        if one.closer == ")":
            text += "_(" if not (first and innermost == "call") else "_ = _("
        elif one.closer == "]":
            text += "[" if expression else "_ = ["
        elif first and innermost == "object":
            text += "{" if expression else "_ = {"
        elif first and innermost == "class":
            text += "class _ {" if not expression else "class {"
        elif expression:
            text += "async () => {"
        elif re.match(r"(?:catch|finally)\b", one.after):
            text += "try {"
        elif re.match(r"else\b", one.after):
            text += "if (_) {"
        elif re.match(r"while\b", one.after):
            text += "do {"
        else:
            text += "async function _() {"
    return text


def _ends(opened: tuple[Opened, ...], comment: bool) -> Iterator[str]:
    """What may stand after the text, so that everything it opens is closed."""
    newline = "\n" if comment else ""
    quotes = {"'", '"', "/*"}
    for body in _BODIES:
        for filler in _FILLERS:
            text, placed = "", not body
            for one in reversed(opened):
                if one.opener == "/*":
                    text += "*/"
                elif one.opener in quotes or one.opener == "`":
                    text += one.opener
                elif one.opener in ("(", "["):
                    text += ")" if one.opener == "(" else "]"
                    if one.opener == "(" and not placed:
                        text += body
                        placed = True
                else:
                    text += "}" + _tail(one)
            if not placed:
                text = body + text
            inner = opened[-1].opener if opened else ""
            if inner in quotes or inner == "`":
                # Nothing to fill in: it breaks off inside a string.
                if filler:
                    continue
                yield newline + text
            else:
                yield newline + filler + text


def _tail(one: Opened) -> str:
    """What a block needs after its end."""
    return {"try": " finally {}", "do": " while (0);"}.get(one.before, "")


def _errors(root: Node) -> int:
    """How many bytes the parser could make nothing of, and a few for each token that is missing."""
    return sum(5 if node.is_missing else max(node.end_byte - node.start_byte, 1) for node in _error_nodes(root))


def _error_nodes(root: Node) -> Iterator[Node]:
    stack = [root]
    while stack:
        node = stack.pop()
        if node.is_error or node.is_missing:
            yield node
        elif node.has_error:
            stack += reversed(node.children)
