"""A diff: lines that begin with `+` or `-`, as they are copied from a commit or a review."""

from __future__ import annotations

from answerable.origin.arrival import Arrival, Context
from answerable.origin.model import Evidence

NAME = "diff"
_SHARE = 0.9


def diff(arrival: Arrival, context: Context) -> Evidence | None:
    if context.language == "diff":
        return None
    lines = [line for line in arrival.text.split("\n") if line.strip()]
    marked = sum(line.startswith(("+", "-", "@@ ")) for line in lines)
    if len(lines) < 3 or marked < _SHARE * len(lines):
        return None
    # Lists in Markdown and YAML begin their items with a sign too, but put a space behind it.
    if all(line.startswith(("+ ", "- ")) for line in lines):
        return None
    return Evidence(NAME, -2.0, "its lines are those of a diff, which somebody copied from a commit or a review")
