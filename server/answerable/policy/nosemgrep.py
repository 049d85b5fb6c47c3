"""Semgrep's own suppression comment, for teams that have it in their code already.

``nosemgrep`` or ``nosem``, alone or with ids after a colon, beside the first line of a match or on the line above it
(semgrep.dev, "Ignore files, folders, and code"). It has no reason and no last day, so the policy may refuse it.
"""

from __future__ import annotations

import re

from answerable.findings.model import Finding
from answerable.policy.comments import Comments
from answerable.policy.layout import Layout
from answerable.policy.suppressions import Scope, Suppression
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

DETECTOR = "semgrep"
"""The detector whose findings it speaks of."""

_COMMENT = re.compile(r"\bnosem(?:grep)?\b(?:[ \t]*:[ \t]*(?P<ids>[\w.-]+(?:[ \t]*,[ \t]*[\w.-]+)*))?")


def occurs(snapshot: Snapshot) -> bool:
    """Whether the text has the word at all; all else can then be saved."""
    return "nosem" in snapshot.text


def nosemgrep(snapshot: Snapshot, comments: Comments, finding: Finding) -> Suppression | None:
    """The comment of Semgrep that excuses this finding of Semgrep, if there is one."""
    lines = snapshot.lines
    layout = Layout(snapshot, comments)
    first = lines.line_at(finding.span.start)
    for line in (first, first - 1):
        if line < 0 or (line < first and layout.comment_on(line) is None):
            continue
        whole = lines.span(line)
        for match in _COMMENT.finditer(snapshot.text, whole.start, whole.end):
            if comments.at(match.start()) is None:
                continue
            ids = tuple(part.strip() for part in match["ids"].split(",")) if match["ids"] else ()
            if not ids or any(_names(written, finding.rule) for written in ids):
                span = Span(match.start(), match.end())
                covers = lines.span(first)
                return Suppression(span, line, ids or ("*",), None, "", Scope.LINE, covers)
    return None


def _names(written: str, rule: str) -> bool:
    # Semgrep puts a rule's directory before its id, so people write the whole or the end of it.
    return rule == written or rule.endswith(f".{written}") or written.endswith(f".{rule}")
