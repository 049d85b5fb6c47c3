"""What `answerable scan` does between its options and its output."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
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
from answerable.session import Checked, Workspace


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
    workspace = Workspace.open(root, today=date.today)
    cancel = Cancel()
    try:
        show_problems(workspace.problems, errors(request.color))
        if request.stdin is not None:
            found, checked = _from_stdin(request.stdin, workspace, root, cancel)
        else:
            found = _found(request.paths, workspace.policy, root, written)
            with _bar(request.progress, len(found.files), request.color) as advance:
                checked = _checked(workspace, found, root, advance, cancel)
    except BaseException:
        cancel.cancel()
        raise
    finally:
        workspace.close()
    return _outcome(request, workspace, root, found, checked, begun, time.perf_counter() - started)


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
        return discover(paths, root, leave_out)
    except NoSuchPath as error:
        raise click.UsageError(f"{error}.") from None


def _from_stdin(name: str, workspace: Workspace, root: Path, cancel: Cancel) -> tuple[Discovery, list[Checked]]:
    path = Path.cwd() / name
    inside = relative(path, root)
    found = Discovery(shown={inside: display(name)})
    limit = workspace.policy.scan.max_file_bytes
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        found.skipped.append(Skipped(inside, f"more than scan.max_file_bytes = {limit:,}", failure=True))
        return found, []
    got = snapshot_of(data, path, inside)
    if isinstance(got, Skipped):
        found.skipped.append(got)
        return found, []
    return found, [workspace.check(got, cancel)]


def _checked(
    workspace: Workspace, found: Discovery, root: Path, advance: Callable[[int], None], cancel: Cancel
) -> list[Checked]:
    checked = []
    for file in found.files:
        got = read(file.path, root, limit=workspace.policy.scan.max_file_bytes)
        if isinstance(got, Skipped):
            found.skipped.append(got)
        else:
            checked.append(workspace.check(got, cancel))
        advance(1)
    return checked


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


def _outcome(
    request: Request,
    workspace: Workspace,
    root: Path,
    found: Discovery,
    checked: list[Checked],
    begun: datetime,
    seconds: float,
) -> Outcome:
    documents = []
    for each in sorted(checked, key=lambda each: os.fsencode(each.snapshot.path)):
        suppressed = tuple(
            Suppressed(finding, excuse.reason, excuse.scope is not Scope.POLICY)
            for finding, excuse in each.judged.suppressed
        )
        if each.findings or suppressed:
            documents.append(Document(each.snapshot, each.findings, suppressed, each.judged.secrets))
    skipped = [*found.skipped, *(skip for each in checked for skip in each.skipped)]
    threshold = Severity.parse(request.threshold) if request.threshold else workspace.policy.scan.threshold
    return Outcome(
        root=root,
        shown=found.shown,
        documents=tuple(documents),
        skipped=tuple(sorted(skipped, key=lambda skip: (skip.path, skip.detector, skip.reason))),
        problems=workspace.problems,
        files=len(checked),
        lines=sum(_lines(each) for each in checked),
        rules=len(entries(workspace)),
        threshold=threshold,
        begun=begun,
        ended=datetime.now(UTC),
        seconds=seconds,
    )


def _lines(checked: Checked) -> int:
    """As `wc` and people count them: the empty line after the last line end is none."""
    text = checked.snapshot.text
    lines = len(checked.snapshot.lines)
    return lines if text and text[-1] not in "\r\n" else lines - 1
