"""`answerable ledger import`: somebody else's ledger, to be read."""

from __future__ import annotations

from pathlib import Path

import click

from answerable.cli.exits import Exit
from answerable.cli.ledger.opening import telling


@click.command("import", short_help="Take in an exported ledger, to be read only.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--foreign", is_flag=True, help="Also where it is the ledger of another repository.")
def import_(file: Path, foreign: bool) -> int:
    """Verify the ledger in FILE, as `answerable ledger export` writes one, and keep a copy that can only be read.

    It never becomes part of your own ledger: two histories cannot be joined without breaking both. One that does not
    verify, or that contradicts a copy imported earlier, is refused.
    """
    from answerable.cli.ledger.describing import counted
    from answerable.files.names import display
    from answerable.ledger import bundle
    from answerable.session.books import repository_at

    here = Path.cwd()
    with telling():
        repository = None
        if not foreign:
            found = repository_at(here)
            repository = found.root_commit() if found is not None else None
        result = bundle.bring_in(file.absolute(), repository=repository, foreign=foreign)
    where, size = display(str(result.ledger.directory)), result.verification.size
    if result.known is not None and result.known >= size:
        click.echo(f"{where} already has {'this' if size == 1 else 'these'} {counted(size)}; nothing was changed")
        return Exit.CLEAN
    grown = f", {size - result.known:,} of them new" if result.known is not None else ""
    click.echo(f"{where}: {counted(size)}{grown}, verified")
    click.echo(f"`answerable ledger show --ledger {where}` shows them.")
    return Exit.CLEAN
