"""A Java file as the `ast` of a Python module that does the same as far as the question is concerned.

The reader of `statements` runs Python. Conditions, assignments, lists and maps mean the same in Java, so its syntax
tree is told in those terms, every node with the place of the code it stands for; what has no counterpart becomes an
expression of which nothing is known. `None` where the text does not parse.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Sequence

from tree_sitter import Node

from answerable.detect.semgrep.constant import java_calls
from answerable.detect.semgrep.constant.java_expressions import Expressions, Untold, located, nowhere, unknown
from answerable.text.syntax import parse

_TYPES = frozenset({"class_declaration", "enum_declaration", "record_declaration", "interface_declaration"})


def module(text: bytes) -> ast.Module | None:
    """The Python that stands for this Java (UTF-8)."""
    tree = parse("java", text)
    if tree is None or tree.root_node.has_error:
        return None
    try:
        return _File(tree.root_node).told()
    except (Untold, RecursionError):
        return None


def _types(node: Node) -> Iterator[Node]:
    """The classes of a file, inner ones before those around them: the first that covers a place is the one it is in."""
    for child in node.named_children:
        yield from _types(child)
    if node.type in _TYPES:
        yield node


class _File:
    def __init__(self, root: Node) -> None:
        self._types = list(_types(root))
        # An enumeration is known by its values, wherever it is written.
        names = Counter(_name(node) for node in self._types if node.type != "enum_declaration")
        self.classes = frozenset(name for name, count in names.items() if count == 1)

    def told(self) -> ast.Module:
        body: list[ast.stmt] = []
        for node in self._types:
            told = _Class(node, self.classes)
            body += told.constants()
            body.append(told.definition())
        for name, path in java_calls.IMPORTED.items():
            alias = ast.alias(path, name)
            body.append(ast.Import([alias], lineno=0, col_offset=0, end_lineno=0, end_col_offset=0))
        return ast.Module(body, [])


class _Class:
    def __init__(self, node: Node, classes: frozenset[str]) -> None:
        self._node = node
        self._classes = classes
        body = node.child_by_field_name("body")
        self._members = list(body.named_children) if body is not None else []
        self._fields = {_name(d): (f, d) for f in self._members if f.type == "field_declaration" for d in _declared(f)}
        self._methods = [m for m in self._members if m.type in ("method_declaration", "constructor_declaration")]
        self._names = Counter(_method_name(method) for method in self._methods)

    def constants(self) -> Iterator[ast.stmt]:
        for name, (field, declared) in self._fields.items():
            value = declared.child_by_field_name("value")
            if self._fixed(name) and value is not None:
                told = Expressions(self._classes, frozenset(), frozenset(), None).value(value)
                yield located(ast.Assign([nowhere(ast.Name(name, ast.Store()), declared)], told), field)

    def definition(self) -> ast.ClassDef:
        body: list[ast.stmt] = [self._method(method) for method in self._methods]
        for name, (field, declared) in self._fields.items():
            value = declared.child_by_field_name("value")
            if not self._fixed(name) and value is not None:
                told = Expressions(self._classes, frozenset(), frozenset(), None).value(value)
                body.append(located(ast.Assign([nowhere(ast.Name(name, ast.Store()), declared)], told), field))
        above = self._node.child_by_field_name("superclass")
        bases = [ast.Name(_text(part), ast.Load()) for part in (above.named_children if above is not None else ())]
        made = ast.ClassDef(
            name=_name(self._node),
            bases=[nowhere(base, self._node) for base in bases],
            keywords=[],
            body=body or [nowhere(ast.Pass(), self._node)],
            decorator_list=[],
        )
        return located(made, self._node)

    def _fixed(self, name: str) -> bool:
        """Whether a field is the same for ever."""
        words = _modifiers(self._fields[name][0])
        return {"static", "final"} <= words or self._node.type == "interface_declaration"

    def _method(self, node: Node) -> ast.FunctionDef:
        name = _method_name(node)
        body = node.child_by_field_name("body")
        static = "static" in _modifiers(node)
        parameters = node.child_by_field_name("parameters")
        given = [p for p in (parameters.named_children if parameters is not None else ()) if "parameter" in p.type]
        names = [_parameter(one) for one in given]
        # Which of several methods of one name is called is not told: arguments that fit none leave all open.
        clear = (
            self._names[name] == 1
            and body is not None
            and all(names)
            and "spread_parameter" not in {p.type for p in given}
        )
        arguments = [ast.arg(one) for one in ([] if static else ["this"]) + [one or "_" for one in names]]
        fields = frozenset(field for field in self._fields if not self._fixed(field))
        owner = _name(self._node) if static else "this"
        statements = _Statements(
            Expressions(self._classes, fields - _bound(body) - set(names), frozenset(self._names), owner)
        )
        made = ast.FunctionDef(
            name=name if clear else f"{name}()",
            args=ast.arguments([], [nowhere(one, node) for one in arguments], None, [], [], None, []),
            body=(statements.block(body) if body is not None else []) or [nowhere(ast.Pass(), node)],
            decorator_list=[nowhere(ast.Name("staticmethod", ast.Load()), node)] if static else [],
        )
        return located(made, node)


class _Statements:
    """Tells the statements of one method."""

    def __init__(self, expressions: Expressions) -> None:
        self._value = expressions.value
        self._target = expressions.target
        self._expressions = expressions

    def block(self, node: Node) -> list[ast.stmt]:
        children = node.named_children if node.type in ("block", "constructor_body") else [node]
        return [told for child in children for told in self._one(child)]

    def _body(self, node: Node | None, around: Node) -> list[ast.stmt]:
        told = self.block(node) if node is not None else []
        return told or [nowhere(ast.Pass(), around)]

    def _one(self, node: Node) -> list[ast.stmt]:
        field = node.child_by_field_name
        match node.type:
            case "local_variable_declaration":
                return list(self._declaration(node))
            case "expression_statement":
                return [self._expression(node.named_children[0], node)]
            case "if_statement":
                test, then, other = (field(part) for part in ("condition", "consequence", "alternative"))
                orelse = self._body(other, node) if other is not None else []
                return [located(ast.If(self._maybe(test, node), self._body(then, node), orelse), node)]
            case "while_statement" | "do_statement":
                again = self._maybe(field("condition"), node)
                return [located(ast.While(again, self._body(field("body"), node), []), node)]
            case "for_statement":
                return self._for(node)
            case "enhanced_for_statement":
                over = self._maybe(field("value"), node)
                name = field("name")
                target = nowhere(ast.Name(_text(name) if name is not None else "_", ast.Store()), node)
                return [located(ast.For(target, over, self._body(field("body"), node), []), node)]
            case "switch_expression":
                return self._switch(node)
            case "try_statement" | "try_with_resources_statement":
                return self._try(node)
            case "return_statement":
                inner = node.named_children
                return [located(ast.Return(self._value(inner[0]) if inner else None), node)]
            case "throw_statement":
                return [located(ast.Raise(self._value(node.named_children[0]), None), node)]
            case "break_statement" | "continue_statement":
                if node.named_children:
                    raise Untold
                return [located(ast.Break() if node.type == "break_statement" else ast.Continue(), node)]
            case "block":
                return self.block(node)
            case "synchronized_statement":
                return self._body(field("body"), node)
            case (
                "line_comment" | "block_comment" | ";" | "class_declaration" | "enum_declaration" | "record_declaration"
            ):
                return []
            case "labeled_statement" | "yield_statement":
                raise Untold
            case _:
                return [located(ast.Expr(unknown(node, self._expressions.names(node))), node)]

    def _maybe(self, node: Node | None, around: Node) -> ast.expr:
        return self._value(node) if node is not None else unknown(around, [])

    def _declaration(self, node: Node) -> Iterator[ast.stmt]:
        for declared in _declared(node):
            value = declared.child_by_field_name("value")
            if value is not None:
                target = nowhere(ast.Name(_name(declared), ast.Store()), declared)
                yield located(ast.Assign([target], self._value(value)), node)

    def _expression(self, inner: Node, node: Node) -> ast.stmt:
        if inner.type == "assignment_expression":
            left, right = inner.child_by_field_name("left"), inner.child_by_field_name("right")
            sign = inner.child_by_field_name("operator")
            if left is None or right is None:
                raise Untold
            if sign is not None and _text(sign) != "=":
                op = java_calls.OPERATORS.get(_text(sign).removesuffix("="), ast.MatMult)()
                return located(ast.AugAssign(self._target(left), op, self._value(right)), node)
            return located(ast.Assign([self._target(left)], self._value(right)), node)
        if inner.type == "update_expression":
            one = nowhere(ast.Constant(1), inner)
            op = ast.Sub() if b"--" in (inner.text or b"") else ast.Add()
            return located(ast.AugAssign(self._target(inner.named_children[0]), op, one), node)
        stored = self._expressions.store(inner)
        return located(stored, node) if stored is not None else located(ast.Expr(self._value(inner)), node)

    def _for(self, node: Node) -> list[ast.stmt]:
        field = node.child_by_field_name
        begin, test = field("init"), field("condition")
        told: list[ast.stmt] = []
        if begin is not None:
            told += (
                self._declaration(begin)
                if begin.type == "local_variable_declaration"
                else [self._expression(begin, node)]
            )
        updates = [self._expression(update, node) for update in node.children_by_field_name("update")]
        body = [*self._body(field("body"), node), *updates]
        told.append(located(ast.While(self._maybe(test, node), body, []), node))
        return told

    def _try(self, node: Node) -> list[ast.stmt]:
        field = node.child_by_field_name
        resources = field("resources")
        before: list[ast.stmt] = []
        for one in resources.named_children if resources is not None else ():
            name, value = one.child_by_field_name("name"), one.child_by_field_name("value")
            if name is not None and value is not None:
                target = nowhere(ast.Name(_text(name), ast.Store()), one)
                before.append(located(ast.Assign([target], self._value(value)), one))
        handlers: list[ast.ExceptHandler] = []
        final: list[ast.stmt] = []
        for part in node.named_children:
            if part.type == "catch_clause":
                body = self._body(part.child_by_field_name("body"), part)
                handlers.append(located(ast.ExceptHandler(None, "exception", body), part))
            elif part.type == "finally_clause":
                final = self._body(part.named_children[-1], part)
        body = [*before, *self._body(field("body"), node)]
        return [located(ast.Try(body, handlers, [], final), node)] if handlers or final else body

    def _switch(self, node: Node) -> list[ast.stmt]:
        subject, body = node.child_by_field_name("condition"), node.child_by_field_name("body")
        if subject is None or body is None:
            raise Untold
        groups = [part for part in body.named_children if part.type in ("switch_block_statement_group", "switch_rule")]
        bodies = [self._case(group) for group in groups]
        cases: list[ast.match_case] = []
        last: ast.match_case | None = None
        for at, group in enumerate(groups):
            told: list[ast.stmt] = []
            for own, leaves in bodies[at:]:
                told += own
                if leaves:
                    break
            patterns = self._patterns(group)
            pattern: ast.pattern = nowhere(ast.MatchAs(None, None), group)
            if patterns is not None:
                pattern = patterns[0] if len(patterns) == 1 else nowhere(ast.MatchOr(patterns), group)
            case = ast.match_case(pattern, None, told or [nowhere(ast.Pass(), group)])
            if patterns is None:
                last = case
            else:
                cases.append(case)
        if last is not None:
            cases.append(last)
        if not cases:
            return [located(ast.Expr(self._value(subject)), node)]
        match = located(ast.Match(self._value(subject), cases), node)
        if any(isinstance(inner, ast.Break) for own, _ in bodies for one in own for inner in ast.walk(one)):
            # One that leaves the switch from inside a condition: read as a loop, which forgets what it assigned.
            return [located(ast.While(nowhere(unknown(node, []), node), [match], []), node)]
        return [match]

    def _case(self, group: Node) -> tuple[list[ast.stmt], bool]:
        """What a group does, and whether it leaves the switch."""
        told = [one for part in group.named_children if part.type != "switch_label" for one in self._one(part)]
        if told and isinstance(told[-1], ast.Break):
            return told[:-1], True
        leaves = group.type == "switch_rule" or bool(
            told and isinstance(told[-1], ast.Return | ast.Raise | ast.Continue)
        )
        return told, leaves

    def _patterns(self, group: Node) -> list[ast.pattern] | None:
        """None for the default."""
        found: list[ast.pattern] = []
        for label in group.named_children:
            if label.type == "switch_label":
                if not label.named_children:
                    return None
                found += [nowhere(ast.MatchValue(self._value(value)), value) for value in label.named_children]
        return found


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def _name(node: Node) -> str:
    name = node.child_by_field_name("name")
    return _text(name) if name is not None else ""


def _method_name(node: Node) -> str:
    return "__init__" if node.type == "constructor_declaration" else _name(node)


def _declared(node: Node) -> Sequence[Node]:
    return node.children_by_field_name("declarator")


def _parameter(node: Node) -> str:
    return _name(node)


def _modifiers(node: Node) -> set[str]:
    return {_text(word) for part in node.children if part.type == "modifiers" for word in part.children}


def _bound(node: Node | None) -> set[str]:
    """Names that are declared in a body, which hide fields."""
    found: set[str] = set()
    stack = [node] if node is not None else []
    while stack:
        one = stack.pop()
        if one.type in ("variable_declarator", "enhanced_for_statement", "resource", "catch_formal_parameter"):
            found.add(_name(one))
        stack += one.named_children
    return found
