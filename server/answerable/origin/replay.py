"""A recorded history, replayed with its own clock: which blocks a person would have been shown.

Two things a recording has that an editor has not. Its first transaction may be the document as it was when the
recording began (the text of a whole file, put into nothing): that is taken for what the document held when it was
opened. And its clock may be coarse; the tracker sees that by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from answerable.origin.held import BlockEvent
from answerable.origin.lines import LineIndex
from answerable.origin.model import Block
from answerable.origin.trace import Trace, Transaction
from answerable.origin.tracker import Tracker
from answerable.policy.sections.origin import OriginSettings
from answerable.text.languages import of_path
from answerable.text.spans import Span

_END = timedelta(days=1)


@dataclass(slots=True)
class Opened:
    """One block that was opened, as it was when it was complete."""

    time: datetime
    """When it was first reported; UTC."""
    start_line: int
    """From 1, in the text as it was when the block was complete."""
    end_line: int
    """The last line of it, included."""
    characters: int
    block: Block

    def as_data(self) -> dict[str, object]:
        """As ``answerable origin replay`` prints it."""
        verdict = self.block.verdict
        return {
            "time": self.time.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "start_line": self.start_line,
            "end_line": self.end_line,
            "characters": self.characters,
            "origin": verdict.origin.value,
            "confidence": verdict.confidence,
            "evidence": [
                {"signal": each.signal, "weight": each.weight, "detail": each.detail} for each in verdict.evidence
            ],
        }


@dataclass(slots=True)
class _Replay:
    """What was seen so far."""

    settings: OriginSettings
    path: str
    now: datetime
    found: dict[str, Opened] = field(default_factory=dict)
    growing: set[str] = field(default_factory=set)
    """Ids of the blocks that may not be complete."""

    def run(self, trace: Trace) -> Iterator[Opened]:
        tracker: Tracker | None = None
        for transaction in trace.replay():
            self.now = transaction.time
            if tracker is None:
                opening = _opening(trace, transaction)
                tracker = self._tracker(trace.start if opening is None else opening)
                if opening is not None:
                    continue
            self._told(tracker, tracker.settle(self.now))
            self._told(tracker, tracker.edited(transaction.edits, transaction.after, self.now))
        if tracker is not None:
            self._told(tracker, tracker.settle(self.now + _END))
        yield from self.found.values()

    def _tracker(self, text: str) -> Tracker:
        return Tracker(
            text,
            self.path,
            of_path(self.path),
            settings=self.settings,
            workspace=LineIndex(0),
            clock=lambda: self.now,
        )

    def _told(self, tracker: Tracker, events: tuple[BlockEvent, ...]) -> None:
        for event in events:
            id_ = event.block.id
            if event.kind == "opened":
                self.found[id_] = Opened(self.now, 0, 0, 0, event.block)
                self.growing.add(id_)
            elif id_ in self.growing and event.kind == "closed":
                del self.found[id_]
                self.growing.discard(id_)
            elif id_ in self.growing and event.kind == "changed":
                self.found[id_].block = event.block
        for id_ in tracker.grown & self.growing:
            span = tracker.extent(id_)
            if span is not None:
                _place(self.found[id_], tracker.text, span)
        self.growing -= {id_ for id_ in self.growing if not tracker.growing(id_)}


def replay(trace: Trace, settings: OriginSettings, path: str = "trace") -> Iterator[Opened]:
    """The blocks, by when they were opened. A block whose text was gone again before it was complete, or that turned
    out to be nothing once it was, is left out. Raises `TraceError`."""
    yield from _Replay(settings, path, datetime.min).run(trace)


def _opening(trace: Trace, first: Transaction) -> str | None:
    """The text the document had when recording began, where the first transaction puts it there."""
    if trace.start.strip() or len(first.edits) != 1 or first.after.count("\n") < 3:
        return None
    return first.after


def _place(opened: Opened, text: str, span: Span) -> None:
    """Where the block lies. A line end that begins it belongs to the line before, which was there already; white space
    behind its last line end is the indentation of what follows."""
    start, end = span.start, span.end
    opened.characters = end - start
    inner = text[start:end]
    if inner.startswith(("\n", "\r")) and inner.strip() and _ends_a_line(text, span):
        start += 2 if inner.startswith("\r\n") else 1
    last = inner.rfind("\n") + 1
    if last and not inner[last:].strip() and start < span.start + last:
        end = span.start + last
    opened.start_line = text.count("\n", 0, start) + 1
    opened.end_line = opened.start_line + text.count("\n", start, max(start, end - 1))


def _ends_a_line(text: str, span: Span) -> bool:
    """Whether the text was put in where a line ended, so that this line is not one of its own. Where the line was
    empty, what follows tells: a text that came before the line ends with a line end."""
    if not span.start:
        return False
    if text[span.start - 1] not in "\n\r":
        return True
    return text[span.end - 1] not in "\n\r" and text[span.end : span.end + 1] in ("", "\n", "\r")
