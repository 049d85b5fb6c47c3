"""Fingerprints: a finding's name that survives lines moving and is the same from editor, CLI and hook."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from answerable.findings.model import Finding
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

# What stands for a secret in text that is shown or digested: the digest of a short password could be guessed.
MASK = "\N{FULL BLOCK}\N{FULL BLOCK}\N{FULL BLOCK}"


def with_fingerprints(snapshot: Snapshot, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in order of position, each with its fingerprint.

    A fingerprint is SHA-256 over the rule, the flagged text with white space folded and secrets masked, and
    its occurrence: the how-manieth finding of that rule with that text in the file. Where it stands does not count.
    """
    ordered = sorted(findings, key=lambda f: (f.span.start, f.span.end, f.rule, f.message))
    secrets = [f.span for f in ordered if f.sensitive]
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
    """`text`, which begins at `offset` of its document, with every part that a secret covers masked."""
    parts: list[str] = []
    at = 0
    for secret in sorted(secrets):
        start, end = max(secret.start - offset, 0), min(secret.end - offset, len(text))
        if end <= at or start >= len(text):
            continue
        parts += [text[at : max(start, at)], MASK]
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _normalised(snapshot: Snapshot, finding: Finding, secrets: list[Span]) -> str:
    span = finding.span
    if finding.sensitive:
        # The value itself is masked, so the rest of its line is what tells two secrets of a rule apart.
        lines = snapshot.lines
        span = Span(lines.span(lines.line_at(span.start)).start, lines.span(lines.line_at(span.end)).end)
    near = [s for s in secrets if s.overlaps(span)]
    return " ".join(masked(snapshot.text[span.start : span.end], span.start, near).split())
