"""What a program in JavaScript or TypeScript imports from packages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tree_sitter import Node

from answerable.detect.packages.imports import Import
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

GRAMMARS = frozenset({"javascript", "typescript", "tsx"})
_NAME = re.compile(r"(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*$")
# Relative and absolute paths, Node's subpath imports, aliases by convention, addresses and virtual modules, loaders.
_NOT_A_PACKAGE = re.compile(r"^(?:[./#~$]|@/|\w[\w+.-]*:)|[!*\\\s{}<>]|\x00")
_ASSET = re.compile(
    r"\.(?:css|scss|sass|less|styl|svg|png|jpe?g|gif|webp|ico|html?|txt|md|json|ya?ml|vue|svelte|wasm|glsl)$"
)
_SCOPES = frozenset({"@app", "@components", "@src", "@lib", "@utils", "@shared", "@root", "@assets", "@test", "@tests"})
_DECLARED = re.compile(r"declare\s+module\s+['\"]([^'\"]+)")


def package(specifier: str) -> str:
    """The package that a specifier names: ``@scope/name`` or ``name``; empty where it names none."""
    bare = specifier.partition("?")[0]
    if not bare or _NOT_A_PACKAGE.search(bare):
        return ""
    parts = bare.split("/")
    count = 2 if bare.startswith("@") else 1
    name = "/".join(parts[:count])
    if _NAME.match(name) is None or parts[0] in _SCOPES:
        return ""
    return "" if count == len(parts) and _ASSET.search(name) else name


_WORDS = tuple(re.compile(word) for word in (rb"import\b", rb"export\b", rb"require\b"))


def imports(snapshot: Snapshot) -> Iterator[Import]:
    """Static imports, re-exports, `require` and dynamic imports of literal names that have to work, in order."""
    # Asked of the tree place by place: going through all of it takes 7 ms for 1,000 lines, at each key.
    places = sorted(match.start() for word in _WORDS for match in word.finditer(snapshot.utf8))
    if not places or snapshot.tree is None:
        return
    declared = frozenset(_DECLARED.findall(snapshot.text))
    root = snapshot.tree.root_node
    for place in places:
        node = root.descendant_for_byte_range(place, place)
        node = node.parent if node is not None else None
        if node is None:
            continue
        found = _of(snapshot, node)
        if found is not None and found.name not in declared:
            serious, within = _standing(node)
            if serious:
                yield replace(found, within=found.within or within)


def _standing(node: Node) -> tuple[bool, bool]:
    """Whether what stands here has to work, and whether it stands in a function."""
    within = False
    child, parent = node, node.parent
    while parent is not None:
        within = within or parent.type.endswith(("function", "function_declaration", "method_definition"))
        if _spared(parent, child):
            return False, within
        child, parent = parent, parent.parent
    return True, within


def _spared(node: Node, child: Node) -> bool:
    """Whether the program goes on without it: in a `try` that catches, in ``import(…).catch(…)``, in a declaration."""
    if node.type == "try_statement":
        return child.type != "finally_clause" and node.child_by_field_name("handler") is not None
    if node.type == "member_expression":
        name = node.child_by_field_name("property")
        return name is not None and name.text == b"catch"
    return node.type == "ambient_declaration"


def _of(snapshot: Snapshot, node: Node) -> Import | None:
    within = False
    if node.type in ("import_statement", "export_statement"):
        source = node.child_by_field_name("source")
        types = any(child.type == "type" for child in node.children[:2])
    elif node.type == "import_require_clause":
        source, types = node.child_by_field_name("source"), False
    elif node.type == "call_expression":
        called, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if called is None or arguments is None or (called.text not in (b"require",) and called.type != "import"):
            return None
        source, types = (arguments.named_children[0] if arguments.named_children else None), False
        within = called.type == "import"
    else:
        return None
    if source is None or source.type != "string" or (node.type != "call_expression" and node.has_error):
        return None
    span = snapshot.utf8_index.span(*source.byte_range)
    inner = Span(span.start + 1, span.end - 1) if len(span) >= 2 else span
    return Import(snapshot.text[inner.start : inner.end], inner, types, within)
