"""A snippet: a short abbreviation became a few lines with a place left to fill in."""

from __future__ import annotations

import re

from answerable.origin.arrival import Arrival, Context
from answerable.origin.model import Evidence

NAME = "snippet"
_MOST_LINES = 12
_ABBREVIATION = re.compile(r"\s*[\w!@#.:-]{0,12}\s*")
# A line inside the text that is blank but for its indentation: there the cursor stands.
_PLACE = re.compile(r"\n[ \t]+\r?(?=\n)")


def snippet(arrival: Arrival, context: Context) -> Evidence | None:
    text = arrival.text
    if len(arrival.pieces) > 1 or arrival.line_ends > _MOST_LINES or not _ABBREVIATION.fullmatch(arrival.removed):
        return None
    words = len(re.findall(r"\w+", text))
    if not _PLACE.search(text) or words > 5 * (arrival.line_ends + 1):
        return None
    return Evidence(NAME, -1.5, "a short text with an empty line left to fill in, as a snippet is")
