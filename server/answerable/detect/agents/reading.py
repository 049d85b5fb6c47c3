"""From a document to a `Node`: JSON (with comments and trailing commas), TOML, YAML, the head of a Markdown file.

JSON and TOML are read from the tree the document has anyway, which is there while somebody types and something does not
parse; YAML by PyYAML, whose aliases and folded texts nobody should read twice.
"""

from __future__ import annotations

import json
import re

import yaml
from tree_sitter import Node as Syntax

from answerable.detect.agents import kinds
from answerable.detect.agents.node import Node, Pair
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

_HEAD = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"^([\w-]+):[ \t]+(\S.*?)[ \t]*\r?$", re.MULTILINE)
_RUN = re.compile(r"(?<![\w`])!`([^`\n]+)`")
_DEEPEST = 60
_TOML_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\", "e": "\x1b"}
_TOML_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(\r?\n)\s*|(.))", re.DOTALL)


def read(snapshot: Snapshot) -> Node | None:
    """The document's tree; None where it has none, be it for its language or because nothing of it can be read."""
    if kinds.is_script(snapshot):
        return _script(snapshot.text)
    grammar = snapshot.language.grammar
    if grammar == "yaml":
        return _yaml(snapshot.text, 0)
    if grammar == "markdown":
        return _markdown(snapshot.text)
    tree = snapshot.tree
    if tree is None:
        return None
    if grammar == "json":
        for child in tree.root_node.named_children:
            if child.type in ("object", "array"):
                return _json(snapshot, child, 0)
    if grammar == "toml":
        return _toml(snapshot, tree.root_node)
    return None


def _script(text: str) -> Node:
    """The lines of a script that start an agent, under ``run``, as workflows have them."""
    lines = [
        Node(Span(match.start(), match.end()), match[0])
        for match in re.finditer(r"[^\r\n]+", text)
        if kinds.starts_agent(match[0])
    ]
    whole = Span(0, len(text))
    return Node(whole, pairs=(Pair("run", whole, Node(whole, items=tuple(lines))),))


def _markdown(text: str) -> Node | None:
    """The head, and under ``command`` what Claude Code runs before it reads the file: ``!`…` ``."""
    head = _HEAD.match(text)
    found = (_yaml(head[1], head.start(1)) or _lines(head[1], head.start(1))) if head is not None else None
    commands = [Node(Span(*match.span(1)), match[1]) for match in _RUN.finditer(text)]
    if not commands:
        return found
    whole = Span(0, len(text))
    pairs = (found.pairs or ()) if found is not None else ()
    return Node(whole, pairs=(*pairs, Pair("command", whole, Node(whole, items=tuple(commands)))))


def _span(snapshot: Snapshot, node: Syntax, margin: int = 0) -> Span:
    start, end = node.byte_range
    if end - start >= 2 * margin:
        start, end = start + margin, end - margin
    return snapshot.utf8_index.span(start, end)


def _source(node: Syntax) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def _json(snapshot: Snapshot, node: Syntax, depth: int) -> Node:
    if node.type == "object" and depth < _DEEPEST:
        pairs = []
        for child in node.named_children:
            key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
            if child.type == "pair" and key is not None and value is not None:
                name = _json_text(key)
                pairs.append(Pair(name, _span(snapshot, key, 1), _json(snapshot, value, depth + 1)))
        return Node(_span(snapshot, node), pairs=tuple(pairs))
    if node.type == "array" and depth < _DEEPEST:
        items = (child for child in node.named_children if child.type not in ("comment", "ERROR"))
        return Node(_span(snapshot, node), items=tuple(_json(snapshot, child, depth + 1) for child in items))
    if node.type == "string":
        return Node(_span(snapshot, node, 1), _json_text(node))
    if node.type in ("true", "false"):
        return Node(_span(snapshot, node), node.type == "true")
    if node.type == "number":
        return Node(_span(snapshot, node), _number(_source(node)))
    return Node(_span(snapshot, node))


def _json_text(node: Syntax) -> str:
    source = _source(node)
    if "\\" not in source:
        return source[1:-1]
    try:
        read = json.loads(source, strict=False)
    except ValueError:
        return source.strip('"')
    return read if isinstance(read, str) else source


def _number(source: str) -> float | None:
    try:
        return float(source.replace("_", ""))
    except ValueError:
        return None


class _Table:
    """A TOML table while it is being put together: it may be added to from several places."""

    def __init__(self, at: Span) -> None:
        self.at = at
        self.pairs: list[tuple[str, Span, Node | _Table | list[_Table]]] = []

    def table(self, key: str, at: Span) -> _Table:
        """The table under a key, a new one where there is none."""
        for name, _, value in self.pairs:
            if name == key and isinstance(value, _Table):
                return value
            if name == key and isinstance(value, list):
                return value[-1]
        made = _Table(at)
        self.pairs.append((key, at, made))
        return made

    def element(self, key: str, at: Span) -> _Table:
        """A new element of the array of tables under a key."""
        made = _Table(at)
        for name, _, value in self.pairs:
            if name == key and isinstance(value, list):
                value.append(made)
                return made
        self.pairs.append((key, at, [made]))
        return made

    def node(self) -> Node:
        pairs = []
        for key, at, value in self.pairs:
            if isinstance(value, _Table):
                pairs.append(Pair(key, at, value.node()))
            elif isinstance(value, list):
                pairs.append(Pair(key, at, Node(at, items=tuple(table.node() for table in value))))
            else:
                pairs.append(Pair(key, at, value))
        return Node(self.at, pairs=tuple(pairs))


def _toml(snapshot: Snapshot, root: Syntax) -> Node:
    top = _Table(_span(snapshot, root))
    for child in root.named_children:
        if child.type == "pair":
            _toml_pair(snapshot, child, top)
        elif child.type in ("table", "table_array_element"):
            into = top
            keys = [part for part in child.named_children if part.type.endswith("_key")]
            names = _toml_keys(snapshot, keys[0]) if keys else []
            for number, (name, at) in enumerate(names, 1):
                array = child.type == "table_array_element" and number == len(names)
                into = into.element(name, at) if array else into.table(name, at)
            for pair in child.named_children:
                if pair.type == "pair":
                    _toml_pair(snapshot, pair, into)
    return top.node()


def _toml_pair(snapshot: Snapshot, pair: Syntax, into: _Table) -> None:
    named = [child for child in pair.named_children if child.type != "comment"]
    if len(named) < 2:
        return
    *way, (name, at) = _toml_keys(snapshot, named[0])
    for key, where in way:
        into = into.table(key, where)
    into.pairs.append((name, at, _toml_value(snapshot, named[1], 0)))


def _toml_keys(snapshot: Snapshot, node: Syntax) -> list[tuple[str, Span]]:
    if node.type == "dotted_key":
        return [key for child in node.named_children for key in _toml_keys(snapshot, child)]
    quoted = node.type == "quoted_key"
    return [(_toml_text(_source(node)) if quoted else _source(node), _span(snapshot, node, int(quoted)))]


def _toml_value(snapshot: Snapshot, node: Syntax, depth: int) -> Node:
    if node.type == "string":
        source = _source(node)
        return Node(_span(snapshot, node, 3 if source.startswith(('"""', "'''")) else 1), _toml_text(source))
    if node.type == "boolean":
        return Node(_span(snapshot, node), _source(node) == "true")
    if node.type in ("integer", "float"):
        return Node(_span(snapshot, node), _number(_source(node)))
    if node.type == "array" and depth < _DEEPEST:
        items = (child for child in node.named_children if child.type not in ("comment", "ERROR"))
        return Node(_span(snapshot, node), items=tuple(_toml_value(snapshot, child, depth + 1) for child in items))
    if node.type == "inline_table" and depth < _DEEPEST:
        table = _Table(_span(snapshot, node))
        for child in node.named_children:
            if child.type == "pair":
                _toml_pair(snapshot, child, table)
        return table.node()
    return Node(_span(snapshot, node))


def _toml_text(source: str) -> str:
    margin = 3 if source.startswith(('"""', "'''")) else 1
    inner = source[margin:-margin]
    if source.startswith("'"):
        return inner
    return _TOML_ESCAPE.sub(_toml_escape, inner)


def _toml_escape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return "" if match[3] else _TOML_ESCAPES.get(match[4], match[4])


def _yaml(text: str, offset: int) -> Node | None:
    try:
        composed = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return None if composed is None else _Yaml(offset).node(composed, 0)


class _Yaml:
    """Reads nodes of PyYAML, each once: an alias is the node it names, which may hold that alias itself."""

    def __init__(self, offset: int) -> None:
        self._offset = offset
        self._read: dict[int, Node] = {}

    def node(self, node: yaml.Node, depth: int) -> Node:
        known = self._read.get(id(node))
        if known is None:
            self._read[id(node)] = Node(self._span(node))
            known = self._read[id(node)] = self._made(node, depth)
        return known

    def _made(self, node: yaml.Node, depth: int) -> Node:
        span = self._span(node)
        if isinstance(node, yaml.MappingNode) and depth < _DEEPEST:
            pairs = [
                Pair(str(key.value), self._span(key), self.node(value, depth + 1))
                for key, value in node.value
                if isinstance(key, yaml.ScalarNode)
            ]
            return Node(span, pairs=tuple(pairs))
        if isinstance(node, yaml.SequenceNode) and depth < _DEEPEST:
            return Node(span, items=tuple(self.node(item, depth + 1) for item in node.value))
        return Node(span, _yaml_value(node)) if isinstance(node, yaml.ScalarNode) else Node(span)

    def _span(self, node: yaml.Node) -> Span:
        start, end = node.start_mark.index + self._offset, node.end_mark.index + self._offset
        quoted = isinstance(node, yaml.ScalarNode) and node.style in ("'", '"') and end - start >= 2
        return Span(start + 1, end - 1) if quoted else Span(start, end)


def _yaml_value(node: yaml.ScalarNode) -> str | bool | None:
    if node.tag.endswith(":bool"):
        return str(node.value).lower() in ("true", "yes", "on")
    return None if node.tag.endswith(":null") else str(node.value)


def _lines(text: str, offset: int) -> Node | None:
    """The keys of a head that is no YAML to the letter, as in `description: Use it when: …`, which agents take."""
    pairs = tuple(
        Pair(
            match[1],
            Span(match.start(1) + offset, match.end(1) + offset),
            Node(Span(match.start(2) + offset, match.end(2) + offset), match[2].strip("\"'")),
        )
        for match in _LINE.finditer(text)
    )
    return Node(Span(offset, offset + len(text)), pairs=pairs) if pairs else None
