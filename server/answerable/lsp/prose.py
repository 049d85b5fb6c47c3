"""A finding explained: what the hover shows."""

from __future__ import annotations

import re
from itertools import zip_longest

from answerable.findings.model import Finding


def explain(finding: Finding, language: str, *, markdown: bool) -> str:
    """The message, the lesson, why it fired here, and the controls it supports.

    Markdown for clients that take it, plain text for the others; `language` names the code blocks' language.
    """
    return _markdown(finding, language) if markdown else _plain(finding)


def _markdown(finding: Finding, language: str) -> str:
    parts = [f"**{escaped(finding.message)}**", f"`{finding.rule}` · {_degree(finding)}"]
    lesson = finding.lesson
    if lesson is not None:
        parts.append(f"**Why** {escaped(lesson.why)}")
        if lesson.wrong:
            parts.append(f"**Wrong**\n{_fence(lesson.wrong, language)}")
        if lesson.right:
            parts.append(f"**Right**\n{_fence(lesson.right, language)}")
        if lesson.when:
            parts.append(f"**No mistake** {escaped(lesson.when)}")
    if finding.why:
        parts.append("**It fired because**\n" + "\n".join(f"- {escaped(reason)}" for reason in finding.why))
    if finding.controls:
        parts.append("**Supports** " + escaped("; ".join(str(control) for control in finding.controls)))
    links = [f"<{url}>" for url in finding.references]
    if links:
        parts.append("  \n".join(links))
    return "\n\n".join(parts)


def _plain(finding: Finding) -> str:
    lines = [finding.message, f"{finding.rule}, {_degree(finding)}"]
    lesson = finding.lesson
    if lesson is not None:
        lines.append(f"Why: {lesson.why}")
        if lesson.wrong:
            lines.append(f"Wrong: {lesson.wrong}")
        if lesson.right:
            lines.append(f"Right: {lesson.right}")
        if lesson.when:
            lines.append(f"No mistake {lesson.when}")
    if finding.why:
        lines.append("It fired because " + "; ".join(finding.why))
    if finding.controls:
        lines.append("Supports " + "; ".join(str(control) for control in finding.controls))
    return "\n".join((*lines, *finding.references))


def _degree(finding: Finding) -> str:
    labels = [finding.severity.label, f"{finding.confidence.value} confidence", *finding.cwe, *finding.owasp]
    return " · ".join(labels)


def _fence(code: str, language: str) -> str:
    # A fence longer than any run of backticks inside cannot be closed by what it holds.
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}{language}\n{code}\n{ticks}"


def escaped(text: str) -> str:
    """Text that markdown shows as it is, except that `code` between backticks stays code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        # An odd backtick opens nothing.
        return "".join(f"\\{char}" if char in _SPECIAL else char for char in text)
    plain = ("".join(f"\\{char}" if char in _SPECIAL else char for char in part) for part in parts[::2])
    return "".join(part + (f"`{code}`" if code is not None else "") for part, code in zip_longest(plain, parts[1::2]))


_SPECIAL = frozenset("\\`*_{}[]<>#|")
