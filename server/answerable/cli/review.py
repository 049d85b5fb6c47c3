"""`answerable review list|sign|reject`: which blocks ask for a person, and a person's answer."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from answerable.cli.exits import Exit
from answerable.cli.options import color_option, format_option

if TYPE_CHECKING:
    from answerable.interop.git import Identity
    from answerable.session.books import Books
    from answerable.session.review import Desk
    from answerable.session.standing import Standing
    from answerable.session.survey import Survey
    from answerable.text.snapshot import Snapshot

    Found = tuple[Snapshot, Standing]

VERSION = 1
_ID = re.compile("[0-9a-f]{4,}")
_SHOWN = 12
"""So many digits of a block's id tell it from all others."""
_targets = click.argument("targets", nargs=-1, required=True, metavar="BLOCK...")
_yes = click.option("-y", "--yes", is_flag=True, help="Do not ask.")


@click.group(short_help="List the blocks nobody has read, sign for them, or reject them.")
def review() -> None:
    """Answer for code that an AI wrote or that was pasted.

    A block is named by its id, or the beginning of it; by a file and a line in it, as in src/a.py:12; or by a file
    alone, which stands for every block in it that asks for a review.
    """


@review.command("list", short_help="List the blocks that ask for a review.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--all", "everything", is_flag=True, help="Also those that are signed, or need no review.")
@format_option
@color_option
def list_(paths: tuple[str, ...], everything: bool, form: str, color: str) -> int:
    """List the blocks in the working tree that ask for a review.

    Looked at are the files at and below each PATH, by default those where a block was last seen, and all others where
    one is not there any more. The exit code is 0 whether there are such blocks or not: to stop a commit is the gate's
    business. It is 3 where a file could not be read.
    """
    with _books() as books:
        found = _survey(books, paths)
        shown = found.found if everything else found.open
        if form == "json":
            skipped = [{"path": skip.path, "reason": skip.reason} for skip in found.skipped]
            blocks = [as_data(each, snapshot) for snapshot, each in shown]
            click.echo(json.dumps({"version": VERSION, "blocks": blocks, "skipped": skipped}, indent=2))
        else:
            _show_list(shown, found, color)
    return Exit.FAILED if found.skipped else Exit.CLEAN


@review.command(short_help="Say that you have read blocks, and answer for them.")
@_targets
@click.option("--statement", metavar="TEXT", help="What you say, in place of the usual sentence.")
@click.option("--reason", metavar="TEXT", help="Why you sign though a finding of level error is open in it.")
@_yes
@format_option
@color_option
def sign(targets: tuple[str, ...], statement: str | None, reason: str | None, yes: bool, form: str, color: str) -> int:
    """Say that you have read each BLOCK as it stands in its file now, understand it, and answer for it.

    Recorded are the block's digest, the findings open in it, you as git knows you, and your statement. A block with an
    open finding of level error, or one that could not be checked, takes a --reason. Exit code 1: not all were signed.
    """
    from answerable.session.review import STATEMENT

    with _books() as books:
        chosen = _chosen(books, targets)
        reviewer = _reviewer(books)
        _ask(chosen, "Sign", yes=yes or form == "json", color=color)
        said = statement or STATEMENT
        return _each(
            chosen,
            form,
            lambda snapshot, each: _signed(books.desk, snapshot, each, reviewer, said, reason),
        )


@review.command(short_help="Say that blocks must not stay as they are.")
@_targets
@click.option("--statement", metavar="TEXT", default="", help="Why, for whoever reads it later.")
@_yes
@format_option
@color_option
def reject(targets: tuple[str, ...], statement: str, yes: bool, form: str, color: str) -> int:
    """Say that each BLOCK must not stay as it is; the gate stops it until somebody signs it after all."""
    with _books() as books:
        chosen = _chosen(books, targets)
        reviewer = _reviewer(books)
        _ask(chosen, "Reject", yes=yes or form == "json", color=color)

        def act(snapshot: Snapshot, each: Standing) -> dict[str, Any]:
            seq = books.desk.reject(snapshot, each.history.id, reviewer, statement=statement)
            return {"record": seq, "block": each.history.id, "path": snapshot.path, "said": "rejected"}

        return _each(chosen, form, act)


def as_data(standing: Standing, snapshot: Snapshot) -> dict[str, Any]:
    """A block as `--format json` has it; lines from 1, both ends included."""
    history = standing.history
    return {
        "block": history.id,
        "path": snapshot.path,
        "start_line": standing.lines.start,
        "end_line": standing.lines.end,
        "origin": history.origin.value,
        "confidence": round(history.confidence, 4),
        "state": standing.state.value,
        "needs_review": standing.needs_review,
        "why": standing.why,
        "changed_lines": list(standing.changed),
        "tool": history.tool,
        "model": history.model,
        "opened": history.opened.isoformat(),
        "reviewers": [review.reviewer for review in standing.signers],
    }


@contextmanager
def _books() -> Iterator[Books]:
    from answerable.session.books import BooksError, open_books

    try:
        with open_books() as books:
            yield books
    except BooksError as error:
        raise click.ClickException(f"{error}.") from None


def _survey(books: Books, paths: Sequence[str]) -> Survey:
    from answerable.files.walk import NoSuchPath
    from answerable.session.survey import survey

    try:
        return survey(books.desk, books.root, paths)
    except NoSuchPath as error:
        raise click.UsageError(f"{error}.") from None


def _chosen(books: Books, targets: Iterable[str]) -> list[Found]:
    """The blocks that were named, each once, in order. Raises `click.UsageError` for a name that is none's."""
    everything: list[Found] | None = None
    chosen: dict[tuple[str, str, int], Found] = {}
    for target in targets:
        path, _, line = target.rpartition(":")
        if path and line.isdecimal():
            matching = [each for each in _survey(books, (path,)).found if int(line) in each[1].lines]
            missing = f"line {line} of {path} is in no block"
        elif _ID.fullmatch(target):
            everything = _survey(books, ()).found if everything is None else everything
            matching = [each for each in everything if each[1].history.id.startswith(target)]
            missing = f"no block in these files has an id that begins with {target}"
            if len({each[1].history.id for each in matching}) > 1:
                raise click.UsageError(f"{target} is the beginning of several ids; write more of it.")
        else:
            matching = _survey(books, (target,)).open
            missing = f"no block in {target} asks for a review"
        if not matching:
            raise click.UsageError(f"{missing}; `answerable review list --all` shows what there is.")
        chosen.update({(s.path, e.history.id, e.lines.start): (s, e) for s, e in matching})
    return list(chosen.values())


def _reviewer(books: Books) -> Identity:
    from answerable.interop.git import GitError, identity_at

    try:
        return identity_at(books.root)
    except GitError as error:
        raise click.ClickException(f"{error}.") from None


def _ask(chosen: Sequence[Found], verb: str, *, yes: bool, color: str) -> None:
    if yes or not sys.stdin.isatty():
        return
    from answerable.cli.terminal import console

    for snapshot, each in chosen:
        _show(snapshot, each, console(color))
    click.confirm(f"{verb} {'this block' if len(chosen) == 1 else f'these {len(chosen)} blocks'}?", abort=True)


def _each(chosen: Sequence[Found], form: str, act: Any) -> int:
    from answerable.session.review import Refused

    done: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    for snapshot, each in chosen:
        try:
            done.append(act(snapshot, each))
        except Refused as error:
            refused.append({"block": each.history.id, "path": snapshot.path, "reason": str(error)})
    if form == "json":
        click.echo(json.dumps({"version": VERSION, "done": done, "refused": refused}, indent=2))
    else:
        from answerable.files.names import display

        for entry in done:
            lines = f":{entry['start_line']}-{entry['end_line']}" if "start_line" in entry else ""
            where = display(entry["path"]) + lines
            click.echo(f"{entry['said']}  {where}  block {entry['block'][:_SHOWN]}, record {entry['record']}")
        for entry in refused:
            click.echo(f"not done  {display(entry['path'])}: {display(entry['reason'])}", err=True)
    return Exit.FINDINGS if refused else Exit.CLEAN


def _signed(
    desk: Desk, snapshot: Snapshot, each: Standing, reviewer: Identity, statement: str, reason: str | None
) -> dict[str, Any]:
    signed = desk.sign(snapshot, each.history.id, reviewer, statement=statement, reason=reason)
    return {
        "record": signed.seq,
        "block": signed.block,
        "path": snapshot.path,
        "start_line": signed.lines.start,
        "end_line": signed.lines.end,
        "digest": signed.digest,
        "findings": [
            {"rule": finding.rule, "severity": finding.severity.label, "fingerprint": finding.fingerprint}
            for finding in signed.findings
        ],
        "reviewer": str(reviewer),
        "said": "signed",
    }


def _show_list(shown: Sequence[Found], found: Survey, color: str) -> None:
    from answerable.cli.terminal import console
    from answerable.files.names import display

    out = console(color)
    for snapshot, each in shown:
        _show(snapshot, each, out)
    asking = sum(standing.needs_review for _, standing in found.found)
    if asking:
        out.print(f"{asking} block{'s' * (asking != 1)} to review. `answerable review sign BLOCK` signs one.")
    else:
        out.print("No block asks for a review.")
    for skip in found.skipped:
        out.print(f"could not be read: {display(skip.path)}: {display(skip.reason)}")


def _show(snapshot: Snapshot, each: Standing, out: Any) -> None:
    from rich.text import Text

    from answerable.cli.blocks_output import origin_of, style_of
    from answerable.files.names import display

    where = f"{display(snapshot.path)}:{each.lines.start}-{each.lines.end}"
    head = Text.assemble(
        (where, "cyan"), "  ", (each.state.value, style_of(each.state)), f"  {origin_of(each.history)}"
    )
    head.append(f"  {each.history.id[:_SHOWN]}", "dim")
    out.print(head, soft_wrap=True)
    if each.why:
        lines = f": line{'s' * (len(each.changed) > 1)} {_numbers(each.changed)}" if each.changed else ""
        out.print(Text(f"    {display(each.why)}{lines}", "dim"), soft_wrap=True)


def _numbers(lines: Sequence[int]) -> str:
    shown = ", ".join(str(line) for line in lines[:10])
    return f"{shown} and {len(lines) - 10} more" if len(lines) > 10 else shown
