"""Findings inside blocks that an AI wrote and nobody has answered for: one step more severe, and they say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from answerable.findings.model import Finding, Severity
from answerable.origin.model import Block, Origin, ReviewState
from answerable.text.spans import Span

_AI = frozenset({Origin.DECLARED_AI, Origin.SUSPECTED_AI})


def raised(findings: Iterable[Finding], blocks: Iterable[Block]) -> tuple[Finding, ...]:
    """The findings, those that lie in an unreviewed AI block raised by one severity, in the order they came.

    Spans of both count code points of one text. A block of code that was pasted from nobody knows where is not known to
    be an AI's and raises nothing. An error stays an error, and still says where it lies.
    """
    spans = [block.span for block in blocks if block.verdict.origin in _AI and block.state is not ReviewState.REVIEWED]
    if not spans:
        return tuple(findings)
    return tuple(_raised(finding) if _inside(finding.span, spans) else finding for finding in findings)


def _inside(span: Span, spans: list[Span]) -> bool:
    return any(each.start <= span.start and span.end <= each.end for each in spans)


def _raised(finding: Finding) -> Finding:
    severity = Severity(min(finding.severity + 1, Severity.ERROR))
    place = "inside an AI block that nobody has reviewed"
    if severity is finding.severity:
        return replace(finding, why=(*finding.why, f"it lies {place}"))
    return replace(
        finding,
        severity=severity,
        message=f"{finding.message} (Raised: {place}.)",
        why=(*finding.why, f"it lies {place}: raised from {finding.severity.label} to {severity.label}"),
    )
