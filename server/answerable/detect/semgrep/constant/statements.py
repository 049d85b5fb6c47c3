"""Runs functions on paper, up to the expression in question and past it."""

from __future__ import annotations

import ast
import builtins
import copy
from collections.abc import Mapping, Sequence

from answerable.detect.semgrep.constant import ways
from answerable.detect.semgrep.constant.expressions import Expressions
from answerable.detect.semgrep.constant.module import Module, function, imported
from answerable.detect.semgrep.constant.narrowed import memberships
from answerable.detect.semgrep.constant.values import (
    FIXED,
    UNKNOWN,
    Class,
    Entries,
    GiveUp,
    Instance,
    Items,
    Known,
    Scope,
    Value,
    either,
    fixed,
    lose,
    merged,
)

# Expressions and statements looked at for one question; a handler of a web program takes a few hundred.
_STEPS = 6_000
_DEEPEST = 4
# Values only ever become less known from round to round, in two steps at most.
_ROUNDS = 4


class Reader:
    """One question about one expression of a module."""

    def __init__(self, module: Module, wanted: ast.expr) -> None:
        self.module = module
        self.answers: list[Value] = []
        """What the expression was, each time it was met."""
        self._wanted = wanted
        self._expressions = Expressions(self)
        self._steps = 0
        self._depth = 0
        self._returns: list[list[Value]] = []
        self._shared: list[set[str]] = [set()]
        self._constants: dict[str, Value] = {}
        self.reached: set[ast.stmt] = set()
        """Statements that were run."""

    def step(self) -> None:
        """Raises `GiveUp` when there were too many."""
        self._steps += 1
        if self._steps > _STEPS:
            raise GiveUp

    def seen(self, node: ast.expr, value: Value) -> None:
        if node is self._wanted:
            self.answers.append(FIXED if fixed(value) else UNKNOWN)

    def is_builtin(self, name: str, scope: Scope) -> bool:
        return name not in scope and name not in self.module.named and hasattr(builtins, name)

    def outer(self, name: str) -> Value:
        """What a name that is not local stands for."""
        if name in self.module.named:
            return self.module.named[name]
        if name == "__file__":
            return FIXED
        if name not in self._constants:
            self._constants[name] = UNKNOWN
            if name in self.module.constants:
                self._constants[name] = self._expressions.value(self.module.constants[name], {})
        return self._constants[name]

    def forget(self, node: ast.expr, scope: Scope) -> None:
        """What this names may have been changed."""
        match node:
            case ast.Name(name) if name in scope:
                scope[name] = UNKNOWN
            case ast.Attribute(ast.Name(name), attr) if isinstance(scope.get(name), Instance):
                holder = scope[name]
                if isinstance(holder, Instance):
                    holder.attributes[attr] = UNKNOWN
            case _:
                pass

    def enter(self, node: ast.FunctionDef | ast.AsyncFunctionDef, within: ast.ClassDef | None) -> None:
        """Runs the function that holds the expression, of whose arguments nothing is known. Raises `GiveUp`."""
        scope: Scope = {argument.arg: UNKNOWN for argument in _all_arguments(node.args)}
        positional = [*node.args.posonlyargs, *node.args.args]
        if within is not None and positional and not node.decorator_list:
            scope[positional[0].arg] = Instance(within, complete=False)
        self._returns.append([])
        self._shared.append(set())
        self.block(node.body, scope)

    def run(
        self, node: ast.FunctionDef, owner: Instance | None, arguments: Sequence[Value], names: Mapping[str, Value]
    ) -> Value:
        """What a function of this file gives for these arguments."""
        scope = self._bound(node, owner, arguments, names)
        if scope is None or self._depth >= _DEEPEST:
            for value in (*arguments, *names.values(), *([owner] if owner is not None else ())):
                lose(value)
            return UNKNOWN
        self._depth += 1
        self._returns.append([])
        self._shared.append(set())
        end = self.block(node.body, scope)
        returns = self._returns.pop()
        self._shared.pop()
        self._depth -= 1
        if end is not None:
            returns.append(Known(None))
        result = returns[0] if returns else Known(None)
        for other in returns[1:]:
            result = either(result, other)
        return result

    def make(self, of: ast.ClassDef, arguments: Sequence[Value], names: Mapping[str, Value]) -> Value:
        """A new object of a class of this file."""
        made = Instance(of, complete=not of.bases)
        for node in of.body:
            match node:
                case ast.Assign(targets=[ast.Name(name)], value=ast.Constant(value)):
                    made.attributes[name] = Known(value)
                case _:
                    pass
        start = self.module.method(of, "__init__")
        if start is not None:
            self.run(start, made, arguments, names)
        return made

    def block(self, body: Sequence[ast.stmt], scope: Scope | None) -> Scope | None:
        """The names after these statements; None where control never comes to their end."""
        for node in body:
            if scope is None:
                return None
            self.step()
            self.reached.add(node)
            scope = self._statement(node, scope)
        return scope

    def _statement(self, node: ast.stmt, scope: Scope) -> Scope | None:
        value = self._expressions.value
        match node:
            case ast.Expr(inner):
                value(inner, scope)
            case ast.Assign(targets, inner):
                held = value(inner, scope)
                for target in targets:
                    self._assign(target, held, scope)
            case ast.AnnAssign(target, _, inner):
                if inner is not None:
                    self._assign(target, value(inner, scope), scope)
            case ast.AugAssign(target, op, inner):
                before = value(target, scope)
                self._assign(target, self._combined(op, before, value(inner, scope)), scope)
            case ast.Return(inner):
                self._returns[-1].append(value(inner, scope) if inner is not None else Known(None))
                return None
            case ast.Raise():
                for part in (node.exc, node.cause):
                    if part is not None:
                        value(part, scope)
                return None
            case ast.Break() | ast.Continue():
                return None
            case ast.If(test, body, orelse):
                return self._fork(test, body, orelse, scope)
            case ast.Match(subject, cases):
                return self._match(value(subject, scope), cases, scope)
            case ast.For(target, over, body, orelse) | ast.AsyncFor(target, over, body, orelse):
                each = value(over, scope)
                item: Value = FIXED if fixed(each) and isinstance(node, ast.For) else UNKNOWN
                return self.block(orelse, self._loop(body, scope, target, item))
            case ast.While(test, body, orelse):
                return self._loop([ast.Expr(test), *body], scope, None, UNKNOWN)
            case ast.With(items, body) | ast.AsyncWith(items, body):
                for manager in items:
                    held = value(manager.context_expr, scope)
                    if manager.optional_vars is not None:
                        self._assign(manager.optional_vars, UNKNOWN if not isinstance(held, Items) else held, scope)
                return self.block(body, scope)
            case ast.Try(body, handlers, orelse, final):
                return self._try(body, handlers, orelse, final, scope)
            case ast.Import() | ast.ImportFrom():
                scope.update(imported(node))
            case ast.FunctionDef():
                # One that reads names around it would read them as they will be, not as they are.
                scope[node.name] = function(node) if not self._reads(node, scope) else UNKNOWN
            case ast.ClassDef():
                scope[node.name] = Class(node)
            case ast.AsyncFunctionDef():
                scope[node.name] = UNKNOWN
            case ast.Global(names) | ast.Nonlocal(names):
                self._shared[-1].update(names)
                scope.update(dict.fromkeys(names, UNKNOWN))
            case ast.Delete(targets):
                for target in targets:
                    self._delete(target, scope)
            case ast.Pass():
                pass
            case _:
                for child in ast.iter_child_nodes(node):
                    if isinstance(child, ast.expr):
                        value(child, scope)
        return scope

    def _combined(self, op: ast.operator, before: Value, more: Value) -> Value:
        if isinstance(before, Items) and isinstance(more, Items) and isinstance(op, ast.Add):
            before.items.extend(more.items)
            return before
        if not fixed(more):
            lose(before)
        return self._expressions.operation(type(op).__name__, before, more)

    def _assign(self, target: ast.expr, value: Value, scope: Scope) -> None:
        match target:
            case ast.Name(name):
                scope[name] = UNKNOWN if name in self._shared[-1] else value
            case ast.Tuple(parts) | ast.List(parts):
                values = value.items if isinstance(value, Items) and len(value.items) == len(parts) else None
                for at, part in enumerate(parts):
                    one: Value = values[at] if values is not None else FIXED if fixed(value) else UNKNOWN
                    self._assign(part, one, scope)
            case ast.Starred(inner):
                self._assign(inner, FIXED if fixed(value) else UNKNOWN, scope)
            case ast.Subscript(holder, index):
                self._store(self._expressions.value(holder, scope), index, value, scope, holder)
            case ast.Attribute(holder, name):
                owner = self._expressions.value(holder, scope)
                if isinstance(owner, Instance):
                    owner.attributes[name] = value
            case _:
                pass

    def _store(self, holder: Value, index: ast.expr, value: Value, scope: Scope, node: ast.expr) -> None:
        at = self._expressions.value(index, scope) if not isinstance(index, ast.Slice) else UNKNOWN
        match holder, at:
            case Entries(entries, False), Known(key):
                entries[key] = value
            case Items(items), Known(int() as place) if -len(items) <= place < len(items):
                items[place] = value
            case ((Items() | Entries()), _):
                lose(holder)
                if isinstance(holder, Entries):
                    self.forget(node, scope)
            case _:
                self.forget(node, scope)

    def _delete(self, target: ast.expr, scope: Scope) -> None:
        if isinstance(target, ast.Name):
            scope.pop(target.id, None)
        elif isinstance(target, ast.Subscript):
            lose(self._expressions.value(target.value, scope))

    def _fork(self, test: ast.expr, body: list[ast.stmt], orelse: list[ast.stmt], scope: Scope) -> Scope | None:
        truth = self._expressions.truth(self._expressions.value(test, scope))
        if truth is not None:
            return self.block(body if truth else orelse, scope)
        other = copy.deepcopy(scope)
        self._narrow(test, True, scope)
        self._narrow(test, False, other)
        return ways.met(self.block(body, scope), self.block(orelse, other))

    def _narrow(self, test: ast.expr, outcome: bool, scope: Scope) -> None:
        """One of the values that the program lists is made of constants, whoever chose it."""
        for name, container in memberships(test, outcome):
            if scope.get(name) is UNKNOWN and fixed(self._expressions.value(container, scope)):
                scope[name] = FIXED

    def _match(self, subject: Value, cases: Sequence[ast.match_case], scope: Scope) -> Scope | None:
        ends: list[Scope] = []
        for case in cases:
            way = copy.deepcopy(scope)
            for part in ast.walk(case.pattern):
                name = getattr(part, "name", None) or getattr(part, "rest", None)
                if isinstance(name, str):
                    way[name] = FIXED if fixed(subject) else UNKNOWN
            fits = ways.fits(case.pattern, subject)
            if fits is False:
                continue
            if case.guard is not None:
                guard = self._expressions.truth(self._expressions.value(case.guard, way))
                if guard is False:
                    continue
                fits = fits if guard else None
            end = self.block(case.body, way)
            if end is not None:
                ends.append(end)
            if fits:
                break
        else:
            ends.append(scope)
        result: Scope | None = None
        for end in ends:
            result = ways.met(result, end)
        return result

    def _loop(self, body: Sequence[ast.stmt], scope: Scope, target: ast.expr | None, item: Value) -> Scope:
        for _ in range(_ROUNDS):
            way = copy.deepcopy(scope)
            if target is not None:
                self._assign(target, item, way)
            before = copy.deepcopy(way)
            end = self.block(body, way)
            # `break` and `continue` leave the loop with what was assigned up to then: look at the names themselves.
            after = merged(scope, merged(before, ways.left(body, way if end is None else end)))
            if ways.same(scope, after):
                return after
            scope = after
        raise GiveUp

    def _try(
        self,
        body: list[ast.stmt],
        handlers: list[ast.ExceptHandler],
        orelse: list[ast.stmt],
        final: list[ast.stmt],
        scope: Scope,
    ) -> Scope | None:
        before = copy.deepcopy(scope)
        end = self.block(orelse, self.block(body, scope))
        for handler in handlers:
            # It may have been raised anywhere in the body.
            way = merged(copy.deepcopy(before), copy.deepcopy(scope))
            if handler.name:
                way[handler.name] = UNKNOWN
            end = ways.met(end, self.block(handler.body, way))
        if not final:
            return end
        finished = self.block(final, end if end is not None else copy.deepcopy(scope))
        return finished if end is not None else None

    def _bound(
        self, node: ast.FunctionDef, owner: Instance | None, arguments: Sequence[Value], names: Mapping[str, Value]
    ) -> Scope | None:
        """The arguments by name; None where the call does not fit."""
        parameters = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
        static = any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in node.decorator_list)
        given = [owner, *arguments] if owner is not None and not static else [*arguments]
        if node.args.vararg or node.args.kwarg or len(given) > len(parameters) or any(n.startswith("*") for n in names):
            return None
        scope: Scope = {a.arg: UNKNOWN for a in _all_arguments(node.args)}
        for name, default in zip(reversed(parameters), reversed(node.args.defaults), strict=False):
            if isinstance(default, ast.Constant):
                scope[name] = Known(default.value)
        scope.update(zip(parameters, given, strict=False))
        scope.update(names)
        return scope

    def _reads(self, node: ast.FunctionDef, scope: Scope) -> bool:
        return any(isinstance(inner, ast.Name) and inner.id in scope for inner in ast.walk(node))


def _all_arguments(arguments: ast.arguments) -> list[ast.arg]:
    more = [a for a in (arguments.vararg, arguments.kwarg) if a is not None]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *more]
