"""What tells where text came from: one signal a module, each a pure function of an arrival and what is known around it.

A signal answers with evidence, whose weight is what it adds to the log-odds of the text being an AI's, or with nothing.
Adding one is adding one module and one line here.
"""

from __future__ import annotations

from collections.abc import Callable

from answerable.origin.arrival import Arrival, Context
from answerable.origin.model import Evidence
from answerable.origin.signals.completions import completions
from answerable.origin.signals.copied import copied
from answerable.origin.signals.declared import declared
from answerable.origin.signals.deleted_before import deleted_before
from answerable.origin.signals.diff import diff
from answerable.origin.signals.generated import generated
from answerable.origin.signals.large_insert import large_insert
from answerable.origin.signals.licence import licence
from answerable.origin.signals.reformatted import reformatted
from answerable.origin.signals.reloaded import reloaded
from answerable.origin.signals.residue import residue
from answerable.origin.signals.several_places import several_places
from answerable.origin.signals.small_insert import small_insert
from answerable.origin.signals.snippet import snippet
from answerable.origin.signals.stream import stream
from answerable.origin.signals.whole_file import whole_file

Signal = Callable[[Arrival, Context], Evidence | None]

SHAPES: tuple[Signal, ...] = (large_insert, small_insert, stream, completions)
"""How it came. Without one of these there is nothing to judge."""
OTHERS: tuple[Signal, ...] = (
    declared,
    whole_file,
    residue,
    diff,
    deleted_before,
    copied,
    several_places,
    reformatted,
    snippet,
    reloaded,
    generated,
    licence,
)
"""What speaks for or against, beside that."""
TOOLS = frozenset({"formatted", "similar-replacement", "snippet", "reloaded", "generated", "licence", "whole-file"})
"""Signals that, where they speak against an AI, say that a tool did it."""
