"""Declarations that came before the edit they speak of."""

from __future__ import annotations

from answerable.origin.declaration import Declaration, Kind
from answerable.origin.runs import Run

_MOST = 32


class Waiting:
    """What was declared and has met no edit yet; the newest up to a limit. Times are seconds on the tracker's clock."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Declaration, float]] = []
        self._version: int | None = None

    def awaits(self, declaration: Declaration) -> bool:
        """Whether it speaks of an edit that has not come yet."""
        return declaration.version is not None and self._version is not None and declaration.version > self._version

    def add(self, declaration: Declaration, moment: float) -> None:
        self._waiting = [*self._waiting[-(_MOST - 1) :], (declaration, moment)]

    def holds(self, kind: Kind) -> bool:
        """Whether one of this kind is waiting: the next of its kind has to wait behind it."""
        return any(each.kind is kind for each, _ in self._waiting)

    def shift(self, seconds: float) -> None:
        """The clock was set back by so much."""
        self._waiting = [(declaration, at - seconds) for declaration, at in self._waiting]

    def forget(self, before: float) -> None:
        """Those whose edit never came."""
        self._waiting = [(declaration, at) for declaration, at in self._waiting if at >= before]

    def meet(self, runs: list[Run], length: int, version: int | None) -> None:
        """An edit came, of which these runs are; the document now has `length` code points and, where the client
        counts them, this version. Each declaration goes to the runs it speaks of."""
        if version is not None:
            self._version = version
        left: list[tuple[Declaration, float]] = []
        for declaration, at in self._waiting:
            early = declaration.version is not None and version is not None and declaration.version > version
            span = declaration.within(length)
            matching = [] if early else [run for run in runs if span is None or run.touches(span)]
            for run in matching:
                run.declarations.append(declaration)
            if not matching:
                left.append((declaration, at))
        self._waiting = left
