"""Texts in which «…» marks what must be found, so that a test asserts positions without counting."""

from __future__ import annotations

import re

_MARK = re.compile("«([^»]*)»")


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and the places that were marked (code points, the end excluded)."""
    places = []
    parts = []
    at = length = 0
    for match in _MARK.finditer(text):
        parts += (text[at : match.start()], match[1])
        length += match.start() - at
        places.append((length, length + len(match[1])))
        length += len(match[1])
        at = match.end()
    return "".join((*parts, text[at:])), places
