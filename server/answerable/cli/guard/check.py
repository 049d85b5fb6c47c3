"""`answerable guard check`: tell what should not leave."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from answerable.cli.guard.options import config_option, files_argument, host_option, path_option, reading_option


@click.command(short_help="Tell what should not leave.")
@files_argument
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="Lines for people; JSON as docs/guard.schema.json has it; the same, one line a text.",
)
@click.option(
    "--batch",
    is_flag=True,
    help="Read a JSON object with `text` (and, if you like, `path`, `host`, `reading`, `id`) from each line of the "
    "standard input, and answer each with a line, at once. Needs --format jsonl.",
)
@path_option
@host_option
@reading_option
@config_option
def check(
    files: tuple[str, ...], form: str, batch: bool, named: str | None, host: str, reading: bool, config: Path | None
) -> int:
    """Check the FILEs, or the standard input, for secrets, personal data, confidential terms and hidden text.

    Each answer has a decision: `allow`, `warn` or `block`, as the policy has it. Exit code 0: nothing found but what is
    allowed; 1: something to warn of or to block; 2: wrong use, or a broken policy or line; 3: something could not be
    checked. A value is in no output but in JSON's `redacted`, from which it has been taken out.
    """
    if batch and form != "jsonl":
        raise click.UsageError("--batch needs --format jsonl.")
    if batch and files:
        raise click.UsageError("--batch reads the standard input; leave out the files.")
    # Imported here: `--help` and wrong use should answer at once.
    from answerable.cli.guard import checking

    if batch:
        return checking.answer_lines(sys.stdin.buffer, sys.stdout.buffer, host, config, reading=reading)
    return checking.run(files, form, named, host, config, reading=reading)
