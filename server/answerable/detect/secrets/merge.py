"""One report for one secret, where several passes or rules saw it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from answerable.detect.secrets.model import Candidate


def merged(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that remain, none overlapping another, in order of position.

    The higher rank wins; within a rank the longer span (a token inside a token is part of it), then the one whose
    checksum was verified, then the one that came first.
    """
    ordered = sorted(candidates, key=lambda c: (-c.rank, -len(c.span), not c.verified))
    starts: list[int] = []
    kept: dict[int, Candidate] = {}
    for candidate in ordered:
        at = bisect_left(starts, candidate.span.end)
        if at and kept[starts[at - 1]].span.overlaps(candidate.span):
            continue
        starts.insert(at, candidate.span.start)
        kept[candidate.span.start] = candidate
    return [kept[start] for start in starts]
