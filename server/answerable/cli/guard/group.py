"""`answerable guard` and its subcommands, each imported when it is called."""

from __future__ import annotations

import click

from answerable.cli.lazy import LazyGroup

_COMMANDS = {
    "check": ("answerable.cli.guard.check:check", "Tell what should not leave."),
    "redact": ("answerable.cli.guard.redact:redact", "Write a version that may be sent."),
    "restore": ("answerable.cli.guard.restore:restore", "Put personal data back into an answer."),
    "hook": ("answerable.cli.guard.hook_command:hook", "Answer an agent's hook."),
    "terms": ("answerable.cli.guard.terms:terms", "Make digests of confidential terms."),
}


@click.group(cls=LazyGroup, subcommands=_COMMANDS, short_help="Keep secrets and personal data out of prompts.")
def guard() -> None:
    """Secrets, personal data, confidential terms and hidden text: tell, redact, restore.

    Works on files or, without any, on the standard input.
    """
