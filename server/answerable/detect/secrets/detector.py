"""The secrets detector: three passes, one report for each secret, and what a team has accepted left out and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from answerable.detect.detector import Cancel
from answerable.detect.secrets import allowlist, generic, kubernetes, loading, pragma, suspicion, wording
from answerable.detect.secrets.companions import accompanied
from answerable.detect.secrets.foresight import Foresight
from answerable.detect.secrets.merge import merged
from answerable.detect.secrets.model import Candidate, Rule, Table
from answerable.detect.secrets.offsets import Offsets
from answerable.detect.secrets.pragma import Pragmas
from answerable.detect.secrets.provider import Formats
from answerable.findings.model import Report, Skipped
from answerable.findings.problems import Problem
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

if TYPE_CHECKING:
    from answerable.detect.secrets.baseline import Baseline


class SecretsDetector:
    """Finds secrets in any text. What it says depends on the snapshot's text, path and language alone.

    What only some texts need (detect-secrets, a baseline) is imported when they do: a command that runs at every
    prompt cannot spare the time.
    """

    name = wording.DETECTOR

    def __init__(
        self, table: Table, *, known: Baseline | None = None, second_pass: bool = True, honour_pragma: bool = True
    ) -> None:
        self._table = table
        self._formats = Formats(table.rules)
        self._companions = self._formats.paired
        self._known = known
        self._second_pass = second_pass
        self._honour_pragma = honour_pragma
        self.problems: tuple[Problem, ...] = (*table.problems, *(known.problems if known else ()))
        """What is wrong with the tables and the baseline it was made from."""

    @classmethod
    def load(
        cls,
        tables: Sequence[Path] = (),
        *,
        baseline: Path | None = None,
        second_pass: bool = True,
        honour_pragma: bool = True,
    ) -> SecretsDetector:
        """A detector with our tables, then a team's `tables`, and the baseline of detect-secrets in this file, if any.

        Nothing is raised for what the files hold: see `problems`.
        """
        known = None
        if baseline is not None:
            from answerable.detect.secrets.baseline import read

            known = read(baseline)
        return cls(loading.load(tables), known=known, second_pass=second_pass, honour_pragma=honour_pragma)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule a finding of it may name; there the ids begin with ``secrets.``."""
        return all_rules(self._table, second_pass=self._second_pass)

    def applies(self, snapshot: Snapshot) -> bool:
        """Any text may hold a secret, except in the files that a table's allowlist names."""
        return not allowlist.skips(self._table.allowlists, snapshot.path)

    def scan(self, snapshot: Snapshot, cancel: Cancel) -> Report:
        """Every secret in the snapshot that nobody has accepted; those left out are counted. Raises `Cancelled`."""
        failed: list[Skipped] = []
        left_out: Counter[str] = Counter()
        findings = []
        accepted: list[Span] = []
        pragmas = None
        if self._honour_pragma and pragma.any_in(snapshot.text):
            pragmas = Pragmas.of(snapshot.text, snapshot.lines, snapshot.path)
        for candidate in merged(self._candidates(snapshot, cancel, failed)):
            reason = (pragmas and pragmas.excuses(candidate.span)) or self._accepted(snapshot, candidate)
            if reason:
                left_out[reason] += 1
                accepted.append(candidate.span)
            else:
                findings.append(wording.finding(candidate))
        counted = (
            Skipped(
                snapshot.path, f"{count} secret{'s' if count > 1 else ''} left out: {reason}", self.name, failure=False
            )
            for reason, count in left_out.items()
        )
        return Report(tuple(findings), (*failed, *counted), tuple(accepted))

    def formats(self, snapshot: Snapshot) -> Iterator[Span]:
        """Where something has the form of a rule of the tables, before anything is left out or merged."""
        offsets = Offsets(snapshot.utf8, ascii_only=snapshot.text.isascii())
        found = self._formats.scan(snapshot.text, snapshot.utf8, offsets, snapshot.path)
        return (candidate.span for candidate in found)

    def _candidates(self, snapshot: Snapshot, cancel: Cancel, failed: list[Skipped]) -> list[Candidate]:
        text, utf8, path = snapshot.text, snapshot.utf8, snapshot.path
        offsets = Offsets(utf8, ascii_only=text.isascii())
        cancel.check()
        formats = self._formats.scan(text, utf8, offsets, path)
        found = list(accompanied(formats, snapshot.lines) if self._companions else formats)
        cancel.check()
        found += generic.scan(utf8, offsets, snapshot.language.id)
        found += kubernetes.scan(utf8, offsets)
        cancel.check()
        if self._second_pass:
            found += self._seconded(snapshot, found, cancel, failed)
        return found

    def _seconded(
        self, snapshot: Snapshot, found: list[Candidate], cancel: Cancel, failed: list[Skipped]
    ) -> Sequence[Candidate]:
        """What detect-secrets adds to what was found."""
        path = snapshot.path
        pieces = list(suspicion.pieces(snapshot.text, snapshot.utf8, path))
        if pieces:
            foresight = Foresight(merged(found), path)
            pieces = [piece for piece in pieces if foresight.could_add(*piece)]
        if not pieces:
            return ()
        from answerable.detect.secrets import library, second_pass

        try:
            return list(second_pass.scan(pieces, path, cancel))
        except library.Unavailable as error:
            failed.append(Skipped(path, str(error), self.name))
            return ()

    def _accepted(self, snapshot: Snapshot, candidate: Candidate) -> str:
        span, path = candidate.span, snapshot.path
        secret = snapshot.text[span.start : span.end]
        if self._table.allowlists:
            lines = snapshot.lines
            around = Span(lines.span(lines.line_at(span.start)).start, lines.span(lines.line_at(span.end)).end)
            line = snapshot.text[around.start : around.end]
            if allowlist.passes(self._table.allowlists, allowlist.Seen(candidate.rule.id, secret, secret, line, path)):
                return "an allowlist of a table"
        if self._known and self._known.lists(path):
            number = snapshot.lines.line_at(span.start)
            if self._known.accepts(path, secret, number + 1, _as_seen(snapshot, span, number)):
                return "the baseline of detect-secrets"
        return ""


def all_rules(table: Table, *, second_pass: bool = True) -> tuple[Rule, ...]:
    """The rules of these tables and of the passes that have their own."""
    own = (*table.rules, *generic.RULES.values(), kubernetes.RULE)
    if not second_pass:
        return own
    from answerable.detect.secrets.second_pass import RULES

    return (*own, *RULES.values())


def _as_seen(snapshot: Snapshot, span: Span, number: int) -> Iterator[str]:
    """What detect-secrets itself takes for the value here: a baseline it wrote has the digest of that."""
    from answerable.detect.secrets.library import Unavailable, seen_in

    start, line = snapshot.lines.span(number).start, snapshot.lines.text(number)
    try:
        for seen in seen_in(line, snapshot.path):
            if span.overlaps(Span(start + seen.cut_start, start + seen.cut_end)):
                yield line[seen.cut_start : seen.cut_end]
    except Unavailable:
        return
