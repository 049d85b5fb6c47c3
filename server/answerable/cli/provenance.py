"""`answerable provenance export|import`: which lines an AI wrote, in the forms other tools have for it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from answerable.cli.exits import Exit

if TYPE_CHECKING:
    from answerable.interop.git import Repository
    from answerable.session.review import Desk

_form = click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["agent-trace", "git-ai"]),
    default="agent-trace",
    show_default=True,
    help="Agent Trace records, or git-ai's notes (authorship/3.0.0).",
)


@click.group(short_help="Exchange which lines an AI wrote with other tools.")
def provenance() -> None:
    """Hand on, or take in, which lines of a commit an AI wrote: as Agent Trace records, or as notes of git-ai.

    Nobody's prompts are written, and of what others wrote none are read.
    """


@provenance.command(short_help="Write what is known of commits.")
@click.argument("commits", nargs=-1, metavar="[COMMIT]...")
@_form
@click.option("--suspected", is_flag=True, help="git-ai: also what is only suspected; its form has no word for that.")
@click.option("--write-notes", is_flag=True, help="git-ai: attach the notes under refs/notes/ai, where there is none.")
def export(commits: tuple[str, ...], form: str, suspected: bool, write_notes: bool) -> int:
    """Write what the ledger knows of each COMMIT (HEAD without one) to the standard output.

    Agent Trace: one record a line. git-ai: the notes, one after another.
    """
    from answerable.interop.git import notes
    from answerable.session import exchange

    if form != "git-ai" and (suspected or write_notes):
        raise click.UsageError("--suspected and --write-notes are for --format git-ai.")
    with _desk() as (desk, repository):
        for name in commits or ("HEAD",):
            commit = repository.commit(name)
            if form == "agent-trace":
                click.echo(json.dumps(exchange.trace(desk, repository, commit, datetime.now(UTC))))
                continue
            text = exchange.note(desk, repository, commit, suspected=suspected)
            if not write_notes:
                click.echo(text, nl=False)
            elif text and commit not in notes.read(repository, notes.GIT_AI, (commit,)):
                notes.write(repository, notes.GIT_AI, commit, text)
                click.echo(f"{commit[:12]}: a note was attached")
    return Exit.CLEAN


@provenance.command("import", short_help="Take in what other tools have recorded.")
@click.argument("sources", nargs=-1, metavar="[FILE|COMMIT|A..B]...")
@_form
def import_(sources: tuple[str, ...], form: str) -> int:
    """Open a block in the ledger for every range that another tool says an AI wrote.

    Agent Trace: FILEs of records, one, a list, or one a line; `-` is the standard input. git-ai: the notes of a COMMIT
    or a range, by default HEAD. Taking the same in twice changes nothing. Exit code 3: not all could be taken in, which
    is listed.
    """
    from answerable.files.names import display
    from answerable.session import exchange

    if form == "agent-trace" and not sources:
        raise click.UsageError("Name a FILE with Agent Trace records, or `-` for the standard input.")
    taken = exchange.TakenIn()
    with _desk() as (desk, repository):
        if form == "agent-trace":
            for source in sources:
                for trace in exchange.traces(_content(source)):
                    if trace.revision is None:
                        taken.problems.append(f"record {trace.id} names no git commit, so its lines cannot be found")
                        continue
                    tool = trace.tool or "agent-trace"
                    exchange.take_in(desk, repository, trace.revision, trace.attributions, tool, taken)
        else:
            for commit, attributions in exchange.from_notes(repository, _commits(repository, sources)):
                exchange.take_in(desk, repository, commit, attributions, "git-ai", taken)
    click.echo(
        f"{taken.opened} block{'s' * (taken.opened != 1)} opened, {taken.known} known already, "
        f"{taken.others} range{'s' * (taken.others != 1)} of people or of unknown origin left out."
    )
    for problem in taken.problems:
        click.echo(f"not taken in: {display(problem)}", err=True)
    return Exit.FAILED if taken.problems else Exit.CLEAN


@contextmanager
def _desk() -> Iterator[tuple[Desk, Repository]]:
    from answerable.interop.attribution import InteropError
    from answerable.interop.git import GitError
    from answerable.session.books import BooksError, open_books

    try:
        with open_books() as books:
            if books.repository is None:
                raise click.UsageError("There is no git repository here, and provenance is of commits.")
            yield books.desk, books.repository
    except (BooksError, GitError, InteropError) as error:
        raise click.ClickException(f"{error}.") from None


def _content(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise click.UsageError(f"{click.format_filename(name)} cannot be read: {reason}.") from None
    except UnicodeDecodeError:
        raise click.UsageError(f"{click.format_filename(name)} is not UTF-8.") from None


def _commits(repository: Repository, names: tuple[str, ...]) -> Iterator[str]:
    from answerable.session.ranged import CommitRange

    for name in names or ("HEAD",):
        if ".." in name:
            span = CommitRange.parse(repository, name)
            yield from repository.commits(span.since, span.until)
        else:
            yield repository.commit(name)
