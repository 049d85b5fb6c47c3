"""`answerable hooks install|uninstall HOST`, and what git's hooks call."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from answerable.cli.exits import Exit
from answerable.cli.hooks.hosts import HOSTS

_LISTED = "\n\n\b\nHosts:\n" + "\n".join(f"  {name:<12} {about}" for name, (_, about) in HOSTS.items())
_host = click.argument("host_name", metavar="HOST", type=click.Choice(list(HOSTS)))
_user = click.option(
    "--user/--project",
    default=False,
    help="Your own configuration, for every project, where HOST has one; else the project's, which is the default.",
)
_dry = click.option("--dry-run", is_flag=True, help="Show the change and make none.")
_yes = click.option("-y", "--yes", is_flag=True, help="Do not ask.")


@click.group(short_help="Put Answerable into the hooks of git and of agents, or take it out.")
def hooks() -> None:
    """Put Answerable into somebody's hooks, or take it out again.

    The change is shown first, and on a terminal you are asked. What was there before is kept and goes on working;
    taking Answerable out takes its own entries and leaves the rest. JSON is laid out anew when it is written.
    """


@hooks.command(short_help="Put Answerable into the hooks of HOST.", help="Put Answerable into HOST's hooks." + _LISTED)
@_host
@_user
@_dry
@_yes
def install(host_name: str, user: bool, dry_run: bool, yes: bool) -> int:
    return _do("install", host_name, user=user, dry_run=dry_run, yes=yes)


@hooks.command(short_help="Take Answerable out again.", help="Take Answerable out of HOST's hooks again." + _LISTED)
@_host
@_user
@_dry
@_yes
def uninstall(host_name: str, user: bool, dry_run: bool, yes: bool) -> int:
    return _do("uninstall", host_name, user=user, dry_run=dry_run, yes=yes)


@hooks.command(hidden=True, short_help="What git's hooks call.")
@click.argument("hook", type=click.Choice(["post-commit", "post-rewrite", "prepare-commit-msg"]))
@click.argument("arguments", nargs=-1)
def run(hook: str, arguments: tuple[str, ...]) -> int:
    """Do what git's HOOK is there for. Installed hooks call this; the exit code is 3 where it could not be done."""
    from answerable.cli.hooks import run as running

    if hook == "post-commit":
        return running.post_commit()
    if hook == "post-rewrite":
        return running.post_rewrite(sys.stdin.read())
    return running.prepare_commit_msg(arguments)


def _do(verb: str, name: str, *, user: bool, dry_run: bool, yes: bool) -> int:
    from answerable.cli.hooks import changes
    from answerable.cli.hooks.hosts import Place, WrongPlace, host, own_command
    from answerable.files.names import display

    place = Place(Path.cwd(), user, own_command())
    try:
        plan = host(name).install(place) if verb == "install" else host(name).uninstall(place)
        for note in plan.notes:
            click.echo(note, err=True)
        if not plan.changes:
            click.echo("Nothing to change.")
            return Exit.CLEAN
        for change in plan.changes:
            for line in changes.described(change):
                click.echo(line)
        if dry_run:
            return Exit.CLEAN
        if not yes and sys.stdin.isatty() and not click.confirm("Make these changes?"):
            click.echo("Nothing was changed.")
            return Exit.CLEAN
        changes.apply(plan.changes)
    except (WrongPlace, changes.NotChanged) as error:
        raise click.ClickException(f"{error}.") from None
    done = "is in" if verb == "install" else "is out of"
    click.echo(f"Answerable {done} the hooks of {display(name)}.")
    return Exit.CLEAN
