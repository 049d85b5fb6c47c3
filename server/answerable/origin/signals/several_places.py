"""Several places at once: the same text at several cursors, or a change of many places, which only a tool makes."""

from __future__ import annotations

from answerable.origin.arrival import Arrival, Context
from answerable.origin.model import Evidence

CURSORS = "several-cursors"
PLACES = "several-places"
_MANY = 3


def several_places(arrival: Arrival, context: Context) -> Evidence | None:
    if arrival.twins > 1:
        return Evidence(CURSORS, -5.0, f"the same text was inserted at {arrival.twins} places at once")
    if arrival.places > 1:
        weight = -2.5 if arrival.places >= _MANY else -1.0
        return Evidence(PLACES, weight, f"one edit changed {arrival.places} places, as a checkout or a tool does")
    return None
