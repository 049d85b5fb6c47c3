"""What a detector is, and how one is told to stop."""

from __future__ import annotations

from threading import Event
from typing import Protocol

from answerable.findings.model import Report
from answerable.text.snapshot import Snapshot


class Cancelled(Exception):
    """The result is no longer wanted."""


class Cancel:
    """Set by whoever asked, looked at by whoever works; may be shared by threads."""

    __slots__ = ("_event",)

    def __init__(self) -> None:
        self._event = Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raises `Cancelled` once `cancel` was called."""
        if self._event.is_set():
            raise Cancelled


class Detector(Protocol):
    """Finds one kind of wrong. Never publishes, logs or reads policy files; called from any thread.

    A detector that keeps a cache keys it by content, so that what it says of a snapshot depends on that snapshot
    alone and not on the way the text came about.
    """

    name: str

    def applies(self, snapshot: Snapshot) -> bool:
        """Whether it has anything to say of such a document."""
        ...

    def scan(self, snapshot: Snapshot, cancel: Cancel) -> Report:
        """All it finds in the snapshot. Raises `Cancelled`; anything else it raises is a defect."""
        ...
