"""One large insert: several lines that came at once, as a paste, an accepted completion or an agent's edit do.

Three line ends and 60 characters is where 20 hours of people's editing had 159 inserts, of which 8 were left once
copies and what was deleted before were taken out: the other signals do that.
"""

from __future__ import annotations

from math import log2

from answerable.origin.arrival import Arrival, Context
from answerable.origin.model import Evidence

NAME = "large-insert"


# A few inserts as large as this, one behind the other, are one large insert that came in parts.
_PART = 40


def large_insert(arrival: Arrival, context: Context) -> Evidence | None:
    settings = context.settings
    parts = [piece for piece in arrival.pieces if piece.new]
    if not parts:
        return None
    largest = max(parts, key=lambda piece: (piece.lines, piece.length))
    lines, length, inserts = largest.lines, largest.length, "one insert"
    if lines < settings.large_lines or length < settings.large_characters:
        lines, length, inserts = arrival.line_ends, len(arrival.text), f"{len(arrival.pieces)} inserts"
        if lines < settings.large_lines or length < max(settings.large_characters, _PART * len(arrival.pieces)):
            return None
        if len(parts) < 2 or arrival.typed:
            return None
    # Four lines pasted from a manual are common; sixty are not.
    weight = 1.7 + 0.25 * min(log2((lines + 1) / 4), 4)
    return Evidence(
        NAME, round(weight, 2), f"{lines + 1} line{'s' * (lines > 0)} ({length} characters) came in {inserts}"
    )
