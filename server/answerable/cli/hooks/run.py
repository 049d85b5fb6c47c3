"""What git's hooks call after a commit: it is done, so whatever fails here is told and stops nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from answerable.cli.exits import Exit

if TYPE_CHECKING:
    from answerable.session.books import Books


def post_commit() -> int:
    """Binds the commit at HEAD to its blocks."""
    return _bind(None)


def post_rewrite(lines: str) -> int:
    """Binds the commits that took the place of others; `lines` are git's: ``OLD NEW`` on each."""
    return _bind([parts[1] for parts in map(str.split, lines.splitlines()) if len(parts) > 1])


def prepare_commit_msg(arguments: tuple[str, ...]) -> int:
    """Adds the kernel's `Assisted-by` trailers to the message, where the policy asks for them."""
    from answerable.interop.git import GitError
    from answerable.session import binding
    from answerable.session.books import BooksError, open_books

    if not arguments:
        raise click.UsageError("prepare-commit-msg needs the file with the message, which git names.")
    try:
        with open_books() as books:
            if books.repository is None or not books.workspace.policy.review.assisted_by:
                return Exit.CLEAN
            for trailer in binding.trailers(books.desk, books.repository):
                books.repository.run(
                    "interpret-trailers", "--in-place", "--if-exists", "addIfDifferent", "--trailer", trailer,
                    str(Path(arguments[0]).absolute()),
                )  # fmt: skip
    except (BooksError, GitError) as error:
        return _say(f"no Assisted-by trailer was added: {error}")
    return Exit.CLEAN


def _bind(commits: list[str] | None) -> int:
    from answerable.interop.git import GitError
    from answerable.session import binding
    from answerable.session.books import BooksError, open_books

    try:
        with open_books() as books:
            repository = books.repository
            if repository is None:
                return Exit.CLEAN
            for commit in dict.fromkeys(commits if commits is not None else [repository.commit("HEAD")]):
                binding.bind(books.desk, repository, commit)
            _sign(books)
    except (BooksError, GitError) as error:
        return _say(f"which blocks are in this commit was not written down: {error}")
    return Exit.CLEAN


def _sign(books: Books) -> None:
    """A checkpoint, where enough has been recorded since the last one. Raises `LedgerError`."""
    from answerable.cli.ledger.opening import signer_by
    from answerable.ledger import checkpoints

    section, ledger = books.workspace.policy.ledger, books.desk.ledger
    if checkpoints.is_due(ledger, section.checkpoint_every):
        checkpoints.make(ledger, signer_by(section, ledger))


def _say(text: str) -> int:
    print(f"answerable: {text}.", file=sys.stderr)
    return Exit.FAILED
