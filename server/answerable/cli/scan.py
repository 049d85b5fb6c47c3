"""`answerable scan`: check files and report what is wrong with them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from answerable.cli.options import color_option

if TYPE_CHECKING:
    from answerable.interop.outcome import Outcome

_SEVERITIES = ("hint", "info", "warning", "error")


@click.command(short_help="Check files and report what is wrong with them.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="What to write: excerpts for people, JSON as docs/scan.schema.json has it, or SARIF 2.1.0.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to this file instead of the standard output.")
@click.option(
    "--threshold",
    type=click.Choice(_SEVERITIES),
    help="Exit with 1 when there is a finding of this severity or above.  [default: scan.threshold of the policy]",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(0, 256),
    help="How many processes work side by side; 0 for one a processor.  [default: semgrep.jobs of the policy]",
)
@click.option("--config", metavar="FILE", help="The policy to use instead of the answerable.toml at the root.")
@click.option("--stdin", "stdin", is_flag=True, help="Check what comes from the standard input.")
@click.option(
    "--stdin-filename",
    metavar="NAME",
    help="What the text from the standard input is called; its ending tells the language.",
)
@click.option("--no-progress", is_flag=True, help="No progress bar. There is one only on a terminal.")
@color_option
def scan(
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    threshold: str | None,
    jobs: int | None,
    config: str | None,
    stdin: bool,
    stdin_filename: str | None,
    no_progress: bool,
    color: str,
) -> int:
    """Check the files at and below each PATH (by default the current directory).

    What .gitignore leaves out is left out, except files that git tracks all the same; a file that is named is always
    checked. Everything that was not checked is listed with the reason, a PATH that does not exist beside others too;
    where that was a failure the exit code is 3. The exit code is the greatest that holds of: 0 clean, 1 findings at or
    above the threshold, 2 wrong use or a broken configuration (named by file, line and key; the rest counts), 3
    something could not be checked.
    """
    # Imported here: `--help` and wrong use should answer at once.
    from answerable.cli.scanning import Request, run
    from answerable.cli.writing import NotWritten, Target

    if stdin and paths:
        raise click.UsageError("--stdin and paths exclude each other.")
    if stdin and stdin_filename is None:
        # Without a name there is no language, and without a language no rule: a silent pass.
        raise click.UsageError(
            "--stdin needs --stdin-filename NAME, which tells the language and what the policy says of it."
        )
    if stdin_filename is not None and not stdin:
        raise click.UsageError("--stdin-filename needs --stdin.")
    if "-" in paths:
        raise click.UsageError("To check the standard input, write --stdin --stdin-filename NAME.")
    if config is not None and not Path(config).is_file():
        raise click.UsageError(f"--config: {click.format_filename(config)} is not a file.")
    try:
        target = Target.of(output)
    except NotWritten as error:
        raise click.UsageError(f"{error}.") from None
    request = Request(
        paths=paths or (".",),
        stdin=stdin_filename if stdin else None,
        threshold=threshold,
        jobs=jobs,
        config=Path(config).absolute() if config else None,
        progress=not no_progress and sys.stderr.isatty(),
        color=color,
    )
    outcome = run(request, written=target.path)
    try:
        with target.open() as stream:
            _write(outcome, form, color, stream)
    except NotWritten as error:
        raise click.ClickException(f"{error}.") from None
    return outcome.exit_code


def _write(outcome: Outcome, form: str, color: str, stream: IO[str]) -> None:
    if form == "json":
        from answerable.cli.json_output import render

        stream.write(render(outcome))
    elif form == "sarif":
        from answerable.interop.sarif import log

        stream.write(json.dumps(log(outcome), indent=2) + "\n")
    else:
        from answerable.cli.terminal import console
        from answerable.cli.text_output import show

        show(outcome, console(color, stream))
