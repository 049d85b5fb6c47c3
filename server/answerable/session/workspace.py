"""A workspace: what a team has decided, applied to any document of theirs."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from answerable.detect.detector import Cancel, Detector
from answerable.detect.packages import PackagesDetector
from answerable.detect.semgrep.detector import SemgrepDetector
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.regions import RegionReport
from answerable.detect.semgrep.rules import RuleSet, load_rules
from answerable.findings.discretion import hushed, values_at
from answerable.findings.fingerprint import with_fingerprints
from answerable.findings.model import Finding, Report, Skipped
from answerable.findings.problems import Problem
from answerable.policy.builtin import rules_root
from answerable.policy.entries import entry_problems
from answerable.policy.judge import Judged, judge
from answerable.policy.layers import LayerName
from answerable.policy.load import LoadedPolicy, load_policy
from answerable.policy.model import POLICY_FILE, Policy
from answerable.policy.strange import unknown_rules
from answerable.policy.suppressions import DETECTOR as SUPPRESSIONS
from answerable.policy.suppressions import RULES as SUPPRESSION_RULES
from answerable.session import batch, fast, notebook
from answerable.session.project import Project, concerns
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checked:
    """All that can be said of one document."""

    snapshot: Snapshot
    judged: Judged
    skipped: tuple[Skipped, ...]
    seconds: float

    @property
    def findings(self) -> tuple[Finding, ...]:
        """In order of position, with severities as the policy has them and without what is suppressed."""
        return self.judged.findings


def _log_crash(detector: str, error: BaseException) -> None:
    logger.error("%s failed with %s", detector, type(error).__name__)


class Workspace:
    """One root with its policy, rules and detectors. Every method may be called from any thread."""

    def __init__(
        self,
        root: Path | None,
        loaded: LoadedPolicy,
        rules: RuleSet,
        *,
        today: Callable[[], date] = date.today,
        crashed: fast.Crashed = _log_crash,
    ) -> None:
        self.root = root
        self.loaded = loaded
        self.rules = rules
        self._today = today
        self._crashed = crashed
        self.fast_config = fast.FastConfig.of(loaded.policy, root)
        self._fast, problems = fast.build(self.fast_config)
        self._known_rules = fast.known_rules(self._fast)
        self._known_rules |= dict.fromkeys(SUPPRESSION_RULES, SUPPRESSIONS)
        self._known_rules |= {rule.id: SemgrepDetector.name for rule in rules.rules}
        place = str(loaded.source(LayerName.REPOSITORY) or POLICY_FILE)
        void = entry_problems(loaded.policy, today(), place=place)
        guards = fast.rules_of_the_guard(loaded.policy)
        strange = unknown_rules(loaded.policy, self._known_rules, place=place, guards=guards)
        self.problems: tuple[Problem, ...] = (*loaded.problems, *void, *strange, *rules.problems, *problems)
        self.semgrep: SemgrepDetector | None = None
        if loaded.policy.detectors.semgrep and rules.rules:
            self.semgrep = SemgrepDetector(rules, limits=_limits(loaded.policy))

    @classmethod
    def open(
        cls,
        root: Path | None,
        *,
        settings: Mapping[str, Any] | None = None,
        config: Path | None = None,
        trusted: bool = True,
        today: Callable[[], date] = date.today,
        crashed: fast.Crashed = _log_crash,
    ) -> Workspace:
        """Reads policy and rules; what is wrong with them is in `problems`, and the rest works.

        `settings` are the editor's (namespace ``answerable``, without that prefix). `root` None stands for documents
        that belong to no folder: the shipped rules and the user's own policy. An untrusted workspace can only make the
        judgement stricter. `config` is a policy file to read in place of the root's own.
        """
        loaded = load_policy(root, settings=settings, repository=config, trusted=trusted)
        packs = (rules_root() / pack for pack in loaded.policy.rules.packs)
        rules = load_rules((*packs, *loaded.policy.rules.paths))
        return cls(root, loaded, rules, today=today, crashed=crashed)

    @property
    def policy(self) -> Policy:
        return self.loaded.policy

    @property
    def detectors(self) -> tuple[Detector, ...]:
        """All of them, the engine's last."""
        return (*self._fast, self.semgrep) if self.semgrep is not None else tuple(self._fast)

    def fast(self, snapshot: Snapshot, cancel: Cancel) -> Report:
        """What the detectors in process find. Raises `Cancelled`."""
        return fast.run(self._fast, snapshot, cancel, self._crashed)

    def asks_about(self, path: Path) -> bool:
        """Whether findings depend on this file of the project: a manifest, a lock, a list of aliases."""
        project = self.fast_config.project
        return project is not None and path.is_relative_to(project.root) and concerns(path.name)

    def look_again(self) -> None:
        """What a file that is asked about says has changed: the next check looks at the project's folder."""
        for detector in self._fast:
            if isinstance(detector, PackagesDetector) and isinstance(detector.known, Project):
                detector.known.changed()

    def warm(self) -> None:
        """Does once, before anybody waits for it, what a detector does on its first text: imports, tables, patterns."""
        self.fast(Snapshot.of(_FIRST_TEXT, "first.py"), Cancel())

    def deep(self, snapshot: Snapshot, regions: Sequence[Span] | None, cancel: Cancel) -> RegionReport:
        """What the engine finds around the regions, or in the whole document for None. Raises `Cancelled`."""
        everything = Span(0, len(snapshot.text))
        if self.semgrep is None or not self.semgrep.applies(snapshot):
            return RegionReport(Report(), (everything,), (), whole=True, outside=False)
        return self.semgrep.scan_regions(snapshot, (everything,) if regions is None else regions, cancel)

    @property
    def today(self) -> date:
        """The day suppressions are measured by."""
        return self._today()

    def judge(
        self, snapshot: Snapshot, findings: Iterable[Finding], *, deep: bool, secrets: Iterable[Span] = ()
    ) -> Judged:
        """The findings as the policy sees them. `deep` tells whether the engine's part is complete.

        `secrets` are those that are no findings, because a team has accepted them: none of the findings quotes one.
        """
        ran = {detector.name for detector in self._fast}
        if deep or self.semgrep is None:
            ran.add(SemgrepDetector.name)
        found = tuple(findings)
        try:
            judged = judge(
                snapshot, found, self.policy, today=self._today(), ran=frozenset(ran), known_rules=self._known_rules
            )
        except Exception as error:  # noqa: BLE001 - findings nobody judged are better than none
            self._crashed("judge", error)
            sensitive = tuple(sorted({finding.span for finding in found if finding.sensitive}))
            judged = Judged(with_fingerprints(snapshot, found), (), sensitive)
        everywhere = tuple(sorted({*judged.secrets, *secrets}))
        values = values_at(snapshot.text, everywhere)
        return Judged(tuple(hushed(finding, values) for finding in judged.findings), judged.suppressed, everywhere)

    def check(self, snapshot: Snapshot, cancel: Cancel | None = None) -> Checked:
        """One document, every detector. Raises `Cancelled`."""
        cancel = cancel or Cancel()
        begun = time.perf_counter()
        quick = self.fast(snapshot, cancel)
        if notebook.is_notebook(snapshot):
            return self._notebook(snapshot, quick, cancel, begun)
        engine = self.deep(snapshot, None, cancel).report
        return self._conclude(snapshot, (quick, engine), time.perf_counter() - begun)

    def check_files(
        self,
        files: Iterable[tuple[Path, Snapshot]],
        *,
        jobs: int = 0,
        progress: Callable[[int], None] = lambda done: None,
        cancel: Cancel | None = None,
    ) -> Iterator[Checked]:
        """Files from disk, each as `check` would have it, in their order.

        `files` are where a file lies and what was read from it; `jobs` is how many processes may work at once (0: as
        many as there are processors); `progress` is told how many more files are done, from any thread. Raises
        `Cancelled`.
        """
        cancel = cancel or Cancel()
        jobs = jobs or self.policy.semgrep.jobs or batch.default_jobs()
        pool = batch.FastPool(self.fast_config, self._fast, self._crashed)
        try:
            for group in batch.chunks(files):
                yield from self._check_group(group, pool, jobs, progress, cancel)
        finally:
            pool.close()

    def _check_group(
        self,
        group: batch.Files,
        pool: batch.FastPool,
        jobs: int,
        progress: Callable[[int], None],
        cancel: Cancel,
    ) -> Iterator[Checked]:
        plain = [(path, snapshot) for path, snapshot in group if not notebook.is_notebook(snapshot)]
        begun = time.perf_counter()
        with ThreadPoolExecutor(1, "engine-batch") as beside:
            engine = beside.submit(self._engine_files, plain, jobs, progress, cancel)
            try:
                quick = list(pool.run(group, jobs, cancel))
                reports = engine.result()
            except BaseException:
                cancel.cancel()
                raise
        for (path, snapshot), report in zip(group, quick, strict=True):
            if notebook.is_notebook(snapshot):
                yield self._notebook(snapshot, report, cancel, begun)
                progress(1)
            else:
                yield self._conclude(snapshot, (report, reports.get(path, Report())), 0.0)

    def _engine_files(
        self, files: batch.Files, jobs: int, progress: Callable[[int], None], cancel: Cancel
    ) -> Mapping[Path, Report]:
        if self.semgrep is None:
            progress(len(files))
            return {}
        return self.semgrep.scan_files(files, jobs=jobs, cancel=cancel, progress=progress)

    def _notebook(self, snapshot: Snapshot, quick: Report, cancel: Cancel, begun: float) -> Checked:
        """A notebook's file; `quick` is what the fast detectors found in its text."""
        book = notebook.read_notebook(snapshot)
        if isinstance(book, Skipped):
            engine = self.deep(snapshot, None, cancel).report
            reports = (quick, engine, Report(skipped=(book,)))
            return self._conclude(snapshot, reports, time.perf_counter() - begun)
        module = book.snapshot(snapshot.path, snapshot.uri)
        cells = self._conclude(module, (self.fast(module, cancel), self.deep(module, None, cancel).report))
        rest = self._conclude(snapshot, (notebook.outside_cells(book, quick),))
        judged = notebook.joined(notebook.in_file(book, cells.judged), rest.judged)
        skipped = tuple(dict.fromkeys((*cells.skipped, *rest.skipped)))
        return Checked(snapshot, judged, skipped, time.perf_counter() - begun)

    def _conclude(self, snapshot: Snapshot, reports: Iterable[Report], seconds: float = 0.0) -> Checked:
        """Joins what the detectors said of a document and judges it."""
        findings: list[Finding] = []
        skipped: list[Skipped] = []
        secrets: set[Span] = set()
        for report in reports:
            findings += report.findings
            skipped += report.skipped
            secrets.update(report.secrets)
        complete = not any(skip.failure and skip.detector == SemgrepDetector.name for skip in skipped)
        judged = self.judge(snapshot, findings, deep=complete, secrets=secrets)
        return Checked(snapshot, judged, tuple(dict.fromkeys(skipped)), seconds)

    def close(self) -> None:
        """Ends the engine's processes."""
        if self.semgrep is not None:
            self.semgrep.stop()


# It has what each pass looks at: a format's keyword, a name and a value, and a letter beyond ASCII.
_FIRST_TEXT = 'password = "é 3f8a1c9d7be24506"  # ghp_\n'


def _limits(policy: Policy) -> Limits:
    return Limits(
        rule_seconds=policy.semgrep.rule_timeout_seconds,
        scan_seconds=policy.semgrep.timeout_seconds,
        memory_mb=policy.semgrep.max_memory_mb,
        file_bytes=policy.scan.max_file_bytes,
    )
