"""Reviewing blocks: where they stand, signing, rejecting, saying it was no AI. The same for editor and terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from answerable.findings.model import Finding, Severity
from answerable.interop.git import Identity
from answerable.ledger.blocks import BlockState
from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger
from answerable.origin.model import Origin
from answerable.origin.prints import Digester, LineRange, PrintedText
from answerable.session.history import KINDS, Histories, History
from answerable.session.standing import Finder, Rules, Standing
from answerable.session.workspace import Checked, Workspace
from answerable.text.snapshot import Snapshot

STATEMENT = "I have read this code, I understand it, and I answer for it."
"""What a signature says unless its giver says something else."""

# Less than `standing` asks for: lines that tell nothing are not looked up, and count there all the same.
_SHARE = 0.12


class Refused(Exception):
    """A signature or a rejection that is not taken. The message says why, and what would be needed."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that was taken."""

    seq: int
    """The record's number."""
    block: str
    digest: str
    lines: LineRange
    findings: tuple[Finding, ...]
    """What was open in the block, and so was read with it."""


class Desk:
    """The reviews of one workspace. Knows no terminal and no editor; not to be shared by threads."""

    def __init__(self, ledger: Ledger, workspace: Workspace, rules: Rules) -> None:
        self.ledger = ledger
        self.workspace = workspace
        self.rules = rules
        self.digester = Digester(ledger.key)
        # Imported here: it brings a database along, and a server needs it when a first block is looked for.
        from answerable.ledger.index import Index

        self.index = Index(ledger)
        self._histories: dict[str, History] = {}
        self._size = 0

    def standings(self, snapshot: Snapshot) -> list[Standing]:
        """The blocks in a text, in its order, by all that was recorded until now. Raises `LedgerError`."""
        return self._finder(snapshot).in_text(snapshot.path, self.printed(snapshot))

    def _finder(self, snapshot: Snapshot) -> Finder:
        text = self.printed(snapshot)
        matches = self.index.blocks_by_line_digests(text.telling(), share=_SHARE)
        known = (self.history(match.block) for match in matches)
        return Finder((each for each in known if each is not None), self.rules)

    def known(self) -> Iterator[BlockState]:
        """Every block whose text is not known to be gone, as it was last seen. Raises `LedgerError`."""
        return self.index.blocks()

    def history(self, block: str) -> History | None:
        """All that was recorded of a block; None where it was never opened. Raises `LedgerError`."""
        size = self.ledger.head().size
        if size != self._size:
            self._histories.clear()
            self._size = size
        if block not in self._histories:
            records = (record for record in self.index.history(block) if record.kind in KINDS)
            self._histories.update(Histories.of(records).blocks)
        return self._histories.get(block)

    def printed(self, snapshot: Snapshot) -> PrintedText:
        return self.digester.text(snapshot.text)

    def find(self, snapshot: Snapshot, block: str) -> Standing:
        """The block with this id in a text. Raises `Refused` where it is not there."""
        for standing in self._finder(snapshot).everywhere(snapshot.path, self.printed(snapshot)):
            if standing.history.id == block:
                return standing
        raise Refused(
            f"block {block[:12]} is not in {snapshot.path} as it is now; `answerable review list` shows where"
        )

    def sign(
        self,
        snapshot: Snapshot,
        block: str,
        reviewer: Identity,
        *,
        statement: str = STATEMENT,
        reason: str | None = None,
        checked: Checked | None = None,
    ) -> Signed:
        """Records that the reviewer has read the block as it stands in this text, and answers for it.

        `checked` is what the workspace said of this very text, where that is known already. Raises `Refused` for a
        person whose signature would not count, for an open finding of level error, and where something could not be
        checked: the last two unless a reason is given, which is then part of the record.
        """
        standing = self.find(snapshot, block)
        if not self.rules.may_sign(snapshot.path, reviewer.email):
            owners = ", ".join(self.rules.owners.owners(snapshot.path)) if self.rules.owners else ""
            raise Refused(
                f"{reviewer} is not among the owners of {snapshot.path} ({owners}); ask one of them, or add the "
                "address to review.people in answerable.toml"
            )
        if checked is None:
            checked = self.workspace.check(snapshot)
        findings = tuple(inside(checked.findings, snapshot, standing))
        reason = reason.strip() or None if reason is not None else None
        if reason is None:
            _refuse_open(findings, snapshot)
            _refuse_unchecked(checked)
        printed = self.printed(snapshot)
        lines = standing.lines
        print_ = printed.within(lines)
        digest = self.digester.block(print_)
        record = self.ledger.append(
            Kind.REVIEW_SIGNED,
            {
                "block": standing.history.id,
                "digest": digest,
                "lines": list(print_),
                "path": snapshot.path,
                "start_line": lines.start,
                "end_line": lines.end,
                "findings": [_finding(finding) for finding in findings],
                "reviewer": {"name": reviewer.name, "email": reviewer.email},
                "statement": statement.strip() or STATEMENT,
                "reason": reason,
            },
        )
        return Signed(record.seq, standing.history.id, digest, lines, findings)

    def reject(self, snapshot: Snapshot, block: str, reviewer: Identity, *, statement: str) -> int:
        """Records that the reviewer does not want the block as it is; the record's number. Raises `Refused`."""
        standing = self.find(snapshot, block)
        print_ = self.printed(snapshot).within(standing.lines)
        record = self.ledger.append(
            Kind.REVIEW_REJECTED,
            {
                "block": standing.history.id,
                "digest": self.digester.block(print_),
                "lines": list(print_),
                "path": snapshot.path,
                "start_line": standing.lines.start,
                "end_line": standing.lines.end,
                "reviewer": {"name": reviewer.name, "email": reviewer.email},
                "statement": statement,
            },
        )
        return record.seq

    def not_ai(self, snapshot: Snapshot, block: str, reviewer: Identity) -> int:
        """Records that a person says they wrote the block; the record's number, of the first time it was said. Raises
        `Refused`."""
        standing = self.find(snapshot, block)
        declared = standing.history.declared
        if declared is not None and standing.history.origin is Origin.HUMAN:
            return declared
        record = self.ledger.append(
            Kind.BLOCK_DECLARED,
            {
                "block": standing.history.id,
                "origin": Origin.HUMAN.value,
                "tool": None,
                "model": None,
                "session": None,
                "source": f"{reviewer}",
            },
        )
        return record.seq


def inside(findings: Iterable[Finding], snapshot: Snapshot, standing: Standing) -> Iterator[Finding]:
    """The findings that lie, at least in part, in lines of the block."""
    lines = snapshot.lines
    for finding in findings:
        first, last = lines.line_at(finding.span.start) + 1, lines.line_at(finding.span.end) + 1
        if any(part.start <= last and first <= part.end for part in standing.place.ranges):
            yield finding


def _refuse_open(findings: Iterable[Finding], snapshot: Snapshot) -> None:
    errors = [finding for finding in findings if finding.severity >= Severity.ERROR]
    if errors:
        listed = ", ".join(f"{each.rule} in line {snapshot.lines.line_at(each.span.start) + 1}" for each in errors)
        raise Refused(f"the block has open findings of level error: {listed}; mend them, or sign with a reason")


def _refuse_unchecked(checked: Checked) -> None:
    failures = [skip for skip in checked.skipped if skip.failure]
    if failures:
        listed = "; ".join(f"{skip.detector}: {skip.reason}" if skip.detector else skip.reason for skip in failures)
        raise Refused(f"the block could not be checked ({listed}); mend that, or sign with a reason")


def _finding(finding: Finding) -> dict[str, str]:
    return {"rule": finding.rule, "fingerprint": finding.fingerprint, "severity": finding.severity.label}
