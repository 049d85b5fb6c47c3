"""What of a module a question is about: the rest is put out of sight, so that a long one is not parsed at every key.

A definition is left out when nothing that stays mentions its name. What it changes in place is remembered of each, so
that only a definition that was edited is parsed again for that.
"""

from __future__ import annotations

import ast
import hashlib
import re
import warnings
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from answerable.detect.semgrep.constant.module import changed
from answerable.detect.semgrep.units import Unit

_NAME = re.compile(rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*")
_DEFINED = re.compile(rb"(?:^|\n)[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+([A-Za-z_\x80-\xff][\w\x80-\xff]*)")
_HIDDEN = bytes(byte if byte in b"\r\n" else 32 for byte in range(256))
_REMEMBERED = 5_000
"""Definitions; a summary takes about a kilobyte."""

# The filters of warnings are the process's own, and not safe to change from two threads.
_PARSING = Lock()


def parsed(text: bytes) -> ast.Module | None:
    """The syntax tree; None where there is none."""
    try:
        with _PARSING, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


@dataclass(frozen=True, slots=True)
class Seen:
    """A module as far as it matters; every byte is where it was."""

    text: bytes
    changed: frozenset[str]
    """Names that what was left out declares global or changes in place."""


@dataclass(frozen=True, slots=True)
class _Summary:
    mentions: frozenset[bytes]
    changed: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    start: int
    end: int
    name: bytes
    summary: _Summary
    """Of a class: of what is not in its members."""
    members: tuple[_Part, ...] = ()

    def stays(self, known: set[bytes], place: range) -> bool:
        return self.name in known or (self.start < place.stop and place.start < self.end)

    def changes(self) -> frozenset[str]:
        return self.summary.changed.union(*(member.summary.changed for member in self.members))


def seen(text: bytes, definitions: Sequence[Unit], place: range) -> Seen | None:
    """What matters for the code at these bytes (UTF-8) of a module with these definitions, in order; None where one of
    them does not parse."""
    parts: list[_Part] = []
    for unit in definitions:
        part = _part(text, unit)
        if part is None:
            return None
        parts.append(part)
    known = set(_NAME.findall(b"".join(_between(text, parts, 0, len(text)))))
    kept: dict[_Part, set[_Part]] = {}
    while more := list(_wanted(parts, kept, known, place)):
        for part in more:
            known |= part.summary.mentions
    hidden: list[tuple[_Part, bytes]] = []
    for part in parts:
        if part not in kept:
            hidden.append((part, b""))
        else:
            # A class whose members are all out of sight needs something in it.
            hidden += [(member, b"pass") for member in part.members if member not in kept[part]]
    return Seen(_without(text, hidden), frozenset[str]().union(*(part.changes() for part, _ in hidden)))


def _wanted(parts: Iterable[_Part], kept: dict[_Part, set[_Part]], known: set[bytes], place: range) -> Iterator[_Part]:
    """The parts that stay, besides those that are kept already; takes them among those."""
    for part in parts:
        if part not in kept and part.stays(known, place):
            kept[part] = set()
            yield part
        if part in kept:
            for member in part.members:
                # Nothing mentions `__init__` where an object is made.
                special = member.name.startswith(b"__")
                if member not in kept[part] and (special or member.stays(known, place)):
                    kept[part].add(member)
                    yield member


def _part(text: bytes, unit: Unit) -> _Part | None:
    members: list[_Part] = []
    for member in unit.members:
        line = text.rfind(b"\n", 0, member.start) + 1
        indentation = text[line : member.start]
        if indentation.strip():
            return None
        summary = _summary(b"if 1:\n" + indentation + text[member.start : member.end])
        if summary is None:
            return None
        members.append(_Part(member.start, member.end, _name(text[member.start : member.end]), summary))
    own = text[unit.start : unit.end]
    frame = _without(own, [(member, b"pass") for member in members], unit.start) if members else own
    summary = _summary(frame)
    return None if summary is None else _Part(unit.start, unit.end, _name(own), summary, tuple(members))


def _name(own: bytes) -> bytes:
    """What a definition is called; empty where that is not to be seen, and nothing mentions it."""
    found = _DEFINED.search(own)
    return found[1] if found else b""


def _between(text: bytes, parts: Iterable[_Part], start: int, end: int) -> Iterator[bytes]:
    for part in parts:
        yield text[start : part.start]
        start = part.end
    yield text[start:end]


def _without(text: bytes, hidden: Iterable[tuple[_Part, bytes]], offset: int = 0) -> bytes:
    """The text with white space in these parts' place, behind what is to stand there; `offset` is where the text
    begins."""
    out: list[bytes] = []
    at = 0
    for part, instead in hidden:
        start, end = part.start - offset, part.end - offset
        out += (text[at:start], instead, text[start + len(instead) : end].translate(_HIDDEN))
        at = end
    return b"".join((*out, text[at:]))


_summaries: OrderedDict[bytes, _Summary | None] = OrderedDict()
_remembering = Lock()


def _summary(own: bytes) -> _Summary | None:
    """What a definition mentions and changes; None where it does not parse."""
    key = hashlib.blake2b(own, digest_size=16).digest()
    with _remembering:
        if key in _summaries:
            _summaries.move_to_end(key)
            return _summaries[key]
    tree = parsed(own)
    found = _Summary(frozenset(_NAME.findall(own)), frozenset(changed(tree))) if tree is not None else None
    with _remembering:
        _summaries[key] = found
        while len(_summaries) > _REMEMBERED:
            _summaries.popitem(last=False)
    return found
