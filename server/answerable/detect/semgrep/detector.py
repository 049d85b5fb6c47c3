"""The semgrep detector: whole documents, regions of a document that is being edited, and batches of files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from answerable.detect.detector import Cancel
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.rules import RuleSet
from answerable.findings.model import Report
from answerable.text.languages import Language
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span


@dataclass(frozen=True, slots=True)
class RegionReport:
    """What a scan of a part of a document tells."""

    report: Report
    """Findings inside `covered`, and what could not be checked."""
    covered: tuple[Span, ...]
    """Where the findings are complete: earlier findings that lie in here are replaced by `report`'s."""
    unparsed: tuple[Span, ...] = ()
    """Where the text does not parse at the moment: earlier findings that touch it stay, though it is covered."""


@dataclass(frozen=True, slots=True)
class Health:
    """How the engine is doing, for ``doctor`` and the server's status."""

    path: str | None
    """Of the engine's binary; None where there is none."""
    version: str | None
    """None until it answered once."""
    standby: bool
    """Whether processes are kept waiting (they need named pipes)."""
    scans: int
    restarts: int
    failures: int
    last_failure: str
    """Empty when there was none."""
    last_seconds: float | None
    """Of the last scan that came to an end."""


class SemgrepDetector:
    """Runs a rule set over text. Safe to call from several threads."""

    name = "semgrep"

    def __init__(self, rules: RuleSet, *, limits: Limits | None = None) -> None:
        self.rules = rules
        self.limits = limits or Limits()

    def applies(self, snapshot: Snapshot) -> bool:
        """Whether any rule is for the snapshot's language and path."""
        raise NotImplementedError

    def scan(self, snapshot: Snapshot, cancel: Cancel) -> Report:
        """All findings in the whole document. Raises `Cancelled`."""
        raise NotImplementedError

    def scan_regions(self, snapshot: Snapshot, regions: Sequence[Span], cancel: Cancel) -> RegionReport:
        """The findings around these regions, by way of a slice of the document. Raises `Cancelled`."""
        raise NotImplementedError

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
        in the answer. Raises `Cancelled`.
        """
        raise NotImplementedError

    def warm(self, language: Language) -> None:
        """Starts a process that waits with its rules parsed, if any rule is for this language. Returns at once."""
        raise NotImplementedError

    def stop(self) -> None:
        """Ends every process; scans under way report that they could not be done. The detector can be used again."""
        raise NotImplementedError

    def health(self) -> Health:
        """A picture of the moment; starts nothing."""
        raise NotImplementedError
