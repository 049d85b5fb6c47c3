"""Runs: inserts that grow at one place, put together again, however the editor cut them up.

A run begins with an insert of more than a key, takes in each next one that comes where it ended (or began) before a
pause ends it, and with them what was typed between two of them: the line end and the first letters a person types
before the next completion is accepted. Much typing ends a run as well. An edit elsewhere only moves it, so that
somebody may work in one function while an agent writes another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from answerable.origin.arrival import Arrival, Piece
from answerable.origin.declaration import Declaration
from answerable.text.spans import Span

_MOST_TYPED = 24
"""Code points, white space aside, that may be typed between two inserts of one run."""
_MOST_CLOSERS = 3
_CLOSERS = frozenset(")]}>;,'\"`")
_SHORTEST_PIECE = 5
"""Code points of an insert without a letter: two brackets come with one key, an indented bracket does not."""
_MOST_PIECES = 5000
"""An agent's stream of a long file; what comes after these is taken in, but no longer listed."""


def is_piece(text: str) -> bool:
    """Whether an insert is more than a key, an automatic indentation or a closing bracket that comes with the opening
    one."""
    if len(text) < 2:
        return False
    if any(map(str.isalnum, text)):
        return True
    return bool(text.strip()) and ("\n" in text or len(text) >= _SHORTEST_PIECE)


@dataclass(slots=True)
class Run:
    """Inserts at one place. `start` and `end` are code points of the current text."""

    start: int
    end: int
    last: float
    """When the last insert or key came; seconds."""
    removed: str = ""
    removed_all: str = ""
    places: int = 1
    twins: int = 1
    whole: bool = False
    fresh: bool = False
    emptied: bool = False
    pieces: list[Piece] = field(default_factory=list)
    tail: int = 0
    """Code points behind `end` that were typed since the last piece and are part of the run if another one follows."""
    tail_typed: int = 0
    """The same without white space."""
    tail_events: int = 0
    typed: int = 0
    """Code points inside that were typed, white space aside: editors put that in themselves."""
    closed: bool = False
    """Nothing is taken in any more; kept a while for a declaration that comes late."""
    moved_in: bool = False
    """It is text that was a block before, or part of one, and was taken from there."""
    block: str | None = None
    """The id of the block it became."""
    came: int = 0
    """Code points of all pieces."""
    judged: int = 0
    """How many of them had come when the run was judged last."""
    declarations: list[Declaration] = field(default_factory=list)

    @property
    def reach(self) -> int:
        """Where typing ended that began where the run did."""
        return self.end + self.tail

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def touches(self, span: Span) -> bool:
        """Whether the two have a code point in common."""
        return self.start < span.end and span.start < self.end

    @property
    def settled(self) -> bool:
        """Nothing remains to be said of it."""
        return self.block is None or self.closed

    def takes(self, start: int, end: int, text: str, after: str) -> bool:
        """Whether an insert of `text` in place of the code points from `start` to `end` continues the run; up to
        `start` the text is `after`."""
        if self.closed:
            return False
        if start < end:
            # An agent that writes its last, unfinished line anew.
            return self.start < start <= self.end <= end <= self.reach and len(text) > end - start
        if self.end <= start <= self.reach or self.start < start < self.end:
            return True
        if start == self.start:
            return is_piece(text)
        gap = after[self.reach : start] if self.reach < start <= self.reach + _MOST_CLOSERS else ""
        return bool(gap) and _CLOSERS.issuperset(gap)

    def take(self, start: int, end: int, text: str, piece: Piece | None, now: float) -> None:
        """Takes in an insert that `takes` said yes to; `piece` is None for what was typed."""
        length = len(text)
        inside = start < self.end and end <= self.end
        if piece is not None or not inside:
            # Somebody who already edits what came does not keep it coming.
            self.last = now
        if inside:
            # Or before the first of them: both grow the run in the middle of what it has.
            self.end += length - (end - start)
            if piece is None:
                self.typed += len(text.strip())
        elif piece is None:
            self.tail = max(self.reach, end) + length - (end - start) - self.end
            self.tail_typed += len(text.strip())
            self.tail_events += bool(text.strip())
            if self.tail_typed > _MOST_TYPED:
                self.closed = True
        else:
            self.typed += self.tail_typed
            self.end = start + length
            self.tail = self.tail_typed = self.tail_events = 0
        if piece is not None:
            self.add(piece)

    def add(self, piece: Piece) -> None:
        self.came += piece.length
        if len(self.pieces) < _MOST_PIECES:
            self.pieces.append(piece)

    def shift(self, start: int, end: int, length: int) -> bool:
        """Another edit happened; False when none of the run is left."""
        delta = length - (end - start)
        if start >= self.reach and start >= self.end:
            return True
        if end <= self.start:
            self.start += delta
            self.end += delta
            return True
        if start >= self.end:
            self.tail = start - self.end if end > self.reach else self.tail + delta
            return True
        if start <= self.start and end >= self.end:
            return False
        if start < self.start:
            self.start, self.end = start + length, self.end + delta
        elif end > self.end:
            self.end, self.tail = start, 0
        else:
            self.end += delta
        return self.start < self.end

    def finish(self, text: str) -> None:
        """No more is coming. A last closing bracket that came by itself belongs to it."""
        tail = text[self.end : self.reach]
        if self.tail_events == 1 and tail.strip() and _CLOSERS.issuperset(tail.strip()):
            self.end += len(tail.rstrip())
        self.tail = 0
        self.closed = True

    def arrival(self, text: str, *, tick: float, coarse: bool) -> Arrival:
        return Arrival(
            text=text[self.start : self.end],
            pieces=tuple(self.pieces),
            removed=self.removed,
            removed_all=self.removed_all,
            typed=self.typed,
            places=self.places,
            twins=self.twins,
            whole=self.whole,
            fresh=self.fresh,
            emptied=self.emptied,
            at_top=not text[: self.start].strip() if self.start < 200 else False,
            coarse=coarse,
            tick=tick,
        )


def expired(runs: Iterable[Run], now: float, pause: float) -> list[Run]:
    """The runs that have been quiet for longer than the pause."""
    return [run for run in runs if now - run.last > pause]
