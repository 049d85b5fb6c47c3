"""`answerable ledger checkpoint`: sign what there is."""

from __future__ import annotations

import click

from answerable.cli.exits import Exit
from answerable.cli.ledger.opening import opened, signer, telling


@click.command(short_help="Sign what there is, to be kept elsewhere.")
@click.option("-o", "--out", metavar="FILE", help="Where to write it, in place of the standard output.")
def checkpoint(out: str | None) -> int:
    """Sign how many records there are and the root of the tree over them, and print that as a C2SP checkpoint.

    It proves something to others once it has left this machine: hand it to a colleague, commit it, let CI keep it.
    Later, `answerable ledger verify --checkpoint FILE` shows that nothing it covers was changed. The key is the
    ledger's own, or your SSH key where `ledger.signing` is `ssh`; it is printed on the standard error. A ledger that
    does not verify is not signed: exit code 1.
    """
    from answerable.cli.ledger.describing import counted
    from answerable.cli.writing import NotWritten, Target
    from answerable.files.names import display
    from answerable.ledger import checkpoints
    from answerable.ledger.verify import verify

    try:
        target = Target.of(out)
        with telling():
            found = opened()
            problems = verify(found.ledger).problems
            if problems:
                click.echo(f"answerable: not signed: {display(problems[0].what)}.", err=True)
                return Exit.FINDINGS
            who = signer(found)
            made = checkpoints.make(found.ledger, who)
        with target.open() as stream:
            stream.write(str(made))
    except NotWritten as error:
        raise click.ClickException(f"{error}.") from None
    click.echo(f"answerable: {counted(made.size)}, signed by {who.key}", err=True)
    return Exit.CLEAN
