"""The guard as a detector: what else than secrets should not stand in the prompts one writes in an editor.

Secrets and hidden text are found in every document by detectors of their own; of those, only what is encoded or broken
in two is told here.
"""

from __future__ import annotations

from answerable.detect.detector import Cancel
from answerable.findings.model import Confidence, Control, Finding, Fix, Replacement, Report, Severity
from answerable.guard.check import Guard
from answerable.guard.model import Found, Kind
from answerable.guard.placeholders import PlaceholderMap
from answerable.guard.prompt_files import is_prompt
from answerable.text.snapshot import Snapshot

NAME = "guard"
_ELSEWHERE = ("secrets.", "hidden-text.")
_CWE = {
    Kind.SECRET: ("CWE-798",),
    Kind.CONFIDENTIAL: ("CWE-200",),
    Kind.PII: ("CWE-359",),
    Kind.HIDDEN: ("CWE-1427",),
}
_CONTROLS = {
    Kind.SECRET: (Control("OWASP Top 10 for LLM applications", "2025", "LLM02"),),
    Kind.CONFIDENTIAL: (Control("OWASP Top 10 for LLM applications", "2025", "LLM02"),),
    Kind.PII: (
        Control("OWASP Top 10 for LLM applications", "2025", "LLM02"),
        Control("GDPR", "2016/679", "Art. 5(1)(c)"),
        Control("NIST AI 600-1", "2024", "MP-4.1-001"),
    ),
    Kind.HIDDEN: (Control("OWASP Top 10 for LLM applications", "2025", "LLM01"),),
}


class GuardDetector:
    """Looks at prompt files alone. Any thread may call it."""

    name = NAME

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    @property
    def packs(self) -> tuple[str, ...]:
        """The packs its policy asks for."""
        return self._guard.settings.packs

    def applies(self, snapshot: Snapshot) -> bool:
        """Prompt files, and what the policy names besides."""
        return is_prompt(snapshot.path, snapshot.language.id, self._guard.settings.prompt_files)

    def scan(self, snapshot: Snapshot, cancel: Cancel) -> Report:
        """What no other detector tells. Raises `Cancelled`."""
        cancel.check()
        check = self._guard.check(snapshot.text, path=snapshot.path, host="editor")
        session = PlaceholderMap()
        return Report(
            tuple(
                as_finding(found, snapshot.text, session)
                for found in check.findings
                if found.disguised or not found.rule.startswith(_ELSEWHERE)
            )
        )


def as_finding(found: Found, text: str, session: PlaceholderMap) -> Finding:
    """What the guard found as an editor shows it, with the quick fix that redacts it."""
    span = found.span
    name = "" if found.removed else session.name(found.label, text[span.start : span.end], restorable=False)
    title = f"Redact: put {name} in its place" if name else "Take it out"
    return Finding(
        rule=found.rule,
        detector=NAME,
        span=span,
        severity=found.severity,
        message=found.message,
        confidence=Confidence.MEDIUM if found.severity >= Severity.WARNING else Confidence.LOW,
        cwe=_CWE[found.kind],
        controls=_CONTROLS[found.kind],
        why=found.why,
        fixes=(Fix(title, (Replacement(span, name),)),),
        sensitive=found.kind is not Kind.HIDDEN,
    )
