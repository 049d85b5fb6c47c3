"""What `answerable guard redact` does between its options and its output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from answerable.cli.exits import Exit
from answerable.cli.guard import output
from answerable.cli.guard.inputs import Text, Unread, inputs
from answerable.cli.guard.loading import Loaded, load
from answerable.guard.placeholders import PlaceholderMap


def run(
    files: tuple[str, ...],
    form: str,
    session: str | None,
    named: str | None,
    host: str,
    config: Path | None,
    *,
    keep: bool,
    reading: bool,
) -> int:
    """Redacts texts and writes them; the exit code."""
    loaded = load(config, paths=tuple(Path(name) for name in files if name != "-"))
    if not keep or not loaded.guard.settings.restore_hours:
        return _redacted(files, form, named, host, loaded, PlaceholderMap(), reading=reading)
    from answerable.cli.guard.vault import Vault, VaultError

    vault = Vault.open(hours=loaded.guard.settings.restore_hours)
    try:
        if session is None:
            fresh = PlaceholderMap()
            code = _redacted(files, form, named, host, loaded, fresh, reading=reading)
            if fresh.restorable:
                vault.save(vault.fresh_name(), fresh)
            return code
        with vault.session(session) as kept:
            return _redacted(files, form, named, host, loaded, kept, reading=reading)
    except VaultError as error:
        click.echo(f"answerable: {error}", err=True)
        return Exit.FAILED


def _redacted(
    files: tuple[str, ...],
    form: str,
    named: str | None,
    host: str,
    loaded: Loaded,
    session: PlaceholderMap,
    *,
    reading: bool,
) -> Exit:
    code = loaded.exit_code
    answers: list[dict[str, Any]] = []
    out = sys.stdout.buffer
    for one in inputs(files, named):
        if isinstance(one, Unread):
            code = max(code, Exit.WRONG)
            click.echo(f"answerable: {one.name} cannot be read: {one.reason}", err=True)
            continue
        path = loaded.inside(one.path) if one.path else None
        done = loaded.guard.redact(one.text, session, path=path, host=host, reading=reading or None)
        for skipped in done.check.skipped:
            click.echo(f"answerable: {one.name}: {skipped.detector}: {skipped.reason}", err=True)
        if not done.check.complete:
            code = max(code, Exit.FAILED)
        if form == "text":
            out.write(one.encoded(done.text))
        else:
            answers.append(_answer(one, output.as_data(done.check, done.text), several=len(files) > 1))
    if form == "json":
        data = answers[0] if len(files) <= 1 and answers else {"version": output.VERSION, "results": answers}
        out.write(output.line(data).encode("ascii"))
    out.flush()
    return code


def _answer(one: Text, data: dict[str, Any], *, several: bool) -> dict[str, Any]:
    return {"path": one.name, **data} if several else data
