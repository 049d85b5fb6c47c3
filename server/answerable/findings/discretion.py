"""Keeps the values of known secrets out of what is said about something else.

A rule of a team may quote what it matched, and what it matched may be a secret that another detector found, or that the
team has accepted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from answerable.findings.fingerprint import MASK
from answerable.findings.model import Finding
from answerable.text.spans import Span

# A shorter value, `root` or `1234`, stands in a hundred places that have nothing to do with it.
_TELLING = 6


def values_at(text: str, spans: Iterable[Span]) -> frozenset[str]:
    """The values of the secrets at these places that are long enough to be told apart. Never to be written anywhere."""
    return frozenset(text[span.start : span.end] for span in spans if len(span) >= _TELLING)


def discreet(said: str, values: Iterable[str]) -> str:
    """What is said, a message perhaps, with these values masked in it."""
    for value in sorted(values, key=len, reverse=True):
        said = said.replace(value, MASK)
    return said


def hushed(finding: Finding, values: frozenset[str]) -> Finding:
    """The finding with these values masked in all that it says; the same object where it says none of them."""
    said = (finding.message, *finding.why, *(fix.title for fix in finding.fixes))
    if not any(value in each for each in said for value in values):
        return finding
    return replace(
        finding,
        message=discreet(finding.message, values),
        why=tuple(discreet(each, values) for each in finding.why),
        fixes=tuple(replace(fix, title=discreet(fix.title, values)) for fix in finding.fixes),
    )
