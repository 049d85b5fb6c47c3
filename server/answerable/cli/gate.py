"""`answerable gate`: stop what nobody answers for before it is committed, or before it is merged."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from answerable.cli.exits import Exit
from answerable.cli.options import color_option, format_option

if TYPE_CHECKING:
    from rich.console import Console

    from answerable.interop.git import Repository
    from answerable.interop.outcome import Outcome
    from answerable.session.gate import Unanswered, Verdict
    from answerable.session.workspace import Workspace

VERSION = 1
_SEVERITIES = ("hint", "info", "warning", "error")
_EXCUSE = (
    "    Mend a finding, or excuse it by a comment there: `answerable: ignore[{rule}] until DATE -- "
    "reason`. A signature answers for code, and excuses no finding."
)
_OVERRIDE = (
    '    To let it pass this once, on record: ANSWERABLE_OVERRIDE="reason" git commit, or answerable gate --override '
    '"reason".'
)


@click.command(short_help="Stop a commit with blocks nobody has signed, or with new findings.")
@click.option("--staged", is_flag=True, help="Look at what is staged: what a commit made now would bring.")
@click.option("--range", "commits", metavar="A..B", help="Look at what these commits bring in, as for a pull request.")
@click.option(
    "--threshold",
    type=click.Choice(_SEVERITIES),
    help="Stop at findings of this severity or above.  [default: scan.threshold of the policy]",
)
@click.option(
    "--override",
    metavar="REASON",
    envvar="ANSWERABLE_OVERRIDE",
    help="Let it pass all the same. That, the reason and who you are become a record of the ledger. In a hook: "
    'ANSWERABLE_OVERRIDE="REASON" git commit.',
)
@format_option
@color_option
def gate(staged: bool, commits: str | None, threshold: str | None, override: str | None, form: str, color: str) -> int:
    """Stop AI and pasted blocks that nobody has signed as they stand, and findings, in lines that are new.

    Looked at is the content git has, not the files on disk. Of a range, what it brings in as a whole counts. Whose
    lines they are is told by this machine's ledger and by git notes under refs/notes/answerable; where neither knows,
    that is said, and of a range it is a failure. Exit codes: 0 nothing to stop, 1 blocks or findings, 2 wrong use or a
    broken configuration, 3 something could not be checked.
    """
    if staged == (commits is not None):
        raise click.UsageError("Give --staged or --range A..B.")
    if override is not None and not override.strip():
        raise click.UsageError("--override needs a reason: it is what the ledger will hold.")
    from answerable.interop.git import GitError, NoRepository, Repository
    from answerable.ledger.errors import LedgerError

    try:
        repository = Repository.at(Path.cwd())
        judged = _judge(repository, commits, threshold, color)
    except (NoRepository, ValueError) as error:
        raise click.UsageError(f"{error}.") from None
    except (GitError, LedgerError) as error:
        click.echo(f"answerable: could not be checked: {error}.", err=True)
        return Exit.FAILED
    code = judged.code
    overridden = override is not None and code != Exit.CLEAN
    if overridden:
        _record(repository, judged, commits, str(override).strip())
    if form == "json":
        click.echo(json.dumps(as_data(judged, overridden=overridden), indent=2))
    else:
        from answerable.cli.terminal import console

        _show(judged, console(color), overridden=overridden)
    return Exit.CLEAN if overridden else code


@dataclass(frozen=True, slots=True)
class _Judged:
    verdict: Verdict
    outcome: Outcome
    """The same findings, as `scan` would tell them."""

    @property
    def code(self) -> int:
        """The greatest that holds, as for every command."""
        if self.verdict.unchecked:
            return Exit.FAILED
        if self.outcome.problems:
            return Exit.WRONG
        return Exit.CLEAN if self.verdict.clean else Exit.FINDINGS


def _judge(repository: Repository, commits: str | None, threshold: str | None, color: str) -> _Judged:
    from answerable.cli.terminal import errors
    from answerable.cli.text_output import show_problems
    from answerable.findings.model import Severity, Skipped
    from answerable.interop.git.changes import Changes
    from answerable.ledger.errors import BrokenLedger, NoLedger
    from answerable.ledger.trust import require_whole
    from answerable.session.books import open_ledger, rules_of
    from answerable.session.gate import judge
    from answerable.session.ranged import CommitRange, judge_range
    from answerable.session.review import Desk
    from answerable.session.workspace import Workspace

    begun = datetime.now(UTC)
    span = CommitRange.parse(repository, commits) if commits is not None else None
    workspace = Workspace.open(repository.top)
    try:
        show_problems(workspace.problems, errors(color))
        rules = rules_of(workspace, repository, "HEAD" if span is None else span.since)
        desk, broken = None, ""
        with contextlib.suppress(NoLedger):
            ledger = open_ledger(repository, repository.top, create=False)
            try:
                require_whole(ledger)
                desk = Desk(ledger, workspace, rules)
            except BrokenLedger as error:
                broken = str(error)
        blocks = desk.standings if desk is not None and next(desk.known(), None) is not None else None
        least = Severity.parse(threshold) if threshold else workspace.policy.scan.threshold
        if span is not None:
            verdict = judge_range(repository, span, workspace, blocks, rules, threshold=least)
        else:
            verdict = judge(Changes.staged(repository), workspace, blocks, threshold=least)
            if desk is None and not broken:
                verdict.remarks.append(
                    "There is no ledger of this repository yet, so nothing is known of where its lines came from; an "
                    "editor with Answerable, or an agent's hooks, write one."
                )
        if broken:
            verdict.unchecked.insert(0, Skipped("ledger", broken))
        return _Judged(verdict, _outcome(repository, workspace, verdict, begun))
    finally:
        workspace.close()


def _outcome(repository: Repository, workspace: Workspace, verdict: Verdict, begun: datetime) -> Outcome:
    from answerable.interop.outcome import Outcome

    ended = datetime.now(UTC)
    return Outcome(
        root=repository.top,
        shown={},
        documents=tuple(verdict.documents),
        skipped=tuple(verdict.unchecked),
        problems=workspace.problems,
        files=verdict.files,
        lines=0,
        rules=0,
        threshold=verdict.threshold,
        begun=begun,
        ended=ended,
        seconds=(ended - begun).total_seconds(),
    )


def _record(repository: Repository, judged: _Judged, commits: str | None, reason: str) -> None:
    """Puts the bypass on record. Raises `click.ClickException` where that is not possible: then there is none."""
    from answerable.interop.git import GitError
    from answerable.ledger.errors import LedgerError
    from answerable.ledger.kinds import Kind
    from answerable.session.books import open_ledger

    verdict = judged.verdict
    findings: list[Any] = [
        {
            "rule": finding.rule,
            "fingerprint": finding.fingerprint,
            "severity": finding.severity.label,
            "path": document.snapshot.path,
        }
        for document in verdict.documents
        for finding in document.findings
    ]
    findings += (f"not checked: {skip.path}: {skip.reason}"[:400] for skip in verdict.unchecked)
    body: dict[str, Any] = {"commit_range": commits} if commits is not None else {"staged": True}
    try:
        person = repository.identity()
        body |= {
            "reason": reason,
            "reviewer": {"name": person.name, "email": person.email},
            "blocks": sorted({each.block for each in verdict.unanswered}),
            "findings": findings,
        }
        open_ledger(repository, repository.top).append(Kind.GATE_OVERRIDDEN, body)
    except (GitError, LedgerError) as error:
        raise click.ClickException(f"the override cannot be put on record, so it does not hold: {error}.") from None


def as_data(judged: _Judged, *, overridden: bool) -> dict[str, Any]:
    """What `--format json` writes (docs/gate.schema.json); lines from 1, both ends included."""
    from answerable.cli.json_output import as_data as scanned

    verdict = judged.verdict
    data = scanned(judged.outcome)
    return {
        "version": VERSION,
        "passed": overridden or judged.code == Exit.CLEAN,
        "overridden": overridden,
        "blocks": [_block(each, judged.outcome) for each in verdict.unanswered],
        "findings": data["findings"],
        "skipped": data["skipped"],
        "remarks": list(verdict.remarks),
        "stats": {"files": verdict.files, "below_threshold": verdict.below},
    }


def _block(each: Unanswered, outcome: Outcome) -> dict[str, Any]:
    return {
        "block": each.block,
        "path": outcome.name(each.path),
        "ranges": [{"start_line": part.start, "end_line": part.end} for part in each.ranges],
        "origin": each.origin.value,
        "confidence": round(each.confidence, 4),
        "state": each.state.value,
        "why": each.why,
        "changed_lines": list(each.changed),
        "tool": each.tool,
        "model": each.model,
    }


def _show(judged: _Judged, out: Console, *, overridden: bool) -> None:
    from rich.text import Text

    from answerable.cli.text_output import show_finding
    from answerable.files.names import display

    verdict, outcome = judged.verdict, judged.outcome
    for each in verdict.unanswered:
        _show_block(each, outcome, out)
    if verdict.unanswered:
        out.print(Text("    Read a block and sign it with `answerable review sign BLOCK`.", "dim"), soft_wrap=True)
        out.print()
    for document in outcome.documents:
        for finding in document.findings:
            show_finding(outcome, document, finding, out)
            out.print()
    if verdict.findings:
        rule = display(verdict.findings[0].rule)
        out.print(Text(_EXCUSE.format(rule=rule), "dim"), soft_wrap=True)
    if (verdict.unanswered or verdict.findings or verdict.unchecked) and not overridden:
        out.print(Text(_OVERRIDE, "dim"), soft_wrap=True)
        out.print()
    if outcome.failures:
        out.print(Text(f"Could not be checked ({len(outcome.failures)}):", "bold red"))
        for skip in outcome.failures:
            by = f"{skip.detector}: " if skip.detector else ""
            out.print(Text(f"  {outcome.name(skip.path)}: {by}{display(skip.reason)}"), soft_wrap=True)
    for remark in verdict.remarks:
        out.print(Text(remark, "dim"), soft_wrap=True)
    out.print(Text(_sum(verdict, overridden=overridden), "bold"), soft_wrap=True)


def _show_block(each: Unanswered, outcome: Outcome, out: Console) -> None:
    from rich.text import Text

    from answerable.cli.blocks_output import numbers, origin_of, style_of
    from answerable.files.names import display

    lines = ",".join(f"{part.start}-{part.end}" if len(part) > 1 else str(part.start) for part in each.ranges)
    head = Text.assemble((f"{outcome.name(each.path)}:{lines}", "cyan"), "  ", (each.state.value, style_of(each.state)))
    head.append(f"  {origin_of(each)}")
    head.append(f"  {display(each.block)[:12]}", "dim")
    out.print(head, soft_wrap=True)
    if each.why:
        changed = f": {numbers(each.changed)}" if each.changed else ""
        out.print(Text(f"    {display(each.why)}{changed}", "dim"), soft_wrap=True)


def _sum(verdict: Verdict, *, overridden: bool) -> str:
    files = f"{verdict.files} file{'s' * (verdict.files != 1)} with new lines"
    parts = []
    if verdict.unanswered:
        blocks = len({each.block for each in verdict.unanswered})
        parts.append(f"{blocks} block{'s' * (blocks != 1)} nobody answers for")
    if verdict.findings:
        parts.append(f"{len(verdict.findings)} new finding{'s' * (len(verdict.findings) != 1)}")
    said = f"{' and '.join(parts)} in {files}." if parts else f"Nothing to stop in {files}."
    if verdict.below:
        said += f" {verdict.below} new finding{'s' * (verdict.below != 1)} below the threshold."
    return said + (" It passes: the override is on record." if overridden else "")
