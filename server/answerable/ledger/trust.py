"""Whether a ledger may be believed: followed from its first record, before what it says of code counts."""

from __future__ import annotations

from answerable.ledger.errors import BrokenLedger
from answerable.ledger.log import Ledger


def require_whole(ledger: Ledger) -> None:
    """Follows the whole chain, at more than 100,000 records a second.

    From the first record each time: whoever remembers how far it held last time believes what was changed before that.
    A last line that somebody is still writing, or was killed over, breaks nothing. Raises `BrokenLedger`, which names
    the first record that is not as it was appended, and `LedgerError` where the ledger cannot be read.
    """
    # Imported here: an editor records without it.
    from answerable.ledger.verify import verify

    problems = verify(ledger).problems
    if problems:
        raise BrokenLedger(
            f"the ledger in {ledger.directory} is broken: {problems[0].what}; nothing in it is believed. `answerable "
            "ledger verify` tells more; to begin a new one, move that directory away, and keep it"
        )
