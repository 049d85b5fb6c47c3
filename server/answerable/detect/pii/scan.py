"""All recognisers over one text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from answerable.detect.pii import bank, birth, card, documents, email, national, network, phone, us
from answerable.detect.pii.model import Hit, Recogniser
from answerable.detect.pii.subject import Subject
from answerable.findings.model import Confidence

_SURENESS = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}


def recognisers(regions: Sequence[str]) -> tuple[Recogniser, ...]:
    """All of them, for these regions (ISO 3166), the most specific first: of two equally sure ones the first wins."""
    return (
        email.scan,
        card.scan,
        bank.scan,
        us.scan,
        national.scanner(regions),
        documents.scan,
        birth.scan,
        network.scan,
        phone.scanner(regions),
    )


def scan(subject: Subject, every: Sequence[Recogniser]) -> list[Hit]:
    """Every value, none overlapping another, by position."""
    found = [hit for recogniser in every for hit in recogniser(subject)]
    return merged(found) if len(found) > 1 else found


def merged(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that remain: the surer wins over what it overlaps, then the one of the recogniser that comes first."""
    ordered = sorted(enumerate(hits), key=lambda one: (-_SURENESS[one[1].confidence], one[0]))
    starts: list[int] = []
    kept: dict[int, Hit] = {}
    for _, hit in ordered:
        at = bisect_left(starts, hit.span.end)
        if at and kept[starts[at - 1]].span.overlaps(hit.span):
            continue
        starts.insert(at, hit.span.start)
        kept[hit.span.start] = hit
    return [kept[start] for start in starts]
