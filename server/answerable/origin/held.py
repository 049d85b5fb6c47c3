"""The blocks of one open document: where they lie, what became of them, which lines changed since their review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from answerable.origin.model import Block, ReviewState
from answerable.text.anchors import moved
from answerable.text.edits import Edit
from answerable.text.spans import Span

_JUDGED = frozenset({ReviewState.REVIEWED, ReviewState.RESIDUAL})


@dataclass(frozen=True, slots=True)
class BlockEvent:
    """Something that happened to a block, for whoever keeps records or shows it."""

    kind: Literal["opened", "changed", "residual", "closed"]
    """`opened`: first reported. `changed`: its text, extent or verdict is another, or it came back from where it was
    cut; the id is the same. `residual`: edited after its review. `closed`: its text is gone, or it turned out to be
    nobody's to answer for."""
    block: Block
    """As it is now; of a closed one as it was last, with the span it had."""
    lines: tuple[int, ...] = ()
    """Of `residual`: the lines, from 1, that changed since the review."""


@dataclass(slots=True)
class Held:
    """One block and where it lies now."""

    block: Block
    dirty: bool = False
    """Its text changed since the last event about it."""
    changes: list[Span] = field(default_factory=list)
    """What changed since its review; current coordinates. An empty span is a place where text was taken out."""
    told: tuple[int, ...] = ()

    @property
    def start(self) -> int:
        return self.block.span.start

    @property
    def end(self) -> int:
        return self.block.span.end

    def place(self, span: Span) -> None:
        self.block = replace(self.block, span=span)

    def edited(self, edit: Edit, *, layout_only: bool) -> bool:
        """Moves it; False when its text is gone."""
        span = self.block.span
        if edit.start >= span.end:
            if edit.start == span.end and self.changes:
                self._move_changes(edit)
            return True
        if edit.end <= span.start:
            self.place(Span(span.start + edit.delta, span.end + edit.delta))
            self._move_changes(edit)
            return True
        place = moved(span, (edit,))
        if place is None:
            return False
        self.place(place)
        self.dirty = True
        self._move_changes(edit)
        if self.block.state in _JUDGED and not layout_only:
            start = min(max(edit.start, place.start), place.end)
            self.changes.append(Span(start, max(start, min(edit.new_end, place.end))))
        return True

    def _move_changes(self, edit: Edit) -> None:
        self.changes = [place for change in self.changes if (place := moved(change, (edit,))) is not None]

    def remember_changed(self, text: str) -> None:
        """Takes over, for a block found again, which of its lines changed since its review."""
        if not self.block.changed:
            return
        wanted, start = set(self.block.changed), 0
        for number, line in enumerate(text.split("\n"), 1):
            if number in wanted:
                self.changes.append(Span(start, start + len(line)))
            start += len(line) + 1
        self.told = self.block.changed

    def changed_lines(self, text: str) -> tuple[int, ...]:
        """The lines, from 1, that changed since the review."""
        lines: set[int] = set()
        for change in self.changes:
            first = text.count("\n", 0, change.start) + 1
            last = first + text.count("\n", change.start, max(change.start, change.end - 1))
            lines.update(range(first, last + 1))
        return tuple(sorted(lines))


class Shelf:
    """The blocks of a document, by their start."""

    def __init__(self) -> None:
        self._held: list[Held] = []

    def __iter__(self) -> Iterator[Held]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def get(self, id_: str) -> Held | None:
        return next((held for held in self._held if held.block.id == id_), None)

    def add(self, block: Block) -> Held:
        held = Held(block)
        self._held.append(held)
        self.sort()
        return held

    def remove(self, held: Held) -> None:
        self._held.remove(held)

    def sort(self) -> None:
        self._held.sort(key=lambda held: (held.start, held.end))

    def overlapping(self, span: Span) -> list[Held]:
        return [held for held in self._held if held.start < span.end and span.start < held.end]

    def edited(self, edit: Edit, *, layout_only: bool = False) -> list[Held]:
        """Moves all of them; those whose text is gone are taken out and returned, with the span they had."""
        gone = [held for held in self._held if not held.edited(edit, layout_only=layout_only)]
        for held in gone:
            self._held.remove(held)
        return gone
