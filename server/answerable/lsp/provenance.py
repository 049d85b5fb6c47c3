"""The blocks of the open documents: followed through every edit, recorded, and told to whoever shows them.

Everything here runs on the event loop and takes microseconds; what touches a file is done in the threads of `Archive`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from answerable.origin.declaration import Declaration, Kind
from answerable.origin.held import BlockEvent
from answerable.origin.lines import LineIndex
from answerable.origin.memory import Memory
from answerable.origin.model import Block, Origin, ReviewState
from answerable.origin.tracker import Tracker
from answerable.policy.sections.origin import OriginSettings
from answerable.session.chronicle import Chronicle
from answerable.text.document import Document
from answerable.text.edits import Edit
from answerable.text.snapshot import Snapshot

_LARGEST = 2 * 1024 * 1024
"""Code points of a document that is followed; reading every line of a longer one would hold up the loop."""


class Archive(Protocol):
    """What a folder's blocks are compared with and written to."""

    chronicle: Chronicle
    lines: LineIndex

    def on_disk(self, uri: str) -> asyncio.Future[tuple[str, float] | None]:
        """The file as it is now, and when it was last written, in seconds since 1970; None where it cannot be read."""
        ...

    def learn(self, path: str, text: str) -> None:
        """Takes the lines of a file into the index of the workspace, some time soon."""
        ...


@dataclass(slots=True)
class _Followed:
    document: Document
    tracker: Tracker
    archive: Archive
    timer: asyncio.TimerHandle | None = None
    saves: int = 0
    doubtful: set[str] = field(default_factory=set)
    """Ids of blocks that may be what the file already held: not shown and not recorded until that is known."""
    recalls: int = 0
    """How often the ledger was asked for the document's blocks."""
    settings: OriginSettings = field(default_factory=OriginSettings)
    gone: dict[str, int] = field(default_factory=dict)
    """Ids of blocks that went, and how often the ledger had been asked by then: an older answer brings none back."""


class Provenance:
    """All of them, by the uri under which a document is analysed."""

    def __init__(
        self,
        archive_of: Callable[[str], Archive],
        changed: Callable[[str], None],
        crashed: Callable[[str, BaseException], None],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        moved: Callable[[str], None] = lambda uri: None,
    ) -> None:
        """`archive_of` gives the archive of a document's folder; `changed` is told the uri of a document whose blocks
        are not what they were, `moved` of one whose blocks are the same at other places."""
        self._archive_of = archive_of
        self._changed = changed
        self._crashed = crashed
        self._now = now
        self._moved = moved
        self._open: dict[str, _Followed] = {}
        self._too_long: dict[str, OriginSettings] = {}
        """Documents that are not followed for their length, and what would count for them."""
        self._memory = Memory()
        self._tasks: set[asyncio.Task[None]] = set()

    # What happens to documents

    def opened(self, document: Document) -> None:
        """Begins to follow a document. Until its folder's policy is read, the built-in one counts."""
        self.closed(document.uri)
        if document.length > _LARGEST:
            self._too_long[document.uri] = OriginSettings()
            return
        archive = self._archive_of(document.uri)
        tracker = Tracker(
            document.text,
            document.path,
            document.language,
            settings=OriginSettings(),
            workspace=archive.lines,
            clock=self._now,
            memory=self._memory,
        )
        self._open[document.uri] = _Followed(document, tracker, archive)

    def configured(self, document: Document, settings: OriginSettings) -> None:
        """The folder's policy was read, for the first time or again."""
        if not settings.enabled:
            if self._forget(document.uri) is not None:
                self._changed(document.uri)
            return
        followed = self._open.get(document.uri)
        if followed is None or followed.document is not document:
            self.opened(document)
            followed = self._open.get(document.uri)
        if followed is not None:
            followed.tracker.configure(settings)
            followed.settings = settings
            self._recall(followed)
        elif document.uri in self._too_long:
            self._too_long[document.uri] = settings

    def edited(self, document: Document, edits: Sequence[Edit]) -> None:
        """Takes note of edits that the document has already applied."""
        if document.uri in self._too_long:
            if document.length <= _LARGEST:
                self.configured(document, self._too_long[document.uri])
            return
        followed = self._open.get(document.uri)
        if followed is None or followed.document is not document:
            return
        if document.length > _LARGEST:
            self._forget(document.uri)
            self._too_long[document.uri] = followed.settings
            self._changed(document.uri)
            return
        before = [(block.id, block.span) for block in followed.tracker.blocks]
        events = self._tracked(
            followed, lambda: followed.tracker.edited(edits, document.text, self._now(), version=document.version)
        )
        if self._open.get(document.uri) is not followed:
            return
        self._take(followed, events)
        if not events and before != [(block.id, block.span) for block in followed.tracker.blocks]:
            self._moved(document.uri)

    def declared(self, key: str, declaration: Declaration) -> bool:
        """The client said what an edit was; False where the document is not followed."""
        followed = self._open.get(key)
        if followed is None:
            return False
        self._take(followed, self._tracked(followed, lambda: followed.tracker.declare(declaration)))
        return True

    def saved(self, key: str) -> None:
        """What is on disk now is what the next program finds: the blocks are written down as they are."""
        followed = self._open.get(key)
        if followed is None:
            return
        followed.saves += 1
        # Saved, a block is no reload, whatever its verification is about to say.
        followed.doubtful.clear()
        self._note(followed)
        followed.archive.learn(followed.document.path, followed.document.text)
        self._recall(followed)

    def closed(self, key: str) -> None:
        """Forgets a document, once what is known of its blocks is on its way into the ledger."""
        followed = self._forget(key)
        if followed is not None:
            settled = self._tracked(followed, lambda: followed.tracker.settle(self._now()))
            events = [event for event in settled if event.kind == "closed"]
            # Nobody will verify a doubtful block any more: better recorded than lost.
            followed.doubtful.clear()
            if events:
                followed.archive.chronicle.record(events, followed.document.snapshot())
            self._note(followed)

    def close(self) -> None:
        """Ends with every document."""
        for key in list(self._open):
            self.closed(key)
        for task in list(self._tasks):
            task.cancel()

    # What there is

    def blocks(self, key: str) -> tuple[Block, ...]:
        """The blocks of a document's newest text, in order."""
        followed = self._open.get(key)
        if followed is None:
            return ()
        shown = [block for block in followed.tracker.blocks if block.id not in followed.doubtful]
        return _without_twins(shown, followed.tracker.text) if len(shown) > 1 else tuple(shown)

    def unfollowed(self, key: str) -> str | None:
        """Why a document's blocks are not looked for, where that is for its length."""
        if key not in self._too_long:
            return None
        return f"longer than {_LARGEST:,} characters: where its code came from is not followed"

    def find(self, block: str, uri: str | None = None) -> tuple[Document, Block, Archive] | None:
        """An open document that holds this block, and the block; the one with this uri, where one is given: after a
        cut, a paste and an undo a block stands in two."""
        for key in [uri] if uri is not None else self._open:
            followed = self._open.get(key)
            if followed is None:
                continue
            for each in followed.tracker.blocks:
                if each.id == block and each.id not in followed.doubtful:
                    return followed.document, each, followed.archive
        return None

    def answered(self, block: str) -> None:
        """Somebody answered for a block: reads the ledger again wherever it stands."""
        for key, followed in list(self._open.items()):
            if followed.tracker.extent(block) is not None:
                self.refresh(key)

    def refresh(self, key: str) -> None:
        """Reads the ledger again."""
        followed = self._open.get(key)
        if followed is not None:
            self._recall(followed)

    # How

    def _tracked(self, followed: _Followed, work: Callable[[], Sequence[BlockEvent]]) -> Sequence[BlockEvent]:
        """What the tracker says. Where it fails, the document is followed no more, and is analysed all the same."""
        try:
            return work()
        except Exception as error:  # noqa: BLE001 - a document that could not be closed would be worse
            self._crashed("origin", error)
            uri = followed.document.uri
            if self._open.get(uri) is followed:
                self._forget(uri)
            self._changed(uri)
            return ()

    def _forget(self, key: str) -> _Followed | None:
        self._too_long.pop(key, None)
        followed = self._open.pop(key, None)
        if followed is not None and followed.timer is not None:
            followed.timer.cancel()
        return followed

    def _take(self, followed: _Followed, events: Sequence[BlockEvent]) -> None:
        ready: list[BlockEvent] = []
        for event in events:
            if event.kind == "closed":
                followed.gone[event.block.id] = followed.recalls
            if event.kind == "opened":
                followed.doubtful.add(event.block.id)
                self._spawn(self._verify(followed, event.block.id, followed.saves, self._now().timestamp()))
            elif event.block.id not in followed.doubtful and not followed.tracker.growing(event.block.id):
                ready.append(event)
        if ready:
            followed.archive.chronicle.record(ready, followed.document.snapshot())
        if events:
            self._changed(followed.document.uri)
        self._arm(followed)

    def _arm(self, followed: _Followed) -> None:
        if followed.timer is not None:
            followed.timer.cancel()
            followed.timer = None
        due = followed.tracker.due()
        if due is not None and self._open.get(followed.document.uri) is followed:
            followed.timer = asyncio.get_running_loop().call_later(due, self._settle, followed)

    def _settle(self, followed: _Followed) -> None:
        followed.timer = None
        if self._open.get(followed.document.uri) is followed:
            self._take(followed, self._tracked(followed, lambda: followed.tracker.settle(self._now())))

    async def _verify(self, followed: _Followed, block: str, saves: int, arrived: float) -> None:
        """A text that arrives at once and makes the document what the file on disk is was read from there: the editor
        took over what a checkout or another program wrote. What was written after it arrived is equal because it was
        saved, though the word of that may still be on its way."""
        document, tracker = followed.document, followed.tracker
        try:
            disk = await followed.archive.on_disk(document.uri)
        except Exception as error:  # noqa: BLE001 - a block that nobody can verify is shown and recorded all the same
            self._crashed("origin", error)
            disk = None
        if self._open.get(document.uri) is not followed:
            return
        span = tracker.extent(block)
        reloaded = (
            disk is not None and followed.saves == saves and disk[1] <= arrived and _same_text(disk[0], document.text)
        )
        if span is not None and reloaded:
            self._take(followed, self._tracked(followed, lambda: tracker.declare(Declaration(Kind.RELOAD, range=span))))
        if block not in followed.doubtful and not reloaded:
            # Saved meanwhile, and so noted already.
            self._changed(document.uri)
            return
        followed.doubtful.discard(block)
        left = next((each for each in tracker.blocks if each.id == block), None)
        if left is not None and left.verdict.origin.needs_review:
            followed.archive.chronicle.record([BlockEvent("opened", left)], document.snapshot())
        if reloaded:
            self._recall(followed)
            # An agent's hook tells of what it wrote a moment after the editor has read it.
            loop = asyncio.get_running_loop()
            for delay in (1.5, 5.0):
                loop.call_later(delay, self.refresh, document.uri)
        self._changed(document.uri)

    def _note(self, followed: _Followed) -> None:
        shown = (block for block in followed.tracker.blocks if block.id not in followed.doubtful)
        events = [BlockEvent("changed", block) for block in shown]
        if events:
            followed.archive.chronicle.record(events, followed.document.snapshot())

    def _recall(self, followed: _Followed) -> None:
        """Finds the ledger's blocks in the document, also those that other programs wrote meanwhile."""
        snapshot = followed.document.snapshot()
        asked = asyncio.wrap_future(followed.archive.chronicle.recall(snapshot))
        followed.recalls += 1
        number = followed.recalls

        async def recalled() -> None:
            self._recalled(followed, snapshot, await asked, number)

        self._spawn(recalled())

    def _recalled(self, followed: _Followed, snapshot: Snapshot, blocks: tuple[Block, ...], number: int) -> None:
        document, tracker = followed.document, followed.tracker
        if self._open.get(document.uri) is not followed:
            return
        if document.version != snapshot.version:
            # What was read of an older text says nothing of a block that was edited meanwhile.
            if number == followed.recalls:
                self._recall(followed)
            return
        before = tracker.blocks
        known = {block.id: block for block in before}
        for block in blocks:
            if followed.gone.get(block.id, 0) >= number:
                continue
            if block.id not in known:
                tracker.restore([block])
                continue
            if known[block.id].state is not block.state:
                tracker.set_state(block.id, block.state)
            if not block.verdict.origin.needs_review:
                tracker.set_verdict(block.id, block.verdict)
        if tracker.blocks != before:
            self._changed(document.uri)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)

        def done(task: asyncio.Task[None]) -> None:
            self._tasks.discard(task)
            if not task.cancelled() and (error := task.exception()) is not None:
                self._crashed("origin", error)

        task.add_done_callback(done)


def _without_twins(blocks: Sequence[Block], text: str) -> tuple[Block, ...]:
    """Of open blocks in the very same place (an agent's hook told of it, and so did the paste) the declared one, else
    the first."""
    best: dict[tuple[int, int], Block] = {}
    places = {block.id: _solid(block, text) for block in blocks if block.verdict.origin.needs_review}
    for block in blocks:
        place = places.get(block.id)
        if place is None:
            continue
        other = best.get(place)
        if other is None or (_rank(block) < _rank(other)):
            best[place] = block
    kept = {block.id for block in best.values()}
    return tuple(block for block in blocks if block.id not in places or block.id in kept)


def _rank(block: Block) -> tuple[bool, bool]:
    return block.state is ReviewState.UNREVIEWED, block.verdict.origin is not Origin.DECLARED_AI


def _solid(block: Block, text: str) -> tuple[int, int]:
    """Where the block begins and ends without the blanks around it."""
    inside = text[block.span.start : block.span.end]
    begins = block.span.start + len(inside) - len(inside.lstrip())
    return begins, begins + len(inside.strip())


def _same_text(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but their line ends: an editor may show other ones than the file has."""
    return one == other or one.replace("\r\n", "\n") == other.replace("\r\n", "\n")
