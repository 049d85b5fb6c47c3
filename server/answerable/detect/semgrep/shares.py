"""A long text is read by several processes at once, each with a share of the rules.

The engine takes about a second for every 1,000 lines and 100 rules, and sharing rules out changes nothing in what they
find (sharing out the text would: see `slice`). Its own way of using several cores was slower, when measured, than one.
"""

from __future__ import annotations

import os
from functools import partial

from answerable.detect.detector import Cancel
from answerable.detect.semgrep.answer import Answer
from answerable.detect.semgrep.engine import Engine
from answerable.detect.semgrep.jobs import Job
from answerable.detect.semgrep.joint import Joint, together

# A shorter text is done in the time that a second process takes to start.
_LONG = 30_000


def scan(engine: Engine, job: Job, text: bytes, cancel: Cancel) -> Answer:
    """What the job's rules find in the text. Raises `Cancelled` and `EngineError`."""
    if len(text) < _LONG or len(job.shares) < 2:
        return engine.scan(job.rules, job.analyzers, job.suffix, text, cancel)
    joint = Joint(cancel)
    runs = [partial(engine.scan, share, job.analyzers, job.suffix, text, joint, ahead=False) for share in job.shares]
    answers = together(runs, joint)
    return Answer(
        matches=tuple(match for answer in answers for match in answer.matches),
        troubles=tuple(dict.fromkeys(trouble for answer in answers for trouble in answer.troubles)),
        version=answers[0].version,
        scanned=frozenset[str]().union(*(answer.scanned for answer in answers)),
    )


def most() -> int:
    """Into how many shares rules are worth dividing on this machine: it has other work to do, too."""
    return min(os.cpu_count() or 1, 4)
