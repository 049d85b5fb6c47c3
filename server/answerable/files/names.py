"""File names that are safe to print: a name may hold anything but a slash and a null byte."""

from __future__ import annotations

import re

# Control characters (a terminal obeys them), line and paragraph separators, what turns writing round, the invisible,
# and the lone surrogates by which Python stands for bytes that are not UTF-8.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff"
    "\uffa0\U000e0000-\U000e0fff]"
)


def display(name: str) -> str:
    """The name with everything that cannot or should not be printed as an escape: ``caf\\xe9.py``, ``a\\x1b[2J.py``.

    A byte that is not UTF-8 (a lone surrogate, see PEP 383) becomes ``\\xNN``; anything else by its code point.
    """
    return _UNSAFE.sub(_escaped, name)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
