"""Strings in, strings out: a text and its path, and what is found where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answerable.detect.detector import Cancel
from answerable.detect.hidden_text.detector import HiddenTextDetector
from answerable.findings.model import Finding
from answerable.text.snapshot import Snapshot

Scan = Callable[..., tuple[Finding, ...]]


@pytest.fixture(scope="session")
def scan() -> Scan:
    """The findings of a text; the path tells the language."""

    def scan(text: str, path: str = "module.py") -> tuple[Finding, ...]:
        report = HiddenTextDetector().scan(Snapshot.of(text, path), Cancel())
        assert report.skipped == ()
        return report.findings

    return scan


@pytest.fixture(scope="session")
def found(scan: Scan) -> Callable[..., list[tuple[int, str, str, str]]]:
    """Of each finding: where it begins, the rule, the severity, and the text under its span in ASCII."""

    def found(text: str, path: str = "module.py") -> list[tuple[int, str, str, str]]:
        return [
            (
                finding.span.start,
                finding.rule.removeprefix("hidden-text."),
                finding.severity.label,
                text[finding.span.start : finding.span.end].encode("ascii", "backslashreplace").decode(),
            )
            for finding in scan(text, path)
        ]

    return found


@pytest.fixture(scope="session")
def fixed(scan: Scan) -> Callable[..., str]:
    """The text once the first fix of every finding has been applied."""

    def fixed(text: str, path: str = "module.py") -> str:
        edits = [edit for finding in scan(text, path) for fix in finding.fixes[:1] for edit in fix.replacements]
        for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
        return text

    return fixed
