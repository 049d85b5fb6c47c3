"""What the engine could not do, in words for the person whose file it is."""

from __future__ import annotations

from collections.abc import Iterable

from answerable.detect.semgrep.answer import Trouble
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.slice import Slice
from answerable.findings.model import Skipped
from answerable.text.snapshot import Snapshot

DETECTOR = "semgrep"

REFUSED = "Syntax error"
"""The parser gave up on the text as a whole."""
PARTIAL = "PartialParsing"
"""The parser left out some lines."""

_NOTHING = "it does not parse, so no rule that needs its syntax could look at it"

# What the engine says of rules rather than of the text: that was told when the rules were loaded.
_ABOUT_RULES = frozenset(
    {"Rule parse error", "Pattern parse error", "IncompatibleRule", "IncompatibleRule0", "Missing plugin"}
)


def skipped(troubles: Iterable[Trouble], snapshot: Snapshot, scanned: Slice, limits: Limits) -> tuple[Skipped, ...]:
    """What of the document was not checked, and why; lines from 1."""
    reasons: list[str] = []
    late: dict[str, None] = {}
    others: dict[str, None] = {}
    parts: list[tuple[int, int]] = []
    for trouble in troubles:
        if trouble.kind in _ABOUT_RULES:
            continue
        if trouble.kind == PARTIAL:
            parts += lines(trouble, snapshot, scanned)
        elif trouble.kind == REFUSED:
            reasons.append(_NOTHING)
        elif trouble.kind == "Timeout":
            late[trouble.rule] = None
        elif trouble.kind == "Out of memory":
            reasons.append(
                f"the engine ran into its memory limit of {limits.memory_mb} MB, and not every rule could look at it"
            )
        else:
            others[trouble.kind] = None
    if parts and _everything(parts, snapshot):
        reasons.append(_NOTHING)
    elif parts:
        # What the parser makes of a line it cannot read may take the lines around it along.
        reasons.append(f"{_numbers(parts)} could not be parsed, so that findings may be missing there and elsewhere")
    if late:
        names = ", ".join(name for name in late if name) or "some rules"
        reason = f"{names} took longer than {limits.rule_seconds:g} s"
        if len(late) >= limits.rules_timed_out > 0:
            reason += ", and the engine then left the file without trying the rules that remained"
        reasons.append(reason)
    reasons += [f"the engine reported “{kind}”" for kind in others]
    return tuple(Skipped(snapshot.path, reason, DETECTOR) for reason in dict.fromkeys(reasons))


def lines(trouble: Trouble, snapshot: Snapshot, scanned: Slice) -> list[tuple[int, int]]:
    """First and last line in the document, from 1, of each part the trouble is about.

    The engine's offsets for trouble count from somewhere inside the part, so its lines are all there is to go by.
    """
    index, line_at = snapshot.utf8_index, snapshot.lines.line_at

    def in_document(line: int) -> int:
        at, _ = scanned.to_document(scanned.line(line), scanned.line(line))
        return line_at(index.to_offset(at)) + 1

    return [(in_document(first), in_document(last)) for first, last in trouble.lines]


def line_numbers(snapshot: Snapshot, parts: Iterable[tuple[int, int]]) -> str:
    """``line 4`` or ``lines 10–14, 20``: the lines, from 1, of these parts of the document's bytes."""
    index, line_at = snapshot.utf8_index, snapshot.lines.line_at
    return _numbers(
        [
            (line_at(index.to_offset(start)) + 1, line_at(index.to_offset(max(start, end - 1))) + 1)
            for start, end in parts
        ]
    )


def _everything(parts: Iterable[tuple[int, int]], snapshot: Snapshot) -> bool:
    """Whether one part reaches from the first line with text to the last."""
    text = snapshot.text
    first = snapshot.lines.line_at(len(text) - len(text.lstrip())) + 1
    last = snapshot.lines.line_at(max(len(text.rstrip()) - 1, 0)) + 1
    return any(start <= first and end >= last for start, end in parts)


def _numbers(parts: Iterable[tuple[int, int]]) -> str:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(set(parts)):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    ranges = [f"{first}" if first == last else f"{first}–{last}" for first, last in merged]
    word = "line" if len(ranges) == 1 and "–" not in ranges[0] else "lines"
    return f"{word} {', '.join(ranges)}"
