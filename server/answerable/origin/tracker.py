"""One open document: edits go in, blocks and what happened to them come out.

Single-threaded, no I/O, no clock but the one handed in. An edit that is typing costs some microseconds and looks at one
line; only text that arrives at once is judged (`verdict`), and only when it may make a difference.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from answerable.origin.arrival import Context, Piece
from answerable.origin.declaration import Declaration, Kind
from answerable.origin.held import BlockEvent, Shelf
from answerable.origin.hunks import Hunk, hunks
from answerable.origin.known import Known
from answerable.origin.lines import LineIndex, line_end
from answerable.origin.memory import Memory
from answerable.origin.model import Block, Origin, ReviewState, Verdict
from answerable.origin.pace import Pace
from answerable.origin.runs import Run, expired, is_piece
from answerable.origin.typing import Typed
from answerable.origin.verdict import judged, typed
from answerable.origin.waiting import Waiting
from answerable.policy.sections.origin import OriginSettings
from answerable.text.edits import Edit
from answerable.text.languages import Language
from answerable.text.spans import Span

__all__ = ["BlockEvent", "Tracker"]

_MOST_RUNS = 8
_QUIET = 2.0
"""Seconds without an edit after which a block that was edited is told of."""
_WHOLE = 0.6
_LEAST_WHOLE = 200
_GROWN = 1.25
"""A run that was judged, and made no block, is judged again when it has grown by so much."""
_LEAST_MOVED = 15
_HEAD = 2000
_TYPED_OVER = 0.8
_CURSORS = 0.5
"""Seconds between the first and the last of several cursors."""


class Tracker:
    """Follows one open document."""

    def __init__(
        self,
        text: str,
        path: str,
        language: Language,
        *,
        settings: OriginSettings,
        workspace: LineIndex,
        clock: Callable[[], datetime],
        memory: Memory | None = None,
    ) -> None:
        """`path` is relative to the root, as the workspace's index has it; `memory` is shared by the documents of a
        session, so that what was cut in one is known in another; `clock` gives the time in UTC."""
        self.path = path
        self.language = language
        self._text = text
        self._settings = settings
        self._clock = clock
        self._memory = memory if memory is not None else Memory()
        self._known = Known(text, path, workspace=workspace, memory=self._memory)
        self._typed = Typed()
        self._shelf = Shelf()
        self._runs: list[Run] = []
        self._waiting = Waiting()
        self._last_hunks: tuple[list[Span], float] = ([], 0.0)
        self._had_text = bool(text.strip())
        self._pace = Pace()
        self._now: datetime | None = None
        self.grown: set[str] = set()
        """Ids of the blocks that the last call opened or made longer."""

    @property
    def text(self) -> str:
        """The document as it is after the last edit."""
        return self._text

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks, by their start; spans in the current text."""
        return tuple(held.block for held in self._shelf)

    @property
    def typed(self) -> tuple[Span, ...]:
        """What was seen being typed, in order."""
        return self._typed.spans

    def verdict(self, span: Span) -> Verdict:
        """Who wrote this part of the current text: its block's verdict, else `human` where it was typed, else
        `unknown`."""
        over = self._shelf.overlapping(span)
        if over:
            return max(over, key=lambda held: min(held.end, span.end) - max(held.start, span.start)).block.verdict
        characters = self._typed.characters(span)
        if span.start < span.end and characters >= _TYPED_OVER * (span.end - span.start):
            return typed(characters, characters / (span.end - span.start))
        return Verdict(Origin.UNKNOWN, 0.5)

    def configure(self, settings: OriginSettings) -> None:
        """The policy changed; what was judged before stays as it is."""
        self._settings = settings

    def reloadable(self, texts: Iterable[str]) -> None:
        """Tells what the file holds on disk and in the last commit: what comes from there is a reload or a checkout."""
        self._known.reloadable(texts)

    def restore(self, blocks: Iterable[Block]) -> None:
        """Puts back blocks that were found again by their content; ends outside the text are drawn to it."""
        for block in blocks:
            start, end = min(block.span.start, len(self._text)), min(block.span.end, len(self._text))
            if start < end and self._shelf.get(block.id) is None:
                held = self._shelf.add(replace(block, span=Span(start, end)))
                held.remember_changed(self._text)

    def set_state(self, block_id: str, state: ReviewState) -> Block | None:
        """A person answered for the block, or took that back. None where there is no such block."""
        held = self._shelf.get(block_id)
        if held is None:
            return None
        held.block = replace(held.block, state=state, changed=())
        held.changes, held.told = [], ()
        return held.block

    def set_verdict(self, block_id: str, verdict: Verdict) -> Block | None:
        """Another verdict, such as a person's that it is not an AI's. None where there is no such block."""
        held = self._shelf.get(block_id)
        if held is None:
            return None
        held.block = replace(held.block, verdict=verdict)
        return held.block

    def extent(self, block_id: str) -> Span | None:
        """Where the block lies now, as far as it is known to reach."""
        held = self._shelf.get(block_id)
        return held.block.span if held else None

    def growing(self, block_id: str) -> bool:
        """Whether more of the block may still be coming."""
        return any(run.block == block_id and not run.closed for run in self._runs)

    # What happens

    def edited(
        self, edits: Sequence[Edit], after: str, now: datetime, *, version: int | None = None
    ) -> tuple[BlockEvent, ...]:
        """One change of the document: the edits in order, each counted from the text the one before it left."""
        self._tell_time(now)
        self.grown = set()
        moment = now.timestamp()
        events = list(self._settle(moment))
        before, self._text = self._text, after
        if before == after:
            return tuple(events)
        places = hunks(before, after, edits)
        whole = len(before) >= _LEAST_WHOLE and any(e.end - e.start >= _WHOLE * len(before) for e in edits)
        self._known.edited(places, before, after)
        events += self._move(places, before, after)
        touched = self._arrive(places, before, after, moment, whole)
        self._last_hunks = ([Span(h.new_start, h.new_end) for h in places], moment)
        self._waiting.meet(touched, len(after), version)
        self._had_text = self._had_text or bool(after.strip())
        for run in [*(run for run in self._runs if run.twins > 1 and run.block and run not in touched), *touched]:
            events += self._judge(run)
        if len(self._runs) > _MOST_RUNS:
            for run in self._runs[:-_MOST_RUNS]:
                events += self._finish(run)
            del self._runs[:-_MOST_RUNS]
        return tuple(events)

    def declare(self, declaration: Declaration) -> tuple[BlockEvent, ...]:
        """The client said what an edit was: one that came just now, or the next one."""
        now = self._clock()
        moment = now.timestamp()
        if self._now is None or now > self._now:
            self._now = now
        runs = self._runs_of(declaration, moment)
        if runs:
            events: list[BlockEvent] = []
            for run in runs:
                run.declarations.append(declaration)
                events += self._judge(run, again=True)
            return tuple(events)
        span = declaration.within(len(self._text))
        if span is None and declaration.range is None and declaration.version is None:
            spans, at = self._last_hunks
            recent = moment - at <= self._settings.declared_seconds and declaration.kind is Kind.COMPLETION
            span = spans[-1] if recent and spans and spans[-1].start < spans[-1].end else None
        if span is not None and declaration.kind.is_ai and not self._waiting.awaits(declaration):
            return tuple(self._open_declared(declaration, span))
        self._waiting.add(declaration, moment)
        return ()

    def settle(self, now: datetime) -> tuple[BlockEvent, ...]:
        """What became certain because nothing happened for a while. To be called when `due` says so, and on close."""
        self._tell_time(now)
        self.grown = set()
        return tuple(self._settle(now.timestamp()))

    def due(self) -> float | None:
        """Seconds after the last edit, or the last call of `settle`, until `settle` has something to say; None:
        never."""
        if self._now is None:
            return None
        moment = self._now.timestamp()
        waits = [run.last + self._pause - moment for run in self._runs]
        if any(held.dirty for held in self._shelf):
            waits.append(self._last_hunks[1] + _QUIET - moment)
        return max(min(waits), 0.0) + 0.01 if waits else None

    # How

    @property
    def _pause(self) -> float:
        return self._settings.completion_seconds + self._pace.tick

    def _tell_time(self, now: datetime) -> None:
        # A clock that is set back must not keep a run open for ever, nor make one look instantaneous.
        if self._now is not None and now < self._now:
            delta = (self._now - now).total_seconds()
            for run in self._runs:
                run.last -= delta
            self._waiting.shift(delta)
            self._last_hunks = (self._last_hunks[0], self._last_hunks[1] - delta)
        self._now = now
        self._pace.clock(now)

    def _settle(self, moment: float) -> Iterable[BlockEvent]:
        events: list[BlockEvent] = []
        for run in expired(self._runs, moment, self._pause):
            events += self._finish(run)
            self._runs.remove(run)
        self._waiting.forget(moment - self._settings.declared_seconds)
        if moment - self._last_hunks[1] >= _QUIET:
            events += self._tell_edited()
        return events

    def _tell_edited(self) -> Iterable[BlockEvent]:
        growing = {run.block for run in self._runs if not run.closed}
        for held in list(self._shelf):
            if not held.dirty or held.block.id in growing:
                continue
            held.dirty = False
            span = held.block.span
            if not self._text[span.start : span.end].strip():
                self._shelf.remove(held)
                yield BlockEvent("closed", held.block)
                continue
            characters = self._typed.characters(span)
            if characters >= _TYPED_OVER * len(span) and held.block.verdict.origin is not Origin.HUMAN:
                held.block = replace(held.block, verdict=typed(characters, characters / len(span)))
            yield BlockEvent("changed", held.block)

    def _move(self, places: list[Hunk], before: str, after: str) -> Iterable[BlockEvent]:
        """Moves blocks, and remembers what was deleted."""
        events: list[BlockEvent] = []
        held_before = [(held.block.span, held.block) for held in self._shelf]
        for hunk in places:
            if hunk.start == hunk.end:
                continue
            removed = before[hunk.start : hunk.end]
            stood = before[before.rfind("\n", 0, hunk.start) + 1 : line_end(before, hunk.end)]
            lost = tuple(
                (Span(max(span.start, hunk.start) - hunk.start, min(span.end, hunk.end) - hunk.start), block)
                for span, block in held_before
                if span.start < hunk.end and hunk.start < span.end
            )
            self._memory.deleted(removed, stood, lost)
        for hunk in places:
            start, end, _ = hunk.edit
            inserted = after[hunk.new_start : hunk.new_end]
            removed = before[hunk.start : hunk.end]
            layout = removed.split() == inserted.split() or not (removed + inserted).strip()
            for held in self._shelf.edited(Edit(start, end, inserted), layout_only=layout):
                events.append(BlockEvent("closed", held.block))
        for held in self._shelf:
            if not held.changes:
                continue
            lines = held.changed_lines(after)
            held.block = replace(held.block, changed=lines)
            if held.block.state is not ReviewState.RESIDUAL or not set(lines) <= set(held.told):
                held.block = replace(held.block, state=ReviewState.RESIDUAL)
                held.told = lines
                held.dirty = False
                events.append(BlockEvent("residual", held.block, lines))
        return events

    def _arrive(self, places: list[Hunk], before: str, after: str, moment: float, whole: bool) -> list[Run]:
        """Puts what was inserted into runs; those that got more than a key."""
        texts = [after[hunk.new_start : hunk.new_end] for hunk in places]
        removed = "".join(before[hunk.start : hunk.end] for hunk in places)
        empty = not before.strip()
        touched: list[Run] = []
        for hunk, text in zip(places, texts, strict=True):
            start, end, length = hunk.edit
            pieces = is_piece(text)
            self._typed.edited(start, end, length, typed=not pieces and length <= 64)
            current = self._taking(hunk, text, after)
            for run in list(self._runs):
                if run is not current and not run.shift(start, end, length):
                    self._runs.remove(run)
            if length == 1:
                self._pace.key()
            if not text or (current is None and not pieces):
                continue
            piece = self._piece(text, texts, before, moment) if pieces else None
            if current is None:
                current = Run(hunk.new_start, hunk.new_end, moment, before[hunk.start : hunk.end], removed)
                current.places, current.twins = len(places), texts.count(text)
                current.whole, current.fresh = whole, empty and not self._had_text
                current.emptied = empty and self._had_text
                current.add(piece or Piece(moment, length))
                self._count_twins(current, text, moment)
                self._runs.append(current)
                self._bring_back(current, text)
            else:
                current.take(start, end, text, piece, moment)
                self._grow(current)
            if piece is not None and current not in touched:
                touched.append(current)
        return touched

    def _count_twins(self, run: Run, text: str, moment: float) -> None:
        """Some editors tell of several cursors one after the other: the first of the same inserts was one of them."""
        for other in self._runs:
            same = other.end - other.start == len(text) and moment - other.last <= _CURSORS + self._pace.tick
            if same and len(other.pieces) == 1 and self._text[other.start : other.end] == text:
                other.twins += 1
                run.twins += 1

    def _taking(self, hunk: Hunk, text: str, after: str) -> Run | None:
        if not text:
            return None
        start, end, _ = hunk.edit
        return next((run for run in reversed(self._runs) if run.takes(start, end, text, after)), None)

    def _piece(self, text: str, texts: list[str], before: str, moment: float) -> Piece:
        new = True
        if 2 * len(text) >= self._settings.completion_characters:
            plain = text.strip()
            new = texts.count(text) == 1 and plain not in before and not self._memory.holds(plain)
            new = new and not self._known.mostly(plain)
        return Piece(moment, len(text), text.count("\n") or text.count("\r"), new)

    def _grow(self, run: Run) -> None:
        held = self._shelf.get(run.block) if run.block else None
        if held is not None and held.block.span != run.span:
            held.place(run.span)
            held.dirty = True
            self.grown.add(held.block.id)

    def _bring_back(self, run: Run, text: str) -> None:
        """Blocks whose text was cut or undone, and is here again, are the same blocks."""
        if len(text) < _LEAST_MOVED:
            return
        source = self._memory.source(text)
        if source is None:
            return
        deleted, at = source
        for span, block in deleted.blocks:
            start, end = max(span.start - at, 0), min(span.end - at, len(text))
            if len(text[start:end].strip()) < _LEAST_MOVED:
                continue
            place = Span(run.start + start, run.start + end)
            if self._shelf.get(block.id) is not None:
                # A part of it, or a second copy: a block of its own that came from the same hand.
                block = replace(block, id=_new_id(), opened=self._now or block.opened)
            self._shelf.add(replace(block, span=place)).dirty = True
            run.moved_in = True

    def _context(self, run: Run) -> Context:
        return Context(
            path=self.path,
            language=self.language.id,
            settings=self._settings,
            seen=self._known.seen(self._text[run.start : run.end]),
            reload_known=self._known.reload_known,
            head=self._text[:_HEAD],
            declarations=tuple(run.declarations),
        )

    def _judge(self, run: Run, *, again: bool = False) -> Iterable[BlockEvent]:
        """Judges a run where that may make a difference, and opens, changes or closes its block."""
        length = run.end - run.start
        held = self._shelf.get(run.block) if run.block else None
        if run.twins > 1 and held is not None and not run.declarations:
            again = True
        if not again and (held is not None or not self._worth(run, length)):
            return []
        if run.moved_in and not run.declarations:
            return []
        if not self._settings.enabled and not run.declarations:
            return []
        run.judged = run.came
        verdict = judged(run.arrival(self._text, tick=self._pace.tick, coarse=self._pace.coarse), self._context(run))
        if not verdict.origin.needs_review:
            if held is None:
                return []
            self._shelf.remove(held)
            run.block = None
            return [BlockEvent("closed", replace(held.block, verdict=verdict))]
        if held is not None:
            changed = held.block.verdict != verdict or held.dirty
            held.block = replace(held.block, verdict=verdict)
            held.dirty = False
            return [BlockEvent("changed", held.block)] if changed else []
        return self._open(run, verdict)

    def _worth(self, run: Run, length: int) -> bool:
        if run.declarations:
            return True
        if length < self._settings.large_characters or run.came <= (1 if run.closed else _GROWN) * run.judged:
            return False
        return len(run.pieces) > 1 or run.pieces[0].lines > 0

    def _open(self, run: Run, verdict: Verdict) -> Iterable[BlockEvent]:
        declared = verdict.origin is Origin.DECLARED_AI
        span = run.span
        ranges = [place for each in run.declarations if (place := each.within(len(self._text))) is not None]
        if declared and ranges:
            span = Span(min(place.start for place in ranges), max(place.end for place in ranges))
        over = [held for held in self._shelf.overlapping(span) if declared and _same_text(held.block.span, span)]
        if over:
            # The same text, said again: a hook and the editor both told, or a block brought back and declared.
            held = over[0]
            run.block = held.block.id
            held.block = replace(held.block, verdict=verdict, span=span)
            self._shelf.sort()
            return [BlockEvent("changed", held.block)]
        held = self._shelf.add(Block(_new_id(), span, verdict, self._now or self._clock()))
        run.block = held.block.id
        self.grown.add(held.block.id)
        return [BlockEvent("opened", held.block)]

    def _finish(self, run: Run) -> Iterable[BlockEvent]:
        """The run has ended: its whole extent is known, and judged as a whole."""
        grown = run.end
        run.finish(self._text)
        held = self._shelf.get(run.block) if run.block else None
        if held is None:
            short = self._settings.completion_characters
            self._pace.several(sum(piece.length < short for piece in run.pieces))
            return self._judge(run)
        if run.end != grown and held.end == grown:
            held.place(Span(held.start, run.end))
            held.dirty = True
            self.grown.add(held.block.id)
        # What a person did to it since it came must not make it another's.
        if run.came > run.judged:
            return self._judge(run, again=True)
        told = held.dirty
        held.dirty = False
        return [BlockEvent("changed", held.block)] if told else []

    # Declarations

    def _runs_of(self, declaration: Declaration, moment: float) -> list[Run]:
        """The runs that a declaration which came after its edit speaks of."""
        if self._waiting.awaits(declaration):
            return []
        recent = [run for run in self._runs if moment - run.last <= self._settings.declared_seconds]
        span = declaration.within(len(self._text))
        if declaration.range is not None:
            if span is None:
                return []
            return [run for run in recent if run.touches(span)]
        open_ = [run for run in recent if not any(each.kind is declaration.kind for each in run.declarations)]
        if declaration.version is None and self._waiting.holds(declaration.kind):
            return []
        return open_[-1:]

    def _open_declared(self, declaration: Declaration, span: Span) -> Iterable[BlockEvent]:
        """A block where the client says there is one, whatever was seen."""
        run = Run(span.start, span.end, self._clock().timestamp(), closed=True)
        run.add(Piece(run.last, span.end - span.start, self._text.count("\n", span.start, span.end)))
        run.declarations.append(declaration)
        return self._judge(run, again=True)


def _same_text(one: Span, other: Span) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return 2 * common >= max(one.end, other.end) - min(one.start, other.start)


def _new_id() -> str:
    return secrets.token_hex(16)
