"""How finely an editor, or the recorder of a trace, tells of what happens."""

from __future__ import annotations

from datetime import datetime

_ENOUGH_KEYS = 20


class Pace:
    """What was seen so far of one document's clock and of its inserts."""

    def __init__(self) -> None:
        self._whole_seconds = True
        self._keys = self._several = 0

    @property
    def tick(self) -> float:
        """The resolution of the clock in seconds; 0: fine enough."""
        return 1.0 if self._whole_seconds else 0.0

    @property
    def coarse(self) -> bool:
        """Whether several keys are often told of as one insert."""
        return self._several > max(self._keys, _ENOUGH_KEYS)

    def clock(self, now: datetime) -> None:
        if now.microsecond:
            self._whole_seconds = False

    def key(self) -> None:
        """One key came by itself."""
        self._keys += 1

    def several(self, inserts: int) -> None:
        """So many short inserts came that were nobody's block: several keys each."""
        self._several += inserts
