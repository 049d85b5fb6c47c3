"""The documented JSON form: valid by its schema, with places a program can use."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from answerable.cli.json_output import render
from answerable.findings.fingerprint import with_fingerprints
from answerable.findings.model import Control, Finding, Fix, Severity, Skipped
from answerable.findings.problems import Problem
from answerable.interop.outcome import Document, Outcome, Suppressed
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

Make = Callable[..., Outcome]
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "scan.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def data_of(outcome: Outcome) -> dict[str, Any]:
    text = render(outcome)
    assert text.isascii()
    data = json.loads(text)
    VALIDATOR.validate(data)
    assert isinstance(data, dict)
    return data


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_an_empty_scan(outcome: Make) -> None:
    assert data_of(outcome()) == {
        "version": 1,
        "findings": [],
        "skipped": [],
        "stats": {"files": 2, "lines": 1234, "rules": 1, "seconds": 1.25},
    }


def test_a_finding_with_lines_and_columns_from_one_in_code_points(outcome: Make) -> None:
    text = "a\r\nb\x0c = '👩é'; eval(x)\n"
    snapshot = Snapshot.of(text, "src/a.py")
    at = text.index("eval")
    finding = Finding(
        "python.eval",
        "semgrep",
        Span(at, at + 7),
        Severity.WARNING,
        "Runs text.",
        cwe=("CWE-95",),
        controls=(Control("NIST AI 600-1", "2024", "MS-2.6-004"),),
        fixes=(Fix("Parse it", ()),),
    )
    (printed,) = with_fingerprints(snapshot, [finding])
    made = outcome(documents=(Document.of(snapshot, (printed,)),), shown={"src/a.py": "./src/a.py"})
    assert data_of(made)["findings"] == [
        {
            "rule": "python.eval",
            "path": "./src/a.py",
            "start": {"line": 2, "column": 12},
            "end": {"line": 2, "column": 19},
            "severity": "warning",
            "message": "Runs text.",
            "cwe": ["CWE-95"],
            "controls": [{"framework": "NIST AI 600-1", "edition": "2024", "id": "MS-2.6-004", "relation": "supports"}],
            "fingerprint": printed.fingerprint,
            "detector": "semgrep",
            "fix": True,
        }
    ]


def test_what_was_skipped_and_what_is_broken_is_listed(outcome: Make) -> None:
    made = outcome(
        skipped=(Skipped("a.py", "timed out", "semgrep"), Skipped("b\x1b.bin", "binary", failure=False)),
        problems=(Problem("answerable.toml", "is no key.", "Write `threshold`.", 3, "scan.treshold"),),
    )
    assert data_of(made)["skipped"] == [
        {"path": "a.py", "reason": "semgrep: timed out"},
        {"path": "b\\x1b.bin", "reason": "binary"},
        {"path": "answerable.toml", "reason": "line 3: `scan.treshold` is no key. Write `threshold`."},
    ]


def test_suppressed_findings_are_not_in_it(outcome: Make) -> None:
    finding = Finding("r", "semgrep", Span(0, 1), Severity.ERROR, "Bad.")
    made = outcome(documents=(Document.of(Snapshot.of("x"), (), (Suppressed(finding, "known"),)),))
    assert data_of(made)["findings"] == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), data=st.data())
def test_any_text_gives_positions_that_lead_back_to_the_span(outcome: Make, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    # Between the two characters of a line end there is no position of its own.
    assume(all(text[offset - 1 : offset + 1] != "\r\n" for offset in (start, end) if offset))
    snapshot = Snapshot.of(text)
    findings = with_fingerprints(snapshot, [Finding("r", "d", Span(start, end), Severity.ERROR, "m")])
    (found,) = data_of(outcome(documents=(Document.of(snapshot, findings),)))["findings"]
    for place, offset in (("start", start), ("end", end)):
        line, column = found[place]["line"] - 1, found[place]["column"] - 1
        assert snapshot.lines.starts[line] + column == offset
