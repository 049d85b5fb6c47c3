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


# So many names may change at once in a renaming: a class, its module, a variable after it.
_MOST_RENAMED = 4


def reformatted(arrival: Arrival, context: Context) -> Evidence | None:
    old, new = arrival.removed, arrival.text
    if max(len(arrival.removed_all), len(old), len(new)) > _MOST or not new.strip():
        return None
    loose = _LOOSE.sub("", new)
    if loose and (loose == _LOOSE.sub("", old) or loose in _LOOSE.sub("", arrival.removed_all)):
        return Evidence(FORMATTED, -6.0, "the new text is the old one in another layout")
    if not old.strip():
        return None
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if _renamed(before, after):
        return Evidence(SIMILAR, -6.0, "the new text is the old one with other names")
    common = sum((Counter(before) & Counter(after)).values())
    share = common / max(len(after), 1)
    if share < _SHARE:
        return None
    return Evidence(SIMILAR, round(-6.0 * share, 2), f"{share:.0%} of its words stood in the text it replaced")


def _renamed(before: list[str], after: list[str]) -> bool:
    """Whether the words are the same but for a few, each of which became the same other one everywhere."""
    if len(before) != len(after) or not before:
        return False
    pairs = set(zip(before, after, strict=True))
    changed = {old: new for old, new in pairs if old != new}
    return len(pairs) == len(dict(pairs)) and len(changed) <= _MOST_RENAMED
