"""`answerable doctor`: what is installed, which engine, what is degraded and how to mend it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from answerable.cli.exits import Exit
from answerable.cli.options import color_option, format_option

if TYPE_CHECKING:
    from answerable.cli.health import Check


@click.command(short_help="Tell what is installed, what is degraded and how to mend it.")
@click.argument("root", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@format_option
@color_option
def doctor(root: Path | None, form: str, color: str) -> int:
    """Try everything that a scan of the workspace at ROOT (by default the one you are in) needs.

    Nothing is only looked up: the engine checks a piece of code, the detectors look at a sample, every grammar parses.
    Exit code 3 when something is broken, 0 when all is well or merely degraded.
    """
    from answerable.cli.health import State, examine
    from answerable.files.root import workspace_root

    here = Path.cwd()
    checks = examine(workspace_root([root.absolute() if root else here], here))
    worst = max((check.state for check in checks), default=State.OK)
    if form == "json":
        data = {
            "version": 1,
            "state": worst.label,
            "checks": [
                {"name": check.name, "state": check.state.label, "detail": check.detail, "mend": check.mend}
                for check in checks
            ],
        }
        click.echo(json.dumps(data, indent=2))
    else:
        _show(checks, color)
    return Exit.FAILED if worst is State.BROKEN else Exit.CLEAN


def _show(checks: list[Check], color: str) -> None:
    from rich.text import Text

    from answerable.cli.health import State
    from answerable.cli.terminal import console

    styles = {State.OK: "green", State.DEGRADED: "yellow", State.BROKEN: "bold red"}
    out = console(color)
    wide = max(len(check.name) for check in checks)
    for check in checks:
        out.print(
            Text.assemble((f"{check.state.label:<8}", styles[check.state]), f"  {check.name:<{wide}}  {check.detail}"),
            soft_wrap=True,
        )
        if check.mend:
            out.print(Text(f"{'':<8}  {'':<{wide}}  {check.mend}", "bold"), soft_wrap=True)
