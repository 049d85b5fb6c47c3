"""Fingerprints: a finding's name that survives lines moving and is the same from editor, CLI and hook."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from answerable.findings.model import Finding
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

# What stands for a secret in text that is shown or digested: the digest of a short password could be guessed.
MASK = "\N{FULL BLOCK}\N{FULL BLOCK}\N{FULL BLOCK}"

# Quoted text, or what a quote begins that the text does not end.
_QUOTED = re.compile(r"\"[^\"]*\"?|'[^']*'?|`[^`]*`?")

# How much of the line before a secret counts: a file of one line may hold a thousand of them.
_NEAR = 2_000


def with_fingerprints(snapshot: Snapshot, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in order of position, each with its fingerprint.

    A fingerprint is SHA-256, cut to 32 hexadecimal digits, over the rule, the flagged text with white space folded and
    secrets masked, and its occurrence: the how-manieth finding of that rule with that text in the file. Where it
    stands does not count. Give all findings of the file at once: each is masked by what the others know.
    """
    ordered = sorted(findings, key=lambda f: (f.span.start, f.span.end, f.rule, f.message))
    secrets = _union(f.span for f in ordered if f.sensitive)
    seen: Counter[tuple[str, str]] = Counter()
    done = []
    for finding in ordered:
        text = _normalised(snapshot, finding, secrets)
        key = (finding.rule, text)
        seen[key] += 1
        digest = hashlib.sha256("\0".join((finding.rule, text, str(seen[key]))).encode("utf-8", "surrogatepass"))
        done.append(replace(finding, fingerprint=digest.hexdigest()[:32]))
    return tuple(done)


def masked(text: str, offset: int, secrets: Iterable[Span]) -> str:
    """`text`, which begins at `offset` of its document, with every part that secrets cover replaced by one `MASK`.

    Secrets that overlap or touch are one part: how many there are, and how long they are, does not show.
    """
    parts: list[str] = []
    at = 0
    for secret in _union(secrets):
        start, end = max(secret.start - offset, 0), min(secret.end - offset, len(text))
        if start < end:
            parts += [text[at:start], MASK]
            at = end
    parts.append(text[at:])
    return "".join(parts)


def _union(spans: Iterable[Span]) -> list[Span]:
    """The same code points in disjoint spans that do not touch, in order."""
    union: list[Span] = []
    for span in sorted(spans):
        if union and span.start <= union[-1].end:
            union[-1] = Span(union[-1].start, max(span.end, union[-1].end))
        elif len(span):
            union.append(span)
    return union


def _overlapping(spans: list[Span], span: Span) -> list[Span]:
    """Those of disjoint spans in order that overlap this one; thousands of secrets are not asked one by one."""
    first = bisect_right(spans, span.start, key=lambda each: each.end)
    last = bisect_left(spans, span.end, key=lambda each: each.start)
    return spans[first:last]


def _normalised(snapshot: Snapshot, finding: Finding, secrets: list[Span]) -> str:
    span = finding.span
    if finding.sensitive:
        # What a secret is assigned to tells two of a rule apart; its value must not, nor anything in quotes before it,
        # of which the next detector may say that it is a secret too. What follows may be a comment that excuses it.
        start = snapshot.lines.span(snapshot.lines.line_at(span.start)).start
        span = Span(max(start, span.start - _NEAR), span.start)
    text = snapshot.text[span.start : span.end]
    hidden = _overlapping(secrets, span)
    if finding.sensitive:
        hidden += (Span(span.start + match.start(), span.start + match.end()) for match in _QUOTED.finditer(text))
    return " ".join(masked(text, span.start, hidden).split())
