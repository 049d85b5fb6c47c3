"""Which parts of a file a scan may leave out: definitions that stand on their own.

The community engine's data flow stays inside a function, so what another function does never changes what is found in
this one (but see `askers`); imports, constants and everything else at module level may, and are always kept. A unit is
the largest definition that can go: a function or class of Python, a top-level statement of JavaScript or TypeScript
that holds a function or class (``app.get('/x', (req, res) => {…})``, ``module.exports = {…}``, ``export …``), a
function or method of Go, a method, constructor or nested type of a Java class. A class is divided into its members when
only some of them are wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node


@dataclass(frozen=True, slots=True)
class Unit:
    """A definition: bytes of the document, half-open."""

    start: int
    end: int
    broken: bool
    """It holds something that does not parse."""
    members: tuple[Unit, ...] = ()
    """Of a class: the definitions in it, which can go when only some of them are wanted."""
    separate: bool = True
    """Nothing that stands outside definitions takes a value from its being evaluated, as it does from that of
    ``const ids = rows.map((row) => row.id)``."""


def units(grammar: str, root: Node) -> tuple[Unit, ...] | None:
    """The definitions of a file, in order; None where we do not know the language well enough to leave anything out."""
    find = _FINDERS.get(grammar)
    return tuple(find(root)) if find is not None else None


def _unit(node: Node, members: tuple[Unit, ...] = ()) -> Unit:
    return Unit(node.start_byte, node.end_byte, node.has_error, members)


def _python(root: Node) -> Iterator[Unit]:
    for node in root.named_children:
        inner = node.child_by_field_name("definition") if node.type == "decorated_definition" else node
        if inner is None or inner.type not in _PYTHON_DEFINITIONS:
            continue
        yield _unit(node, _python_members(inner))


_PYTHON_DEFINITIONS = ("function_definition", "class_definition")


def _python_members(node: Node) -> tuple[Unit, ...]:
    body = node.child_by_field_name("body")
    if node.type != "class_definition" or body is None:
        return ()
    return tuple(_unit(n) for n in body.named_children if n.type in (*_PYTHON_DEFINITIONS, "decorated_definition"))


def _go(root: Node) -> Iterator[Unit]:
    for node in root.named_children:
        if node.type in ("function_declaration", "method_declaration"):
            yield _unit(node)


_JAVA_TYPES = (
    "class_declaration",
    "interface_declaration",
    "enum_declaration",
    "record_declaration",
    "annotation_type_declaration",
)


def _java(root: Node) -> Iterator[Unit]:
    for node in root.named_children:
        if node.type in _JAVA_TYPES:
            yield _unit(node, tuple(_java_members(node)))


def _java_members(node: Node) -> Iterator[Unit]:
    body = node.child_by_field_name("body")
    for member in body.named_children if body is not None else ():
        if member.type == "enum_body_declarations":
            yield from (_unit(n) for n in member.named_children if n.type in _JAVA_MEMBERS)
        elif member.type in _JAVA_MEMBERS:
            yield _unit(member)


# A constructor stays: what it gives a field is known in the methods.
_JAVA_MEMBERS = (*_JAVA_TYPES, "method_declaration")


def _ecmascript(root: Node) -> Iterator[Unit]:
    for node in root.named_children:
        if node.type in ("comment", "import_statement", "hash_bang_line"):
            continue
        declared = node.child_by_field_name("declaration") if node.type == "export_statement" else node
        inner = declared or node
        if inner.type in _ES_CLASSES:
            yield _unit(node, _es_members(inner))
        elif inner.type in _ES_FUNCTIONS:
            yield _unit(node)
        elif _holds(node, _ES_HOLDS):
            yield Unit(node.start_byte, node.end_byte, node.has_error, separate=_only_names(inner) or _registers(inner))


def _only_names(node: Node) -> bool:
    """Whether the statement gives names to functions and classes, and to nothing else."""
    if node.type not in ("lexical_declaration", "variable_declaration"):
        return False
    values = [child.child_by_field_name("value") for child in node.named_children if child.type != "comment"]
    return all(value is not None and value.type in _ES_VALUES for value in values)


def _registers(node: Node) -> bool:
    """Whether the statement is a call, of whose result nothing is made: ``app.get('/x', (req, res) => {…})``."""
    call = node.named_children[0] if node.type == "expression_statement" and node.named_children else None
    function = call.child_by_field_name("function") if call is not None and call.type == "call_expression" else None
    if function is None or function.type not in ("identifier", "member_expression"):
        return False
    called = function.child_by_field_name("property") or function
    # These run what they are given, at once or with a value that was there before.
    return called.text not in _ES_RUN_AT_ONCE


_ES_VALUES = ("arrow_function", "function_expression", "function", "generator_function", "class")
_ES_RUN_AT_ONCE = frozenset(
    {b"forEach", b"map", b"then", b"catch", b"finally", b"reduce", b"filter", b"some", b"every", b"sort", b"each"}
)
_ES_CLASSES = ("class_declaration", "abstract_class_declaration", "class")
_ES_FUNCTIONS = ("function_declaration", "generator_function_declaration")
_ES_HOLDS = frozenset(
    {
        *_ES_CLASSES,
        *_ES_FUNCTIONS,
        "function_expression",
        "generator_function",
        "arrow_function",
        "method_definition",
    }
)


def _es_members(node: Node) -> tuple[Unit, ...]:
    body = node.child_by_field_name("body")
    members = body.named_children if body is not None else ()
    found: list[Unit] = []
    decorated: Node | None = None
    for member in members:
        if member.type == "decorator":
            # TypeScript's grammar has a method's decorators before it, not in it.
            decorated = decorated or member
            continue
        if member.type == "method_definition":
            start = decorated.start_byte if decorated is not None else member.start_byte
            found.append(Unit(start, member.end_byte, member.has_error))
        decorated = None
    return tuple(found)


def _holds(node: Node, types: frozenset[str]) -> bool:
    """Whether a node of one of these types lies in this one."""
    text = node.text
    if text is None or not any(word in text for word in (b"=>", b"function", b"class", b"{")):
        return False
    stack = [node]
    while stack:
        inner = stack.pop()
        if inner.type in types:
            return True
        stack += inner.named_children
    return False


_FINDERS: dict[str, Callable[[Node], Iterator[Unit]]] = {
    "python": _python,
    "javascript": _ecmascript,
    "typescript": _ecmascript,
    "tsx": _ecmascript,
    "go": _go,
    "java": _java,
}
