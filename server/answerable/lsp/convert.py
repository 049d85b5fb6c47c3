"""Findings and spans as LSP has them."""

from __future__ import annotations

from collections.abc import Callable

from lsprotocol import types

from answerable.findings.model import Finding, Severity
from answerable.text.lines import Encoding, LineIndex
from answerable.text.spans import Span

_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
    Severity.HINT: types.DiagnosticSeverity.Hint,
}

SOURCE = "answerable"

RangeOf = Callable[[Span], types.Range]


def to_range(span: Span, lines: LineIndex, encoding: Encoding) -> types.Range:
    """The span as an LSP range, in the units the client and we agreed on."""
    start_line, start = lines.position(span.start, encoding)
    end_line, end = lines.position(span.end, encoding)
    return types.Range(types.Position(start_line, start), types.Position(end_line, end))


def to_span(range_: types.Range, lines: LineIndex, encoding: Encoding) -> Span:
    """An LSP range as a span; a reversed one is read the right way round."""
    a = lines.offset(range_.start.line, range_.start.character, encoding)
    b = lines.offset(range_.end.line, range_.end.character, encoding)
    return Span(min(a, b), max(a, b))


def to_diagnostic(finding: Finding, range_: types.Range) -> types.Diagnostic:
    """The finding as the editor shows it; `data` carries its fingerprint back to us in code actions.

    `sensitive` in it tells a client that the text in the range is a secret, to be masked wherever it is shown again.
    """
    href = next((url for url in finding.references if url.startswith("https://")), None)
    cwe = f" [{', '.join(finding.cwe)}]" if finding.cwe else ""
    return types.Diagnostic(
        range=range_,
        message=finding.message + cwe,
        severity=_SEVERITY[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(href=href) if href else None,
        source=SOURCE,
        data={"fingerprint": finding.fingerprint, "sensitive": finding.sensitive},
    )
