"""What a scan of part of a document tells, and for which part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from answerable.detect.semgrep.answer import Answer
from answerable.detect.semgrep.slice import Slice, broken_parts
from answerable.detect.semgrep.troubles import PARTIAL, REFUSED, lines
from answerable.findings.model import Report
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span


@dataclass(frozen=True, slots=True)
class RegionReport:
    """The findings of a part of a document, and what becomes of earlier findings.

    An earlier finding, moved along with the text, that `replaces` is true of is out of date: the report has it again
    or it is gone. Every other earlier finding stays. Put both together and drop what is there
    twice (same rule, same span).
    """

    report: Report
    """Findings inside `covered`, and what could not be checked."""
    covered: tuple[Span, ...]
    """The parts that were scanned, in order; empty where the engine gave no answer."""
    unparsed: tuple[Span, ...]
    """Where the text does not parse at the moment, so that a finding may be missing without being gone."""
    whole: bool
    """The whole document was scanned."""
    outside: bool
    """The edit touched code outside definitions (imports, constants …), so that findings in what was not scanned may be
    out of date too: scan the whole document when there is time."""

    def replaces(self, span: Span) -> bool:
        """Whether an earlier finding with this span is out of date.

        It is when both its ends lie in what was scanned (what lies between may be left out of a slice) and none of it
        in what does not parse.
        """
        last = Span(max(span.start, span.end - 1), span.end)
        return (
            _within(span.start, self.covered)
            and _within(last.start, self.covered)
            and not any(part.overlaps(span) for part in self.unparsed)
        )


def _within(offset: int, parts: Iterable[Span]) -> bool:
    return any(part.start <= offset < part.end or offset == part.start == part.end for part in parts)


def region_report(report: Report, answer: Answer | None, snapshot: Snapshot, scanned: Slice) -> RegionReport:
    """The report of a slice; `answer` is None where the engine had none to give."""
    if answer is None:
        return RegionReport(report, (), (), whole=False, outside=scanned.outside)
    index = snapshot.utf8_index
    covered: tuple[Span, ...] = (Span(0, len(snapshot.text)),)
    if not scanned.whole:
        covered = tuple(index.span(part.start, part.start + part.length) for part in scanned.segments)
    unparsed = [index.span(*part) for part in broken_parts(snapshot, scanned)]
    for trouble in answer.troubles:
        if trouble.kind == REFUSED and not (scanned.whole and unparsed):
            # Where the whole document was refused over parts that are known, the rest of it was scanned again.
            unparsed = list(covered)
        elif trouble.kind == PARTIAL:
            for first, last in lines(trouble, snapshot, scanned):
                start = snapshot.lines.span(first - 1).start
                unparsed.append(Span(start, snapshot.lines.span(last - 1).end))
    return RegionReport(
        report, covered, tuple(sorted(set(unparsed))), scanned.whole, scanned.outside and not scanned.whole
    )
