"""What is left of the findings once the policy has spoken. Pure: the day is handed in, and nothing is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from answerable.findings.fingerprint import with_fingerprints
from answerable.findings.model import Confidence, Finding
from answerable.policy import nosemgrep
from answerable.policy.comments import comments_of
from answerable.policy.duplicates import without_duplicates
from answerable.policy.entries import entries_for
from answerable.policy.matching import rule_matches
from answerable.policy.model import Policy
from answerable.policy.suppressions import DETECTOR, Suppression, read, unused
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

# Which detector reports under an id, by how the id begins; every other id is a Semgrep rule's.
_DETECTORS = {
    "secrets.": "secrets",
    "hidden-text.": "hidden-text",
    "agents.": "agents",
    "residue.": "residue",
    "pii.": "guard",
    "guard.": "guard",
    "injection.": "guard",
}
_RANKS = {confidence: rank for rank, confidence in enumerate(Confidence)}


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings of one document as a team wants them seen."""

    findings: tuple[Finding, ...]
    """In order of position; severities as the policy has them; what is wrong with suppressions among them."""
    suppressed: tuple[tuple[Finding, Suppression], ...] = ()
    """What was excused, and by what, in order of position."""
    secrets: tuple[Span, ...] = ()
    """Where secrets stand, those of findings that were dropped or excused included: mask them in any excerpt."""


def judge(
    snapshot: Snapshot,
    findings: Iterable[Finding],
    policy: Policy,
    *,
    today: date,
    ran: frozenset[str],
    known_rules: Mapping[str, str] | None = None,
) -> Judged:
    """Applies the policy to everything the detectors found.

    `ran` names the detectors that ran over this text and completed: a suppression is called unused only where those
    that could have made its finding are among them. `known_rules` maps the id of every rule there is to its detector's
    name; without it the detector is told by the id, and an id that does not exist goes unnoticed.

    In order: fingerprints over all findings, so that excusing one never renames another; disabled rules and too little
    confidence dropped; of two detectors' findings over one credential the more exact one kept; severities set;
    suppressions in comments, then the policy's entries, then Semgrep's own comments applied.
    """
    raw = with_fingerprints(snapshot, findings)
    wanted = [finding for finding in raw if not policy.disabled(finding.rule) and _sure_enough(finding, policy)]
    weighed = [_weighed(finding, policy) for finding in without_duplicates(wanted)]

    directives = read(snapshot, policy.suppressions, today)
    excuses = (*directives.valid, *entries_for(snapshot, policy.suppressions, today))
    kept: list[Finding] = []
    suppressed: list[tuple[Finding, Suppression]] = []
    for finding in weighed:
        excuse = next((excuse for excuse in excuses if excuse.holds_for(finding)), None)
        if excuse is None:
            kept.append(finding)
        else:
            suppressed.append((finding, excuse))
    kept, by_semgrep = _without_nosemgrep(snapshot, kept, policy)

    idle = [
        (suppression, why)
        for suppression in directives.valid
        if (why := _why_unused(suppression, raw, policy, ran, known_rules)) is not None
    ]
    wrong = (*directives.findings, *unused(snapshot, idle))
    ours = [
        _weighed(finding, policy) for finding in with_fingerprints(snapshot, wrong) if not policy.disabled(finding.rule)
    ]
    return Judged(
        findings=tuple(sorted((*kept, *ours), key=_position)),
        suppressed=tuple(sorted((*suppressed, *by_semgrep), key=lambda pair: _position(pair[0]))),
        secrets=tuple(sorted({finding.span for finding in raw if finding.sensitive})),
    )


def _position(finding: Finding) -> tuple[int, int, str, str]:
    return finding.span.start, finding.span.end, finding.rule, finding.message


def _sure_enough(finding: Finding, policy: Policy) -> bool:
    return _RANKS[finding.confidence] >= _RANKS[policy.rules.minimum_confidence]


def _weighed(finding: Finding, policy: Policy) -> Finding:
    severity = policy.severity(finding.rule, finding.severity)
    return finding if severity is finding.severity else replace(finding, severity=severity)


def _without_nosemgrep(
    snapshot: Snapshot, findings: list[Finding], policy: Policy
) -> tuple[list[Finding], list[tuple[Finding, Suppression]]]:
    if not policy.suppressions.honour_nosemgrep or not nosemgrep.occurs(snapshot):
        return findings, []
    kept: list[Finding] = []
    suppressed: list[tuple[Finding, Suppression]] = []
    comments = comments_of(snapshot)
    for finding in findings:
        excuse = nosemgrep.nosemgrep(snapshot, comments, finding) if finding.detector == nosemgrep.DETECTOR else None
        if excuse is None:
            kept.append(finding)
        else:
            suppressed.append((finding, excuse))
    return kept, suppressed


def _why_unused(
    suppression: Suppression,
    raw: Iterable[Finding],
    policy: Policy,
    ran: frozenset[str],
    known_rules: Mapping[str, str] | None,
) -> str | None:
    """The message that says so where the suppression has no effect; None where it has one or nobody can know."""
    # Asked of all that was found: a finding that a person's own policy hides is still excused for the team.
    if any(suppression.holds_for(finding) for finding in raw):
        return None
    known = known_rules or {}
    for pattern in suppression.rules:
        if policy.disabled(pattern):
            return None
        rules = [rule for rule in known if rule_matches(pattern, rule)]
        if any(policy.disabled(rule) for rule in rules):
            return None
        detectors = {known[rule] for rule in rules} or _detectors(pattern)
        if not detectors <= ran:
            return None
    strange = [pattern for pattern in suppression.rules if known and not any(rule_matches(pattern, r) for r in known)]
    if strange:
        near = get_close_matches(strange[0], list(known), n=1)
        meant = f" Did you mean `{near[0]}`?" if near else ""
        return f"There is no rule `{strange[0]}`, so this suppresses nothing.{meant}"
    return "This suppresses nothing: its rules find nothing here. Remove it, or it will hide what comes later."


def _detectors(pattern: str) -> set[str]:
    """The detectors that could report under such an id."""
    if pattern.startswith("answerable."):
        return {DETECTOR}
    begins = pattern.split("*")[0]
    named = {name for prefix, name in _DETECTORS.items() if begins.startswith(prefix)}
    if named:
        return named
    # `s*` could be a secret's rule or a Semgrep rule's.
    possible = {name for prefix, name in _DETECTORS.items() if "*" in pattern and prefix.startswith(begins)}
    return {nosemgrep.DETECTOR, *possible}
