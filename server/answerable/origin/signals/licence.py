"""A licence header: comment at the top of a file that every file of a project has."""

from __future__ import annotations

import re

from answerable.origin.arrival import Arrival, Context
from answerable.origin.model import Evidence

NAME = "licence"
_WORDS = re.compile(
    r"copyright|licen[sc]ed?\b|SPDX-License-Identifier|all rights reserved|permission is hereby", re.IGNORECASE
)
_COMMENT = re.compile(r"\s*(?:#|//|/\*|\*|--|<!--|;|%|\"\"\"|'''|-->|$)|.*(?:\*/|-->|\"\"\"|''')\s*$")
_MOST = 20_000


def licence(arrival: Arrival, context: Context) -> Evidence | None:
    text = arrival.text
    if len(text) > _MOST or not _WORDS.search(text):
        return None
    lines = [line for line in text.split("\n") if line.strip()]
    block = text.lstrip().startswith(("/*", "<!--", '"""', "'''"))
    comment = sum(1 for line in lines if block or _COMMENT.match(line))
    if comment < len(lines) * 0.9:
        return None
    return Evidence(NAME, -4.0, "a licence header")
