"""`answerable ledger prune`: retention."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

import click

from answerable.cli.exits import Exit
from answerable.cli.ledger.opening import opened, policy, signer, telling


@click.command(short_help="Take away what has been kept long enough.")
@click.option("-n", "--dry-run", is_flag=True, help="Only tell what would be taken away.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def prune(dry_run: bool, yes: bool) -> int:
    """Take away the content of records that are older than `ledger.keep_days` and `ledger.keep` say.

    What is left of each is a tombstone with its hash, so every checkpoint and every proof from before still holds. What
    was taken away cannot be brought back; copies, and what others imported, are theirs. Records that speak of one block
    go together, once the youngest of them has had its time.
    """
    from answerable.cli.ledger.describing import counted
    from answerable.ledger import prune as pruning

    now = datetime.now(UTC)
    with telling():
        found = opened()
        section = policy(found.root)
        due = pruning.due(found.ledger, section.days, now)
        for kind, count in sorted(due.kinds.items()):
            click.echo(f"{count:>8,}  {kind.value:<20} from before {due.before[kind]:%Y-%m-%d}")
        if not due.records:
            click.echo("No record has been kept long enough to be pruned.")
        if dry_run:
            return Exit.CLEAN
        if due.records:
            if not yes and sys.stdin.isatty():
                click.confirm(f"Take away the content of {counted(len(due.records))} for good?", abort=True)
            pruning.prune(found.ledger, due, signer(found))
            became = "is a tombstone" if len(due.records) == 1 else "are tombstones"
            click.echo(f"{counted(len(due.records))} {became} now; the ledger verifies as before.")
        kept = section.keep_days
        swept = pruning.sweep(found.ledger, now - timedelta(days=kept)) if kept else []
        if swept:
            lines = "line that was set aside is" if len(swept) == 1 else "lines that were set aside are"
            click.echo(f"{len(swept):,} torn {lines} deleted.")
    return Exit.CLEAN
