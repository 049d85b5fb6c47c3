"""What became of a block: the records that speak of it, folded into its state.

One function, `step`, decides what a record does to a block; whoever wants a block's state folds with it, the index for
all blocks at once. A block is reviewed exactly while its digest is one that somebody signed: edit it and it is
residual, undo the edit and the signature counts again. A rejected block stays rejected until somebody signs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from answerable.ledger.kinds import Kind
from answerable.ledger.record import Record, stamp
from answerable.origin.model import Evidence, Origin, ReviewState


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody's word on a block."""

    seq: int
    """Of its record."""
    time: datetime
    block: str
    signed: bool
    """False: rejected."""
    digest: str
    """Of the block as it was read."""
    name: str
    email: str
    statement: str
    reason: str | None = None
    """Why it was signed though an error was open in it."""


@dataclass(frozen=True, slots=True)
class BlockState:
    """A block as the ledger last knew it."""

    id: str
    origin: Origin = Origin.UNKNOWN
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    tool: str | None = None
    model: str | None = None
    session: str | None = None
    path: str = ""
    """From the top of the repository, ``/`` between the parts."""
    start_line: int = 1
    """From 1, as of the last record: the text may have moved since, `origin.prints.locate` tells where it is."""
    end_line: int = 1
    characters: int = 0
    """Code points, when it was opened."""
    digest: str = ""
    lines: tuple[str, ...] = ()
    """Its print: keyed digests of its lines."""
    state: ReviewState = ReviewState.UNREVIEWED
    changed_lines: tuple[int, ...] = ()
    """Of a residual block: the lines that are not as they were signed, where that was recorded."""
    reviews: tuple[Review, ...] = ()
    """The oldest first."""
    closed: bool = False
    """Its text is gone."""
    opened: datetime | None = None
    """None where that record was pruned."""
    last: int = 0
    """The number of the last record that spoke of it."""

    @property
    def signatures(self) -> tuple[Review, ...]:
        """Those that count for the block as it is: signed for its digest, and not taken back by a later rejection."""
        counted: list[Review] = []
        for review in self.reviews:
            if not review.signed:
                counted.clear()
            elif review.digest == self.digest:
                counted.append(review)
        return tuple(counted)

    @property
    def signers(self) -> frozenset[str]:
        """The addresses of the people behind `signatures`, in lower case."""
        return frozenset(review.email.lower() for review in self.signatures)

    @property
    def needs_review(self) -> bool:
        """Whether a person has to answer for it, and nobody does for it as it is."""
        return self.origin.needs_review and self.state is not ReviewState.REVIEWED and not self.closed

    def dump(self) -> dict[str, Any]:
        """As JSON; `load` is the way back."""
        return {
            "id": self.id,
            "origin": self.origin.value,
            "confidence": self.confidence,
            "evidence": [[each.signal, each.weight, each.detail] for each in self.evidence],
            "tool": self.tool,
            "model": self.model,
            "session": self.session,
            "path": self.path,
            "start_line": self.start_line,
            "end_line": self.end_line,
            "characters": self.characters,
            "digest": self.digest,
            "lines": list(self.lines),
            "state": self.state.value,
            "changed_lines": list(self.changed_lines),
            "reviews": [
                [r.seq, stamp(r.time), r.signed, r.digest, r.name, r.email, r.statement, r.reason] for r in self.reviews
            ],
            "closed": self.closed,
            "opened": None if self.opened is None else stamp(self.opened),
            "last": self.last,
        }

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> BlockState:
        """Raises `KeyError`, `TypeError` or `ValueError` for what `dump` does not write."""
        return cls(
            **{
                **data,
                "origin": Origin(data["origin"]),
                "evidence": tuple(Evidence(*each) for each in data["evidence"]),
                "lines": tuple(data["lines"]),
                "state": ReviewState(data["state"]),
                "changed_lines": tuple(data["changed_lines"]),
                "reviews": tuple(
                    Review(seq, datetime.fromisoformat(time), data["id"], *others)
                    for seq, time, *others in data["reviews"]
                ),
                "opened": None if data["opened"] is None else datetime.fromisoformat(data["opened"]),
            }
        )


FOLDED = frozenset(
    {
        Kind.BLOCK_OPENED,
        Kind.BLOCK_DECLARED,
        Kind.BLOCK_CHANGED,
        Kind.BLOCK_RESIDUAL,
        Kind.REVIEW_SIGNED,
        Kind.REVIEW_REJECTED,
    }
)
"""The kinds that change a block's state."""


def fold(records: Iterable[Record]) -> dict[str, BlockState]:
    """Every block these records speak of, by its id; the records in their order."""
    blocks: dict[str, BlockState] = {}
    for record in records:
        if record.kind in FOLDED:
            block = record.body["block"]
            blocks[block] = step(blocks.get(block), record)
    return blocks


def step(before: BlockState | None, record: Record) -> BlockState:
    """The block after a record of one of the `FOLDED` kinds, all of which name it.

    `before` is None at its first record, which need not be the one that opened it: that one may have been pruned.
    """
    body = record.body
    block = replace(before or BlockState(body["block"]), last=record.seq)
    match record.kind:
        case Kind.BLOCK_OPENED:
            block = replace(
                _placed(block, body),
                origin=Origin(body["origin"]),
                confidence=float(body["confidence"]),
                evidence=tuple(Evidence(e["signal"], float(e["weight"]), e["detail"]) for e in body["evidence"]),
                tool=body.get("tool"),
                model=body.get("model"),
                session=body.get("session"),
                characters=body["characters"],
                opened=record.time,
                closed=False,
            )
        case Kind.BLOCK_DECLARED:
            return replace(
                block,
                origin=Origin(body["origin"]),
                confidence=float(body.get("confidence") or 1.0),
                tool=body.get("tool") or block.tool,
                model=body.get("model") or block.model,
                session=body.get("session") or block.session,
            )
        case Kind.BLOCK_CHANGED:
            block = replace(_placed(block, body), closed=bool(body.get("closed")))
        case Kind.BLOCK_RESIDUAL:
            block = replace(_placed(block, body), changed_lines=tuple(body["changed_lines"]), closed=False)
        case Kind.REVIEW_SIGNED | Kind.REVIEW_REJECTED:
            block = replace(_placed(block, body), reviews=(*block.reviews, _review(record)))
        case _:
            return block
    return _judged(block)


def _placed(block: BlockState, body: Mapping[str, Any]) -> BlockState:
    lines = body.get("lines")
    return replace(
        block,
        path=body["path"],
        start_line=body.get("start_line") or block.start_line,
        end_line=body.get("end_line") or block.end_line,
        digest=body["digest"],
        lines=block.lines if lines is None else tuple(lines),
    )


def _review(record: Record) -> Review:
    body = record.body
    person = body["reviewer"]
    return Review(
        record.seq,
        record.time,
        body["block"],
        record.kind is Kind.REVIEW_SIGNED,
        body["digest"],
        person["name"],
        person["email"],
        body["statement"],
        body.get("reason"),
    )


def _judged(block: BlockState) -> BlockState:
    """The block with the state that its reviews and its digest give it."""
    if not block.reviews:
        state = ReviewState.UNREVIEWED
    elif not block.reviews[-1].signed:
        state = ReviewState.REJECTED
    else:
        state = ReviewState.REVIEWED if block.signatures else ReviewState.RESIDUAL
    changed = block.changed_lines if state is ReviewState.RESIDUAL else ()
    return replace(block, state=state, changed_lines=changed)
