"""How much a string looks like chance."""

from __future__ import annotations

from collections import Counter
from math import log2


def shannon(text: str) -> float:
    """Shannon entropy in bits per code point; 0 for an empty string. The measure gitleaks' `entropy` key means."""
    if not text:
        return 0.0
    total = len(text)
    return -sum(count / total * log2(count / total) for count in Counter(text).values())
