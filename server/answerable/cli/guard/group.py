"""`answerable guard` and its subcommands, each imported when it is called."""

from __future__ import annotations

import importlib

import click

_COMMANDS = {
    "check": ("answerable.cli.guard.check:check", "Tell what should not leave."),
    "redact": ("answerable.cli.guard.redact:redact", "Write a version that may be sent."),
    "restore": ("answerable.cli.guard.restore:restore", "Put personal data back into an answer."),
    "hook": ("answerable.cli.guard.hook_command:hook", "Answer an agent's hook."),
    "terms": ("answerable.cli.guard.terms:terms", "Make digests of confidential terms."),
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


@click.group(cls=Subcommands, short_help="Keep secrets and personal data out of prompts.")
def guard() -> None:
    """Secrets, personal data, confidential terms and hidden text: tell, redact, restore.

    Works on files or, without any, on the standard input.
    """
