"""What a change of a document came to: which text is gone, which is new, and where, as small as it can be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from answerable.text.edits import Edit, common_prefix, common_suffix

# Above this many edits in no order, telling which is which costs more than it says.
_MOST_UNORDERED = 100
# A replacement of more lines than this is not compared line by line: it would take longer than a keystroke may.
_MOST_COMPARED = 4000


@dataclass(frozen=True, slots=True)
class Hunk:
    """`before[start:end]` became `after[new_start:new_end]`; code points, each in its own text."""

    start: int
    end: int
    new_start: int
    new_end: int

    @property
    def edit(self) -> tuple[int, int, int]:
        """Start, end and length of the new text, for hunks applied from the first to the last."""
        return self.new_start, self.new_start + self.end - self.start, self.new_end - self.new_start


def hunks(before: str, after: str, edits: Sequence[Edit]) -> list[Hunk]:
    """The places where the two texts differ, by the edits that led from one to the other; in order, none touching.

    What an edit leaves as it was at its ends is left out, and a large replacement is told apart line by line: editors
    send a formatted file, or one read anew from disk, as one edit.
    """
    places = _ascending(edits) or _descending(edits) or _any_order(edits) or [Hunk(0, len(before), 0, len(after))]
    found = [smaller for place in places for smaller in _refined(place, before, after)]
    return _joined(found)


def _ascending(edits: Sequence[Edit]) -> list[Hunk] | None:
    found: list[Hunk] = []
    delta = reached = 0
    for edit in edits:
        if edit.start < reached:
            return None
        found.append(Hunk(edit.start - delta, edit.end - delta, edit.start, edit.new_end))
        reached = edit.new_end
        delta += edit.delta
    return found


def _descending(edits: Sequence[Edit]) -> list[Hunk] | None:
    limit: int | None = None
    for edit in edits:
        if limit is not None and edit.end > limit:
            return None
        limit = edit.start
    delta = 0
    found: list[Hunk] = []
    for edit in reversed(edits):
        found.append(Hunk(edit.start, edit.end, edit.start + delta, edit.new_end + delta))
        delta += edit.delta
    return found


def _any_order(edits: Sequence[Edit]) -> list[Hunk] | None:
    if len(edits) > _MOST_UNORDERED:
        return None
    found: list[Hunk] = []
    for edit in edits:
        # Hunks that the edit touches become one with it; the others lie before or behind.
        earlier = [hunk for hunk in found if hunk.new_end < edit.start]
        later = [hunk for hunk in found if hunk.new_start > edit.end]
        touched = found[len(earlier) : len(found) - len(later)]
        delta = earlier[-1].new_end - earlier[-1].end if earlier else 0
        start, new_start = edit.start - delta, edit.start
        end, new_end = edit.end - delta, edit.new_end
        if touched:
            first, last = touched[0], touched[-1]
            if first.new_start < edit.start:
                start, new_start = first.start, first.new_start
            behind = last.new_end - last.end
            end = max(last.end, edit.end - behind)
            new_end = max(last.new_end, edit.end) + edit.delta
        found = [
            *earlier,
            Hunk(start, end, new_start, new_end),
            *(Hunk(h.start, h.end, h.new_start + edit.delta, h.new_end + edit.delta) for h in later),
        ]
    return found


def _refined(hunk: Hunk, before: str, after: str) -> Iterable[Hunk]:
    old, new = before[hunk.start : hunk.end], after[hunk.new_start : hunk.new_end]
    if old == new:
        return []
    prefix = common_prefix(old, new) if old and new else 0
    suffix = common_suffix(old[prefix:], new[prefix:]) if old and new else 0
    small = Hunk(hunk.start + prefix, hunk.end - suffix, hunk.new_start + prefix, hunk.new_end - suffix)
    if old.count("\n", prefix) > 1 and new.count("\n", prefix) > 1:
        return _by_line(small, before, after)
    return [small]


def _by_line(hunk: Hunk, before: str, after: str) -> Iterable[Hunk]:
    # From the beginning of its first line to the end of its last, so that whole lines are compared.
    start = before.rfind("\n", 0, hunk.start) + 1
    lead = hunk.start - start
    end = before.find("\n", hunk.end)
    end = len(before) if end < 0 else end + 1
    tail = end - hunk.end
    new_start, new_end = hunk.new_start - lead, hunk.new_end + tail
    if (
        before[start : hunk.start] != after[new_start : hunk.new_start]
        or before[hunk.end : end] != after[hunk.new_end : new_end]
    ):
        # Another edit on the same line: taking whole lines would count it twice.
        return [hunk]
    old = before[start:end].splitlines(keepends=True)
    new = after[new_start:new_end].splitlines(keepends=True)
    if max(len(old), len(new)) > _MOST_COMPARED:
        return [hunk]
    matcher = SequenceMatcher(None, old, new)
    at = _offsets(old, start)
    to = _offsets(new, new_start)
    found: list[Hunk] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        a, b, c, d = at[i], at[j], to[k], to[m]
        prefix = common_prefix(before[a:b], after[c:d])
        suffix = common_suffix(before[a + prefix : b], after[c + prefix : d])
        found.append(Hunk(a + prefix, b - suffix, c + prefix, d - suffix))
    return found


def _offsets(lines: list[str], start: int) -> list[int]:
    found = [start]
    for line in lines:
        start += len(line)
        found.append(start)
    return found


def _joined(found: list[Hunk]) -> list[Hunk]:
    """Hunks that touch are one: an insert behind a deletion is a replacement."""
    joined: list[Hunk] = []
    for hunk in found:
        if joined and joined[-1].end == hunk.start and joined[-1].new_end == hunk.new_start:
            last = joined.pop()
            hunk = Hunk(last.start, hunk.end, last.new_start, hunk.new_end)
        joined.append(hunk)
    return joined
