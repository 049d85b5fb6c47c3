"""What an agent gives itself by what it is about to write: rights in the files that say what it may do.

Judged by the rules for agents' configuration (`detect.agents`), on the file as it will be, without what was in it
before: a person who gave an agent a right is not asked about it at every edit. Imported where a path or a command asks
for it: the rules cost 60 ms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from answerable.detect.agents.detector import AgentConfigDetector
from answerable.detect.detector import Cancel
from answerable.findings.model import Finding, Severity
from answerable.guard.model import Found, Kind
from answerable.guard.recognise import label_of
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

OWN_POLICY = "guard.own-policy"
_POLICY = "answerable.toml"
_COMMAND = "command.sh"


def gained(path: str, before: str, after: str) -> Iterator[Found]:
    """What the file at this path (``/`` between its parts) will say, and did not: spans in `after`, code points."""
    if PurePosixPath(path).name == _POLICY and before != after:
        yield _own_policy(before, after)
    known = Counter(_what(finding, before) for finding in _findings(before, path))
    for finding in _findings(after, path):
        what = _what(finding, after)
        if known[what]:
            known[what] -= 1
        else:
            yield _found(finding)


def started(command: str) -> Iterator[Found]:
    """The rights with which a shell's command starts another agent."""
    return map(_found, _findings(command, _COMMAND))


def _findings(text: str, path: str) -> list[Finding]:
    snapshot, detector = Snapshot.of(text, path), AgentConfigDetector()
    if not text.strip() or not detector.applies(snapshot):
        return []
    return [one for one in detector.scan(snapshot, Cancel()).findings if one.severity >= Severity.WARNING]


def _what(finding: Finding, text: str) -> tuple[str, str]:
    return finding.rule, re.sub(r"\s+", "", text[finding.span.start : finding.span.end])


def _found(finding: Finding) -> Found:
    return Found(
        rule=finding.rule,
        kind=Kind.PERMISSION,
        label=label_of(finding.rule.removeprefix("agents.")),
        span=finding.span,
        severity=finding.severity,
        message=finding.message,
        why=finding.why,
    )


def _own_policy(before: str, after: str) -> Found:
    """The policy itself, from where it is another."""
    pairs = zip(before, after, strict=False)
    start = next((at for at, (old, new) in enumerate(pairs) if old != new), min(len(before), len(after)))
    return Found(
        rule=OWN_POLICY,
        kind=Kind.PERMISSION,
        label="OWN_POLICY",
        span=Span(start, len(after)),
        severity=Severity.WARNING,
        message="This is the policy by which the agent itself is held back. A person should look at the change.",
        why=("an agent changes it",),
    )
