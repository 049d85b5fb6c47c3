"""What `answerable scan` does between its options and its output."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import click

from answerable.cli.catalogue import entries
from answerable.cli.terminal import errors
from answerable.cli.text_output import show_problems
from answerable.detect.detector import Cancel
from answerable.files.names import display
from answerable.files.read import read, snapshot_of
from answerable.files.root import workspace_root
from answerable.files.walk import Discovery, NoSuchPath, discover, relative
from answerable.findings.model import Severity, Skipped
from answerable.interop.outcome import Document, Outcome, Suppressed
from answerable.policy.matching import path_matches
from answerable.policy.model import Policy
from answerable.policy.suppressions import Scope
from answerable.session.workspace import Checked, Workspace
from answerable.text.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    paths: tuple[str, ...]
    stdin: str | None
    """What the standard input is called; None when it is not looked at."""
    threshold: str | None
    jobs: int | None
    config: Path | None
    progress: bool
    color: str


def run(request: Request, *, written: Path | None = None) -> Outcome:
    """The whole scan; problems of the configuration are told on the standard error before it begins.

    `written` is where the report will go: a report of last time is not a source. Raises `click.UsageError`.
    """
    begun, started = datetime.now(UTC), time.perf_counter()
    here = Path.cwd()
    named = [request.stdin] if request.stdin is not None else list(request.paths)
    root = workspace_root([here / name for name in named], here)
    workspace = Workspace.open(root, config=request.config)
    tally, cancel = _Tally(), Cancel()
    try:
        show_problems(workspace.problems, errors(request.color))
        if request.stdin is not None:
            found = _stdin(request.stdin, workspace, root, tally, cancel)
        else:
            found = _found(request.paths, workspace.policy, root, written)
            limit = workspace.policy.scan.max_file_bytes
            with _bar(request.progress, len(found.files), request.color) as advance:
                files = _read(found, root, limit, advance)
                for checked in workspace.check_files(files, jobs=request.jobs or 0, progress=advance, cancel=cancel):
                    tally.add(checked)
    except BaseException:
        cancel.cancel()
        raise
    finally:
        workspace.close()
    skipped = sorted({*found.skipped, *tally.skipped}, key=lambda skip: (skip.path, skip.detector, skip.reason))
    return Outcome(
        root=root,
        shown=found.shown,
        documents=tuple(sorted(tally.documents, key=lambda document: os.fsencode(document.snapshot.path))),
        skipped=tuple(skipped),
        problems=workspace.problems,
        files=tally.files,
        lines=tally.lines,
        rules=len(entries(workspace)),
        threshold=Severity.parse(request.threshold) if request.threshold else workspace.policy.scan.threshold,
        begun=begun,
        ended=datetime.now(UTC),
        seconds=time.perf_counter() - started,
    )


def _found(paths: tuple[str, ...], policy: Policy, root: Path, written: Path | None) -> Discovery:
    report = relative(written, root) if written is not None else None

    def leave_out(path: str, directory: bool) -> str | None:
        if path == report:
            return "the report of this scan"
        if path_matches(policy.scan.exclude, f"{path}/" if directory else path):
            return "left out by scan.exclude"
        if policy.scan.include and not directory and not path_matches(policy.scan.include, path):
            return "not in scan.include"
        return None

    try:
        return discover(paths, root, leave_out, partly=True)
    except NoSuchPath as error:
        raise click.UsageError(f"{error}.") from None


def _stdin(name: str, workspace: Workspace, root: Path, tally: _Tally, cancel: Cancel) -> Discovery:
    path = Path.cwd() / name
    inside = relative(path, root)
    found = Discovery(shown={inside: display(name)})
    limit = workspace.policy.scan.max_file_bytes
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        # A failure, though for a file on disk it is a decision: somebody asked for this very text.
        found.skipped.append(Skipped(inside, f"more than scan.max_file_bytes = {limit:,} bytes"))
        return found
    got = snapshot_of(data, path, inside)
    if isinstance(got, Skipped):
        found.skipped.append(got)
    else:
        tally.add(workspace.check(got, cancel))
    return found


def _read(found: Discovery, root: Path, limit: int, advance: Callable[[int], None]) -> Iterator[tuple[Path, Snapshot]]:
    """The files one by one, so that only those being worked on are in memory; what cannot be read joins the skipped."""
    for file in found.files:
        got = read(file.path, root, limit=limit)
        if isinstance(got, Skipped):
            found.skipped.append(got)
            advance(1)
        else:
            yield file.path, got


@contextmanager
def _bar(wanted: bool, total: int, color: str) -> Iterator[Callable[[int], None]]:
    """A progress bar on the standard error, gone when the work is done; or nothing."""
    if not wanted:
        yield lambda done: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn(), TextColumn("files"), TimeElapsedColumn())
    with Progress(*columns, console=errors(color), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda done: progress.advance(task, done)


@dataclass(slots=True)
class _Tally:
    """What is kept of the files that were checked: the text only of those that have something to say about them."""

    files: int = 0
    lines: int = 0
    documents: list[Document] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def add(self, checked: Checked) -> None:
        self.files += 1
        self.lines += _lines(checked.snapshot)
        self.skipped += checked.skipped
        suppressed = tuple(
            Suppressed(finding, excuse.reason, excuse.scope is not Scope.POLICY)
            for finding, excuse in checked.judged.suppressed
        )
        if checked.findings or suppressed:
            document = Document.of(checked.snapshot, checked.findings, suppressed, checked.judged.secrets)
            self.documents.append(document)


def _lines(snapshot: Snapshot) -> int:
    """As `wc` and people count them: the empty line after the last line end is none."""
    lines = len(snapshot.lines)
    return lines if snapshot.text and snapshot.text[-1] not in "\r\n" else lines - 1
