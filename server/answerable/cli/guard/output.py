"""What the guard found, for programs (docs/guard.schema.json) and for people. A value is in neither."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from answerable.findings.model import Skipped
from answerable.guard.model import Check, Found, Kind
from answerable.text.lines import Encoding, LineIndex

VERSION = 1
_NAMES = {
    Kind.SECRET: ("secret", "secrets"),
    Kind.CONFIDENTIAL: ("confidential term", "confidential terms"),
    Kind.PII: ("personal value", "personal values"),
    Kind.HIDDEN: ("hidden text", "hidden texts"),
    Kind.PERMISSION: ("right of an agent", "rights of an agent"),
}


def as_data(check: Check, redacted: str) -> dict[str, Any]:
    """One answer. Offsets count code points of the text that was given, from 0, the end excluded."""
    data: dict[str, Any] = {
        "version": VERSION,
        "decision": check.decision.value,
        "findings": [_finding(found) for found in check.findings],
        "redacted": redacted,
    }
    if check.skipped:
        data["skipped"] = [{"reason": _reason(skipped)} for skipped in check.skipped]
    return data


def line(data: Any) -> str:
    """The data as one line of ASCII: no terminal, pipe or code page can change what it says."""
    return json.dumps(data, separators=(",", ":")) + "\n"


def shown(name: str, text: str, check: Check) -> list[str]:
    """Lines for a person: one a finding, with its place (from 1, in code points)."""
    lines = LineIndex(text)
    told = []
    for found in check.findings:
        row, column = lines.position(found.span.start, Encoding.UTF32)
        told.append(f"{name}:{row + 1}:{column + 1}: {found.decision.value} {found.label}: {found.message}")
    told += (f"{name}: not checked: {_reason(skipped)}" for skipped in check.skipped)
    return told


def counted(findings: Iterable[Found]) -> str:
    """``2 secrets, 1 personal value``; empty for none."""
    counts = Counter(found.kind for found in findings)
    return ", ".join(f"{counts[kind]} {_NAMES[kind][counts[kind] > 1]}" for kind in Kind if counts[kind])


def _finding(found: Found) -> dict[str, Any]:
    return {
        "rule": found.rule,
        "kind": found.kind.value,
        "label": found.label,
        "start": found.span.start,
        "end": found.span.end,
        "severity": found.severity.label,
        "decision": found.decision.value,
        "message": found.message,
        "sample": found.sample,
    }


def _reason(skipped: Skipped) -> str:
    return f"{skipped.detector}: {skipped.reason}" if skipped.detector else skipped.reason
