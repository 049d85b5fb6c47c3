"""Fragments of every language that can be put right."""

from __future__ import annotations

from answerable.detect.semgrep.mended import python, script
from answerable.detect.semgrep.slice import Slice
from answerable.text.snapshot import Snapshot


def mended(snapshot: Snapshot) -> Slice | None:
    """The document as a text that parses, or parses better; None where it parses as it is or cannot be put right."""
    if snapshot.language.id in script.LANGUAGES:
        return script.mended(snapshot)
    return python.mended(snapshot)
