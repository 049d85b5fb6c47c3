"""The part of a document that has to be scanned after an edit, and the way back from it to the document.

A slice holds the definitions an edit touched and everything outside definitions; every other definition becomes an
empty line. Where a byte of the slice lies in the document is looked up in its segments, so nothing depends on padding.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from answerable.detect.semgrep import askers
from answerable.detect.semgrep.bindings import Binding, bindings
from answerable.detect.semgrep.units import Unit, units
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

# A document of no more bytes than this is scanned whole: leaving things out would save less than it risks.
_SMALL = 6_000

# Nor is it worth while when nearly everything stays.
_MOST = 0.8

# Fewer bytes than these of statements that only name things are not worth sorting out.
_FEW = 4_000

_NAME = re.compile(rb"[A-Za-z_$\x80-\xff][\w$\x80-\xff]*")
_LONE_RETURN = re.compile(rb"\r(?!\n)")

_BOM = b"\xef\xbb\xbf"

# What stands for a definition that was left out. The empty line keeps a comment above it (`nosemgrep`) from counting
# for the line below it; the semicolon keeps two statements of JavaScript apart.
_FILLERS = {"javascript": b";\n", "typescript": b";\n", "tsx": b";\n"}
_FILLER = b"\n"


@dataclass(frozen=True, slots=True)
class Segment:
    """Bytes that the slice and the document share."""

    at: int
    """Where it begins in the slice."""
    start: int
    """Where it begins in the document."""
    length: int


@dataclass(frozen=True, slots=True)
class Slice:
    """What the engine gets to read of a document. All numbers are bytes of UTF-8."""

    text: bytes
    segments: tuple[Segment, ...]
    whole: bool
    """Nothing was left out."""
    outside: bool
    """The edit touched code outside definitions, so that findings in what was left out may have changed too."""
    gaps: tuple[tuple[int, int], ...] = ()
    """What was left out of the document; half-open, in order."""

    def to_document(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the slice lies in the document; half-open."""
        first = self._segment(start)
        if end <= start:
            at = first.start + min(start - first.at, first.length)
            return at, at
        last = self._segment(end - 1)
        return (
            first.start + min(start - first.at, first.length),
            last.start + min(end - last.at, last.length),
        )

    def line(self, number: int) -> int:
        """The byte at which a line of the slice, from 1, begins; its end where there are fewer lines."""
        at = 0
        for _ in range(number - 1):
            at = self.text.find(b"\n", at) + 1
            if not at:
                return len(self.text)
        return at

    def _segment(self, at: int) -> Segment:
        return self.segments[max(bisect_right(self.segments, at, key=lambda s: s.at) - 1, 0)]


def whole(snapshot: Snapshot) -> Slice:
    """All of the document, as the engine can read it."""
    return _cut(snapshot.utf8, (), _FILLER, outside=True)


def around(snapshot: Snapshot, regions: Sequence[Span], *, small: int = _SMALL) -> Slice:
    """The slice for these changed regions (code points of the snapshot); the whole document where that is wiser.

    `small` is how many bytes a document may have to be scanned whole in any case.
    """
    utf8 = snapshot.utf8
    found = _units(snapshot)
    if found is None or len(utf8) <= small:
        return whole(snapshot)
    index = snapshot.utf8_index
    touched = [(index.to_byte(region.start), index.to_byte(region.end)) for region in regions]
    dropped = list(_untouched(found, touched))
    asking = askers.wanted(utf8, dropped, _between(utf8, dropped))
    dropped = [part for part in dropped if part not in asking]
    if not _outside(found, touched):
        dropped = sorted(dropped + _unmentioned(snapshot, dropped))
    if len(utf8) - sum(end - start for start, end in dropped) > _MOST * len(utf8):
        return whole(snapshot)
    return _cut(utf8, dropped, _filler(snapshot), outside=_outside(found, touched))


def without_broken(snapshot: Snapshot) -> Slice | None:
    """The document without the definitions that do not parse; None where that is all of it, or none of it.

    For a language whose parser refuses a file over one syntax error.
    """
    found = _units(snapshot)
    broken = [(unit.start, unit.end) for unit in found or () if unit.broken]
    return _cut(snapshot.utf8, broken, _filler(snapshot), outside=True) if broken else None


def without(snapshot: Snapshot, definitions: Iterable[Unit]) -> Slice:
    """The document without these definitions (in order)."""
    dropped = [(unit.start, unit.end) for unit in definitions]
    return _cut(snapshot.utf8, dropped, _filler(snapshot), outside=True)


def broken_parts(snapshot: Snapshot, kept: Slice) -> list[tuple[int, int]]:
    """The definitions in the slice that do not parse, and what does not parse outside definitions; document bytes."""
    tree = snapshot.tree
    if tree is None or not tree.root_node.has_error:
        return []
    found = _units(snapshot) or ()
    parts = [(member.start, member.end) for unit in found if unit.broken for member in _smallest(unit)]
    inside = [(unit.start, unit.end) for unit in found]
    for node in tree.root_node.children:
        if node.has_error and not any(start <= node.start_byte < end for start, end in inside):
            parts.append(node.byte_range)
    return [part for part in parts if any(s.start <= part[0] < s.start + max(s.length, 1) for s in kept.segments)]


def _smallest(unit: Unit) -> Iterable[Unit]:
    broken = [member for member in unit.members if member.broken]
    return broken or [unit]


def _units(snapshot: Snapshot) -> tuple[Unit, ...] | None:
    grammar = snapshot.language.grammar
    if grammar is None or snapshot.tree is None or lone_returns(snapshot.utf8):
        return None
    return units(grammar, snapshot.tree.root_node)


def _filler(snapshot: Snapshot) -> bytes:
    return _FILLERS.get(snapshot.language.grammar or "", _FILLER)


def _untouched(found: Iterable[Unit], touched: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    for unit in found:
        if not _touches(unit, touched):
            yield unit.start, unit.end
        elif unit.members:
            # The member a class of Python ends with stays: without it the class, and what is found of it as a whole,
            # would end elsewhere (or, where there is nothing but methods, not parse).
            idle = (m for m in unit.members if m.end != unit.end and not _touches(m, touched))
            yield from ((member.start, member.end) for member in idle)


def _unmentioned(snapshot: Snapshot, dropped: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Statements that only name things which nothing that stays mentions; none where there are few of them."""
    tree, utf8 = snapshot.tree, snapshot.utf8
    gone = {start for start, _ in dropped}
    loose = bindings(snapshot.language.grammar or "", tree.root_node) if tree is not None else ()
    loose = tuple(binding for binding in loose if binding.start not in gone)
    if sum(binding.end - binding.start for binding in loose) < _FEW:
        return []
    apart = sorted([*dropped, *((binding.start, binding.end) for binding in loose)])
    mentioned = set(_NAME.findall(b"\n".join(_between(utf8, apart))))
    giving: dict[bytes, list[Binding]] = {}
    for binding in loose:
        for name in binding.names:
            giving.setdefault(name, []).append(binding)
    wanted: set[Binding] = set()
    todo = list(mentioned)
    while todo:
        for binding in giving.get(todo.pop(), ()):
            if binding not in wanted:
                wanted.add(binding)
                todo += _NAME.findall(utf8[binding.start : binding.end])
    return [(binding.start, binding.end) for binding in loose if binding not in wanted]


def _between(utf8: bytes, parts: Iterable[tuple[int, int]]) -> Iterable[bytes]:
    at = 0
    for start, end in parts:
        yield utf8[at:start]
        at = max(end, at)
    yield utf8[at:]


def _touches(unit: Unit, touched: list[tuple[int, int]]) -> bool:
    return any(start <= unit.end and unit.start <= end for start, end in touched)


def _outside(found: Sequence[Unit], touched: list[tuple[int, int]]) -> bool:
    """Whether a change lies anywhere but inside a definition (or, of a class that was divided, inside a member)."""
    insides = [part for unit in found for part in (unit.members or (unit,))]
    return not all(any(part.start <= start and end <= part.end for part in insides) for start, end in touched)


def _cut(utf8: bytes, dropped: Sequence[tuple[int, int]], filler: bytes, *, outside: bool) -> Slice:
    """The text without these parts (in order, disjoint), and without what the engine's parsers stumble over.

    A byte order mark would be taken for part of the first name, and a lone carriage return for no line end at all: both
    are ways to hide code from a scan.
    """
    parts: list[bytes] = []
    segments: list[Segment] = []
    at = 0

    def keep(start: int, end: int) -> None:
        nonlocal at
        if start < end:
            segments.append(Segment(at, start, end - start))
            parts.append(utf8[start:end])
            at += end - start

    position = len(_BOM) if utf8.startswith(_BOM) else 0
    for start, end in dropped:
        start, end = _lines(utf8, max(start, position), end)
        keep(position, start)
        # Parts that follow one another closely share one filler.
        if parts and parts[-1] != filler:
            parts.append(filler)
            at += len(filler)
        position = max(end, position)
    keep(position, len(utf8))
    text = b"".join(parts)
    if lone_returns(text):
        text = _LONE_RETURN.sub(b"\n", text)
    return Slice(text, tuple(segments) or (Segment(0, position, 0),), not dropped, outside, tuple(dropped))


def _lines(utf8: bytes, start: int, end: int) -> tuple[int, int]:
    """The part with the rest of its first and last line, where nothing but white space is on them."""
    first = utf8.rfind(b"\n", 0, start) + 1
    if not utf8[first:start].strip():
        start = first
    newline = utf8.find(b"\n", end)
    last = len(utf8) if newline < 0 else newline + 1
    return start, last if not utf8[end:last].strip() else end


def lone_returns(text: bytes) -> bool:
    """Whether a carriage return ends a line by itself, which no parser here knows."""
    return text.count(b"\r") != text.count(b"\r\n")
