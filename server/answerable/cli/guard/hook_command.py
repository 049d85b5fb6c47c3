"""`answerable guard hook` as click knows it: its help, and its options for who makes a mistake in them."""

from __future__ import annotations

import click

from answerable.cli.guard import hook as running
from answerable.guard.hosts.registry import HOSTS

_HOSTS = [host.name for host in HOSTS]


@click.command(short_help="Answer an agent's hook.")
@click.option("--host", type=click.Choice(_HOSTS), help="Who calls; without it, the fields of the JSON tell.")
def hook(host: str | None) -> int:
    """Answer one call of a coding agent's hook: its JSON on the standard input, the answer on the standard output.

    `answerable hooks install HOST` puts this command where the agent looks. Exit code 0: answered as the host's
    protocol has it; 2: stopped, because it could not be checked, with the reason on the standard error.
    """
    return running.run(["--host", host] if host else [])
