"""The question a match asks: is this expression made of the program's own constants?"""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from answerable.detect.semgrep.constant import java
from answerable.detect.semgrep.constant.module import Module
from answerable.detect.semgrep.constant.parts import parsed, seen
from answerable.detect.semgrep.constant.statements import Reader
from answerable.detect.semgrep.constant.values import FIXED, GiveUp
from answerable.detect.semgrep.units import Unit

_Function = ast.FunctionDef | ast.AsyncFunctionDef


LANGUAGES = frozenset({"python", "java"})
"""Those a question can be asked of."""


def surely_constant(
    text: bytes, start: int, end: int, definitions: Sequence[Unit] = (), language: str = "python"
) -> bool:
    """Whether the expression at these bytes (UTF-8, half-open) of a module holds nothing but its constants.

    `definitions` are the module's, in order, where they are known: then those that do not matter are left out.

    What is from outside may decide which of them: that one of five known texts is chosen is no way to put in a sixth.
    Also true where it is never reached. False where the module does not parse or the question is too hard.
    """
    if b"\r" in text.replace(b"\r\n", b"") or b"\x00" in text:
        return False
    if language == "java":
        read = _read_java(text)
    else:
        matters = seen(text, definitions, range(start, end))
        read = _read(matters.text, matters.changed) if matters is not None else None
    if read is None:
        return False
    try:
        return read.constant(start, end)
    except (GiveUp, RecursionError):
        return False


class _Parsed:
    def __init__(self, text: bytes, tree: ast.Module, changed: frozenset[str]) -> None:
        self._module = Module(tree, changed)
        self._lines = [0]
        at = text.find(b"\n")
        while at >= 0:
            self._lines.append(at + 1)
            at = text.find(b"\n", at + 1)

    def constant(self, start: int, end: int) -> bool:
        wanted, statement, around = self._find(self._at(start), self._at(end))
        if wanted is None or statement is None:
            return False
        reader = Reader(self._module, wanted)
        functions = [node for node in around if isinstance(node, _Function)]
        if any(isinstance(node, ast.Lambda) for node in around):
            return False
        if functions:
            inner = functions[-1]
            place = around.index(inner)
            within = around[place - 1] if place else None
            reader.enter(inner, within if isinstance(within, ast.ClassDef) else None)
        elif any(isinstance(node, ast.ClassDef) for node in around):
            return False
        else:
            reader.block(self._module.tree.body, {})
        if not reader.answers:
            # Not met: dead where the statement is not run at all; else it stands where nobody looked.
            return statement not in reader.reached
        return all(answer is FIXED for answer in reader.answers)

    def _at(self, offset: int) -> tuple[int, int]:
        """Line from 1 and column in bytes, as `ast` counts."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1]

    def _find(
        self, start: tuple[int, int], end: tuple[int, int]
    ) -> tuple[ast.expr | None, ast.stmt | None, list[ast.AST]]:
        """The smallest expression that covers the place, its statement, and what it lies in, from the outside."""
        found: ast.expr | None = None
        statement: ast.stmt | None = None
        around: list[ast.AST] = []
        node: ast.AST | None = self._module.tree
        while node is not None:
            inside = None
            for child in _children(node):
                if _start(child) <= start and _end(child) >= end:
                    inside = child
                    break
            if isinstance(inside, ast.expr):
                found = inside
            if isinstance(inside, ast.stmt):
                statement = inside
            if isinstance(inside, _Function | ast.ClassDef | ast.Lambda):
                around.append(inside)
                found = statement = None
            if found is not None and (_start(found), _end(found)) == (start, end):
                break
            node = inside
        return found, statement, around


def _children(node: ast.AST) -> list[ast.AST]:
    """The nodes below that have a place of their own."""
    below: list[ast.AST] = []
    for child in ast.iter_child_nodes(node):
        if hasattr(child, "lineno"):
            below.append(child)
        else:
            below += _children(child)
    return below


def _start(node: ast.AST) -> tuple[int, int]:
    return node.lineno, node.col_offset  # type: ignore[attr-defined]


def _end(node: ast.AST) -> tuple[int, int]:
    return node.end_lineno, node.end_col_offset  # type: ignore[attr-defined]


@lru_cache(maxsize=4)
def _read(text: bytes, changed: frozenset[str]) -> _Parsed | None:
    tree = parsed(text)
    return _Parsed(text, tree, changed) if tree is not None else None


@lru_cache(maxsize=4)
def _read_java(text: bytes) -> _Parsed | None:
    tree = java.module(text)
    return _Parsed(text, tree, frozenset()) if tree is not None else None
