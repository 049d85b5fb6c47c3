"""What a hook leaves in the ledger: what it warned of, and which blocks an agent wrote. No values."""

from __future__ import annotations

from answerable.cli.guard.loading import Loaded
from answerable.guard.hosts.model import Event
from answerable.guard.hosts.ruling import Outcome


def warned(event: Event, outcome: Outcome, loaded: Loaded) -> None:
    """Records what was found, what was decided, and an override with its reason."""


def written(event: Event, loaded: Loaded) -> None:
    """Records what the agent wrote as blocks that it declared."""
