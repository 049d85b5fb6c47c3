"""`answerable ledger`: which subcommands it has. None is imported before it is called."""

from __future__ import annotations

import importlib

import click

_COMMANDS = {
    "show": ("answerable.cli.ledger.show:show", "Show what was recorded, or the history of a line."),
    "verify": ("answerable.cli.ledger.verify:verify", "Find any changed, removed, reordered or truncated record."),
    "checkpoint": ("answerable.cli.ledger.checkpoint:checkpoint", "Sign what there is, to be kept elsewhere."),
    "export": ("answerable.cli.ledger.export:export", "Write the ledger as one file, for an auditor."),
    "import": ("answerable.cli.ledger.import_:import_", "Take in an exported ledger, to be read only."),
    "prune": ("answerable.cli.ledger.prune:prune", "Take away what has been kept long enough."),
}


class Subcommands(click.Group):
    """Imported when they are called, or when their own help is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name][0].split(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=Subcommands, short_help="Show, verify, sign, export and prune what was recorded.")
def ledger() -> None:
    """What happened in this repository on this machine: append-only, chained, and signed where you ask for it.

    A ledger on its author's own machine is consistent or it is not; that it is honest, only a checkpoint shows that
    was kept elsewhere. docs/ledger.md has the format, what it proves, and how an auditor checks it.
    """
