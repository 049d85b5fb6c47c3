"""What can go wrong with a ledger. Every message names the file or the record, and what to do."""

from __future__ import annotations


class LedgerError(Exception):
    """The ledger cannot be read, or a record was not written; what was written before is as it was.

    Whoever only wants to record goes on without: an editor, a hook and a commit never fail because of their ledger,
    they say so.
    """


class NoLedger(LedgerError):
    """There is no ledger where one was to be read."""


class ForeignLedger(LedgerError):
    """The ledger belongs to something else than what it was opened for."""


class LedgerTooNew(LedgerError):
    """A newer Answerable wrote this ledger, in a form or with a kind of record that this one does not know."""


class BrokenLedger(LedgerError):
    """A record is not as it was appended, so what the ledger says is not believed."""


class RecordError(LedgerError):
    """What was to be recorded is not what the schema of its kind asks for."""


def reason(error: OSError) -> str:
    """The system's own words for what failed, in lower case, to be put after a colon."""
    return (error.strerror or type(error).__name__).lower()
