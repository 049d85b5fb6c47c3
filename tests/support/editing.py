"""An editor's session for the tests of origins: a tracker, a clock moved by hand, and what people and tools do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from answerable.origin.declaration import Declaration
from answerable.origin.held import BlockEvent
from answerable.origin.lines import LineIndex
from answerable.origin.memory import Memory
from answerable.origin.model import Block
from answerable.origin.tracker import Tracker
from answerable.policy.sections.origin import OriginSettings
from answerable.text.edits import Edit, applied
from answerable.text.languages import of_path

START = datetime(2026, 11, 27, 10, 0, 0, 137_000, tzinfo=UTC)


class Session:
    """One document in an editor. Every doing returns the events it caused; `events` has all of them."""

    def __init__(
        self,
        text: str = "",
        path: str = "app.py",
        *,
        workspace: LineIndex | None = None,
        memory: Memory | None = None,
        settings: OriginSettings | None = None,
    ) -> None:
        self.now = START
        self.text = text
        self.events: list[BlockEvent] = []
        self.tracker = Tracker(
            text,
            path,
            of_path(path),
            settings=settings or OriginSettings(),
            workspace=workspace if workspace is not None else LineIndex(1000),
            clock=lambda: self.now,
            memory=memory,
        )

    def wait(self, seconds: float) -> Session:
        self.now += timedelta(seconds=seconds)
        return self

    def edit(self, edits: Sequence[Edit], version: int | None = None) -> tuple[BlockEvent, ...]:
        self.text = applied(self.text, edits)
        events = self.tracker.edited(edits, self.text, self.now, version=version)
        self.events += events
        return events

    def insert(self, at: int, text: str, version: int | None = None) -> tuple[BlockEvent, ...]:
        return self.edit([Edit(at, at, text)], version)

    def replace(self, start: int, end: int, text: str) -> tuple[BlockEvent, ...]:
        return self.edit([Edit(start, end, text)])

    def delete(self, start: int, end: int) -> tuple[BlockEvent, ...]:
        return self.replace(start, end, "")

    def type(self, at: int, text: str, *, pause: float = 0.15) -> None:
        """A key at a time."""
        for offset, key in enumerate(text):
            self.insert(at + offset, key)
            self.wait(pause)

    def declare(self, declaration: Declaration) -> tuple[BlockEvent, ...]:
        events = self.tracker.declare(declaration)
        self.events += events
        return events

    def settle(self, seconds: float = 10) -> tuple[BlockEvent, ...]:
        """Waits, and asks what has become certain meanwhile."""
        self.wait(seconds)
        events = self.tracker.settle(self.now)
        self.events += events
        return events

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.tracker.blocks

    @property
    def block_texts(self) -> list[str]:
        return [self.text[block.span.start : block.span.end] for block in self.blocks]

    @property
    def origins(self) -> list[str]:
        return [block.verdict.origin.value for block in self.blocks]
