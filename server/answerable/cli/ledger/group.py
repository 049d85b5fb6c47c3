"""`answerable ledger`: which subcommands it has. None is imported before it is called."""

from __future__ import annotations

import click

from answerable.cli.lazy import LazyGroup

_COMMANDS = {
    "show": ("answerable.cli.ledger.show:show", "Show what was recorded, or the history of a line."),
    "verify": ("answerable.cli.ledger.verify:verify", "Find any changed, removed, reordered or truncated record."),
    "checkpoint": ("answerable.cli.ledger.checkpoint:checkpoint", "Sign what there is, to be kept elsewhere."),
    "export": ("answerable.cli.ledger.export:export", "Write the ledger as one file, for an auditor."),
    "import": ("answerable.cli.ledger.import_:import_", "Take in an exported ledger, to be read only."),
    "prune": ("answerable.cli.ledger.prune:prune", "Take away what has been kept long enough."),
}


@click.group(cls=LazyGroup, subcommands=_COMMANDS, short_help="Show, verify, sign, export and prune what was recorded.")
def ledger() -> None:
    """What happened in this repository on this machine: append-only, chained, and signed where you ask for it.

    A ledger on its author's own machine is consistent or it is not; that it is honest, only a checkpoint shows that
    was kept elsewhere. docs/ledger.md has the format, what it proves, and how an auditor checks it.
    """
