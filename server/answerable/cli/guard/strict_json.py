"""JSON that every program reads as the same thing, from people's hosts and programs.

What Python reads beyond that could hide a text (a field given twice) or spoil the answer (NaN is no JSON, and whoever
asked would throw the whole answer away).
"""

from __future__ import annotations

import json
from typing import Any


class Unclear(ValueError):
    """JSON of which two programs may read two things. The message is a predicate: ``has a field twice``."""


def loads(text: str) -> Any:
    """The value; a byte order mark before it is what some shells on Windows put before what they pipe.

    Raises `Unclear`, `RecursionError` and `ValueError`.
    """
    return json.loads(
        text.removeprefix("\ufeff"), object_pairs_hook=_object, parse_constant=_number, parse_float=_number
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise Unclear("has an object with a field twice")
    return data


def _number(text: str) -> float:
    if (number := float(text)) - number != 0:
        raise Unclear("has a number that is none (NaN, Infinity)")
    return number
