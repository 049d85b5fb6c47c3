"""Rules that count only near a match of another rule, and rules that are there for nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from answerable.detect.secrets.model import Candidate, Companion
from answerable.text.lines import LineIndex


def accompanied(candidates: Iterable[Candidate], lines: LineIndex) -> list[Candidate]:
    """Those that are to be reported: none of a silent rule, and none without the companions its rule requires."""
    found = list(candidates)
    return [
        one
        for one in found
        if not one.rule.silent and all(_present(need, one, found, lines) for need in one.rule.required)
    ]


def _present(need: Companion, one: Candidate, found: list[Candidate], lines: LineIndex) -> bool:
    return any(other.rule.id == need.rule and _near(need, one, other, lines) for other in found)


def _near(need: Companion, one: Candidate, other: Candidate, lines: LineIndex) -> bool:
    here, there = lines.line_at(one.span.start), lines.line_at(other.span.start)
    if need.lines is not None and abs(here - there) > need.lines:
        return False
    if need.columns is None:
        return True
    column, companions = one.span.start - lines.span(here).start, other.span.start - lines.span(there).start
    return abs(column - companions) <= need.columns
