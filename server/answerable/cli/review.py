"""`answerable review list|sign|reject|not-ai`: which blocks ask for a person, and a person's answer."""

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
    from answerable.session.review import Signed
    from answerable.session.standing import Standing
    from answerable.session.survey import Survey
    from answerable.session.workspace import Checked
    from answerable.text.snapshot import Snapshot

    Found = tuple[Snapshot, Standing]

VERSION = 1
_ID = re.compile("[0-9a-f]{4,}")
_targets = click.argument("targets", nargs=-1, required=True, metavar="BLOCK...")
_yes = click.option("-y", "--yes", is_flag=True, help="Do not show and ask. Needed where there is no terminal.")


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
        found = _survey(books, paths, everything=everything)
        shown = found.found if everything else found.open
        if form == "json":
            skipped = [{"path": skip.path, "reason": skip.reason} for skip in found.skipped]
            blocks = [as_data(each, snapshot) for snapshot, each in shown]
            click.echo(json.dumps({"version": VERSION, "blocks": blocks, "skipped": skipped}, indent=2))
        else:
            from answerable.cli.review_output import show_list
            from answerable.cli.terminal import console

            show_list(shown, found, console(color))
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

    On a terminal you are shown what you are to answer for, and asked: the code, what changed since the last signature,
    the findings open in it. Elsewhere, say with --yes that you have read it.

    Recorded are the block's digest, the findings open in it, you as git knows you, and your statement. A block with an
    open finding of level error, or one that could not be checked, takes a --reason. Exit code 1: not all were signed.
    """
    from answerable.session.review import STATEMENT

    with _books() as books:
        chosen = _chosen(books, targets)
        reviewer = _reviewer(books)
        checked = _ask(books, chosen, "Sign", yes=yes, color=color)
        said = statement or STATEMENT

        def act(snapshot: Snapshot, each: Standing) -> dict[str, Any]:
            # Without a check that was shown already, signing makes its own.
            shown = checked.get(snapshot.path)
            signed = books.desk.sign(snapshot, each.history.id, reviewer, statement=said, reason=reason, checked=shown)
            return _as_signed(signed, snapshot, reviewer)

        return _each(chosen, form, act)


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
        _ask(books, chosen, "Reject", yes=yes, color=color)

        def act(snapshot: Snapshot, each: Standing) -> dict[str, Any]:
            seq = books.desk.reject(snapshot, each.history.id, reviewer, statement=statement)
            return {"record": seq, "block": each.history.id, "path": snapshot.path, "said": "rejected"}

        return _each(chosen, form, act)


@review.command("not-ai", short_help="Say that a person wrote blocks.")
@_targets
@_yes
@format_option
@color_option
def not_ai(targets: tuple[str, ...], yes: bool, form: str, color: str) -> int:
    """Say that no AI wrote each BLOCK, and that it was not pasted: it then asks for no review, here and in editors.

    The same as `Not AI` above a block in an editor. It is recorded with who said it.
    """
    with _books() as books:
        chosen = _chosen(books, targets)
        reviewer = _reviewer(books)
        _ask(books, chosen, "Call the work of a person", yes=yes, color=color)

        def act(snapshot: Snapshot, each: Standing) -> dict[str, Any]:
            seq = books.desk.not_ai(snapshot, each.history.id, reviewer)
            return {"record": seq, "block": each.history.id, "path": snapshot.path, "said": "not AI"}

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


class _NotChecked(click.ClickException):
    """What the answer would rest on could not be checked."""

    exit_code = Exit.FAILED


@contextmanager
def _books() -> Iterator[Books]:
    """The books, whose ledger is whole: what somebody signs is not put behind records that somebody changed."""
    from answerable.ledger.errors import BrokenLedger
    from answerable.ledger.trust import require_whole
    from answerable.session.books import BooksError, open_books

    try:
        with open_books() as books:
            try:
                require_whole(books.desk.ledger)
            except BrokenLedger as error:
                raise _NotChecked(f"{error}.") from None
            yield books
    except BooksError as error:
        raise click.ClickException(f"{error}.") from None


def _survey(books: Books, paths: Sequence[str], *, everything: bool = False) -> Survey:
    from answerable.files.walk import NoSuchPath
    from answerable.session.survey import survey

    try:
        return survey(books.desk, books.root, paths, everything=everything)
    except NoSuchPath as error:
        raise click.UsageError(f"{error}.") from None


def _chosen(books: Books, targets: Iterable[str]) -> list[Found]:
    """The blocks that were named, each once, in order. Raises `click.UsageError` for a name that is none's."""
    everything: list[Found] | None = None
    chosen: dict[tuple[str, str, int], Found] = {}
    for target in targets:
        path, _, line = target.rpartition(":")
        if path and line.isdecimal():
            matching = [each for each in _survey(books, (path,), everything=True).found if int(line) in each[1].lines]
            missing = f"line {line} of {path} is in no block"
        elif _ID.fullmatch(target):
            everything = _survey(books, (), everything=True).found if everything is None else everything
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


def _ask(books: Books, chosen: Sequence[Found], verb: str, *, yes: bool, color: str) -> dict[str, Checked]:
    """Shows what is to be answered for, and asks; what was found in each file it stands in, by path."""
    if yes:
        return {}
    # On the standard error: the standard output may be meant for a program.
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.UsageError(
            "This asks a person, and there is no terminal to ask on. Read the code first (`answerable review list` "
            "tells where it is), then say with --yes that you have; nothing was recorded."
        )
    from answerable.cli.review_output import show_to_read
    from answerable.cli.terminal import errors

    checked = {path: books.workspace.check(snapshot) for path, snapshot in {s.path: s for s, _ in chosen}.items()}
    show_to_read(chosen, checked, errors(color))
    click.confirm(
        f"{verb}: {'this block' if len(chosen) == 1 else f'these {len(chosen)} blocks'}?", abort=True, err=True
    )
    return checked


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
        from answerable.cli.review_output import SHOWN
        from answerable.files.names import display

        for entry in done:
            lines = f":{entry['start_line']}-{entry['end_line']}" if "start_line" in entry else ""
            where = display(entry["path"]) + lines
            click.echo(f"{entry['said']}  {where}  block {entry['block'][:SHOWN]}, record {entry['record']}")
        for entry in refused:
            click.echo(f"not done  {display(entry['path'])}: {display(entry['reason'])}", err=True)
    return Exit.FINDINGS if refused else Exit.CLEAN


def _as_signed(signed: Signed, snapshot: Snapshot, reviewer: Identity) -> dict[str, Any]:
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
