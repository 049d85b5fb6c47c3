"""Options that the guard's commands share."""

from __future__ import annotations

from pathlib import Path

import click

files_argument = click.argument("files", nargs=-1, metavar="[FILE]...")
config_option = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The policy to use instead of the answerable.toml at the root.",
)
path_option = click.option(
    "--path",
    "named",
    metavar="NAME",
    help="What the text from the standard input is called: the policy may decide by path.",
)
host_option = click.option(
    "--host", default="pipe", show_default=True, help="Where the text is going: the policy may decide by host."
)
session_option = click.option(
    "--session",
    metavar="NAME",
    help="Share placeholders with other calls of this name: the same value, the same placeholder.",
)
reading_option = click.option(
    "--reading",
    is_flag=True,
    help="The standard input is no prompt of yours but what a model is about to read, as a file is: sentences that "
    "give the model orders count too.",
)
