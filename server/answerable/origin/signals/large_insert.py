"""One large insert: several lines that came at once, as a paste, an accepted completion or an agent's edit do.

Three line ends and 60 characters is where 20 hours of people's editing had 159 inserts, of which 8 were left once
copies and what was deleted before were taken out: the other signals do that.
"""

from __future__ import annotations

from math import log2

from answerable.origin.arrival import Arrival, Context
from answerable.origin.model import Evidence

NAME = "large-insert"


def large_insert(arrival: Arrival, context: Context) -> Evidence | None:
    settings = context.settings
    largest = max(arrival.pieces, key=lambda piece: (piece.lines, piece.length))
    if largest.lines < settings.large_lines or largest.length < settings.large_characters:
        return None
    # Four lines pasted from a manual are common; sixty are not.
    weight = 1.7 + 0.25 * min(log2((largest.lines + 1) / 4), 4)
    return Evidence(
        NAME, round(weight, 2), f"{largest.lines + 1} lines ({largest.length} characters) came in one insert"
    )
