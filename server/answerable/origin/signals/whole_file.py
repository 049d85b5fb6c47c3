"""A whole file at once: a new one written in one go, or all of one replaced by something else."""

from __future__ import annotations

from answerable.origin.arrival import Arrival, Context
from answerable.origin.model import Evidence

NAME = "whole-file"


def whole_file(arrival: Arrival, context: Context) -> Evidence | None:
    if arrival.line_ends < context.settings.large_lines:
        return None
    if arrival.fresh:
        return Evidence(NAME, 0.3, "an empty document got its text at once")
    if not (arrival.whole or arrival.emptied):
        return None
    if context.reload_known:
        return Evidence(NAME, 0.3, "most of the document was replaced, and not by what is on disk or committed")
    return Evidence(NAME, -3.0, "most of the document was replaced, as a checkout or a reload does")
