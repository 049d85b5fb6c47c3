"""What is done about something that is about to leave."""

from __future__ import annotations

from enum import StrEnum


class Decision(StrEnum):
    """From mild to strict; compared by `rank`."""

    ALLOW = "allow"
    """It goes out, and nothing is said unless somebody looks."""
    WARN = "warn"
    """It goes out, and the person is told."""
    BLOCK = "block"
    """It does not go out."""

    @property
    def rank(self) -> int:
        """0, 1, 2: the greater is the stricter."""
        return _ORDER.index(self)

    def at_most(self, other: Decision) -> Decision:
        """The milder of the two."""
        return self if self.rank <= other.rank else other


_ORDER = tuple(Decision)


def strictest(decisions: tuple[Decision, ...] | list[Decision]) -> Decision:
    """The strictest of them; `ALLOW` where there is none."""
    return max(decisions, key=lambda decision: decision.rank, default=Decision.ALLOW)
