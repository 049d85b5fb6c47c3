"""Bidi controls: characters that change the order in which a line is shown, not the order in which it runs.

"Trojan Source" (Boucher and Anderson, CVE-2021-42574): a control inside a comment or a string that is not closed there
shows the code after it in another order than the compiler reads it. UAX #9: every embedding, override and isolate ends
with its paragraph, so each line is judged by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from answerable.detect.hidden_text.places import Place, Places
from answerable.text.lines import LineIndex
from answerable.text.spans import Span

_MARKS = frozenset("\u061c\u200e\u200f")
_ISOLATES = frozenset("\u2066\u2067\u2068")
_EMBEDDINGS = frozenset("\u202a\u202b\u202d\u202e")
_OVERRIDES = frozenset("\u202d\u202e")
_POP_ISOLATE = "\u2069"
_POP_EMBEDDING = "\u202c"

# Letters of bidi classes R and AL: Hebrew to Arabic Extended, presentation forms, the blocks beyond the first plane.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u05ff\u0600-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class Order(Enum):
    """What the controls of one line do to it, worst first."""

    UNBALANCED = "a control that opens is not closed on its line, or closes what was not opened"
    CROSSING = "a control opens in one comment or string and is closed outside it"
    IN_CODE = "a control stands between the names and operators of code"
    OVERRIDE = "an override shows letters in an order of its own"
    NEEDLESS = "nothing on the line is written from right to left"
    BALANCED = "every control is closed where it was opened, around text written from right to left"


@dataclass(frozen=True, slots=True)
class BidiLine:
    """The bidi controls of one line, where they change its order or have no reason to be there."""

    span: Span
    """From the first control to behind the last, in code points."""
    controls: tuple[int, ...]
    """Offset of each control."""
    order: Order
    place: Place
    """Of the first control."""


def suspicious_lines(text: str, offsets: list[int], lines: LineIndex, places: Places) -> Iterator[BidiLine]:
    """Judges the controls at `offsets` (ascending code points), line by line.

    Not told: directional marks in or beside text that is written from right to left, and in prose balanced controls
    around such text. That is what the characters are for.
    """
    by_line: dict[int, list[int]] = {}
    for offset in offsets:
        by_line.setdefault(lines.line_at(offset), []).append(offset)
    for line, controls in by_line.items():
        judged = _judge(text, controls, lines.span(line), places)
        if judged is not None:
            yield judged


def _judge(text: str, controls: list[int], line: Span, places: Places) -> BidiLine | None:
    where = [places.at(offset) for offset in controls]
    pairs, unbalanced = _pairs(text, controls)
    right_to_left = bool(_RIGHT_TO_LEFT.search(text, line.start, line.end))
    prose = where[0][0] is Place.PROSE
    home = dict(zip(controls, where, strict=True))
    if unbalanced:
        order = Order.UNBALANCED
    elif any(home[first] != home[last] for first, last in pairs):
        order = Order.CROSSING
    elif any(place is Place.CODE for place, _ in where):
        order = Order.IN_CODE
    elif any(text[offset] in _OVERRIDES for offset in controls):
        order = Order.OVERRIDE
    elif not right_to_left:
        order = Order.NEEDLESS
    elif prose or all(text[offset] in _MARKS for offset in controls):
        return None
    else:
        order = Order.BALANCED
    return BidiLine(Span(controls[0], controls[-1] + 1), tuple(controls), order, where[0][0])


def _pairs(text: str, controls: list[int]) -> tuple[list[tuple[int, int]], bool]:
    """Which control closes which (UAX #9, rules X1 to X8), and whether any is left over."""
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    unbalanced = False
    for offset in controls:
        char = text[offset]
        if char in _ISOLATES or char in _EMBEDDINGS:
            stack.append(offset)
        elif char == _POP_EMBEDDING:
            if stack and text[stack[-1]] in _EMBEDDINGS:
                pairs.append((stack.pop(), offset))
            else:
                unbalanced = True
        elif char == _POP_ISOLATE:
            # It closes its isolate and, with it, whatever embedding was left open inside: that one was unbalanced.
            while stack and text[stack[-1]] in _EMBEDDINGS:
                stack.pop()
                unbalanced = True
            if stack:
                pairs.append((stack.pop(), offset))
            else:
                unbalanced = True
    return pairs, unbalanced or bool(stack)
