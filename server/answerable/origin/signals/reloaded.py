"""A reload from disk, a checkout, a discarded change: the text is what the file or the commit has."""

from __future__ import annotations

from answerable.origin.arrival import Arrival, Context
from answerable.origin.model import Evidence

NAME = "reloaded"
_SHARE = 0.8


def reloaded(arrival: Arrival, context: Context) -> Evidence | None:
    share = context.seen.reloaded
    if share < _SHARE:
        return None
    return Evidence(NAME, -6.0 * share, "it is what the file on disk or the last commit has")
