"""`answerable ledger show`: what was recorded, and the history of a line."""

from __future__ import annotations

from pathlib import Path

import click

from answerable.cli.ledger.opening import directory_option, telling
from answerable.cli.options import color_option, format_option


@click.command(short_help="Show what was recorded, or the history of a line.")
@click.option(
    "--file", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The history of a line in it."
)
@click.option("--line", type=click.IntRange(min=1), help="Which line of that file, from 1.")
@click.option("--block", metavar="ID", help="The history of a block, by its id or the beginning of it.")
@click.option(
    "-k", "--kind", "kinds", multiple=True, metavar="KIND", help="Only such records: `review.signed`, `guard.*`."
)
@click.option("--since", type=click.IntRange(min=0), default=0, metavar="RECORD", help="From this record on.")
@click.option("-n", "--last", type=click.IntRange(min=1), metavar="COUNT", help="Only the last so many.")
@click.option("--proof", metavar="FILE", help="Write the records shown, each with its proof, for anybody to check.")
@click.option(
    "--checkpoint",
    "kept",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A checkpoint its reader holds: the proof then also shows that the ledger still begins with what it covers.",
)
@directory_option
@format_option
@color_option
def show(
    file: Path | None,
    line: int | None,
    block: str | None,
    kinds: tuple[str, ...],
    since: int,
    last: int | None,
    proof: str | None,
    kept: Path | None,
    directory: Path | None,
    form: str,
    color: str,
) -> int:
    """Show the records, the oldest first; or, with --file and --line, what happened to the block a line belongs to.

    The line is looked for by what stands in it now, so its block is found wherever it has moved. With --proof, a new
    checkpoint is signed where none covers the records yet; `docs/verify_ledger.py` checks the file offline.
    """
    # Imported here: `--help` and wrong use should answer at once.
    from answerable.cli.ledger.showing import Query, run

    if (file is None) != (line is None):
        raise click.UsageError("--file and --line belong together.")
    if kept is not None and proof is None:
        raise click.UsageError("--checkpoint is for a proof: name a file with --proof.")
    with telling():
        query = Query(file, line, block, kinds, since, last)
        return run(query, proof=proof, kept=kept, directory=directory, form=form, color=color)
