"""What the names of a module stand for, as far as its text alone tells."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Collection, Iterator

from answerable.detect.semgrep.constant.values import UNKNOWN, Class, Function, Imported, Value

# Methods that change what they are called on.
CHANGING = frozenset({
    "append", "extend", "insert", "pop", "remove", "clear", "update", "setdefault", "popitem", "add",
    "discard", "sort",
})  # fmt: skip
_PLAIN_DECORATORS = frozenset({"staticmethod", "classmethod"})


class Module:
    """The definitions, imports and constants of one parsed text."""

    def __init__(self, tree: ast.Module, also_changed: Collection[str] = ()) -> None:
        """`also_changed` are names that are changed where the tree does not show it."""
        self.tree = tree
        self.constants: dict[str, ast.expr] = {}
        """Names bound once in the module and changed nowhere, with what they are bound to."""
        self.named: dict[str, Value] = {}
        """Functions, classes and imports."""
        bound: Counter[str] = Counter()
        values: dict[str, ast.expr] = {}
        for node in _outside(tree.body):
            for name in _bound(node):
                bound[name] += 1
            match node:
                case ast.Assign(targets=[ast.Name(name)], value=value):
                    values[name] = value
                case ast.AnnAssign(target=ast.Name(name), value=ast.expr() as value):
                    values[name] = value
                case ast.FunctionDef():
                    self.named[node.name] = function(node)
                case ast.ClassDef():
                    self.named[node.name] = Class(node)
                case ast.Import() | ast.ImportFrom():
                    self.named.update(imported(node))
                case _:
                    pass
        lost = changed(tree).union(also_changed)
        self.constants = {name: value for name, value in values.items() if bound[name] == 1 and name not in lost}
        for name in [*self.named]:
            if name in values or name in lost or (bound[name] > 1 and not isinstance(self.named[name], Imported)):
                self.named[name] = UNKNOWN

    def method(self, of: ast.ClassDef, name: str, seen: int = 0) -> ast.FunctionDef | None:
        """The method of that name of a class or, within this file, of one it derives from."""
        for node in of.body:
            if isinstance(node, ast.FunctionDef) and node.name == name:
                return node
        for base in of.bases:
            above = self.named.get(base.id) if isinstance(base, ast.Name) else None
            if isinstance(above, Class) and seen < 5:
                found = self.method(above.node, name, seen + 1)
                if found is not None:
                    return found
        return None


def function(node: ast.FunctionDef) -> Value:
    """A function as a value: unknown where a decorator may have replaced it or where it gives its values one by one."""
    plain = all(isinstance(d, ast.Name) and d.id in _PLAIN_DECORATORS for d in node.decorator_list)
    yields = any(isinstance(inner, ast.Yield | ast.YieldFrom) for inner in ast.walk(node))
    return Function(node) if plain and not yields else UNKNOWN


def imported(node: ast.Import | ast.ImportFrom) -> dict[str, Value]:
    """The names an import gives."""
    if isinstance(node, ast.Import):
        return {
            alias.asname or alias.name.split(".")[0]: Imported(alias.name if alias.asname else alias.name.split(".")[0])
            for alias in node.names
        }
    return {alias.asname or alias.name: Imported(f"{node.module or ''}.{alias.name}") for alias in node.names}


def _outside(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a module that are in no function and no class."""
    for node in body:
        yield node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        for inner in ("body", "orelse", "finalbody"):
            yield from _outside(getattr(node, inner, []))
        for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
            yield from _outside(part.body)


def _bound(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name
        case ast.Import() | ast.ImportFrom():
            yield from imported(node)
        case ast.Assign() | ast.AnnAssign() | ast.AugAssign() | ast.For() | ast.With() | ast.Delete():
            targets: list[ast.AST] = []
            targets += getattr(node, "targets", [])
            targets += [getattr(node, "target", None) or ast.Pass()]
            targets += [item.optional_vars for item in getattr(node, "items", ()) if item.optional_vars]
            for target in targets:
                for inner in ast.walk(target):
                    if isinstance(inner, ast.Name) and not isinstance(inner.ctx, ast.Load):
                        yield inner.id
        case _:
            pass


def changed(tree: ast.Module) -> set[str]:
    """Names that some function declares global, and names of what is changed in place anywhere."""
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Global():
                names.update(node.names)
            case ast.Call(func=ast.Attribute(value=ast.Name(name), attr=attr)) if attr in CHANGING:
                names.add(name)
            case ast.Subscript(value=ast.Name(name), ctx=ast.Store() | ast.Del()):
                names.add(name)
            case ast.Attribute(value=ast.Name(name), ctx=ast.Store() | ast.Del()):
                names.add(name)
            case _:
                pass
    return names
