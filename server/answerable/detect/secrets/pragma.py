"""Comments that let a secret pass: ``pragma: allowlist secret`` of detect-secrets and ``gitleaks:allow``.

The forms are those the tools take themselves (detect-secrets 1.5.0, `filters/allowlist.py`; gitleaks, README), so that
a line excused for them is excused here and no other.
"""

from __future__ import annotations

import re
from functools import cache

from answerable.text.frozen import dataclass
from answerable.text.lines import LineIndex
from answerable.text.spans import Span

_GITLEAKS = "gitleaks:allow"
_PRAGMA = "pragma:"
_COMMENTS = (("#", ""), ("//", ""), (r"/\*", r" *\*/"), ("'", ""), ("--", ""), (r"<!--[# \t]*?", " *?-->"))
_MOST_LINES = 500
"""How many lines of one secret are looked at: no key in PEM has more."""


@dataclass(frozen=True, slots=True)
class Pragmas:
    """The comments of one text."""

    text: str
    lines: LineIndex
    yaml: bool
    """In YAML only ``#`` begins a comment."""

    @classmethod
    def of(cls, text: str, lines: LineIndex, path: str) -> Pragmas:
        return cls(text, lines, path.lower().endswith(".yaml"))  # detect-secrets knows this ending alone, not `.yml`

    def excuses(self, span: Span) -> str | None:
        """The comment that excuses what lies here, named; None where there is none.

        It stands on a line the secret touches, or, where it says ``nextline``, alone on the line before.
        """
        first, last = self.lines.line_at(span.start), self.lines.line_at(max(span.start, span.end - 1))
        for line in range(first, min(last, first + _MOST_LINES) + 1):
            text = self.lines.text(line)
            if _GITLEAKS in text:
                return _GITLEAKS
            if _PRAGMA in text and any(pattern.search(text) for pattern in _same_line(self.yaml)):
                return "pragma: allowlist secret"
        if first > 0:
            before = self.lines.text(first - 1)
            if _PRAGMA in before and any(pattern.search(before) for pattern in _next_line(self.yaml)):
                return "pragma: allowlist nextline secret"
        return None


def any_in(text: str) -> bool:
    """Whether there may be such a comment in the text at all."""
    if _GITLEAKS in text:
        return True
    # Coverage has pragmas, too.
    return _PRAGMA in text and ("allowlist" in text or "whitelist" in text)


@cache
def _same_line(yaml: bool) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"{start} *pragma: ?(?:allow|white)list[ -]secret.*?{end}[ \t]*$")
        for start, end in (_COMMENTS[:1] if yaml else _COMMENTS)
    )


@cache
def _next_line(yaml: bool) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"^[ \t]*{start} *pragma: ?allowlist[ -]nextline[ -]secret.*?{end}[ \t]*$")
        for start, end in (_COMMENTS[:1] if yaml else _COMMENTS)
    )
