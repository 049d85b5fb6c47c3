"""A long text is read by several processes at once, each with a share of the rules.

The engine takes about a second for every 1,000 lines and 100 rules, and sharing rules out changes nothing in what they
find (sharing out the text would: see `slice`). Its own way of using several cores was slower, when measured, than one.
"""

from __future__ import annotations

import os
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait

from answerable.detect.detector import Cancel, Cancelled
from answerable.detect.semgrep.answer import Answer
from answerable.detect.semgrep.engine import Engine
from answerable.detect.semgrep.jobs import Job

# A shorter text is done in the time that a second process takes to start.
_LONG = 30_000


def scan(engine: Engine, job: Job, text: bytes, cancel: Cancel) -> Answer:
    """What the job's rules find in the text. Raises `Cancelled` and `EngineError`."""
    if len(text) < _LONG or len(job.shares) < 2:
        return engine.scan(job.rules, job.analyzers, job.suffix, text, cancel)
    shared = _Joint(cancel)
    with ThreadPoolExecutor(len(job.shares), "semgrep-share") as pool:
        parts = [
            pool.submit(engine.scan, share, job.analyzers, job.suffix, text, shared, ahead=False)
            for share in job.shares
        ]
        done, _ = wait(parts, return_when=FIRST_EXCEPTION)
        failed = [error for part in done if (error := part.exception()) is not None]
        if failed:
            # What the others would say is of no use any more.
            shared.cancel()
            raise failed[0]
        answers = [part.result() for part in parts]
    return Answer(
        matches=tuple(match for answer in answers for match in answer.matches),
        troubles=tuple(dict.fromkeys(trouble for answer in answers for trouble in answer.troubles)),
        version=answers[0].version,
        scanned=frozenset[str]().union(*(answer.scanned for answer in answers)),
    )


def most() -> int:
    """Into how many shares rules are worth dividing on this machine: it has other work to do, too."""
    return min(os.cpu_count() or 1, 4)


class _Joint(Cancel):
    """Set when the caller's is, and when one of the others failed."""

    __slots__ = ("_outer",)

    def __init__(self, outer: Cancel) -> None:
        super().__init__()
        self._outer = outer

    @property
    def cancelled(self) -> bool:
        return super().cancelled or self._outer.cancelled

    def check(self) -> None:
        if self.cancelled:
            raise Cancelled
