"""`scan --format json`: the documented, versioned form (docs/scan.schema.json)."""

from __future__ import annotations

import json
from typing import Any

from answerable.findings.model import Control, Finding, Skipped
from answerable.findings.problems import Problem
from answerable.interop.outcome import Document, Outcome
from answerable.text.lines import Encoding

VERSION = 1


def render(outcome: Outcome) -> str:
    """The scan as JSON text of ASCII characters alone: no terminal, pipe or code page can change what it says."""
    return json.dumps(as_data(outcome), indent=2) + "\n"


def as_data(outcome: Outcome) -> dict[str, Any]:
    """The scan as `docs/scan.schema.json` describes it. Lines and columns count from 1, columns in code points."""
    problems = [{"path": problem.path, "reason": _reason_of(problem)} for problem in outcome.problems]
    return {
        "version": VERSION,
        "findings": [
            _finding(outcome, document, finding) for document in outcome.documents for finding in document.findings
        ],
        "skipped": [{"path": outcome.name(skip.path), "reason": _reason(skip)} for skip in outcome.skipped] + problems,
        "stats": {
            "files": outcome.files,
            "lines": outcome.lines,
            "rules": outcome.rules,
            "seconds": round(outcome.seconds, 3),
        },
    }


def _finding(outcome: Outcome, document: Document, finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "path": outcome.name(document.snapshot.path),
        "start": _position(document, finding.span.start),
        "end": _position(document, finding.span.end),
        "severity": finding.severity.label,
        "message": document.discreet(finding.message),
        "cwe": list(finding.cwe),
        "controls": [_control(control) for control in finding.controls],
        "fingerprint": finding.fingerprint,
        "detector": finding.detector,
        "fix": bool(finding.fixes),
    }


def _position(document: Document, offset: int) -> dict[str, int]:
    line, column = document.snapshot.lines.position(offset, Encoding.UTF32)
    return {"line": line + 1, "column": column + 1}


def _control(control: Control) -> dict[str, str]:
    return {
        "framework": control.framework,
        "edition": control.edition,
        "id": control.id,
        "relation": control.relation,
    }


def _reason(skip: Skipped) -> str:
    return f"{skip.detector}: {skip.reason}" if skip.detector else skip.reason


def _reason_of(problem: Problem) -> str:
    place = f"line {problem.line}: " if problem.line else ""
    key = f"`{problem.key}` " if problem.key and problem.key not in problem.message else ""
    return f"{place}{key}{problem.message} {problem.remedy}".rstrip()
