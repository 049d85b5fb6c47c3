"""All recognisers over one text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from answerable.detect.pii import bank, card, email, us
from answerable.detect.pii.model import Hit, Recogniser
from answerable.detect.pii.subject import Subject
from answerable.findings.model import Confidence

RECOGNISERS: tuple[Recogniser, ...] = (email.scan, card.scan, bank.scan, us.scan)
"""In order of how much their answer is worth where two say the same of one place and are equally sure."""

_SURENESS = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}


def scan(subject: Subject, recognisers: Sequence[Recogniser] = RECOGNISERS) -> list[Hit]:
    """Every value, none overlapping another, by position."""
    found = [hit for recogniser in recognisers for hit in recogniser(subject)]
    return merged(found) if len(found) > 1 else found


def merged(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that remain: the surer wins over what it overlaps, then the longer, then the one that came first."""
    ordered = sorted(hits, key=lambda hit: (-_SURENESS[hit.confidence], -len(hit.span)))
    starts: list[int] = []
    kept: dict[int, Hit] = {}
    for hit in ordered:
        at = bisect_left(starts, hit.span.end)
        if at and kept[starts[at - 1]].span.overlaps(hit.span):
            continue
        starts.insert(at, hit.span.start)
        kept[hit.span.start] = hit
    return [kept[start] for start in starts]
