"""One credential, one finding, however many detectors saw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answerable.findings.model import Confidence, Finding

# CWE: use of hard-coded credentials, its two children (password, key), and storing them where they can be read.
_CREDENTIALS = frozenset({"CWE-798", "CWE-259", "CWE-321", "CWE-312", "CWE-522"})
_RANKS = {confidence: rank for rank, confidence in enumerate(Confidence)}


def without_duplicates(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings without those that say of a credential what another detector's finding says more exactly.

    Where two detectors report a credential over the same text, the finding with the smaller span stays, since it can be
    masked and redacted without touching the code around it; of equal spans the surer one, then the one whose rule
    comes first by name. What stays takes on the greater severity and confidence of the two: two detectors agree.
    """
    kept = list(findings)
    for finding in sorted((f for f in findings if _is_credential(f)), key=_exactness):
        at = next((index for index, other in enumerate(kept) if other is finding), None)
        if at is None:
            continue
        others = [o for o in kept if _is_credential(o) and _says_the_same(finding, o)]
        if not others:
            continue
        kept[at] = replace(
            finding,
            severity=max(finding.severity, *(other.severity for other in others)),
            confidence=max((finding, *others), key=lambda f: _RANKS[f.confidence]).confidence,
        )
        kept = [each for each in kept if not any(each is other for other in others)]
    return tuple(kept)


def _is_credential(finding: Finding) -> bool:
    return finding.sensitive or not _CREDENTIALS.isdisjoint(finding.cwe)


def _says_the_same(exact: Finding, other: Finding) -> bool:
    # Only what is itself marked as a secret may stand for another finding: without the mark it would not be masked.
    return exact.sensitive and other.detector != exact.detector and other.span.overlaps(exact.span)


def _exactness(finding: Finding) -> tuple[bool, int, int, str]:
    return not finding.sensitive, len(finding.span), -_RANKS[finding.confidence], finding.rule
