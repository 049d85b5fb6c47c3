"""Findings carried along with the text between two scans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from answerable.findings.model import Finding, Fix
from answerable.text.anchors import moved
from answerable.text.edits import Edit
from answerable.text.spans import Span


def moved_findings(findings: Iterable[Finding], edits: Sequence[Edit]) -> tuple[Finding, ...]:
    """The findings at their places after the edits, without those whose text is gone.

    A fix stays only while no edit touches what it would replace: applied to other text it would do harm.
    """
    return tuple(found for finding in findings if (found := _moved(finding, edits)) is not None)


def _moved(finding: Finding, edits: Sequence[Edit]) -> Finding | None:
    span = moved(finding.span, edits)
    if span is None:
        return None
    fixes = tuple(fix for old in finding.fixes if (fix := _moved_fix(old, edits)) is not None)
    return replace(finding, span=span, fixes=fixes)


def _moved_fix(fix: Fix, edits: Sequence[Edit]) -> Fix | None:
    replacements = []
    for replacement in fix.replacements:
        span: Span | None = replacement.span
        for edit in edits:
            if span is None or span.overlaps(Span(edit.start, edit.end)):
                return None
            span = moved(span, [edit])
        if span is None:
            return None
        replacements.append(replace(replacement, span=span))
    return replace(fix, replacements=tuple(replacements))
