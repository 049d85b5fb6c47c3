"""Which blocks a line belongs to, by what stands in it now."""

from __future__ import annotations

from pathlib import Path

from answerable.files.read import read
from answerable.findings.model import Skipped
from answerable.ledger.errors import LedgerError
from answerable.ledger.log import Ledger
from answerable.origin.prints import Digester
from answerable.policy.sections.review import Review as ReviewPolicy
from answerable.session.history import KINDS, Histories
from answerable.session.standing import Finder, Rules

_LIMIT = 64 * 1024 * 1024


def blocks_at(ledger: Ledger, root: Path, file: Path, line: int) -> list[str]:
    """The ids of the blocks that hold a line (from 1) of a file as it is on disk, in the order of the file.

    Raises `LedgerError` where the file cannot be read, has no such line, or the ledger's key is not there.
    """
    snapshot = read(file, root, limit=_LIMIT)
    if isinstance(snapshot, Skipped):
        raise LedgerError(f"{snapshot.path}: {snapshot.reason}")
    if line > len(snapshot.lines):
        raise LedgerError(
            f"{snapshot.path} has {len(snapshot.lines)} line{'s' * (len(snapshot.lines) != 1)}, and no line {line}"
        )
    printed = Digester(ledger.key).text(snapshot.text)
    finder = Finder(Histories.of(ledger.records(kinds=KINDS)), Rules(ReviewPolicy()))
    return list(dict.fromkeys(each.history.id for each in finder.in_text(snapshot.path, printed) if line in each.lines))
