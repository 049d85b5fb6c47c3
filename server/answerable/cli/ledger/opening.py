"""Which ledger a command is about, and what the policy says of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from answerable.files.names import display
from answerable.interop.git import GitError
from answerable.ledger.errors import LedgerError
from answerable.ledger.log import Ledger
from answerable.ledger.signing import Signer
from answerable.policy.sections.ledger import LedgerPolicy
from answerable.session.books import BooksError, open_ledger, repository_at, root_outside_git

directory_option = click.option(
    "--ledger",
    "directory",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The directory of another ledger, such as one that was imported.",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A ledger, and where its repository lies."""

    ledger: Ledger
    root: Path
    """What the paths in its records count from, where it is the ledger of the workspace one is in."""


@contextmanager
def telling() -> Iterator[None]:
    """Errors as sentences, with exit code 2."""
    try:
        yield
    except (LedgerError, BooksError, GitError) as error:
        raise click.ClickException(f"{display(str(error)).rstrip('.')}.") from None


def opened(directory: Path | None = None) -> Opened:
    """The ledger in a directory, or the one of the workspace one is in; never a new one. Raises as `telling` takes."""
    here = Path.cwd()
    repository = repository_at(here)
    root = repository.top if repository is not None else root_outside_git(here)
    if directory is not None:
        return Opened(Ledger.open(directory, create=False), root)
    return Opened(open_ledger(repository, root, create=False), root)


def policy(root: Path) -> LedgerPolicy:
    """What the policy says of ledgers; a policy with problems is not taken for what it might have meant."""
    from answerable.policy.load import load_policy

    loaded = load_policy(root)
    if loaded.problems:
        raise click.ClickException(f"{display(str(loaded.problems[0])).rstrip('.')}. Mend the policy first.")
    return loaded.policy.ledger


def signer(found: Opened) -> Signer:
    """Who signs, by the policy. Raises `LedgerError`."""
    return signer_by(policy(found.root), found.ledger)


def signer_by(section: LedgerPolicy, ledger: Ledger) -> Signer:
    """Who signs a ledger's checkpoints. Raises `LedgerError`."""
    from answerable.ledger.checkpoints import signer_for

    return signer_for(ledger, ssh_key=Path(section.ssh_key) if section.signing == "ssh" else None)
