"""Texts that describe a tool to a model: in code that offers tools, and in the files that agents read them from.

What stands there is read by a model before anybody asks it anything, and shown to nobody. Model Context Protocol's
SDKs, openai-agents, langchain and the plain lists of tools that the APIs take, in Python, JavaScript and TypeScript;
JSON, TOML, YAML and heads of Markdown files of agents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tree_sitter import Node, Query, QueryCursor

from answerable.detect.agents import kinds
from answerable.detect.agents.node import walk
from answerable.detect.agents.reading import read
from answerable.detect.secrets.patterns import compiled
from answerable.text import syntax
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

_CODE = frozenset({"python", "javascript", "typescript", "tsx"})
# RE2: at every key the whole text is asked.
_OFFERS = (
    r"\b(?:FastMCP|McpServer|mcp|registerTool|input_?[sS]chema|StructuredTool|function_tool|BaseTool|FunctionTool)\b"
    r"|@(?:\w+\.)?tool\b|\btool\(|[\"']tools[\"']"
)
_MANIFEST = r"\"input_?[sS]chema\"|\"mcpServers\"|\"tools\"\s*:"
_SAYS = frozenset({"description", "instructions", "instruction", "prompt", "systemPrompt", "system_prompt", "summary"})
_DECORATED = re.compile(rb"@(?:[\w.]+\.)?(?:tool|resource|prompt|function_tool|register_tool)\b")
_NAMED = re.compile(rb"(?:^|\.)(?:tool|registerTool|addTool|add_tool|Tool|StructuredTool|FunctionTool|DynamicTool)$")
_STRINGS = frozenset({"string", "template_string", "concatenated_string", "binary_operator", "binary_expression"})
_MOST = 1000


def applies(snapshot: Snapshot) -> bool:
    """Whether the document may describe tools."""
    if snapshot.language.grammar in _CODE:
        return compiled(_OFFERS).search(snapshot.utf8) is not None
    if kinds.applies(snapshot):
        return True
    return snapshot.language.grammar == "json" and compiled(_MANIFEST).search(snapshot.utf8) is not None


def tool_texts(snapshot: Snapshot) -> tuple[Span, ...]:
    """Where a tool is described, in order, in code points, each without its quotes."""
    if not applies(snapshot):
        return ()
    found = _in_code(snapshot) if snapshot.language.grammar in _CODE else _in_configuration(snapshot)
    return tuple(sorted(set(found))[:_MOST])


def _in_configuration(snapshot: Snapshot) -> Iterator[Span]:
    root = read(snapshot)
    for place in walk(root) if root is not None else ():
        if place.path and place.path[-1] in _SAYS and isinstance(place.node.value, str):
            yield place.node.span


def _in_code(snapshot: Snapshot) -> Iterator[Span]:
    tree, grammar = snapshot.tree, snapshot.language.grammar
    query = _query(grammar) if grammar is not None else None
    if tree is None or query is None:
        return
    for node in QueryCursor(query).captures(tree.root_node).get("node", ()):
        for said in _said(node):
            start, end = said.byte_range
            yield snapshot.utf8_index.span(start, end)


@cache
def _query(grammar: str) -> Query | None:
    """What may describe a tool; a walk through the whole tree in Python takes ten times as long."""
    language = syntax.language(grammar)
    if language is None:
        return None
    if grammar == "python":
        return Query(language, "[(decorated_definition) (keyword_argument) (pair)] @node")
    return Query(language, "[(pair) (call_expression)] @node")


def _said(node: Node) -> Iterator[Node]:
    """The texts in a node that describe a tool."""
    if node.type == "decorated_definition":
        if any(child.type == "decorator" and _DECORATED.match(child.text or b"") for child in node.children):
            definition = node.child_by_field_name("definition")
            body = definition.child_by_field_name("body") if definition is not None else None
            first = body.named_children[0] if body is not None and body.named_children else None
            if first is not None and first.type == "expression_statement":
                yield from _texts(first)
    elif node.type in ("keyword_argument", "pair"):
        key = node.child_by_field_name("name") or node.child_by_field_name("key")
        value = node.child_by_field_name("value")
        if (
            key is not None
            and value is not None
            and (key.text or b"").strip(b"\"'") in (b"description", b"instructions")
        ):
            yield from _texts(value)
    elif node.type == "call_expression":
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if function is not None and arguments is not None and _NAMED.search((function.text or b"")[-60:]):
            yield from (text for argument in arguments.named_children for text in _texts(argument, deep=False))


def _texts(node: Node, *, deep: bool = True) -> Iterator[Node]:
    """The texts a value is made of, each without its quotes."""
    if node.type in ("string_content", "string_fragment"):
        yield node
    elif deep or node.type in _STRINGS:
        for child in node.named_children:
            yield from _texts(child, deep=deep)
