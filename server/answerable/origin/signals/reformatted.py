"""A formatter, a rename or a rewording: the new text is the old one, or nearly so."""

from __future__ import annotations

import re
from collections import Counter

from answerable.origin.arrival import Arrival, Context
from answerable.origin.model import Evidence

FORMATTED = "formatted"
SIMILAR = "similar-replacement"
_SHARE = 0.6
_MOST = 300_000
# What formatters add, take away and exchange.
_LOOSE = re.compile(r"[\s'\"`;,()]+")
_TOKEN = re.compile(r"\w+|[^\w\s]")


def reformatted(arrival: Arrival, context: Context) -> Evidence | None:
    old, new = arrival.removed, arrival.text
    if not old.strip() or not new.strip() or max(len(old), len(new)) > _MOST:
        return None
    if _LOOSE.sub("", old) == _LOOSE.sub("", new):
        return Evidence(FORMATTED, -6.0, "the new text is the old one in another layout")
    before, after = Counter(_TOKEN.findall(old)), Counter(_TOKEN.findall(new))
    common = sum((before & after).values())
    share = common / max(sum(after.values()), 1)
    if share < _SHARE:
        return None
    return Evidence(SIMILAR, round(-6.0 * share, 2), f"{share:.0%} of its words stood in the text it replaced")
