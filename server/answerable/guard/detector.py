"""The guard as a detector: what else than secrets should not stand in the prompts one writes in an editor, be it in
files that an agent reads or in texts that code hands to a model.

Secrets and hidden text are found in every document by detectors of their own; of those, only what is encoded or broken
in two is told here.
"""

from __future__ import annotations

from collections.abc import Iterator

from answerable.detect.detector import Cancel
from answerable.findings.decision import Decision
from answerable.findings.model import Confidence, Finding, Fix, Replacement, Report, Severity
from answerable.guard import tool_texts
from answerable.guard.cards import CONTROLS, CWE, LESSONS
from answerable.guard.check import Guard
from answerable.guard.model import Found, Kind
from answerable.guard.placeholders import PlaceholderMap
from answerable.guard.prompt_calls import LANGUAGES, prompt_texts
from answerable.guard.prompt_files import is_draft, is_prompt
from answerable.text.frozen import replace
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

NAME = "guard"
_ELSEWHERE = ("secrets.", "hidden-text.")


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
        """Prompt files, what the policy names besides, and code that may call a model."""
        return snapshot.language.grammar in LANGUAGES or self._is_prompt(snapshot) or tool_texts.applies(snapshot)

    def scan(self, snapshot: Snapshot, cancel: Cancel) -> Report:
        """What no other detector tells. Raises `Cancelled`."""
        cancel.check()
        session = PlaceholderMap()
        if self._is_prompt(snapshot):
            report = self._scan(snapshot, Span(0, len(snapshot.text)), session)
            seen = {(one.rule, one.span) for one in report.findings}
            more = (one for one in self._of_tools(snapshot, cancel) if (one.rule, one.span) not in seen)
            return Report((*report.findings, *more), report.skipped)
        reports: list[Report] = [Report(tuple(self._of_tools(snapshot, cancel)))]
        for span in prompt_texts(snapshot):
            cancel.check()
            reports.append(self._scan(snapshot, span, session))
        return Report(
            tuple(finding for report in reports for finding in report.findings),
            tuple(dict.fromkeys(skip for report in reports for skip in report.skipped)),
        )

    def _of_tools(self, snapshot: Snapshot, cancel: Cancel) -> Iterator[Finding]:
        """Orders to a model where a tool is described."""
        for span in tool_texts.tool_texts(snapshot):
            cancel.check()
            text = snapshot.text[span.start : span.end]
            for found in self._guard.of_tool(text, path=snapshot.path):
                if found.decision is not Decision.ALLOW:
                    yield as_finding(found, text, PlaceholderMap(), span.start)

    def _is_prompt(self, snapshot: Snapshot) -> bool:
        return is_prompt(
            snapshot.path, snapshot.language.id, self._guard.settings.prompt_files, draft=is_draft(snapshot.uri)
        )

    def _scan(self, snapshot: Snapshot, where: Span, session: PlaceholderMap) -> Report:
        text = snapshot.text[where.start : where.end]
        check = self._guard.check(text, path=snapshot.path, host="editor")
        findings = tuple(
            as_finding(found, text, session, where.start)
            for found in check.findings
            if found.decision is not Decision.ALLOW and (found.disguised or not found.rule.startswith(_ELSEWHERE))
        )
        return Report(findings, tuple(replace(skip, path=snapshot.path) for skip in check.skipped if skip.failure))


def as_finding(found: Found, text: str, session: PlaceholderMap, offset: int = 0) -> Finding:
    """What the guard found as an editor shows it, with the quick fix that redacts it; `offset` is where the text
    begins in the document."""
    value = text[found.span.start : found.span.end]
    span = Span(found.span.start + offset, found.span.end + offset)
    name = "" if found.removed else session.name(found.label, value, restorable=False)
    title = f"Redact: put {name} in its place" if name else "Take it out"
    return Finding(
        rule=found.rule,
        detector=NAME,
        span=span,
        severity=found.severity,
        message=found.message,
        confidence=Confidence.MEDIUM if found.severity >= Severity.WARNING else Confidence.LOW,
        cwe=CWE[found.kind],
        controls=CONTROLS[found.kind],
        lesson=LESSONS[found.kind],
        why=found.why,
        fixes=(Fix(title, (Replacement(span, name),)),),
        sensitive=found.kind is not Kind.HIDDEN,
    )
