"""Writing a suppression where it changes nothing but the judgement."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from answerable.findings.model import Finding, Replacement
from answerable.policy.comments import Form, comments_of
from answerable.policy.layout import Layout
from answerable.policy.matching import is_rule_pattern
from answerable.policy.model import Suppressions
from answerable.policy.suppressions import Scope, read
from answerable.text.languages import Language
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

# Comments that speak of the line right below them, which must therefore stay there.
_BOUND_TO_NEXT_LINE = re.compile(r"next-line|next_line|NEXTLINE|:next\b|\bnosem|@ts-|-ignore\b|\bignore\b|noinspection")
# PEP 263: a Python file's encoding is read from its first two lines only.
_ENCODING = re.compile(r"#.*coding[:=]")
# What must stay the first thing of its file.
_OPENING = re.compile(r"#!|<\?xml|<\?php|<\?=|(?i:<!doctype)|%YAML|\ufeff")
_DOCKER_DIRECTIVE = re.compile(r"#\s*[a-z]+\s*=")
_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)(?s:.)*?^\1[ \t]*$", re.MULTILINE)


def comment_for(
    rules: Sequence[str],
    *,
    until: date | None,
    reason: str,
    language: Language,
    scope: Scope = Scope.LINE,
    form: Form | None = None,
) -> str | None:
    """The comment that suppresses these rules; None for a language without comments.

    `form` is how the comment begins and ends where that is not the language's usual way. The reason is made to fit on
    one line of a comment: what would end the comment early, and characters nobody sees, are taken out. Raises
    `ValueError` where there is no rule, what names one is no id or pattern, or `scope` is the policy's.
    """
    if not rules or not all(is_rule_pattern(rule) for rule in rules):
        raise ValueError(f"not rules to suppress: {', '.join(rules) or 'none'}")
    if scope is Scope.POLICY:
        raise ValueError("an entry of the policy is not a comment")
    form = form or language.comment
    if form is None:
        return None
    begins, ends = form
    markup = begins == "<!--"
    said = _tidy(reason, markup=markup)
    words = [f"answerable: {'ignore-file' if scope is Scope.FILE else 'ignore'}[{', '.join(rules)}]"]
    if until is not None:
        words.append(f"until {until.isoformat()}")
    if said:
        # XML 1.0, 2.5: no two hyphens within a comment.
        words.append(f"{'—' if markup else '--'} {said}")
    return " ".join((begins, *words, ends)).rstrip()


def insertion(
    snapshot: Snapshot,
    finding: Finding,
    *,
    until: date | None,
    reason: str,
    scope: Scope = Scope.LINE,
    rules: Sequence[str] = (),
) -> Replacement | None:
    """The edit that suppresses the finding by a comment; None where there is no safe place for one.

    `rules` are the ids or patterns to name, the finding's own rule by default. For the line the comment goes above
    the code, indented like it, or where that would break something, behind it; for the file to its top. It is tried
    before it is offered: read back from the changed text, it does suppress. Where it is None, put an entry into the
    policy (`policy.entries`).
    """
    names = tuple(rules) or (finding.rule,)
    layout = Layout(snapshot, comments_of(snapshot))
    places = _at_the_top(snapshot, layout) if scope is Scope.FILE else _around(snapshot, layout, finding)
    for offset, before, after in places:
        form = layout.comments.form(offset + (_indent(snapshot, offset) if after else 0))
        comment = comment_for(names, until=until, reason=reason, language=snapshot.language, scope=scope, form=form)
        if form is None or comment is None:
            continue
        edit = Replacement(Span(offset, offset), before + comment + after)
        if _works(snapshot, finding, edit, until):
            return edit
    return None


Place = tuple[int, str, str]
"""An offset, what stands between it and the comment, and what comes behind the comment: a line end, or nothing."""


def _around(snapshot: Snapshot, layout: Layout, finding: Finding) -> Iterator[Place]:
    lines = snapshot.lines
    first, last = layout.logical(lines.line_at(finding.span.start))
    behind: Place = (lines.span(last).end, "  ", "")
    if snapshot.language.id == "markdown" and first == last:
        # Above a line of a paragraph or a list, a comment would end it; a block of several lines it must not enter.
        text = lines.text(last)
        yield lines.span(last).start + len(text.rstrip()), " ", ""
    if (above := _above(snapshot, layout, first)) is not None:
        yield above
    yield behind


def _above(snapshot: Snapshot, layout: Layout, line: int) -> Place | None:
    lines = snapshot.lines
    while line > 0 and (comment := layout.comment_on(line - 1)) is not None:
        if _BOUND_TO_NEXT_LINE.search(snapshot.text, comment.start, comment.end) is None:
            break
        line = lines.line_at(comment.start)
    if line < _header(snapshot):
        return None
    start = lines.span(line).start
    indent = snapshot.text[start : start + _indent(snapshot, start)]
    return start, indent, _line_end(snapshot, line)


def _at_the_top(snapshot: Snapshot, layout: Layout) -> Iterator[Place]:
    lines, header = snapshot.lines, _header(snapshot)
    if header < len(lines):
        yield lines.span(header).start, "", _line_end(snapshot, header)
    else:
        yield len(snapshot.text), _line_end(snapshot, header - 1), ""


def _header(snapshot: Snapshot) -> int:
    """The first line above which something may be put."""
    lines = snapshot.lines
    header = 0
    if snapshot.language.id == "markdown" and (front := _FRONT_MATTER.match(snapshot.text)) is not None:
        return lines.line_at(front.end()) + 1
    if _OPENING.match(snapshot.text) is not None:
        header = 1
    if snapshot.language.id == "python":
        for line in range(min(2, len(lines))):
            if _ENCODING.match(lines.text(line)):
                header = line + 1
    if snapshot.language.id == "dockerfile":
        while header < len(lines) and _DOCKER_DIRECTIVE.match(lines.text(header)):
            header += 1
    return header


def _works(snapshot: Snapshot, finding: Finding, edit: Replacement, until: date | None) -> bool:
    """Whether the text, changed so, still parses as it did and holds a suppression of the finding."""
    at, grown = edit.span.start, len(edit.text)
    changed = Snapshot(
        uri=snapshot.uri,
        path=snapshot.path,
        language=snapshot.language,
        text=snapshot.text[:at] + edit.text + snapshot.text[at:],
    )
    if _broken(changed) and not _broken(snapshot):
        return False
    start = finding.span.start + (grown if finding.span.start >= at else 0)
    end = finding.span.end + (grown if finding.span.end > at else 0)
    moved = replace(finding, span=Span(start, max(start, end)))
    # Dates and reasons are the caller's to choose; here only the place is judged.
    lenient = Suppressions(require_reason=False, require_expiry=False, max_days=36_500)
    directives = read(changed, lenient, until or date.min)
    return any(suppression.holds_for(moved) for suppression in directives.valid)


def _broken(snapshot: Snapshot) -> bool:
    return snapshot.tree is not None and snapshot.tree.root_node.has_error


def _indent(snapshot: Snapshot, start: int) -> int:
    text = snapshot.lines.text(snapshot.lines.line_at(start))
    return len(text) - len(text.lstrip(" \t"))


def _line_end(snapshot: Snapshot, line: int) -> str:
    """The line end in use around this line."""
    lines = snapshot.lines
    for near in (line, line - 1, 0):
        if 0 <= near < len(lines):
            ended = snapshot.text[lines.span(near).end : lines.full_span(near).end]
            if ended:
                return ended
    return "\n"


def _tidy(reason: str, *, markup: bool) -> str:
    seen = "".join(" " if char.isspace() else char for char in reason if not _unseen(char))
    for ending in ("*/", "-->", "?>", "{/*", "/*", "*/}", "<!--"):
        seen = seen.replace(ending, " ")
    if markup:
        seen = re.sub(r"--+", "—", seen)
    seen = " ".join(seen.split())
    # A backslash at the end would join the next line to a comment of C.
    return seen.rstrip("\\- ") if markup else seen.rstrip("\\ ")


def _unseen(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char)[0] == "C"
