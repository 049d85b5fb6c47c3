"""`answerable ledger export`: the ledger as one file."""

from __future__ import annotations

from pathlib import Path

import click

from answerable.cli.exits import Exit
from answerable.cli.ledger.opening import directory_option, opened, telling


@click.command(short_help="Write the ledger as one file, for an auditor.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@directory_option
def export(file: Path, directory: Path | None) -> int:
    """Write the ledger to FILE, a ZIP archive, with everything that can be verified and no key.

    Without the key nobody can tell which text a digest stands for. `docs/verify_ledger.py log FILE` verifies it with no
    Answerable at hand; `answerable ledger import FILE` takes it in.
    """
    from answerable.cli.ledger.describing import counted
    from answerable.files.names import display
    from answerable.ledger import bundle

    with telling():
        records = bundle.export(opened(directory).ledger, file.absolute())
    click.echo(f"{display(str(file))}: {counted(records)}")
    return Exit.CLEAN
