"""A small insert: a few lines that came at once, too few to say more than that nobody typed them."""

from __future__ import annotations

from answerable.origin.arrival import Arrival, Context
from answerable.origin.model import Evidence

NAME = "small-insert"


def small_insert(arrival: Arrival, context: Context) -> Evidence | None:
    settings = context.settings
    largest = max(arrival.pieces, key=lambda piece: (piece.new, piece.length))
    if (
        not largest.new
        or largest.length < settings.large_characters
        or largest.lines < 1
        or largest.lines >= settings.large_lines
    ):
        return None
    return Evidence(
        NAME,
        0.4,
        f"{largest.lines + 1} line{'s' * (largest.lines > 0)} ({largest.length} characters) came in one insert",
    )
