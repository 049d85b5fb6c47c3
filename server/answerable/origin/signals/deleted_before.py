"""Text that was deleted earlier in this session, from any document: undo, redo, cut and paste, moved lines."""

from __future__ import annotations

from answerable.origin.arrival import Arrival, Context
from answerable.origin.model import Evidence

NAME = "deleted-before"
_SHARE = 0.5


def deleted_before(arrival: Arrival, context: Context) -> Evidence | None:
    share = context.seen.deleted
    if share < _SHARE:
        return None
    return Evidence(NAME, -6.0 * share, f"{share:.0%} of it was deleted earlier in this session: undo, redo or a move")
