"""Placeholders in place of values, until nothing is left to find.

Taking a value out changes what stands around the next one: what was too long to be a token may be one now, and what
ended at an emoji may go on behind it. So the redacted text is checked again and what is still found is taken out of
the original as well, until a check finds nothing. Each round takes out more of the original, so there is a last one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import accumulate

from answerable.guard.model import Check, Found, Kind
from answerable.guard.placeholders import PLACEHOLDER, PlaceholderMap
from answerable.text.frozen import dataclass, replace
from answerable.text.spans import Span


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text that may be sent, and what the original held."""

    text: str
    check: Check
    """Of the original."""
    replaced: int
    """How many places are another text now."""


@dataclass(frozen=True, slots=True)
class _Region:
    """A part of the original that goes, and what takes its place."""

    span: Span
    kind: Kind
    label: str
    removed: bool
    restorable: bool


Checker = Callable[[str], Check]

_LONG = 50_000
"""From so many code points on only what stands near a placeholder is checked again."""
_NEAR = 600
"""So far from a value what was put in its place can matter: names and words stand closer."""
_APART = "\n\n"
"""What stands between two parts of a text that are checked together: nothing is found across it."""


def redact(text: str, check: Checker, session: PlaceholderMap, first: Check | None = None) -> Redacted:
    """The text with a placeholder of `session` for each value; outside the values it is the same, byte for byte.

    `check` must find nothing in a placeholder itself. The redacted text checks clean, and redacting it again changes
    nothing. `first` is what `check` says of the text, where that is known already.
    """
    first = first or check(text)
    if not first.findings:
        return Redacted(text, first, 0)
    taken = {match[0] for match in PLACEHOLDER.finditer(text) if match[0] not in session}
    regions = _joined(map(_region, first.findings))
    known: Collection[_Region] = ()
    while True:
        trial = session.copy()
        redacted, places = _rendered(text, regions, trial, taken)
        left = _left(redacted, check, _changed(places, regions, known))
        if not left:
            session.adopt(trial)
            return Redacted(redacted, first, len(regions))
        known = set(regions)
        regions = _joined([*regions, *(_back(found, places, regions) for found in left)])


def _changed(places: _Places, regions: Sequence[_Region], known: Collection[_Region]) -> list[tuple[int, int]]:
    """Where the regions lie in the redacted text that were not replaced when it was checked last."""
    every = zip(places.starts, places.ends, regions, strict=True)
    return [(start, end) for start, end, region in every if region not in known]


def _left(redacted: str, check: Checker, changed: Sequence[tuple[int, int]]) -> list[Found]:
    """What a check still finds; in a long text it is looked for near what was replaced, since the rest is as it was."""
    windows = _windows(redacted, changed) if len(redacted) > _LONG else []
    if not windows or 4 * sum(end - start for start, end in windows) > 3 * len(redacted):
        return list(check(redacted).findings)
    begins = list(accumulate((end - start + len(_APART) for start, end in windows), initial=0))
    left: list[Found] = []
    for found in check(_APART.join(redacted[start:end] for start, end in windows)).findings:
        number = bisect_right(begins, found.span.start) - 1
        moved, end = windows[number][0] - begins[number], windows[number][1]
        if found.span.start + moved < end:
            left.append(replace(found, span=Span(found.span.start + moved, min(found.span.end + moved, end))))
    return left


def _windows(text: str, changed: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Whole lines around these places, disjoint."""
    windows: list[tuple[int, int]] = []
    for first, last in changed:
        start = text.rfind("\n", 0, max(0, first - _NEAR)) + 1
        end = text.find("\n", last + _NEAR)
        end = min(len(text) if end < 0 else end, last + 20 * _NEAR)
        start = max(start, first - 20 * _NEAR, 0)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(windows[-1][1], end))
        else:
            windows.append((start, end))
    return windows


def _region(found: Found) -> _Region:
    return _Region(found.span, found.kind, found.label, found.removed, found.restorable)


def _joined(regions: Iterable[_Region]) -> list[_Region]:
    """Disjoint regions, by position: where two overlap, the gravest gives its name to both."""
    joined: list[_Region] = []
    for region in sorted(regions, key=lambda one: (one.span.start, -one.span.end)):
        last = joined[-1] if joined else None
        if last is None or region.span.start >= last.span.end:
            joined.append(region)
            continue
        grave = min(last, region, key=lambda one: (one.removed, one.kind.rank, -len(one.span)))
        joined[-1] = _Region(
            Span(last.span.start, max(last.span.end, region.span.end)),
            grave.kind,
            grave.label,
            last.removed and region.removed,
            # A secret inside keeps the whole from being kept.
            all(one.restorable or one.kind is Kind.HIDDEN for one in (last, region)) and grave.restorable,
        )
    return joined


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the regions lie in the redacted text."""

    starts: Sequence[int]
    ends: Sequence[int]


def _rendered(text: str, regions: Sequence[_Region], session: PlaceholderMap, taken: set[str]) -> tuple[str, _Places]:
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = length = 0
    for region in regions:
        start, end = region.span.start, region.span.end
        name = ""
        if not region.removed:
            name = session.name(region.label, text[start:end], restorable=region.restorable, taken=taken)
        parts += (text[at:start], name)
        length += start - at
        starts.append(length)
        length += len(name)
        ends.append(length)
        at = end
    parts.append(text[at:])
    return "".join(parts), _Places(starts, ends)


def _back(found: Found, places: _Places, regions: Sequence[_Region]) -> _Region:
    """What was found in the redacted text, as a part of the original: a placeholder it touches goes with it."""
    region = _region(found)
    return _Region(
        Span(
            _original(found.span.start, places, regions, end=False),
            _original(found.span.end, places, regions, end=True),
        ),
        region.kind,
        region.label,
        region.removed,
        region.restorable,
    )


def _original(offset: int, places: _Places, regions: Sequence[_Region], *, end: bool) -> int:
    if end:
        index = bisect_left(places.starts, offset) - 1
        if index < 0:
            return offset
        if offset <= places.ends[index]:
            return regions[index].span.end
        return regions[index].span.end + offset - places.ends[index]
    index = bisect_right(places.starts, offset) - 1
    if index < 0:
        return offset
    if offset < places.ends[index]:
        return regions[index].span.start
    return regions[index].span.end + offset - places.ends[index]
