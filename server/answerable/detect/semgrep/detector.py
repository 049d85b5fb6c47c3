"""The semgrep detector: whole documents, regions of a document that is being edited, and batches of files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from answerable.detect.detector import Cancel
from answerable.detect.semgrep import analyzers, batch, paths, shares
from answerable.detect.semgrep import slice as slices
from answerable.detect.semgrep.answer import Answer
from answerable.detect.semgrep.engine import Engine, Health
from answerable.detect.semgrep.findings import DETECTOR, findings
from answerable.detect.semgrep.jobs import Job, Jobs
from answerable.detect.semgrep.joint import Joint, together
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.mended import fragments
from answerable.detect.semgrep.portions import portions
from answerable.detect.semgrep.process import EngineError
from answerable.detect.semgrep.regions import RegionReport, region_report
from answerable.detect.semgrep.rule import RuleSet
from answerable.detect.semgrep.slice import Slice
from answerable.detect.semgrep.troubles import PARTIAL, REFUSED, line_numbers, skipped
from answerable.findings.model import Report, Skipped
from answerable.text.languages import Language
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

__all__ = ["Health", "RegionReport", "SemgrepDetector"]


class SemgrepDetector:
    """Runs a rule set over text. Safe to call from several threads; trouble with the engine is in the report."""

    name = DETECTOR

    def __init__(self, rules: RuleSet, *, limits: Limits | None = None, engine: Engine | None = None) -> None:
        self.rules = rules
        self.engine = engine or Engine(limits)
        self.limits = self.engine.limits
        self._jobs = Jobs(rules, shares.most())
        self._by_id = {rule.id: rule for rule in rules.rules}

    def applies(self, snapshot: Snapshot) -> bool:
        """Whether any rule is for the snapshot's language and path."""
        wanted = set(analyzers.of_language(snapshot.language))
        return any(
            not wanted.isdisjoint(rule.analyzers) and paths.applies(rule, snapshot.path) for rule in self.rules.rules
        )

    def scan(self, snapshot: Snapshot, cancel: Cancel) -> Report:
        """All findings in the whole document. Raises `Cancelled`."""
        return self._scan(snapshot, slices.whole(snapshot), cancel)[0]

    def scan_regions(self, snapshot: Snapshot, regions: Sequence[Span], cancel: Cancel) -> RegionReport:
        """The findings around these regions (code points), by way of a slice of the document. Raises `Cancelled`."""
        cut = slices.around(snapshot, regions)
        report, answer = self._scan(snapshot, cut, cancel)
        return region_report(report, answer, snapshot, cut)

    def scan_files(
        self,
        files: Sequence[tuple[Path, Snapshot]],
        *,
        jobs: int = 1,
        cancel: Cancel | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> Mapping[Path, Report]:
        """Whole files in as few engine processes as possible; `progress` gets how many more files are done.

        The path is where the file lies on disk, the snapshot what was read from it. Every file of `files` has a report
        in the answer, and it is the one `scan` would give. Raises `Cancelled`.
        """
        return batch.Batch(self, jobs, cancel or Cancel(), progress or (lambda _: None)).run(files)

    def warm(self, language: Language) -> None:
        """Sees to it that a process waits with the rules for this language parsed. Takes some milliseconds."""
        job = self._jobs.of(language)
        if job is not None:
            self.engine.warm(job.rules, job.analyzers, job.suffix)

    def stop(self) -> None:
        """Ends every process; scans under way report that they could not be done. The detector can be used again."""
        self.engine.stop()

    def health(self) -> Health:
        """A picture of the moment; starts nothing."""
        return self.engine.health()

    def job(self, snapshot: Snapshot) -> Job | None:
        """What the engine is asked about such a document; None where no rule is for it."""
        return self._jobs.of(snapshot.language)

    def too_large(self, snapshot: Snapshot, text: bytes) -> Report | None:
        """The report on a text that is not given to the engine for its size; None where it may be."""
        if len(text) <= self.limits.file_bytes:
            return None
        reason = f"larger than {self.limits.file_bytes // 1000} kB, the most that is given to the semgrep engine"
        return Report(skipped=(Skipped(snapshot.path, reason, DETECTOR, failure=False),))

    def unchecked(self, snapshot: Snapshot, error: EngineError) -> Report:
        """The report on a document the engine gave no answer about."""
        return Report(skipped=(Skipped(snapshot.path, f"not checked: {error}", DETECTOR),))

    def report(self, answer: Answer, snapshot: Snapshot, cut: Slice, cancel: Cancel) -> Report:
        """What an answer about this document means. Raises `Cancelled`.

        Some parsers refuse a whole document over one syntax error; then a copy that was put right is scanned or, where
        there is none, the document without the definitions that do not parse.
        """
        if cut.whole and any(trouble.kind in (REFUSED, PARTIAL) for trouble in answer.troubles):
            better = self._fragment(answer, snapshot, cut, cancel)
            if better is not None:
                return better
        if cut.whole and any(trouble.kind == REFUSED for trouble in answer.troubles):
            rest = slices.without_broken(snapshot)
            job = self.job(snapshot)
            if rest is not None and job is not None:
                second = shares.scan(self.engine, job, rest.text, cancel)
                if not any(trouble.kind == REFUSED for trouble in second.troubles):
                    found = self._read(second, snapshot, rest)
                    reason = f"{line_numbers(snapshot, rest.gaps)} could not be parsed; the rest was checked"
                    return Report(found.findings, (*found.skipped, Skipped(snapshot.path, reason, DETECTOR)))
        return self._read(answer, snapshot, cut)

    def _fragment(self, answer: Answer, snapshot: Snapshot, cut: Slice, cancel: Cancel) -> Report | None:
        """The report on text that breaks off, by way of a copy that parses; None where there is no such copy."""
        job, copy = self.job(snapshot), fragments.mended(snapshot)
        if job is None or copy is None:
            return None
        second = shares.scan(self.engine, job, copy.text, cancel)
        if any(trouble.kind == REFUSED for trouble in second.troubles):
            return None
        first, then = self._read(answer, snapshot, cut), self._read(second, snapshot, copy)
        known = {(finding.rule, finding.span) for finding in first.findings}
        both = (*first.findings, *(f for f in then.findings if (f.rule, f.span) not in known))
        if copy.gaps:
            reason = f"{line_numbers(snapshot, copy.gaps)} could not be parsed; the rest was checked"
        else:
            reason = "it breaks off, and was checked as if what is open were closed"
        found = tuple(sorted(both, key=lambda f: (f.span, f.rule)))
        return Report(found, (*then.skipped, Skipped(snapshot.path, reason, DETECTOR)))

    def _scan(self, snapshot: Snapshot, cut: Slice, cancel: Cancel) -> tuple[Report, Answer | None]:
        """The report, and the engine's answer; None where there is none."""
        cancel.check()
        job = self.job(snapshot)
        if job is None:
            return Report(), Answer((), (), "")
        large = self.too_large(snapshot, cut.text)
        if large is not None:
            return large, None
        try:
            whole = self._in_portions(snapshot, job, cut, cancel) if cut.whole else None
            if whole is not None:
                return whole
            answer = shares.scan(self.engine, job, cut.text, cancel)
            return self.report(answer, snapshot, cut, cancel), answer
        except EngineError as error:
            return self.unchecked(snapshot, error), None

    def _in_portions(self, snapshot: Snapshot, job: Job, whole: Slice, cancel: Cancel) -> tuple[Report, Answer] | None:
        """The report on a long document, with the rules that follow data run over its portions; None where that is not
        to be done, or where something does not parse. Raises as `Engine.scan` does.
        """
        cuts = portions(snapshot) if job.following is not None else ()
        following, matching = job.following, job.matching
        if not cuts or following is None:
            return None
        joint = Joint(cancel)
        texts = [cut.text for cut in cuts]
        runs: list[Callable[[], tuple[Answer, ...]]] = [
            lambda: self.engine.scan_each(following, job.analyzers, job.suffix, texts, joint, jobs=shares.most())
        ]
        if matching is not None:
            runs.append(
                lambda: (self.engine.scan(matching, job.analyzers, job.suffix, whole.text, joint, ahead=False),)
            )
        followed, *rest = together(runs, joint)
        report = self.joined(snapshot, cuts, followed, [answer for part in rest for answer in part])
        return (report, Answer((), (), followed[0].version)) if report is not None else None

    def joined(
        self, snapshot: Snapshot, cuts: Sequence[Slice], followed: Sequence[Answer], matched: Sequence[Answer]
    ) -> Report | None:
        """The report on a document in portions, from the answers about each and those about the whole of it; None where
        something did not parse: a portion cannot tell what that hides.
        """
        answers = [*zip(followed, cuts, strict=True), *((answer, slices.whole(snapshot)) for answer in matched)]
        if any(trouble.kind in (REFUSED, PARTIAL) for answer, _ in answers for trouble in answer.troubles):
            return None
        reports = [self._read(answer, snapshot, cut) for answer, cut in answers]
        # What stands outside definitions is in every portion.
        found = {(finding.rule, finding.span): finding for report in reports for finding in report.findings}
        skips = dict.fromkeys(skip for report in reports for skip in report.skipped)
        return Report(tuple(sorted(found.values(), key=lambda finding: (finding.span, finding.rule))), tuple(skips))

    def _read(self, answer: Answer, snapshot: Snapshot, cut: Slice) -> Report:
        found = findings(answer.matches, self._by_id, snapshot, cut)
        return Report(found, skipped(answer.troubles, snapshot, cut, self.limits))
