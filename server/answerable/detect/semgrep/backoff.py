"""When to try again after the engine failed, so that a broken engine costs one wait and not one a keystroke."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

_FIRST, _LONGEST = 1.0, 60.0

# One text may be what the engine cannot bear; three in a row say it is the engine.
_TOLERATED = 3


class BackOff:
    """Counts failures in a row; thread-safe. `clock` is monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._in_a_row = 0
        self._again = 0.0

    def failed(self) -> None:
        """The engine gave no answer."""
        with self._lock:
            self._in_a_row += 1
            self._again = self._clock() + min(_FIRST * 2 ** (self._in_a_row - 1), _LONGEST)

    def worked(self) -> None:
        """It answered: all is forgiven."""
        with self._lock:
            self._in_a_row = 0

    @property
    def standby_wanted(self) -> bool:
        """Whether it is worth while to start a process ahead of time."""
        with self._lock:
            return not self._in_a_row or self._clock() >= self._again

    @property
    def refuses(self) -> float:
        """Seconds until it is worth while to try at all; 0 when it is now."""
        with self._lock:
            if self._in_a_row < _TOLERATED:
                return 0.0
            return max(0.0, self._again - self._clock())
