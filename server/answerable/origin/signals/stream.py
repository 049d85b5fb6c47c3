"""A stream: text that grows at one end faster than a person types, as agents write it."""

from __future__ import annotations

from answerable.origin.arrival import Arrival, Context
from answerable.origin.model import Evidence

NAME = "stream"
_FEWEST = 3
# A coarse clock cannot tell one instant from the next, and no clock tells less than this between two events.
_FINEST = 0.1
# Whatever came a key at a time is typing, unless there is little of it.
_MOST_TYPED = 0.3


def stream(arrival: Arrival, context: Context) -> Evidence | None:
    settings = context.settings
    length = len(arrival.text)
    if len(arrival.pieces) < _FEWEST or length < 2 * settings.large_characters:
        return None
    if arrival.typed > _MOST_TYPED * length:
        return None
    seconds = max(arrival.seconds + arrival.tick, _FINEST)
    # The first piece was there when the clock started.
    rate = (length - arrival.pieces[0].length) / seconds
    if rate < settings.stream_characters_per_second:
        return None
    weight = 3.0 if rate < 2 * settings.stream_characters_per_second else 3.5
    return Evidence(
        NAME,
        weight,
        f"{len(arrival.pieces)} inserts at one end brought {length} characters in {arrival.seconds:.1f} s",
    )
