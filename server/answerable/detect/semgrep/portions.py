"""A long text in portions, for the rules that follow data.

Following data takes the engine more time than everything else, and more than twice as much for a text that is twice as
long. It stays inside a function (see `units`), so such rules find the same in portions that each hold some of the
definitions and all that stands outside them. An edit in one definition leaves the other portions as they were, whose
answers are then known. Rules that only match patterns are quick and see the text as a whole: a pattern may be about two
definitions at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from answerable.detect.semgrep import slice as slices
from answerable.detect.semgrep.bindings import bindings
from answerable.detect.semgrep.slice import Slice
from answerable.detect.semgrep.units import Unit, units
from answerable.text.snapshot import Snapshot

# A shorter text is done in the time that a second process takes to start.
_LONG = 30_000

# Bytes of definitions in a portion: with fewer, what stands outside them is read too often.
_PORTION = 6_000

# Where more than this stands outside definitions that can be left out, portions would save nothing.
_MOST_OUTSIDE = 0.4

_NAME = re.compile(rb"[A-Za-z_$\x80-\xff][\w$\x80-\xff]*")
_GLOBAL = re.compile(rb"\bglobal[ \t]+([^\r\n;#]+)")
_GIVEN = re.compile(
    rb"([A-Za-z_$\x80-\xff][\w$\x80-\xff]*)\s*(?:[-+*/%&|^?<>]{1,3})?=(?![=>])|(?:\+\+|--)\s*([\w$]+)|([\w$]+)\s*(?:\+\+|--)"
)


def portions(snapshot: Snapshot) -> tuple[Slice, ...]:
    """The portions, in order; none where the text is short, does not parse, or cannot be divided."""
    tree, grammar, utf8 = snapshot.tree, snapshot.language.grammar, snapshot.utf8
    if len(utf8) < _LONG or tree is None or grammar is None or tree.root_node.has_error or slices.lone_returns(utf8):
        return ()
    apart = [unit for unit in units(grammar, tree.root_node) or () if unit.separate]
    outside = len(utf8) - sum(unit.end - unit.start for unit in apart)
    if outside > _MOST_OUTSIDE * len(utf8):
        return ()
    bound = frozenset[bytes]().union(*(binding.names for binding in bindings(grammar, tree.root_node)))
    groups = list(_groups(_tied(apart, utf8, grammar, bound), max(_PORTION, outside)))
    if len(groups) < 2:
        return ()
    return tuple(slices.without(snapshot, [unit for unit in apart if unit.start not in group]) for group in groups)


def _groups(tied: Iterable[list[Unit]], size: int) -> Iterator[frozenset[int]]:
    """Definitions, by where they begin, of at least so many bytes together; an edit moves few borders."""
    group: list[Unit] = []
    for units_ in tied:
        group += units_
        if sum(unit.end - unit.start for unit in group) >= size:
            yield frozenset(unit.start for unit in group)
            group = []
    if group:
        yield frozenset(unit.start for unit in group)


def _tied(apart: Sequence[Unit], utf8: bytes, grammar: str, bound: frozenset[bytes]) -> list[list[Unit]]:
    """The definitions in order, those together of which one gives a value to a variable outside that others use.

    What the engine knows of a variable depends on all that gives it a value.
    """
    texts = [utf8[unit.start : unit.end] for unit in apart]
    shared = frozenset[bytes]().union(*(_given(text, grammar, bound) for text in texts))
    first: dict[bytes, int] = {}
    """For a shared name, the place in `tied` of what uses it."""
    tied: list[list[Unit]] = []
    for unit, text in zip(apart, texts, strict=True):
        used = shared.intersection(_NAME.findall(text)) if shared else frozenset()
        places = sorted({first[name] for name in used if name in first})
        if not places:
            tied.append([unit])
            first.update((name, len(tied) - 1) for name in used)
            continue
        into = places[0]
        tied[into].append(unit)
        for place in places[1:]:
            tied[into] += tied[place]
            tied[place] = []
        first = {name: into if place in places else place for name, place in first.items()}
        first.update((name, into) for name in used)
    return [sorted(units_, key=lambda unit: unit.start) for units_ in tied if units_]


def _given(text: bytes, grammar: str, bound: frozenset[bytes]) -> set[bytes]:
    """The variables outside that a definition may give a new value to.

    In Python it says ``global``; elsewhere it only has to assign to a name that is bound outside.
    """
    if grammar == "python":
        return {name.strip() for match in _GLOBAL.finditer(text) for name in match[1].split(b",")}
    return {name for match in _GIVEN.finditer(text) for name in match.groups() if name in bound}
