"""The secrets detector: three passes, one report for each secret, and what a team has accepted left out and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from answerable.detect.detector import Cancel
from answerable.detect.secrets import allowlist, generic, kubernetes, loading, second_pass, wording
from answerable.detect.secrets import baseline as baselines
from answerable.detect.secrets.baseline import Baseline
from answerable.detect.secrets.merge import merged
from answerable.detect.secrets.model import Candidate, Rule
from answerable.detect.secrets.offsets import Offsets
from answerable.detect.secrets.pragma import Pragmas
from answerable.detect.secrets.provider import Formats
from answerable.detect.secrets.table import Table
from answerable.findings.model import Report, Skipped
from answerable.findings.problems import Problem
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span


class SecretsDetector:
    """Finds secrets in any text. What it says depends on the snapshot's text, path and language alone."""

    name = wording.DETECTOR

    def __init__(
        self, table: Table, *, known: Baseline | None = None, second_pass: bool = True, honour_pragma: bool = True
    ) -> None:
        self._formats = Formats(table.rules)
        self._allowlists = table.allowlists
        self._known = known or Baseline()
        self._second_pass = second_pass
        self._honour_pragma = honour_pragma
        self.rules = all_rules(table, second_pass=second_pass)
        """Every rule a finding of it may name; there the ids begin with ``secrets.``."""
        self.problems: tuple[Problem, ...] = (*table.problems, *self._known.problems)
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
        known = None if baseline is None else baselines.read(baseline)
        return cls(loading.load(tables), known=known, second_pass=second_pass, honour_pragma=honour_pragma)

    def applies(self, snapshot: Snapshot) -> bool:
        """Any text may hold a secret, except in the files that a table's allowlist names."""
        return not allowlist.skips(self._allowlists, snapshot.path)

    def scan(self, snapshot: Snapshot, cancel: Cancel) -> Report:
        """Every secret in the snapshot that nobody has accepted; those left out are counted. Raises `Cancelled`."""
        failed: list[Skipped] = []
        left_out: Counter[str] = Counter()
        findings = []
        pragmas = Pragmas.of(snapshot.text, snapshot.lines, snapshot.path) if self._honour_pragma else None
        for candidate in merged(self._candidates(snapshot, cancel, failed)):
            reason = (pragmas and pragmas.excuses(candidate.span)) or self._accepted(snapshot, candidate)
            if reason:
                left_out[reason] += 1
            else:
                findings.append(wording.finding(candidate))
        counted = (
            Skipped(
                snapshot.path, f"{count} secret{'s' if count > 1 else ''} left out: {reason}", self.name, failure=False
            )
            for reason, count in left_out.items()
        )
        return Report(tuple(findings), (*failed, *counted))

    def _candidates(self, snapshot: Snapshot, cancel: Cancel, failed: list[Skipped]) -> Iterator[Candidate]:
        text, utf8, path = snapshot.text, snapshot.utf8, snapshot.path
        offsets = Offsets(utf8, ascii_only=text.isascii())
        cancel.check()
        yield from self._formats.scan(text, utf8, offsets, path)
        cancel.check()
        yield from generic.scan(utf8, offsets, snapshot.language.id)
        yield from kubernetes.scan(utf8, offsets)
        cancel.check()
        if self._second_pass:
            try:
                yield from second_pass.scan(text, utf8, snapshot.lines, path, cancel)
            except second_pass.Unavailable as error:
                failed.append(Skipped(path, str(error), self.name))

    def _accepted(self, snapshot: Snapshot, candidate: Candidate) -> str:
        span, path = candidate.span, snapshot.path
        secret = snapshot.text[span.start : span.end]
        if self._allowlists:
            lines = snapshot.lines
            around = Span(lines.span(lines.line_at(span.start)).start, lines.span(lines.line_at(span.end)).end)
            line = snapshot.text[around.start : around.end]
            if allowlist.passes(self._allowlists, allowlist.Seen(candidate.rule.id, secret, secret, line, path)):
                return "an allowlist of a table"
        if self._known.lists(path):
            number = snapshot.lines.line_at(span.start)
            if self._known.accepts(path, secret, number + 1, self._as_seen(snapshot, span, number)):
                return "the baseline of detect-secrets"
        return ""

    @staticmethod
    def _as_seen(snapshot: Snapshot, span: Span, number: int) -> Iterator[str]:
        """What detect-secrets itself takes for the value here: a baseline it wrote has the digest of that."""
        start, line = snapshot.lines.span(number).start, snapshot.lines.text(number)
        try:
            for seen in second_pass.seen_in(line, snapshot.path):
                if span.overlaps(Span(start + seen.cut_start, start + seen.cut_end)):
                    yield line[seen.cut_start : seen.cut_end]
        except second_pass.Unavailable:
            return


def all_rules(table: Table, *, second_pass: bool = True) -> tuple[Rule, ...]:
    """The rules of these tables and of the passes that have their own."""
    return (*table.rules, *generic.RULES.values(), kubernetes.RULE, *(_LIBRARY if second_pass else ()))


_LIBRARY = tuple(second_pass.RULES.values())
