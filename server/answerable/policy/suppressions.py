"""Comments that excuse a finding, for a time and with a reason.

::

    answerable: ignore[python.code-injection] until 2027-01-31 -- the input is a constant
    answerable: ignore-file[python.code-injection, secrets.*] until 2027-01-31 -- generated code

The first speaks of the code beside it or, on a line of its own, of the code below; the second, anywhere in a file, of
all of it. A dash of any length stands before the reason, since XML allows no ``--`` in a comment. What is not in a
comment is no suppression, and what is malformed or expired suppresses nothing and is itself reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from enum import StrEnum

from answerable.findings.model import Confidence, Finding, Fix, Lesson, Replacement, Severity
from answerable.policy.comments import Comments, comments_of
from answerable.policy.layout import Layout
from answerable.policy.matching import is_rule_pattern, rule_matches
from answerable.policy.model import Suppressions
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

DETECTOR = "suppression"
MALFORMED = "answerable.suppression.malformed"
EXPIRED = "answerable.suppression.expired"
UNUSED = "answerable.suppression.unused"

RULES: dict[str, tuple[Severity, str]] = {
    MALFORMED: (Severity.WARNING, "A suppression that lacks something or is written wrongly, and so does not hold."),
    EXPIRED: (Severity.WARNING, "A suppression whose last day is over, so that its finding counts again."),
    UNUSED: (Severity.INFO, "A suppression that has nothing to suppress, and would hide what comes later."),
}
"""The rules this module reports under: severity, and what they are about."""

_WORD = "answerable:"
_VERBS = ("ignore", "ignore-file")
_DIRECTIVE = re.compile(
    r"answerable:[ \t]*(?P<verb>[\w-]*)[ \t]*(?:\[(?P<rules>[^\]\r\n]*)(?P<closed>\])?)?(?P<rest>.*)"
)
_REST = re.compile(r"\s*(?:until\b\s*(?P<until>[^\s–—]*))?\s*(?:(?:--|–|—)\s*(?P<reason>.*))?\s*")
_MEANT = re.compile(r"answerable:[ \t]*ignore(?:-file)?[ \t]*\[")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# What may stand between the beginning of a comment's line and a directive: the marks comments are drawn with.
_MARKS = re.compile(r"[\s#/*!<>;{}%-]*")


class Scope(StrEnum):
    """How far a suppression reaches."""

    LINE = "line"
    FILE = "file"
    POLICY = "policy"
    """An entry of the policy, for the files it names."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """What excuses findings of these rules, there and until then."""

    span: Span
    """The directive's own text; empty at the beginning of the text for an entry of the policy."""
    line: int
    """The line it stands on, counted from 0."""
    rules: tuple[str, ...]
    """Ids, or patterns with ``*``. ``nosemgrep`` without ids: ``*``."""
    until: date | None
    """The last day on which it holds."""
    reason: str
    scope: Scope
    covers: Span
    """The text it speaks of."""

    def holds_for(self, finding: Finding) -> bool:
        """Whether it excuses this finding: by rule, and by where the finding begins or ends."""
        if self.scope is Scope.LINE:
            # Where, before which: of hundreds of suppressions in a file, nearly all stand elsewhere.
            start, end = finding.span.start, finding.span.end
            begins = self.covers.start <= start <= self.covers.end
            # A comment behind the last bracket of a call is where formatters leave it.
            if not begins and not self.covers.start < end <= self.covers.end:
                return False
        return any(rule_matches(pattern, finding.rule) for pattern in self.rules)


@dataclass(frozen=True, slots=True)
class Directives:
    """What the comments of a text say to us."""

    valid: tuple[Suppression, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What is wrong with the others: malformed, expired."""


def read(snapshot: Snapshot, rules: Suppressions, today: date) -> Directives:
    """The suppressions in the text, and findings for those that do not hold. Free where the text names us nowhere."""
    if _WORD not in snapshot.text or not rules.honour_comments:
        return Directives()
    layout = Layout(snapshot, comments_of(snapshot))
    valid: list[Suppression] = []
    findings: list[Finding] = []
    for span, comment in _directives(snapshot, layout.comments):
        try:
            found = _parsed(snapshot, span, rules, today)
        except _Malformed as error:
            message = (
                f"This suppression does not hold: {error}. Write it like `{_example(span, snapshot, rules, today)}`."
            )
            findings.append(_finding(MALFORMED, span, message))
            continue
        names, until, reason, scope = found
        if until is not None and until < today:
            message = (
                f"This suppression ended on {until}, so what it excused counts again. "
                "Mend the code, or decide anew and write a new date and reason."
            )
            findings.append(_finding(EXPIRED, span, message, removal(snapshot, layout, span, comment)))
            continue
        covers = layout.covered_by(comment) if scope is Scope.LINE else Span(0, len(snapshot.text))
        valid.append(Suppression(span, snapshot.lines.line_at(span.start), names, until, reason, scope, covers))
    return Directives(tuple(valid), tuple(findings))


def unused(snapshot: Snapshot, suppressions: Sequence[tuple[Suppression, str]]) -> tuple[Finding, ...]:
    """The findings that these suppressions in comments have no effect, each with its message and a fix."""
    if not suppressions:
        return ()
    layout = Layout(snapshot, comments_of(snapshot))
    found = []
    for suppression, message in suppressions:
        comment = layout.comments.at(suppression.span.start) or suppression.span
        fix = removal(snapshot, layout, suppression.span, comment)
        found.append(_finding(UNUSED, suppression.span, message, fix))
    return tuple(found)


def removal(snapshot: Snapshot, layout: Layout, directive: Span, comment: Span) -> Fix:
    """Takes the directive away, with its comment where that holds nothing else, and its line where that is all."""
    text, lines = snapshot.text, snapshot.lines
    around = text[comment.start : directive.start] + text[directive.end : comment.end]
    if _MARKS.fullmatch(around) is None:
        return Fix("Remove this suppression", (Replacement(directive, ""),))
    line = lines.line_at(comment.start)
    if layout.code_before(comment) or layout.code_after(comment) or lines.line_at(comment.end) != line:
        gap = len(text[: comment.start]) - len(text[: comment.start].rstrip(" \t"))
        start = comment.start - (gap if not layout.code_after(comment) else 0)
        return Fix("Remove this suppression", (Replacement(Span(start, comment.end), ""),))
    return Fix("Remove this suppression", (Replacement(lines.full_span(line), ""),))


def last_day(today: date, rules: Suppressions, days: int) -> date:
    """The last day of a suppression written today that is to hold for so many days, or for as many as are allowed."""
    return today + timedelta(days=min(days, rules.max_days))


class _Malformed(Exception):
    """Why a directive does not hold, as the middle of a sentence."""


def _directives(snapshot: Snapshot, comments: Comments) -> Iterator[tuple[Span, Span]]:
    """Each directive's own text, and the comment it stands in."""
    text = snapshot.text
    at = text.find(_WORD)
    while at >= 0:
        after = at + len(_WORD)
        comment = comments.at(at)
        if comment is not None:
            lines = snapshot.lines
            line = lines.span(lines.line_at(at))
            begins = _MARKS.fullmatch(text, max(line.start, comment.start), at) is not None
            # In the middle of a comment the words may be prose about us; with brackets they are meant.
            if begins or _MEANT.match(text, at):
                end = min(line.end, comment.end)
                said = text[at:end]
                for closing in ("*/", "-->"):
                    if end == comment.end:
                        said = said.removesuffix(closing)
                # The reason goes on to the end of the line, so there is no second directive on it.
                after = max(after, end)
                yield Span(at, at + len(said.rstrip())), comment
        at = text.find(_WORD, after)


def _parsed(
    snapshot: Snapshot, span: Span, rules: Suppressions, today: date
) -> tuple[tuple[str, ...], date | None, str, Scope]:
    match = _DIRECTIVE.fullmatch(snapshot.text, span.start, span.end)
    if match is None:
        raise _Malformed("it cannot be read")
    if match["verb"] not in _VERBS:
        near = get_close_matches(match["verb"], _VERBS, n=1)
        raise _Malformed(f"`{match['verb']}` is not known" + (f", perhaps `{near[0]}` is meant" if near else ""))
    names = tuple(name.strip() for name in (match["rules"] or "").split(",") if name.strip())
    if not names or not match["closed"]:
        raise _Malformed("it must name the rule in square brackets")
    for name in names:
        if not is_rule_pattern(name):
            raise _Malformed("between the brackets stand rule ids, or patterns such as `python.*` that begin with one")
    rest = _REST.fullmatch(match["rest"])
    if rest is None:
        raise _Malformed("after the rules comes `until`, a date, and the reason after `--`")
    until = _until(rest["until"], rules, today)
    reason = (rest["reason"] or "").strip()
    if not reason and rules.require_reason:
        raise _Malformed("it gives no reason")
    return names, until, reason, Scope.FILE if match["verb"] == "ignore-file" else Scope.LINE


def _until(written: str | None, rules: Suppressions, today: date) -> date | None:
    if written is None:
        if rules.require_expiry:
            raise _Malformed("it gives no last day")
        return None
    try:
        if _DAY.fullmatch(written) is None:
            raise ValueError
        until = date.fromisoformat(written)
    except ValueError:
        raise _Malformed("its date is not one of the calendar") from None
    if (until - today).days > rules.max_days:
        raise _Malformed(f"its last day lies further ahead than {rules.max_days} days")
    return until


def _example(span: Span, snapshot: Snapshot, rules: Suppressions, today: date) -> str:
    match = _DIRECTIVE.match(snapshot.text, span.start, span.end)
    named = [name.strip() for name in ((match["rules"] or "") if match else "").split(",")]
    good = ", ".join(name for name in named if is_rule_pattern(name)) or "RULE"
    verb = "ignore-file" if match and "file" in match["verb"] else "ignore"
    return f"answerable: {verb}[{good}] until {last_day(today, rules, rules.max_days)} -- REASON"


def _finding(rule: str, span: Span, message: str, fix: Fix | None = None) -> Finding:
    severity, about = RULES[rule]
    return Finding(
        rule=rule,
        detector=DETECTOR,
        span=span,
        severity=severity,
        message=message,
        confidence=Confidence.HIGH,
        lesson=Lesson(why=f"{about} A decision to live with a finding has a reason and comes up again."),
        fixes=(fix,) if fix else (),
    )
