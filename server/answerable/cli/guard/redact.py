"""`answerable guard redact`: write a version that may be sent."""

from __future__ import annotations

from pathlib import Path

import click

from answerable.cli.guard.options import (
    config_option,
    files_argument,
    host_option,
    path_option,
    reading_option,
    session_option,
)


@click.command(short_help="Write a version that may be sent.")
@files_argument
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The redacted text as it is, or an answer as docs/guard.schema.json has it.",
)
@session_option
@click.option("--no-restore", is_flag=True, help="Keep nothing: what is taken out cannot be put back.")
@path_option
@host_option
@reading_option
@config_option
def redact(
    files: tuple[str, ...],
    form: str,
    session: str | None,
    no_restore: bool,
    named: str | None,
    host: str,
    reading: bool,
    config: Path | None,
) -> int:
    """Write the FILEs, or the standard input, with a placeholder in place of each value: `<EMAIL_1>`, `<AWS_KEY_1>`.

    Everything else stays as it is, byte for byte. Personal data and confidential terms are kept, encrypted, for as long
    as `guard.restore_hours` says, and `answerable guard restore` puts them back into an answer; secrets are not kept.
    Exit code 0, whatever was found; 2: wrong use or a broken policy; 3: something could not be checked, and so may
    still be in the output.
    """
    # Imported here: `--help` and wrong use should answer at once.
    from answerable.cli.guard import redacting

    return redacting.run(files, form, session, named, host, config, keep=not no_restore, reading=reading)
