"""How bad a hidden character is, by what it is and where it stands.

An error is what is almost surely wrong: text hidden on purpose, code shown in an order that it does not run in.
"""

from __future__ import annotations

from answerable.detect.hidden_text.bidi import BidiLine, Order
from answerable.detect.hidden_text.characters import SOFT_HYPHEN
from answerable.detect.hidden_text.homoglyph import LookAlike, Reason
from answerable.detect.hidden_text.places import Place
from answerable.findings.model import Confidence, Severity

LONG_RUN = 8
"""So many invisible characters in a row are no slip of the keyboard: eight bits are a letter."""

Weight = tuple[Severity, Confidence]


def of_tags(*, flag: bool) -> Weight:
    """`flag`: they have the form of a regional flag, though of none that is in use."""
    return (Severity.INFO, Confidence.MEDIUM) if flag else (Severity.ERROR, Confidence.HIGH)


def of_zero_width(run: str, place: Place, *, decoded: bool) -> Weight:
    if decoded:
        return Severity.ERROR, Confidence.HIGH
    if len(run) >= LONG_RUN:
        return Severity.ERROR, Confidence.MEDIUM
    if place is Place.PROSE:
        # Copied from a web page: hyphenation and line breaking travel with the words.
        return (Severity.HINT if set(run) == {SOFT_HYPHEN} else Severity.INFO), Confidence.MEDIUM
    return (Severity.ERROR if place is Place.CODE else Severity.WARNING), Confidence.HIGH


def of_control(run: str, place: Place, *, javascript: bool) -> Weight:
    separators = set(run) <= {"\u2028", "\u2029"}
    if separators and javascript and place in (Place.COMMENT, Place.CODE):
        # ECMA-262 12.3: both are line terminators, so what looks like the rest of a // comment is code.
        return Severity.ERROR, Confidence.HIGH
    if separators and place in (Place.PROSE, Place.STRING, Place.DATA):
        return Severity.INFO, Confidence.MEDIUM
    return Severity.WARNING, Confidence.MEDIUM


def of_bidi(line: BidiLine) -> Weight:
    if line.order in (Order.UNBALANCED, Order.CROSSING, Order.IN_CODE):
        if line.place is Place.PROSE:
            return Severity.WARNING, Confidence.MEDIUM
        return Severity.ERROR, Confidence.HIGH
    if line.order is Order.BALANCED or line.place is Place.PROSE:
        return Severity.INFO, Confidence.LOW
    return Severity.WARNING, Confidence.MEDIUM


def of_look_alike(name: LookAlike) -> Weight:
    if name.reason in (Reason.TWIN, Reason.ALIAS):
        return Severity.ERROR, Confidence.HIGH
    return Severity.WARNING, Confidence.MEDIUM
