"""Copies: lines that stand elsewhere in the document or the workspace."""

from __future__ import annotations

from answerable.origin.arrival import Arrival, Context
from answerable.origin.model import Evidence

NAME = "copied"
_SHARE = 0.4
# Two texts of one project have some lines in common by chance, or because a language wants them so.
_CHANCE = 0.3


def copied(arrival: Arrival, context: Context) -> Evidence | None:
    seen = context.seen
    # What is partly from here and partly from there is a copy as well.
    share = seen.any
    if share < _SHARE:
        return None
    if seen.document >= max(seen.workspace, seen.deleted):
        where = "stands elsewhere in the document"
    elif seen.workspace >= seen.deleted:
        where = "stands in other files of the workspace"
    else:
        where = "was seen in this session or workspace before"
    return Evidence(NAME, round(-8.0 * (share - _CHANCE), 2), f"{share:.0%} of it {where}")
