"""The expressions of Java in Python's terms."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TypeVar

from tree_sitter import Node

from answerable.detect.semgrep.constant import java_calls

_LARGEST_ARRAY = 100
_Placed = TypeVar("_Placed", bound=ast.AST)


class Untold(Exception):
    """The file holds something that has no place in such a telling."""


def located(made: _Placed, node: Node) -> _Placed:
    """The node with the place of what it stands for: lines from 1, columns in bytes, as `ast` counts."""
    made.lineno = node.start_point[0] + 1  # type: ignore[attr-defined]
    made.col_offset = node.start_point[1]  # type: ignore[attr-defined]
    made.end_lineno = node.end_point[0] + 1  # type: ignore[attr-defined]
    made.end_col_offset = node.end_point[1]  # type: ignore[attr-defined]
    return made


def nowhere(made: _Placed, node: Node) -> _Placed:
    """What the code does not show: without extent, so that no place is looked for in it."""
    located(made, node)
    made.end_lineno, made.end_col_offset = made.lineno, made.col_offset  # type: ignore[attr-defined]
    return made


def unknown(node: Node, parts: Sequence[ast.expr]) -> ast.expr:
    """Something of which nothing is known, and which may change its parts. The reader knows no comparison of three."""
    parts = [*parts, nowhere(ast.Constant(None), node), nowhere(ast.Constant(None), node)]
    return located(ast.Compare(parts[0], [ast.Is() for _ in parts[1:]], [*parts[1:]]), node)


class Expressions:
    """Tells the expressions of one method."""

    def __init__(
        self, classes: frozenset[str], fields: frozenset[str] | set[str], methods: frozenset[str], owner: str | None
    ) -> None:
        """`owner` is what a method without an object is called on; None where there is none."""
        self._classes = classes
        self._fields = fields
        self._methods = methods
        self._owner = owner

    def names(self, node: Node) -> list[ast.expr]:
        """Every name inside, which what happens there may change."""
        found: dict[str, Node] = {}
        stack = [node]
        while stack:
            one = stack.pop()
            if one.type == "identifier":
                found.setdefault(_text(one), one)
            stack += one.named_children
        return [self.value(one) for one in found.values()]

    def target(self, node: Node) -> ast.Name | ast.Attribute | ast.Subscript:
        """What is assigned to."""
        told = self.value(node)
        if not isinstance(told, ast.Name | ast.Attribute | ast.Subscript):
            raise Untold
        told.ctx = ast.Store()
        return told

    def store(self, node: Node) -> ast.stmt | None:
        """`list.set(i, x)` as an assignment; None for all else."""
        holder, name, arguments = _call(node) if node.type == "method_invocation" else (None, "", [])
        if holder is None or name not in ("set", "setElementAt") or len(arguments) != 2:
            return None
        at, value = (arguments[0], arguments[1]) if name == "set" else (arguments[1], arguments[0])
        target = located(ast.Subscript(self.value(holder), self.value(at), ast.Store()), node)
        return ast.Assign([target], self.value(value))

    def value(self, node: Node) -> ast.expr:
        """The expression."""
        field = node.child_by_field_name
        match node.type:
            case "identifier":
                return self._name(node)
            case "this":
                return located(ast.Name("this", ast.Load()), node)
            case "parenthesized_expression":
                return self._wider(node, node.named_children[0])
            case "cast_expression":
                inner = field("value")
                return self._wider(node, inner) if inner is not None else unknown(node, [])
            case "ternary_expression":
                test, then, other = (field(part) for part in ("condition", "consequence", "alternative"))
                if test is None or then is None or other is None:
                    return unknown(node, [])
                return located(ast.IfExp(self.value(test), self.value(then), self.value(other)), node)
            case "binary_expression":
                return self._binary(node)
            case "unary_expression":
                return self._unary(node)
            case "assignment_expression" | "update_expression":
                return self._assigned(node)
            case "method_invocation":
                return self._method(node)
            case "object_creation_expression":
                return self._new(node)
            case "array_creation_expression":
                return self._array(node)
            case "array_initializer":
                return located(ast.List([self.value(one) for one in _code(node)], ast.Load()), node)
            case "array_access":
                holder, at = field("array"), field("index")
                if holder is None or at is None:
                    return unknown(node, [])
                return located(ast.Subscript(self.value(holder), self.value(at), ast.Load()), node)
            case "field_access":
                return self._field(node)
            case "switch_expression":
                return self._switch(node)
            case "lambda_expression" | "method_reference":
                hidden = located(ast.Lambda(_no_arguments(), nowhere(ast.Constant(None), node)), node)
                return unknown(node, [hidden, *self.names(node)])
            case _:
                literal = _literal(node)
                return located(literal, node) if literal is not None else unknown(node, self.names(node))

    def _array(self, node: Node) -> ast.expr:
        """A new array: with its values, or empty ones of a number that stands there."""
        inner = node.child_by_field_name("value")
        if inner is not None:
            return self._wider(node, inner)
        size = [part for part in node.named_children if part.type == "dimensions_expr"]
        count = _literal(_code(size[0])[0]) if len(size) == 1 and _code(size[0]) else None
        if count is None or not isinstance(count.value, int) or not 0 <= count.value <= _LARGEST_ARRAY:
            return unknown(node, [])
        return located(ast.List([nowhere(ast.Constant(None), node) for _ in range(count.value)], ast.Load()), node)

    def _wider(self, node: Node, inner: Node) -> ast.expr:
        return located(self.value(inner), node)

    def _name(self, node: Node) -> ast.expr:
        name = _text(node)
        if name in self._fields:
            this = nowhere(ast.Name("this", ast.Load()), node)
            return located(ast.Attribute(this, name, ast.Load()), node)
        return located(ast.Name(name, ast.Load()), node)

    def _binary(self, node: Node) -> ast.expr:
        left, right, sign = (node.child_by_field_name(part) for part in ("left", "right", "operator"))
        if left is None or right is None or sign is None:
            return unknown(node, [])
        op = _text(sign)
        one, other = self.value(left), self.value(right)
        if op in ("&&", "||"):
            return located(ast.BoolOp(ast.And() if op == "&&" else ast.Or(), [one, other]), node)
        if op in java_calls.COMPARED:
            return located(ast.Compare(one, [java_calls.COMPARED[op]()], [other]), node)
        if op == "+" and (_is_text(left) or _is_text(right)):
            parts = [located(ast.FormattedValue(told, -1, None), part) for told, part in ((one, left), (other, right))]
            return located(ast.JoinedStr(parts), node)  # type: ignore[arg-type]
        if op in java_calls.OPERATORS and b"." not in (node.text or b""):
            return located(ast.BinOp(one, java_calls.OPERATORS[op](), other), node)
        # What two numbers give was not worked out; it is made of them.
        return self._pure(node, [one, other])

    def _unary(self, node: Node) -> ast.expr:
        operand, sign = node.child_by_field_name("operand"), node.child_by_field_name("operator")
        if operand is None or sign is None:
            return unknown(node, [])
        signs: dict[str, type[ast.unaryop]] = {"!": ast.Not, "-": ast.USub, "+": ast.UAdd, "~": ast.Invert}
        return located(ast.UnaryOp(signs[_text(sign)](), self.value(operand)), node)

    def _assigned(self, node: Node) -> ast.expr:
        """An assignment inside an expression."""
        if node.type == "update_expression":
            inner = self.value(node.named_children[0])
            hidden = unknown(node, [])
            return (
                located(ast.NamedExpr(inner, hidden), node) if isinstance(inner, ast.Name) else unknown(node, [inner])
            )
        left, right, sign = (node.child_by_field_name(part) for part in ("left", "right", "operator"))
        if left is None or right is None:
            return unknown(node, [])
        target, value = self.target(left), self.value(right)
        if not isinstance(target, ast.Name):
            raise Untold
        if sign is not None and _text(sign) != "=":
            value = unknown(node, [value])
        return located(ast.NamedExpr(target, value), node)

    def _field(self, node: Node) -> ast.expr:
        holder, name = node.child_by_field_name("object"), node.child_by_field_name("field")
        if holder is None or name is None:
            return unknown(node, [])
        if _text(name) == "length":
            return located(ast.Call(nowhere(ast.Name("len", ast.Load()), node), [self.value(holder)], []), node)
        if _text(name).isupper() and _text(holder)[:1].isupper() and _text(holder) not in self._classes:
            return self._pure(node, [])
        if _text(name).isupper() and _text(holder) in self._classes:
            return located(ast.Name(_text(name), ast.Load()), node)
        return located(ast.Attribute(self.value(holder), _text(name), ast.Load()), node)

    def _pure(self, node: Node, parts: Sequence[ast.expr]) -> ast.expr:
        """Something that is made of these parts and changes none."""
        return located(ast.Call(nowhere(ast.Name("format", ast.Load()), node), [*parts], []), node)

    def _invoked(self, node: Node, holder: ast.expr, name: str, arguments: Sequence[ast.expr]) -> ast.expr:
        called = ast.Attribute(holder, name, ast.Load())
        for at in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
            setattr(called, at, getattr(holder, at))
        return located(ast.Call(called, [*arguments], []), node)

    def _method(self, node: Node) -> ast.expr:
        holder, name, nodes = _call(node)
        arguments = [self.value(one) for one in nodes]
        if holder is None:
            if name in self._methods and self._owner is not None:
                return self._invoked(node, nowhere(ast.Name(self._owner, ast.Load()), node), name, arguments)
            return unknown(node, arguments)
        static = _text(holder).rpartition(".")[2]
        if static in self._classes and holder.type in ("identifier", "field_access"):
            return self._invoked(node, located(ast.Name(static, ast.Load()), holder), name, arguments)
        if static in java_calls.PURE_CLASSES and holder.type in ("identifier", "field_access"):
            if name in ("asList", "of") and static in ("Arrays", "List"):
                return located(ast.List(arguments, ast.Load()), node)
            if name == "of" and static == "Map" and len(arguments) % 2 == 0:
                return located(ast.Dict([*arguments[::2]], arguments[1::2]), node)
            return self._pure(node, arguments)
        if name == "valueOf" and static[:1].isupper() and static not in self._classes and len(arguments) == 1:
            # An enumeration's: one of its own values, or an error.
            return self._pure(node, [])
        if _elsewhere(static) and holder.type in ("identifier", "field_access"):
            return self._pure(node, arguments)
        return self._library(node, self.value(holder), name, nodes, arguments)

    def _library(
        self, node: Node, holder: ast.expr, name: str, nodes: Sequence[Node], arguments: list[ast.expr]
    ) -> ast.expr:
        """A method of the object `holder`, as far as Java's library has it."""
        number = len(arguments) == 1 and nodes[0].type == "decimal_integer_literal"
        match name, len(arguments):
            case (("equals" | "equalsIgnoreCase" | "contentEquals"), 1):
                return located(ast.Compare(holder, [ast.Eq()], arguments), node)
            case (("charAt" | "elementAt"), 1):
                return located(ast.Subscript(holder, arguments[0], ast.Load()), node)
            case (("get" | "getProperty"), 1) if number:
                return located(ast.Subscript(holder, arguments[0], ast.Load()), node)
            case "remove", 1 if number:
                return self._invoked(node, holder, "pop", arguments)
            case (("removeFirst" | "poll" | "pop"), 0):
                first = [nowhere(ast.Constant(0), node)] if name != "pop" else []
                return self._invoked(node, holder, "pop", first)
            case (("getFirst" | "firstElement" | "getLast" | "lastElement"), 0):
                at = nowhere(ast.Constant(0 if "irst" in name else -1), node)
                return located(ast.Subscript(holder, at, ast.Load()), node)
            case (("put" | "setProperty"), 2):
                entry = located(ast.Dict([arguments[0]], [arguments[1]]), node)
                return self._invoked(node, holder, "update", [entry])
            case "add", 2:
                return self._invoked(node, holder, "insert", arguments)
            case (("addFirst" | "offerFirst"), 1):
                return self._invoked(node, holder, "insert", [nowhere(ast.Constant(0), node), *arguments])
            case "substring", 1:
                return located(ast.Subscript(holder, located(ast.Slice(arguments[0], None), node), ast.Load()), node)
            case "substring", 2:
                part = located(ast.Slice(arguments[0], arguments[1]), node)
                return located(ast.Subscript(holder, part, ast.Load()), node)
            case "concat", 1:
                return located(ast.BinOp(holder, ast.Add(), arguments[0]), node)
            case (("length" | "size"), 0):
                return self._invoked(node, holder, "toLength", [])
            case (("encodeRedirectURL" | "encodeURL"), 1):
                return self._pure(node, arguments)
            case "getClass", 0:
                return self._pure(node, [])
            case "toCharArray", 0:
                return located(ast.Call(nowhere(ast.Name("list", ast.Load()), node), [holder], []), node)
            case "append", _ if len(arguments) != 1:
                return self._invoked(node, holder, "append", [self._pure(node, arguments)])
            case _ if name in java_calls.PURE_METHODS:
                # `center` is the one of Python's that the reader never works out.
                return self._invoked(node, holder, "center", arguments)
            case _:
                return self._invoked(node, holder, java_calls.RENAMED.get(name, name), arguments)

    def _new(self, node: Node) -> ast.expr:
        kind, given = node.child_by_field_name("type"), node.child_by_field_name("arguments")
        arguments = [self.value(one) for one in _code(given)] if given is not None else []
        if kind is None or any(part.type == "class_body" for part in node.named_children):
            hidden = located(ast.Lambda(_no_arguments(), nowhere(ast.Constant(None), node)), node)
            return unknown(node, [hidden, *self.names(node)])
        name = _text(kind).partition("<")[0].rpartition(".")[2]
        if name in self._classes:
            return located(ast.Call(located(ast.Name(name, ast.Load()), kind), arguments, []), node)
        if name in java_calls.LISTS or name in java_calls.MAPS:
            number = len(arguments) == 1 and isinstance(arguments[0], ast.Constant)
            if not arguments or number:
                return located(ast.List([], ast.Load()) if name in java_calls.LISTS else ast.Dict([], []), node)
            return self._of("list" if name in java_calls.LISTS else "dict", arguments, node)
        if name in java_calls.BUFFERS:
            number = (
                len(arguments) == 1
                and isinstance(arguments[0], ast.Constant)
                and not isinstance(arguments[0].value, str)
            )
            return self._of("io_StringIO", [] if number else arguments, node)
        if name in java_calls.PURE_CLASSES or _elsewhere(name):
            return self._pure(node, arguments)
        return unknown(node, arguments)

    def _of(self, name: str, arguments: Sequence[ast.expr], node: Node) -> ast.expr:
        return located(ast.Call(nowhere(ast.Name(name, ast.Load()), node), [*arguments], []), node)

    def _switch(self, node: Node) -> ast.expr:
        """One with arrows that gives a value."""
        subject, body = node.child_by_field_name("condition"), node.child_by_field_name("body")
        told: ast.expr = unknown(node, [])
        if subject is None or body is None:
            return told
        rules = [part for part in body.named_children if part.type == "switch_rule"]
        if len(rules) != len(_code(body)):
            return unknown(node, self.names(node))
        # The default last: it stands for what no other rule takes.
        for rule in sorted(rules, key=lambda one: bool(one.named_children[0].named_children)):
            label, gives = rule.named_children[0], rule.named_children[-1]
            if gives.type != "expression_statement":
                return unknown(node, self.names(node))
            value = self.value(gives.named_children[0])
            if not label.named_children:
                told = value
                continue
            tests: list[ast.expr] = [
                nowhere(ast.Compare(self.value(subject), [ast.Eq()], [self.value(one)]), node)
                for one in label.named_children
            ]
            test = tests[0] if len(tests) == 1 else nowhere(ast.BoolOp(ast.Or(), tests), node)
            told = located(ast.IfExp(test, value, told), node)
        return told


def _elsewhere(name: str) -> bool:
    """Whether it is a class of another file that has no request of its own to give: what it makes of constants did not
    come with this one. A container that the reader does not know is not among them."""
    return name[:1].isupper() and not name.isupper() and not java_calls.GIVES_OR_HOLDS.search(name)


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def _code(node: Node) -> list[Node]:
    return [one for one in node.named_children if "comment" not in one.type]


def _call(node: Node) -> tuple[Node | None, str, list[Node]]:
    """The object, the method's name and the arguments."""
    name, given = node.child_by_field_name("name"), node.child_by_field_name("arguments")
    arguments = _code(given) if given is not None else []
    return node.child_by_field_name("object"), _text(name) if name is not None else "", arguments


def _is_text(node: Node) -> bool:
    """Whether it surely is a string, so that `+` joins."""
    if node.type == "parenthesized_expression":
        return _is_text(node.named_children[0])
    if node.type == "binary_expression" and b"+" in (node.text or b""):
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        return left is not None and right is not None and (_is_text(left) or _is_text(right))
    return node.type == "string_literal"


def _literal(node: Node) -> ast.Constant | None:
    text = _text(node)
    match node.type:
        case "string_literal" | "character_literal":
            # Escapes are left as they stand: what they mean only matters where two texts are compared.
            return ast.Constant(text[1:-1] if not text.startswith('"""') else text[3:-3])
        case "decimal_integer_literal" | "hex_integer_literal" | "octal_integer_literal" | "binary_integer_literal":
            digits = text.rstrip("lL").replace("_", "")
            try:
                return ast.Constant(
                    int(digits, 0)
                    if not digits.startswith("0") or digits == "0" or digits[1] in "xXbB"
                    else int(digits, 8)
                )
            except ValueError:
                return None
        case "decimal_floating_point_literal":
            try:
                return ast.Constant(float(text.rstrip("fFdD").replace("_", "")))
            except ValueError:
                return None
        case "true" | "false":
            return ast.Constant(text == "true")
        case "null_literal":
            return ast.Constant(None)
        case "class_literal":
            return ast.Constant(text)
        case _:
            return None


def _no_arguments() -> ast.arguments:
    return ast.arguments([], [], None, [], [], None, [])
