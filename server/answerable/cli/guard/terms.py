"""`answerable guard terms`: make digests of confidential terms."""

from __future__ import annotations

import sys

import click

from answerable.cli.exits import Exit


@click.group(short_help="Make digests of confidential terms.")
def terms() -> None:
    """Confidential terms that a policy can hold without telling them."""


@terms.command("hash")
@click.option("--salt", metavar="HEX", help="Use this salt, of 16 to 64 hexadecimal digits, instead of a new one.")
def hash_(salt: str | None) -> int:
    """Read terms from the standard input, one a line, and print a digest for each, for `guard.terms` of the policy.

    All of them get one salt, which makes looking for them quick. A digest hides a term from whoever reads the policy,
    not from somebody who guesses: a name of the dictionary is found by trying. Terms are not taken as arguments, which
    other users of the machine can see.
    """
    from answerable.guard.terms import BadTerm, digest, new_salt

    if salt is not None and (not 16 <= len(salt) <= 64 or any(char not in "0123456789abcdef" for char in salt)):
        raise click.UsageError("--salt: 16 to 64 hexadecimal digits in small letters.")
    salt = salt or new_salt()
    code = Exit.CLEAN
    for number, term in enumerate(sys.stdin.buffer.read().decode("utf-8", "replace").splitlines(), start=1):
        if not term.strip():
            continue
        try:
            click.echo(digest(term, salt))
        except BadTerm as error:
            click.echo(f"answerable: line {number}: {error}", err=True)
            code = Exit.WRONG
    return code
