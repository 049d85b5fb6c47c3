"""Definitions that ask a language model: what they return is a source in whoever calls them.

The engine's data flow ends with a function, so a rule about what a model wrote takes the calls of such a function of
the same file for the answer itself (the shared blocks `model-output` and `model-output-javascript`). A slice that holds
the caller must then hold the function as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_ASKS = re.compile(
    rb"completions?\.(?:create|parse|stream)|responses\.(?:create|parse)|messages\.(?:create|stream)|generate_?[cC]ontent"
    rb"|\ba?completion\(|\.a?invoke\(|\bgenerateText\(|\bstreamText\("
)
_DEFINES = re.compile(
    rb"\b(?:def|function\*?|const|let|var)\s+([A-Za-z_$][\w$]*)|^\s*(?:(?:private|protected|public|static|async)\s+)*([A-Za-z_$][\w$]*)\(",
    re.M,
)
_NAME = re.compile(rb"[A-Za-z_$][\w$]*")


def wanted(utf8: bytes, dropped: Sequence[tuple[int, int]], kept: Iterable[bytes]) -> frozenset[tuple[int, int]]:
    """Those of the parts left out (bytes, half-open) that ask a model and define what the kept text names."""
    asking = [(start, end) for start, end in dropped if _ASKS.search(utf8, start, end)]
    if not asking:
        return frozenset()
    named = set(_NAME.findall(b"\n".join(kept)))
    return frozenset(
        part for part in asking if any(named.intersection(m) for m in _DEFINES.findall(utf8[slice(*part)]))
    )
