"""Which characters nobody sees, and what to call them.

The sets follow Unicode's `Default_Ignorable_Code_Point` (DerivedCoreProperties.txt), UAX #9 for the bidi controls, and
ISO 6429 for the control characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from enum import Enum
from functools import cache

_TAGS = "\U000e0000-\U000e007f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Tab, line feed, form feed and carriage return are white space in every language we read.
_ASCII_CONTROLS = "\x00-\x08\x0b\x0e-\x1f\x7f"
_CONTROLS = _ASCII_CONTROLS + "\x80-\x9f\u2028\u2029\ufff9-\ufffb"
_ZERO_WIDTH = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0080-\U000e0fff"
)

RUN = re.compile(f"[{_CONTROLS}{_BIDI}{_ZERO_WIDTH}{_TAGS}]+")
"""Everything this room looks at, as one class: the first and often the only thing done with a text."""

TAGS = re.compile(f"[{_TAGS}]+")
BIDI = re.compile(f"[{_BIDI}]")
ZERO_WIDTH = re.compile(f"[{_ZERO_WIDTH}]+")
CONTROL = re.compile(f"[{_CONTROLS}]+")

PLAIN_ASCII_BYTES = bytes([0x09, 0x0A, 0x0C, 0x0D, *range(0x20, 0x7F)])
"""The ASCII that `RUN` does not match, for `bytes.translate`."""

SOFT_HYPHEN = "\u00ad"


class Kind(Enum):
    """Which rule a character falls under; the value is a pattern for a run of that kind."""

    TAGS = TAGS
    BIDI = BIDI
    ZERO_WIDTH = ZERO_WIDTH
    CONTROL = CONTROL


@cache
def kind_of(char: str) -> Kind:
    """The kind of a character that `RUN` matches; raises `ValueError` for any other."""
    for kind in Kind:
        if kind.value.match(char):
            return kind
    raise ValueError(f"not an invisible character: {describe(char)}")


def is_variation_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


# Names of ISO 6429; unicodedata has none for control characters, Unicode only lists these as aliases.
_C0 = (
    "NULL",
    "START OF HEADING",
    "START OF TEXT",
    "END OF TEXT",
    "END OF TRANSMISSION",
    "ENQUIRY",
    "ACKNOWLEDGE",
    "BELL",
    "BACKSPACE",
    "TABULATION",
    "LINE FEED",
    "LINE TABULATION",
    "FORM FEED",
    "CARRIAGE RETURN",
    "SHIFT OUT",
    "SHIFT IN",
    "DATA LINK ESCAPE",
    "DEVICE CONTROL ONE",
    "DEVICE CONTROL TWO",
    "DEVICE CONTROL THREE",
    "DEVICE CONTROL FOUR",
    "NEGATIVE ACKNOWLEDGE",
    "SYNCHRONOUS IDLE",
    "END OF TRANSMISSION BLOCK",
    "CANCEL",
    "END OF MEDIUM",
    "SUBSTITUTE",
    "ESCAPE",
    "INFORMATION SEPARATOR FOUR",
    "INFORMATION SEPARATOR THREE",
    "INFORMATION SEPARATOR TWO",
    "INFORMATION SEPARATOR ONE",
)
_NAMED_C1 = {
    0x7F: "DELETE",
    0x85: "NEXT LINE",
    0x8D: "REVERSE LINE FEED",
    0x90: "DEVICE CONTROL STRING",
    0x9B: "CONTROL SEQUENCE INTRODUCER",
}


def name(char: str) -> str:
    """The Unicode name, or what stands for one where Unicode gives none."""
    code = ord(char)
    if code < len(_C0):
        return _C0[code]
    if 0x7F <= code <= 0x9F:
        return _NAMED_C1.get(code, "C1 CONTROL")
    if 0xE0000 <= code <= 0xE0FFF:
        return unicodedata.name(char, "TAG CHARACTER (unassigned)")
    return unicodedata.name(char, "(no name)")


def describe(char: str) -> str:
    """``U+200B ZERO WIDTH SPACE``."""
    return f"U+{ord(char):04X} {name(char)}"


def describe_all(chars: str, most: int = 4) -> str:
    """Each kind of character once, in order of appearance, with its count: ``3 × U+200B ZERO WIDTH SPACE, …``."""
    counts = Counter(chars)
    parts = [describe(char) if n == 1 else f"{n} × {describe(char)}" for char, n in counts.items()]
    left = len(parts) - most
    return ", ".join(parts if left <= 0 else [*parts[:most], f"and {left} other kinds"])
