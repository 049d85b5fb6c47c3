"""What went wrong inside the server, counted by feature, for the status command and nobody's log but ours."""

from __future__ import annotations

import logging
import traceback
from collections import Counter
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Health:
    """Crashes by feature since the start."""

    crashes: Counter[str] = field(default_factory=Counter)
    last: dict[str, str] = field(default_factory=dict)
    """By feature, the last exception's type and where it was raised, without its message, which may quote text."""

    def crashed(self, feature: str, error: BaseException) -> None:
        """Counts a crash and logs where it came from."""
        self.crashes[feature] += 1
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "unknown place"
        self.last[feature] = f"{type(error).__name__} at {place}"
        stack = " <- ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-6:]))
        logger.error("%s: %s (%s)", feature, self.last[feature], stack)
