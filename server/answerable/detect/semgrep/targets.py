"""The list of targets, in the form the engine reads."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path


def targets(entries: Iterable[tuple[Path, str]]) -> bytes:
    """JSON for these files in this order, each with the analyzer that looks at it.

    The form is not documented; it is what `semgrep scan` of 1.150 and later writes for its own engine. ``ppath`` would
    matter to ``paths:`` of rules, which are applied on our side (see `paths`).
    """
    listed = [
        ["CodeTarget", {"path": {"fpath": str(path), "ppath": f"/{path.name}"}, "analyzer": name, "products": ["sast"]}]
        for path, name in entries
    ]
    return json.dumps(["Targets", listed]).encode()
