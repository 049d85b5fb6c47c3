"""YAML that remembers its lines, so that whatever is wrong in a rule can be pointed at.

Scalars resolve by the core schema of YAML 1.2, as they do for Semgrep itself: PyYAML's YAML 1.1 would read a pattern
``on`` as true and ``2021-09-24`` as a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# A few kilobytes of nested aliases can stand for gigabytes of data.
_MOST_NODES = 200_000


class YamlError(Exception):
    """The text is not the YAML we can use; `line` from 1 where it is known."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class _Loader(_Base):  # type: ignore[misc]
    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 (PyYAML's own interface)


def _resolves(tag: str, pattern: str, first: str) -> None:
    for char in first:
        resolvers = _Loader.yaml_implicit_resolvers.setdefault(char, [])
        resolvers.append((f"tag:yaml.org,2002:{tag}", re.compile(pattern)))


_resolves("null", r"^(?:~|null|Null|NULL)$", "~nN")
_resolves("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF")
_resolves("int", r"^(?:[-+]?[0-9]+|0x[0-9a-fA-F]+)$", "-+0123456789")
_resolves("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+0123456789.")
_resolves("merge", r"^<<$", "<")
_Loader.yaml_implicit_resolvers[""] = [("tag:yaml.org,2002:null", re.compile(r"^$"))]


@dataclass(slots=True)
class Lines:
    """On which line of its file, from 1, each value of a document begins."""

    _at: dict[tuple[int, str | int | None], int] = field(default_factory=dict)
    _alive: list[Any] = field(default_factory=list)  # ids stay true only while the objects live

    def record(self, container: Any, key: str | int | None, line: int) -> None:
        if key is None:
            self._alive.append(container)
        self._at[id(container), key] = line

    def of(self, container: Any, key: str | int | None = None) -> int:
        """The line of a mapping's key, a list's item, or of the container itself; 1 where it is not known."""
        return self._at.get((id(container), key)) or self._at.get((id(container), None)) or 1


def load(text: str) -> tuple[Any, Lines]:
    """The one document of a YAML text, as dicts, lists and scalars, with its lines. Raises `YamlError`."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        lines = Lines()
        return (None if node is None else _Builder(loader, lines).build(node)), lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(error.problem or "not valid YAML", mark.line + 1 if mark else None) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise YamlError(f"not valid YAML ({type(error).__name__})") from None
    finally:
        loader.dispose()


class _Builder:
    def __init__(self, loader: Any, lines: Lines) -> None:
        self._loader = loader
        self._lines = lines
        self._open: set[int] = set()
        self._nodes = 0

    def build(self, node: yaml.Node) -> Any:
        line: int = node.start_mark.line + 1
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise YamlError("too much data, or aliases that multiply", line)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self._open:
            raise YamlError("an alias that contains itself", line)
        self._open.add(id(node))
        value = self._mapping(node) if isinstance(node, yaml.MappingNode) else self._sequence(node)
        self._open.discard(id(node))
        return value

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        if node.tag == "tag:yaml.org,2002:int":
            # PyYAML would read 010 as eight.
            return int(node.value, 16 if node.value.lower().startswith("0x") else 10)
        return self._loader.construct_object(node)

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise YamlError(f"the key `{key.value}` is given twice", key.start_mark.line + 1)
                seen.add(key.value)
        self._loader.flatten_mapping(node)
        value: dict[str, Any] = {}
        self._lines.record(value, None, node.start_mark.line + 1)
        for key, item in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise YamlError("a key that is not plain text", key.start_mark.line + 1)
            value[str(key.value)] = self.build(item)
            self._lines.record(value, str(key.value), key.start_mark.line + 1)
        return value

    def _sequence(self, node: yaml.Node) -> list[Any]:
        value: list[Any] = []
        self._lines.record(value, None, node.start_mark.line + 1)
        for index, item in enumerate(node.value):
            value.append(self.build(item))
            self._lines.record(value, index, item.start_mark.line + 1)
        return value
