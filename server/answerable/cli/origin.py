"""`answerable origin`: where text came from."""

from __future__ import annotations

import json
from pathlib import Path

import click

from answerable.cli.exits import Exit


@click.group(short_help="Tell where text came from, from a recorded editing history.")
def origin() -> None:
    """Who wrote it: blocks that arrived at once, with the evidence for where they came from."""


@origin.command()
@click.argument("trace", metavar="TRACE")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["jsonl"]),
    default="jsonl",
    show_default=True,
    help="One JSON object a line for each block.",
)
@click.option("--path", metavar="NAME", help="What the document is called; its ending tells the language.")
def replay(trace: str, form: str, path: str | None) -> int:
    """Replay a recorded editing history with its own clock, and print each block that was opened.

    TRACE is JSON, plain or gzip'd, as docs/origin.md describes it: `startContent`, and `txns` with a `time` and the
    `patches`. One JSON object a line, in the order the blocks were opened: `time`, `start_line`, `end_line`,
    `characters`, `origin`, `confidence`, `evidence`. Lines count from 1 and are those of the text when the block was
    complete. Exit code 2 when the trace cannot be read.
    """
    from answerable.files.names import display
    from answerable.origin.replay import replay as replayed
    from answerable.origin.trace import TraceError, read
    from answerable.policy.sections.origin import OriginSettings

    try:
        data = Path(trace).read_bytes()
    except OSError as error:
        raise click.ClickException(
            f"{display(trace)} cannot be read: {(error.strerror or str(error)).lower()}."
        ) from None
    try:
        blocks = list(replayed(read(data), OriginSettings(), path or "trace"))
    except TraceError as error:
        click.echo(f"Error: {display(trace)}: {error}", err=True)
        return Exit.WRONG
    for block in blocks:
        click.echo(json.dumps(block.as_data(), ensure_ascii=True))
    return Exit.CLEAN
