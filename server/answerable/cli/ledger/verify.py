"""`answerable ledger verify`: is everything still there, as it was, in its order?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from answerable.cli.exits import Exit
from answerable.cli.ledger.opening import directory_option, opened, telling
from answerable.cli.options import color_option, format_option

if TYPE_CHECKING:
    from answerable.ledger.log import Ledger
    from answerable.ledger.note import Key
    from answerable.ledger.verify import Verification

VERSION = 1


@click.command(short_help="Find any changed, removed, reordered or truncated record.")
@click.option(
    "--checkpoint",
    "kept",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A checkpoint that was kept elsewhere: show that the ledger still begins with what it covers.",
)
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="KEY",
    help="A key you trust for that checkpoint, as `answerable ledger checkpoint` prints it, or a file with it.",
)
@directory_option
@format_option
@color_option
def verify(kept: Path | None, keys: tuple[str, ...], directory: Path | None, form: str, color: str) -> int:
    """Follow the ledger from its first record to its last, and name the first one that is not what it was.

    Exit code 1 when there is one, or when the checkpoint does not fit; 2 when there is no ledger, or a file that was
    named is not what it should be.
    """
    from answerable.ledger import note
    from answerable.ledger import verify as verification

    with telling():
        found = opened(directory)
        earlier = note.read(kept) if kept is not None else None
        result = verification.verify(found.ledger, earlier=earlier, keys=[_key(text) for text in keys])
    if form == "json":
        click.echo(json.dumps(_data(found.ledger, result), indent=2))
    else:
        _show(found.ledger, result, color, asked=earlier is not None)
    return Exit.CLEAN if result.clean else Exit.FINDINGS


def _key(text: str) -> Key:
    from answerable.ledger.errors import LedgerError
    from answerable.ledger.note import Key

    path = Path(text)
    try:
        return Key.parse(path.read_text("utf-8") if path.is_file() else text)
    except (LedgerError, OSError, UnicodeDecodeError) as error:
        raise LedgerError(f"--key: {error}") from None


def _data(ledger: Ledger, result: Verification) -> dict[str, object]:
    return {
        "version": VERSION,
        "clean": result.clean,
        "ledger": {"id": ledger.id, "origin": ledger.identity.origin, "directory": str(ledger.directory)},
        "size": result.size,
        "root": result.root.hex(),
        "problems": [{"record": problem.seq, "message": problem.what} for problem in result.problems],
        "notes": result.notes,
        "checkpoints": [{"size": size, "key": str(key)} for size, key in result.checkpoints],
        "pruned": result.pruned,
        "consistent_with": result.earlier,
    }


def _show(ledger: Ledger, result: Verification, color: str, *, asked: bool) -> None:
    from rich.text import Text

    from answerable.cli.ledger.describing import counted
    from answerable.cli.terminal import console
    from answerable.files.names import display

    out = console(color)
    for problem in result.problems:
        out.print(Text.assemble(("FAILED  ", "bold red"), display(problem.what)), soft_wrap=True)
    if result.clean:
        pruned = f", {result.pruned:,} of them pruned" if result.pruned else ""
        text = f"{counted(result.size)}{pruned}: none was changed, removed, reordered or cut off"
        out.print(Text.assemble(("ok      ", "bold green"), text), soft_wrap=True)
    if result.earlier is not None:
        text = f"consistent with the checkpoint over the first {counted(result.earlier)}"
        out.print(Text.assemble(("ok      ", "bold green"), text), soft_wrap=True)
    if result.checkpoints:
        size, key = result.checkpoints[-1]
        out.print(f"signed  the first {counted(size)}, by {key}", soft_wrap=True)
    for remark in result.notes:
        out.print(Text.assemble(("note    ", "yellow"), display(remark)), soft_wrap=True)
    out.print(f"ledger  {ledger.identity.origin} in {display(str(ledger.directory))}", soft_wrap=True)
    if result.clean and not asked:
        out.print(
            "This shows that the ledger fits itself. Whoever owns the machine could write another one that does: only "
            "a checkpoint kept elsewhere (--checkpoint FILE) tells.",
            soft_wrap=True,
            style="dim",
        )
