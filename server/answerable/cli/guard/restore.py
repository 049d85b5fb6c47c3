"""`answerable guard restore`: put personal data back into an answer."""

from __future__ import annotations

import sys

import click

from answerable.cli.exits import Exit
from answerable.cli.guard.options import files_argument, session_option


@click.command(short_help="Put personal data back into an answer.")
@files_argument
@session_option
def restore(files: tuple[str, ...], session: str | None) -> int:
    """Write the FILEs, or the standard input, with the values that `answerable guard redact` took out put back.

    Without --session, those of the last redaction. Placeholders of secrets stay: secrets are not kept. Exit code 3
    where nothing is kept (any more) for a placeholder; the rest is put back all the same.
    """
    from answerable.cli.guard.inputs import Unread, inputs
    from answerable.cli.guard.vault import Vault, VaultError

    try:
        kept = Vault.open().load(session)
    except VaultError as error:
        click.echo(f"answerable: {error}", err=True)
        return Exit.FAILED
    code = Exit(Exit.CLEAN)
    for one in inputs(files):
        if isinstance(one, Unread):
            code = max(code, Exit.WRONG)
            click.echo(f"answerable: {one.name} cannot be read: {one.reason}", err=True)
            continue
        sys.stdout.buffer.write(one.encoded(kept.restore(one.text)))
        if unknown := kept.unknown(one.text):
            code = max(code, Exit.FAILED)
            click.echo(
                f"answerable: {one.name}: {_listed(unknown)} left as it stands: no placeholder of this session. "
                "Name the session it is of with --session; what was kept longer than `guard.restore_hours` is gone.",
                err=True,
            )
    sys.stdout.buffer.flush()
    return code


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more
