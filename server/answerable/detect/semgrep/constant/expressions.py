"""Works out expressions on paper."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from answerable.detect.semgrep.constant import containers, pure
from answerable.detect.semgrep.constant.values import (
    FIXED,
    UNKNOWN,
    Buffer,
    Class,
    Entries,
    Function,
    Imported,
    Instance,
    Items,
    Known,
    Scope,
    Value,
    either,
    fixed,
    lose,
)

if TYPE_CHECKING:
    from answerable.detect.semgrep.constant.statements import Reader

_CONFIGS = ("configparser.ConfigParser", "configparser.RawConfigParser")
_BUFFERS = ("io.StringIO", "io.BytesIO")
# Of Java's, which give the buffer itself.
_OF_BUFFERS = frozenset({"append", "insert", "reverse", "replace", "delete", "deleteCharAt"})
_EMPTY: dict[str, type[str] | type[bytes]] = {"io.StringIO": str, "io.BytesIO": bytes}


class Expressions:
    """Evaluates for a `Reader`, which runs functions and counts steps."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def value(self, node: ast.expr, scope: Scope) -> Value:
        """What is known of an expression in this scope. Raises `GiveUp`."""
        self._reader.step()
        found = self._value(node, scope)
        if isinstance(found, Known) and not pure.small(found.value):
            found = FIXED
        self._reader.seen(node, found)
        return found

    def truth(self, value: Value) -> bool | None:
        """Whether it counts as true, where that is known."""
        match value:
            case Known(held):
                return bool(held)
            case Items(items):
                return bool(items) if UNKNOWN not in items else None
            case Entries(entries):
                return bool(entries)
            case _:
                return None

    def _value(self, node: ast.expr, scope: Scope) -> Value:
        match node:
            case ast.Constant(literal):
                return Known(literal)
            case ast.Name(name):
                return self._name(name, scope)
            case ast.NamedExpr(ast.Name(name), inner):
                scope[name] = self.value(inner, scope)
                return scope[name]
            case ast.JoinedStr(parts):
                return self._joined([self.value(part, scope) for part in parts], plain=True)
            case ast.FormattedValue(inner, conversion, form):
                value = self.value(inner, scope)
                if form is not None:
                    self.value(form, scope)
                plain = isinstance(value, Known) and isinstance(value.value, str | int) and conversion < 0
                return Known(str(value.value)) if plain and isinstance(value, Known) and form is None else _fixed(value)
            case ast.BinOp(left, op, right):
                return self.operation(type(op).__name__, self.value(left, scope), self.value(right, scope))
            case ast.Compare(left, [op], [right]):
                return self.operation(type(op).__name__, self.value(left, scope), self.value(right, scope))
            case ast.BoolOp(op, values):
                return self._logic(isinstance(op, ast.And), values, scope)
            case ast.UnaryOp(op, inner):
                return self._unary(op, self.value(inner, scope))
            case ast.IfExp(test, body, orelse):
                truth = self.truth(self.value(test, scope))
                if truth is not None:
                    return self.value(body if truth else orelse, scope)
                return either(self.value(body, scope), self.value(orelse, scope))
            case ast.List(items) | ast.Tuple(items) | ast.Set(items):
                held = [self.value(item, scope) for item in items]
                return UNKNOWN if any(isinstance(item, ast.Starred) for item in items) else Items(held)
            case ast.Dict(keys, items):
                return self._dict(keys, [self.value(item, scope) for item in items], scope)
            case ast.Subscript(holder, index):
                return self._item(self.value(holder, scope), index, scope)
            case ast.Attribute(holder, name):
                return self._attribute(self.value(holder, scope), name)
            case ast.Call():
                return self._call(node, scope)
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
                return self._comprehension(node, scope)
            case ast.Lambda():
                return UNKNOWN
            case _:
                for child in ast.iter_child_nodes(node):
                    if isinstance(child, ast.expr):
                        lose(self.value(child, scope))
                return UNKNOWN

    def _name(self, name: str, scope: Scope) -> Value:
        if name in scope:
            return scope[name]
        return self._reader.outer(name)

    def _joined(self, values: list[Value], *, plain: bool) -> Value:
        if plain and all(isinstance(value, Known) for value in values):
            return Known("".join(str(value.value) for value in values if isinstance(value, Known)))
        return FIXED if all(fixed(value) for value in values) else UNKNOWN

    def operation(self, name: str, left: Value, right: Value) -> Value:
        work = pure.OPERATORS.get(name)
        if isinstance(left, Known) and isinstance(right, Known) and work is not None:
            times = name == "Mult" and not (isinstance(left.value, int) and isinstance(right.value, int))
            try:
                return FIXED if times else Known(work(left.value, right.value))
            except (TypeError, ValueError, ArithmeticError):
                return UNKNOWN
        if name == "Add" and isinstance(left, Items) and isinstance(right, Items):
            return Items([*left.items, *right.items])
        return FIXED if fixed(left) and fixed(right) else UNKNOWN

    def _logic(self, all_of: bool, nodes: list[ast.expr], scope: Scope) -> Value:
        result: Value | None = None
        for node in nodes:
            value = self.value(node, scope)
            truth = self.truth(value)
            if truth is not None and truth is not all_of:
                return value if result is None else either(result, value)
            if truth is None:
                result = value if result is None else either(result, value)
        return value if result is None else either(result, value)

    def _unary(self, op: ast.unaryop, value: Value) -> Value:
        if isinstance(op, ast.Not):
            truth = self.truth(value)
            return _fixed(value) if truth is None else Known(not truth)
        if isinstance(value, Known) and isinstance(value.value, int | float) and isinstance(op, ast.USub):
            return Known(-value.value)
        return _fixed(value)

    def _dict(self, keys: list[ast.expr | None], values: list[Value], scope: Scope) -> Value:
        entries: dict[object, Value] = {}
        for key, value in zip(keys, values, strict=True):
            name = self.value(key, scope) if key is not None else UNKNOWN
            if not isinstance(name, Known):
                return UNKNOWN
            entries[name.value] = value
        return Entries(entries)

    def _item(self, holder: Value, index: ast.expr, scope: Scope) -> Value:
        if isinstance(index, ast.Slice):
            bounds = [self.value(b, scope) if b is not None else Known(None) for b in _bounds(index)]
            if all(isinstance(b, Known) for b in bounds):
                try:
                    cut: slice[Any, Any, Any] = slice(*(b.value for b in bounds if isinstance(b, Known)))
                    if isinstance(holder, Known):
                        return Known(holder.value[cut])  # type: ignore[index]
                    if isinstance(holder, Items) and UNKNOWN not in holder.items:
                        return Items(holder.items[cut])
                except (TypeError, ValueError):
                    return UNKNOWN
            return _fixed(holder) if all(fixed(b) for b in bounds) else UNKNOWN
        at = self.value(index, scope)
        if isinstance(at, Known):
            try:
                match holder:
                    case Known(value):
                        return Known(value[at.value])  # type: ignore[index]
                    case Items(items) if isinstance(at.value, int):
                        return items[at.value]
                    case Entries(entries):
                        return entries.get(at.value, UNKNOWN)
                    case _:
                        pass
            except (TypeError, KeyError, IndexError):
                return UNKNOWN
        return FIXED if fixed(holder) and (fixed(at) or isinstance(holder, Items | Entries)) else UNKNOWN

    def _attribute(self, holder: Value, name: str) -> Value:
        match holder:
            case Imported(path):
                constant = name.isupper() and name not in pure.OUTSIDE
                return FIXED if constant or name in pure.CONSTANT_ATTRIBUTES else Imported(f"{path}.{name}")
            case Instance():
                if name in holder.attributes:
                    return holder.attributes[name]
                method = self._reader.module.method(holder.of, name)
                return Function(method, holder) if method is not None else UNKNOWN
            case Class(node):
                method = self._reader.module.method(node, name)
                return Function(method) if method is not None else UNKNOWN
            case _:
                return FIXED if fixed(holder) and name in pure.CONSTANT_ATTRIBUTES else UNKNOWN

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, scope: Scope) -> Value:
        inner = dict(scope)
        for part in node.generators:
            over = self.value(part.iter, inner)
            for name in ast.walk(part.target):
                if isinstance(name, ast.Name):
                    inner[name.id] = _fixed(over)
            for test in part.ifs:
                self.value(test, inner)
        return _fixed(self.value(node.elt, inner))

    def _call(self, node: ast.Call, scope: Scope) -> Value:
        if isinstance(node.func, ast.Attribute):
            holder = self.value(node.func.value, scope)
            arguments, names = self._arguments(node, scope)
            simple = not names and not any(isinstance(a, ast.Starred) for a in node.args)
            known = self._method(holder, node.func.attr, arguments) if simple else None
            if known is not None:
                return known
            called = self._attribute(holder, node.func.attr)
        else:
            holder = UNKNOWN
            called = self.value(node.func, scope)
            arguments, names = self._arguments(node, scope)
            if isinstance(node.func, ast.Name) and called is UNKNOWN and self._reader.is_builtin(node.func.id, scope):
                return self._builtin(node.func.id, [*arguments, *names.values()])
        everything = [*arguments, *names.values()]
        match called:
            case Function(method, owner) if not any(isinstance(a, ast.Starred) for a in node.args):
                return self._reader.run(method, owner, arguments, names)
            case Class(of) if not any(isinstance(a, ast.Starred) for a in node.args):
                return self._reader.make(of, arguments, names)
            case Imported(path):
                if path in _CONFIGS and not everything:
                    return Entries({}, sections=True)
                if path in _BUFFERS and len(everything) <= 1:
                    return Buffer(everything[0] if everything else Known(_EMPTY[path]()))
                if path.startswith(pure.MODULES) and all(fixed(value) for value in everything):
                    return FIXED
            case _:
                if isinstance(node.func, ast.Attribute) and node.func.attr in pure.METHODS and fixed(holder):
                    return FIXED if all(fixed(value) for value in everything) else UNKNOWN
        for value in (holder, *everything):
            lose(value)
        if isinstance(node.func, ast.Attribute) and holder is FIXED and not all(fixed(v) for v in everything):
            self._reader.forget(node.func.value, scope)
        return UNKNOWN

    def _arguments(self, node: ast.Call, scope: Scope) -> tuple[list[Value], dict[str, Value]]:
        values = [self.value(a.value if isinstance(a, ast.Starred) else a, scope) for a in node.args]
        named = {keyword.arg or f"*{at}": self.value(keyword.value, scope) for at, keyword in enumerate(node.keywords)}
        return values, named

    def _builtin(self, name: str, arguments: list[Value]) -> Value:
        if name in ("list", "tuple", "dict") and len(arguments) == 1:
            match arguments[0]:
                case Items(items):
                    return Items([*items])
                case Entries(entries, False) if name == "dict":
                    return Entries(dict(entries))
                case _:
                    pass
        if name in ("list", "dict") and not arguments:
            return Items([]) if name == "list" else Entries({})
        if (
            name == "len"
            and len(arguments) == 1
            and isinstance(arguments[0], Items)
            and UNKNOWN not in arguments[0].items
        ):
            return Known(len(arguments[0].items))
        if name in pure.EXACT and arguments and all(isinstance(value, Known) for value in arguments):
            try:
                return Known(pure.EXACT[name](*(value.value for value in arguments if isinstance(value, Known))))
            except (TypeError, ValueError, OverflowError):
                return UNKNOWN
        if name in pure.NUMBERS or (name in pure.BUILTINS and all(fixed(value) for value in arguments)):
            return FIXED
        for value in arguments:
            lose(value)
        return UNKNOWN

    def _method(self, holder: Value, name: str, arguments: list[Value]) -> Value | None:
        """What a method of something known gives; None where it is not known."""
        if name == "toString" and not arguments:
            # Java's: of a text the text itself.
            if isinstance(holder, Buffer | Known):
                return holder.content if isinstance(holder, Buffer) else holder
            return FIXED if fixed(holder) else None
        if name == "toLength" and isinstance(holder, Known) and isinstance(holder.value, str):
            return Known(len(holder.value))
        match holder:
            case Known(str() | bytes() as text) if name in pure.METHODS and not hasattr(text, f"_{name}"):
                if all(isinstance(a, Known) for a in arguments) and name not in ("translate", "center", "zfill"):
                    try:
                        result = getattr(text, name)(*(a.value for a in arguments if isinstance(a, Known)))
                    except (TypeError, ValueError, LookupError, AttributeError):
                        return UNKNOWN
                    return Items([Known(part) for part in result]) if isinstance(result, list) else Known(result)
                return FIXED if all(fixed(a) for a in arguments) else UNKNOWN
            case Items(items):
                return containers.list_method(items, name, arguments)
            case Entries(sections=True):
                return containers.config_method(holder.entries, name, arguments)
            case Entries(entries):
                return containers.dict_method(entries, name, arguments)
            case Buffer():
                if name == "write" and len(arguments) == 1:
                    holder.content = FIXED if fixed(holder.content) and fixed(arguments[0]) else UNKNOWN
                    return FIXED
                if name in ("read", "getvalue", "readline"):
                    return holder.content
                if name in _OF_BUFFERS:
                    holder.content = FIXED if fixed(holder.content) and all(map(fixed, arguments)) else UNKNOWN
                    return holder
                return FIXED if name in ("seek", "flush", "close", "tell") else None
            case _:
                return None


def _fixed(value: Value) -> Value:
    return FIXED if fixed(value) else UNKNOWN


def _bounds(cut: ast.Slice) -> tuple[ast.expr | None, ast.expr | None, ast.expr | None]:
    return cut.lower, cut.upper, cut.step
