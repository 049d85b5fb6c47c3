"""All recognisers over one text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from answerable.detect.pii import bank, birth, card, documents, email, national, network, phone, us
from answerable.detect.pii.model import Hit, Recogniser
from answerable.detect.pii.subject import Subject
from answerable.detect.secrets.chunks import Chunk, chunks
from answerable.detect.secrets.memory import Memory
from answerable.findings.model import Confidence
from answerable.text.frozen import replace
from answerable.text.spans import Span

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


Remembered = Memory[tuple[tuple[Hit, ...], ...]]
"""What each recogniser found in a piece of a text, counted from where the piece begins."""


def scan(subject: Subject, every: Sequence[Recogniser], remembered: Remembered | None = None) -> list[Hit]:
    """Every value, none overlapping another, by position.

    With a memory, which is of these recognisers alone, a long text is looked at in pieces, and only at those that were
    not seen lately: no value goes on across a line's end, and a word beside it stands near. The answer is the same.
    """
    parts = chunks(subject.utf8) if remembered is not None else []
    if remembered is None or len(parts) < 2:
        found = [hit for recogniser in every for hit in recogniser(subject)]
    else:
        pieces = [_in_piece(part, subject, every, remembered) for part in parts]
        found = [hit for number in range(len(every)) for piece in pieces for hit in piece[number]]
    return merged(found) if len(found) > 1 else found


def _in_piece(
    part: Chunk, subject: Subject, every: Sequence[Recogniser], remembered: Remembered
) -> tuple[tuple[Hit, ...], ...]:
    """What each recogniser finds in this piece, counted in the whole text."""
    utf8 = subject.utf8
    key = part.digest(utf8, b"")
    known = remembered.get(key)
    if known is None:
        first, last = part.around(utf8)
        around = Subject(utf8[first:last].decode("utf-8", "replace"))
        start, end = (around.span(0, place - first).end for place in (part.start, part.end))
        known = tuple(
            tuple(_moved(hit, -start) for hit in recogniser(around) if start <= hit.span.start < end)
            for recogniser in every
        )
        remembered.put(key, known)
    base = subject.span(part.start, part.start).start if any(known) else 0
    return tuple(tuple(_moved(hit, base) for hit in hits) for hits in known)


def _moved(hit: Hit, by: int) -> Hit:
    return replace(hit, span=Span(hit.span.start + by, hit.span.end + by))


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
