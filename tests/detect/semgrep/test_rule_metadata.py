"""Metadata in the community's form and in ours."""

from __future__ import annotations

from typing import Any

import pytest

from answerable.detect.semgrep.rule_metadata import Metadata, read
from answerable.findings.model import Confidence, Control, Lesson


def complaints(raw: Any) -> tuple[Metadata, list[str]]:
    said: list[str] = []
    return read(raw, lambda key, message, remedy: said.append(f"{key} {message} {remedy}")), said


def test_a_community_rule_is_understood() -> None:
    about, said = complaints(
        {
            "cwe": ["CWE-89: Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')"],
            "owasp": ["A01:2017 - Injection", "A03:2021 - Injection"],
            "confidence": "HIGH",
            "references": ["https://example.invalid/sql"],
            "likelihood": "MEDIUM",
            "technology": ["flask"],
        }
    )
    assert said == []
    assert about == Metadata(
        confidence=Confidence.HIGH,
        cwe=("CWE-89",),
        owasp=("A01:2017 - Injection", "A03:2021 - Injection"),
        references=("https://example.invalid/sql",),
    )


def test_our_own_keys_are_understood() -> None:
    about, said = complaints(
        {
            "cwe": "CWE-0078",
            "controls": [
                {"framework": "OWASP LLM", "edition": 2025, "id": "LLM05"},
                {"framework": "NIST AI 600-1", "edition": "2024", "id": "MS-2.6-004", "relation": "evidences"},
            ],
            "lesson": {"why": "Because.\n", "wrong": "a", "right": "b", "when": "c"},
            "sensitive": False,
            "unless_constant": "$CODE",
        }
    )
    assert said == []
    assert about.cwe == ("CWE-78",)
    assert about.controls == (
        Control("OWASP LLM", "2025", "LLM05", "supports"),
        Control("NIST AI 600-1", "2024", "MS-2.6-004", "evidences"),
    )
    assert about.lesson == Lesson("Because.", "a", "b", "c")


@pytest.mark.parametrize(
    ("raw", "sensitive"),
    [
        ({"cwe": "CWE-798: Use of Hard-coded Credentials"}, True),
        ({"cwe": ["CWE-20", "CWE-259"]}, True),
        ({"cwe": "CWE-321"}, True),
        ({"cwe": "CWE-79"}, False),
        ({"cwe": "CWE-798", "sensitive": False}, False),
        ({"sensitive": True}, True),
        ({}, False),
        (None, False),
    ],
)
def test_rules_about_secrets_are_sensitive_unless_they_say_otherwise(raw: Any, sensitive: bool) -> None:
    assert complaints(raw)[0].sensitive is sensitive


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        ("text", "metadata is not a mapping. Write keys under it, such as `cwe: CWE-89`."),
        ({"cwe": "SQL"}, "metadata.cwe 'SQL' is not a CWE. Write it as `CWE-89`."),
        ({"cwe": [True]}, "metadata.cwe holds something that is not text. Write a text or a list of texts."),
        ({"confidence": "sure"}, "metadata.confidence 'sure' is no confidence. Use one of low, medium, high."),
        (
            {"lesson": "why"},
            "metadata.lesson lacks a text. Give it the keys `why`, `wrong`, `right` and `when`, each a text.",
        ),
        (
            {"lesson": {"why": "x", "wrong": 3}},
            "metadata.lesson lacks a text. Give it the keys `why`, `wrong`, `right` and `when`, each a text.",
        ),
        (
            {"controls": [{"framework": "x", "id": "y"}]},
            "metadata.controls holds an entry that is not a control. Give each `framework`, `edition`, `id` and, "
            "if need be, `relation` (`supports` or `evidences`).",
        ),
        (
            {"controls": {"framework": "x", "edition": "e", "id": "y", "relation": "satisfies"}},
            "metadata.controls holds an entry that is not a control. Give each `framework`, `edition`, `id` and, "
            "if need be, `relation` (`supports` or `evidences`).",
        ),
        (
            {"unless_constant": "CODE"},
            "metadata.unless_constant names neither a metavariable nor the match. Write `$CODE` or `match`.",
        ),
        ({"sensitive": "yes"}, "metadata.sensitive is neither true nor false. Write `sensitive: true`."),
    ],
)
def test_what_cannot_be_used_is_named_and_left_out(raw: Any, complaint: str) -> None:
    about, said = complaints(raw)
    assert said == [complaint]
    assert about.cwe == ()
    assert about.lesson is None
    assert about.controls == ()


def test_a_doubtful_sensitive_masks_rather_than_shows() -> None:
    assert complaints({"sensitive": "no"})[0].sensitive is True
