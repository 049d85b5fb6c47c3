"""What happens to the blocks of one workspace, on its way into the ledger and back, in a thread of its own.

An append takes a file lock and reaches the disk; finding blocks again reads a file's every line. Neither may hold up a
key, so all of it runs in one thread, in the order it was asked for, and answers through futures. A ledger that cannot
be opened or written is told of once for each reason: blocks are shown all the same, and nothing is said to be recorded
that is not.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from answerable.ledger.kinds import Kind
from answerable.origin.held import BlockEvent
from answerable.origin.model import Block, ReviewState
from answerable.origin.prints import PrintedText
from answerable.session import bodies
from answerable.session.review import Desk
from answerable.session.standing import Standing
from answerable.text.snapshot import Snapshot

logger = logging.getLogger(__name__)

_Answer = TypeVar("_Answer")


class Chronicle:
    """One workspace's. Every method returns at once."""

    def __init__(self, open_desk: Callable[[], Desk], trouble: Callable[[str], None]) -> None:
        """`open_desk` opens the ledger, in our thread; `trouble` is told, from our thread, why something is not
        recorded, in a sentence for a person."""
        self._open_desk = open_desk
        self._trouble = trouble
        self._told: set[str] = set()
        self._desk: Desk | None = None
        self._residual: set[tuple[str, str, Any, int]] = set()
        """What was recorded as residual: block, path, digest, the signature's number."""
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="chronicle")

    def recall(self, snapshot: Snapshot) -> Future[tuple[Block, ...]]:
        """The blocks of the ledger that stand in a text, each in its state; none where there is no ledger."""
        return self._thread.submit(self._guarded, lambda: self._recalled(snapshot), ())

    def record(self, events: Iterable[BlockEvent], snapshot: Snapshot) -> Future[None]:
        """Writes down what happened; `snapshot` is the text that the events' blocks lie in."""
        taken = tuple(events)
        return self._thread.submit(self._guarded, lambda: self._recorded(taken, snapshot), None)

    def at_desk(self, work: Callable[[Desk], _Answer]) -> Future[_Answer]:
        """Does something that a person waits for, such as signing. What it raises, the future raises."""
        return self._thread.submit(lambda: work(self._at_desk()))

    def reopen(self) -> None:
        """The policy, the rules or the ledger's place may have changed: the next call opens it again."""
        self._thread.submit(self._forget)

    def close(self) -> None:
        """Ends the thread once what was asked for is written. Returns at once."""
        self._thread.shutdown(wait=False)

    def done(self) -> Future[None]:
        """Comes when everything asked for before is done."""
        return self._thread.submit(lambda: None)

    def wait(self) -> None:
        """Returns when everything asked for before is done."""
        self.done().result()

    # In the thread

    def _forget(self) -> None:
        self._desk = None

    def _at_desk(self) -> Desk:
        if self._desk is None:
            self._desk = self._open_desk()
        return self._desk

    def _guarded(self, work: Callable[[], _Answer], otherwise: _Answer) -> _Answer:
        try:
            return work()
        except Exception as error:  # noqa: BLE001 - the editor goes on without a ledger, and says so
            known = str(error) if type(error).__module__.startswith("answerable.") else type(error).__name__
            logger.warning("nothing was recorded: %s", known)
            if known not in self._told:
                self._told.add(known)
                self._trouble(f"Blocks are shown, but nothing is recorded: {known}")
            self._desk = None
            return otherwise

    def _recalled(self, snapshot: Snapshot) -> tuple[Block, ...]:
        return tuple(standing.block(snapshot) for standing in self._at_desk().standings(snapshot))

    def _recorded(self, events: tuple[BlockEvent, ...], snapshot: Snapshot) -> None:
        desk = self._at_desk()
        printed = desk.printed(snapshot)
        for event in events:
            if event.kind == "opened":
                desk.ledger.append(Kind.BLOCK_OPENED, bodies.opened(desk.digester, printed, event.block, snapshot))
            elif event.kind == "closed":
                self._retract(desk, event.block)
            else:
                self._follow(desk, event.block, snapshot, printed)

    def _retract(self, desk: Desk, block: Block) -> None:
        """A block that turned out to be nobody's to answer for; one whose text is gone needs no record."""
        if block.verdict.origin.needs_review or desk.history(block.id) is None:
            return
        body = {"block": block.id, "origin": block.verdict.origin.value, "tool": block.verdict.tool}
        desk.ledger.append(Kind.BLOCK_DECLARED, {**body, "model": None, "session": None, "source": "editor"})

    def _follow(self, desk: Desk, block: Block, snapshot: Snapshot, printed: PrintedText) -> None:
        """Writes how the block looks now, unless that is known: what an editor says at each pause is often the same."""
        known = desk.history(block.id)
        if known is None:
            desk.ledger.append(Kind.BLOCK_OPENED, bodies.opened(desk.digester, printed, block, snapshot))
            return
        verdict = block.verdict
        if (known.origin, known.tool, known.model) != (verdict.origin, verdict.tool, verdict.model):
            said = {"origin": verdict.origin.value, "tool": verdict.tool, "model": verdict.model}
            body = {"block": block.id, **said, "session": verdict.session, "source": "editor"}
            desk.ledger.append(Kind.BLOCK_DECLARED, body)
        body = bodies.look(desk.digester, printed, block, snapshot)
        if body["digest"] == desk.digester.block(known.prints[0]) and snapshot.path == known.path:
            return
        standing = _standing(desk, block, snapshot)
        if standing is not None and standing.state is ReviewState.RESIDUAL:
            last = standing.history.signatures[-1].seq
            # The editor saw which lines were touched; found again by content, the first and the last may be missing.
            lines = block.changed or standing.changed
            # A block that stands in two documents is noted in each, and would be in turns for ever.
            known_as = (block.id, snapshot.path, body["digest"], last)
            if known_as in self._residual:
                return
            self._residual.add(known_as)
            changed: dict[str, Any] = {"review": last, "changed_lines": list(lines)}
            kept = {name: body[name] for name in ("block", "path", "digest", "lines")}
            desk.ledger.append(Kind.BLOCK_RESIDUAL, changed | kept)
        else:
            desk.ledger.append(Kind.BLOCK_CHANGED, body)


def _standing(desk: Desk, block: Block, snapshot: Snapshot) -> Standing | None:
    return next((each for each in desk.standings(snapshot) if each.history.id == block.id), None)
