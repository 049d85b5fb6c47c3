"""The gate: what a commit, or a range of them, would bring in that nobody answers for.

It looks at the lines that are new, in the content that git has, never at what lies on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from answerable.detect.detector import Cancel
from answerable.files.read import snapshot_of
from answerable.findings.model import Finding, Severity, Skipped
from answerable.interop.git.changes import Changes, Content, Lines, as_editors_count
from answerable.interop.outcome import Document
from answerable.origin.model import Origin, ReviewState
from answerable.origin.prints import LineRange
from answerable.session.standing import Standing
from answerable.session.workspace import Checked, Workspace
from answerable.text.decode import Decoded, decode
from answerable.text.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A block in the new lines that nobody answers for."""

    block: str
    path: str
    ranges: tuple[LineRange, ...]
    """The new lines that are its, from 1."""
    origin: Origin
    confidence: float
    state: ReviewState
    why: str = ""
    changed: tuple[int, ...] = ()
    """Of a residual block: the lines, from 1, that are not as they were signed."""
    tool: str | None = None
    model: str | None = None


@dataclass(slots=True)
class Verdict:
    """What the gate says."""

    threshold: Severity
    files: int = 0
    """How many files were looked at."""
    unanswered: list[Unanswered] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    """Files with their new findings, those at or above the threshold."""
    below: int = 0
    """How many new findings are below it."""
    unchecked: list[Skipped] = field(default_factory=list)
    """What should have been looked at and could not be."""
    remarks: list[str] = field(default_factory=list)
    """What to know beside the verdict, a sentence each."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for document in self.documents for finding in document.findings)

    @property
    def clean(self) -> bool:
        return not self.unanswered and not self.documents

    def sort(self) -> None:
        self.unanswered.sort(key=lambda each: (each.path, each.ranges))
        self.documents.sort(key=lambda document: document.snapshot.path)
        self.unchecked = sorted(set(self.unchecked), key=lambda skip: (skip.path, skip.detector, skip.reason))


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    snapshot: Snapshot
    added: frozenset[int]


def judge(
    changes: Changes,
    workspace: Workspace,
    blocks: Callable[[Snapshot], Iterable[Standing]] | None,
    *,
    threshold: Severity,
    cancel: Cancel | None = None,
) -> Verdict:
    """Looks at the new lines of a change.

    `blocks` finds the blocks of a text; None where there is no ledger to ask, and then it is for the caller to say so.
    Raises `GitError`.
    """
    verdict = Verdict(threshold)
    limit = workspace.policy.scan.max_file_bytes
    files: list[_File] = []
    for content in changes.contents(limit=limit):
        file = _file(content, changes.repository.top, workspace, verdict)
        if file is not None and file.added:
            files.append(file)
    verdict.files = len(files)
    if blocks is not None:
        for file in files:
            verdict.unanswered += _unanswered(file, blocks(file.snapshot))
    pairs = [(file.path, file.snapshot) for file in files]
    for file, checked in zip(files, workspace.check_files(pairs, cancel=cancel), strict=True):
        _take(file, checked, verdict)
    verdict.sort()
    return verdict


def _file(content: Content, top: Path, workspace: Workspace, verdict: Verdict) -> _File | None:
    path = content.file.path
    if not workspace.policy.looks_at(path):
        return None
    if content.data is None:
        limit = workspace.policy.scan.max_file_bytes
        reason = f"larger than scan.max_file_bytes = {limit:,} (it has {content.size:,} bytes)"
        verdict.unchecked.append(Skipped(path, f"{reason}; raise that, or list it in scan.exclude"))
        return None
    snapshot = snapshot_of(content.data, top / path, path)
    if isinstance(snapshot, Skipped):
        if snapshot.failure:
            verdict.unchecked.append(snapshot)
        return None
    return _File(top / path, snapshot, new_lines(content, snapshot))


def new_lines(content: Content, snapshot: Snapshot) -> frozenset[int]:
    """The lines of the snapshot, from 1, that are new."""
    decoded = decode(content.data or b"")
    added: Lines = content.added
    if isinstance(decoded, Decoded) and decoded.encoding != "utf-8":
        # Git counts bytes that look like line ends; in UTF-16 those are something else as well.
        added = ((1, len(snapshot.lines)),) if added else ()
    else:
        added = as_editors_count(added, snapshot.text)
    return frozenset(line for start, end in added for line in range(start, end + 1))


def _unanswered(file: _File, standings: Iterable[Standing]) -> Iterator[Unanswered]:
    for standing in standings:
        lines = standing.open & file.added
        if lines:
            history = standing.history
            yield Unanswered(
                block=history.id,
                path=file.snapshot.path,
                ranges=ranges(lines, file.snapshot),
                origin=history.origin,
                confidence=history.confidence,
                state=standing.state,
                why=standing.why,
                changed=standing.changed,
                tool=history.tool,
                model=history.model,
            )


def _take(file: _File, checked: Checked, verdict: Verdict) -> None:
    verdict.unchecked += (skip for skip in checked.skipped if skip.failure)
    new = [finding for finding in checked.findings if not file.added.isdisjoint(_lines(finding, file.snapshot))]
    bad = [finding for finding in new if finding.severity >= verdict.threshold]
    verdict.below += len(new) - len(bad)
    if bad:
        verdict.documents.append(Document.of(file.snapshot, bad, secrets=checked.judged.secrets))


def _lines(finding: Finding, snapshot: Snapshot) -> range:
    """The lines, from 1, that a finding touches."""
    end = max(finding.span.end - 1, finding.span.start)
    return range(snapshot.lines.line_at(finding.span.start) + 1, snapshot.lines.line_at(end) + 2)


def ranges(lines: Iterable[int], snapshot: Snapshot) -> tuple[LineRange, ...]:
    """The lines as ranges; blank lines between two of them do not part them."""
    found: list[list[int]] = []
    for line in sorted(lines):
        if found and all(not snapshot.lines.text(n - 1).strip() for n in range(found[-1][1] + 1, line)):
            found[-1][1] = line
        else:
            found.append([line, line])
    return tuple(LineRange(start, end) for start, end in found)
