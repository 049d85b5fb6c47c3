"""What a person reads of a secret that was found: message, lesson, controls, the redacting fix. Never its value."""

from __future__ import annotations

from answerable.detect.secrets.model import Candidate, Rank
from answerable.findings.model import Confidence, Control, Finding, Fix, Lesson, Replacement, Severity

DETECTOR = "secrets"
OWASP = ("A07:2021 - Identification and Authentication Failures", "A07:2025 - Authentication Failures")
CONTROLS = (
    Control("OWASP Top 10 for LLM applications", "2025", "LLM02"),
    Control("NIST AI 600-1", "2024", "MS-2.7-001"),
    Control("GDPR", "2016/679", "Art. 32"),
)
LESSON = Lesson(
    why="Whoever reads the text has the credential: everybody with the repository, its forks and backups, its build "
    "logs, and any model the text is sent to. Deleting the line later does not take it out of the history.",
    wrong='token = "the value itself"',
    right='token = os.environ["SERVICE_TOKEN"]',
    when="where the value opens nothing: an example out of the vendor's documentation, a public key, a login that "
    "a test makes for its own throw-away server.",
)


def finding(candidate: Candidate) -> Finding:
    """The finding for this candidate, without its fingerprint."""
    rule = candidate.rule
    severity = rule.severity
    if severity is None:
        severity = Severity.ERROR if candidate.confidence is Confidence.HIGH else Severity.WARNING
    placeholder = f"<{_upper(rule.id)}>"
    return Finding(
        rule=f"secrets.{rule.id}",
        detector=DETECTOR,
        span=candidate.span,
        severity=severity,
        message=_message(candidate),
        confidence=candidate.confidence,
        cwe=rule.cwe,
        owasp=OWASP,
        controls=CONTROLS,
        lesson=LESSON,
        why=candidate.evidence,
        references=rule.references or ("https://cwe.mitre.org/data/definitions/798.html",),
        fixes=(Fix(f"Redact: put {placeholder} in its place", (Replacement(candidate.span, placeholder),)),),
        sensitive=True,
    )


def _message(candidate: Candidate) -> str:
    what = candidate.rule.description
    if candidate.confidence is Confidence.LOW:
        return (
            f"{what}, by the looks of it. If it is real, revoke it and read it from the environment or a secret store."
        )
    if candidate.rank is Rank.NAME:
        return (
            f"{what} written into the text. Change it where it is in use, and read it from the environment or a store."
        )
    return f"{what} in the text. Revoke it and issue another, and read that from the environment or a secret store."


def _upper(name: str) -> str:
    """``generic.api-key`` becomes ``API_KEY``: what kind of thing stood there."""
    return "".join(char if char.isalnum() else "_" for char in name.removeprefix("generic.")).upper()
