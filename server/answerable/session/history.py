"""What the ledger says of each block: where it came from, how it looked, what people have said of it.

Records are folded in their order. `ledger.blocks` folds them to what a block was when the ledger last heard of it; here
every look it had is kept, since text may come back by `git stash`, a checkout or undo, and a signature holds for the
look that was signed wherever that stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from answerable.ledger.kinds import Kind
from answerable.ledger.record import Record
from answerable.origin.model import Evidence, Origin

Print = tuple[str, ...]
_PRINTS = 8
"""How many earlier looks of a block are kept."""


@dataclass(frozen=True, slots=True)
class Review:
    """What somebody said of a block."""

    seq: int
    """The record's number."""
    time: datetime
    signed: bool
    """False: rejected."""
    print: Print
    """The block as it was read; empty where it was rejected."""
    digest: str
    name: str
    email: str
    reason: str | None = None

    @property
    def reviewer(self) -> str:
        return f"{self.name} <{self.email}>"


@dataclass(frozen=True, slots=True)
class History:
    """One block, over all its life."""

    id: str
    path: str
    """Where it was last seen, relative to the root of its workspace."""
    origin: Origin
    confidence: float
    opened: datetime
    start_line: int
    """Where it was last seen to begin, from 1."""
    prints: tuple[Print, ...]
    """How it looked, the latest first."""
    tool: str | None = None
    model: str | None = None
    session: str | None = None
    evidence: tuple[Evidence, ...] = ()
    reviews: tuple[Review, ...] = ()
    """In the order they were given."""
    declared: int | None = None
    """The number of the last record that said where it came from, after the one that opened it."""

    @property
    def signatures(self) -> tuple[Review, ...]:
        """What was signed since the last rejection."""
        since = max((index for index, review in enumerate(self.reviews) if not review.signed), default=-1)
        return self.reviews[since + 1 :]


@dataclass(slots=True)
class Histories:
    """Every block that records speak of."""

    blocks: dict[str, History] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[Record]) -> Histories:
        found = cls()
        for record in records:
            found.add(record)
        return found

    def __iter__(self) -> Iterator[History]:
        return iter(self.blocks.values())

    def add(self, record: Record) -> None:
        """Takes one more record in. One that speaks of a block nobody opened, as after pruning, is passed over."""
        body = record.body
        block = body.get("block")
        if not isinstance(block, str):
            return
        if record.kind == Kind.BLOCK_OPENED:
            self.blocks[block] = _opened(record)
            return
        known = self.blocks.get(block)
        if known is not None:
            self.blocks[block] = _after(known, record)


KINDS = (
    Kind.BLOCK_OPENED,
    Kind.BLOCK_DECLARED,
    Kind.BLOCK_CHANGED,
    Kind.BLOCK_RESIDUAL,
    Kind.REVIEW_SIGNED,
    Kind.REVIEW_REJECTED,
)
"""The kinds of records that are looked at."""


def _opened(record: Record) -> History:
    body = record.body
    return History(
        id=body["block"],
        path=body["path"],
        origin=_origin(body["origin"]),
        confidence=float(body["confidence"]),
        opened=record.time,
        start_line=body["start_line"],
        prints=(tuple(body["lines"]),),
        tool=body.get("tool"),
        model=body.get("model"),
        session=body.get("session"),
        evidence=tuple(Evidence(e["signal"], float(e["weight"]), e["detail"]) for e in body.get("evidence", ())),
    )


def _after(known: History, record: Record) -> History:
    body = record.body
    match record.kind:
        case Kind.BLOCK_DECLARED:
            return replace(
                known,
                origin=_origin(body["origin"]),
                confidence=1.0,
                tool=body.get("tool") or known.tool,
                model=body.get("model") or known.model,
                session=body.get("session") or known.session,
                declared=record.seq,
            )
        case Kind.BLOCK_CHANGED | Kind.BLOCK_RESIDUAL:
            changed = replace(known, path=body["path"], prints=_with(known.prints, tuple(body["lines"])))
            return replace(changed, start_line=body.get("start_line", known.start_line))
        case Kind.REVIEW_SIGNED:
            print_ = tuple(body["lines"])
            signed = replace(known, path=body["path"], start_line=body["start_line"])
            return replace(
                signed,
                prints=_with(known.prints, print_),
                reviews=(*known.reviews, _review(record, signed=True, print_=print_)),
            )
        case Kind.REVIEW_REJECTED:
            return replace(known, reviews=(*known.reviews, _review(record, signed=False, print_=())))
    return known


def _review(record: Record, *, signed: bool, print_: Print) -> Review:
    person = record.body["reviewer"]
    return Review(
        seq=record.seq,
        time=record.time,
        signed=signed,
        print=print_,
        digest=record.body["digest"],
        name=person["name"],
        email=person["email"],
        reason=record.body.get("reason"),
    )


def _with(prints: tuple[Print, ...], latest: Print) -> tuple[Print, ...]:
    return (latest, *(each for each in prints if each != latest))[:_PRINTS]


def _origin(value: str) -> Origin:
    try:
        return Origin(value)
    except ValueError:
        # Of a program newer than this one.
        return Origin.UNKNOWN
