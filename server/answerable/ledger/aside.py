"""What was set aside when the end of the ledger had to be found again, as sentences."""

from __future__ import annotations

import contextlib
import re

from answerable.ledger.head import read
from answerable.ledger.layout import Layout
from answerable.ledger.recovery import AHEAD, BROKEN, MISSING, TORN

_AHEAD = re.compile(re.escape(AHEAD) + r"(\d+)-(\d+)(-\d+)?")


def set_aside(layout: Layout) -> tuple[list[tuple[int, str]], list[str]]:
    """Problems, each with the first record it concerns, and notes."""
    problems: list[tuple[int, str]] = []
    notes: list[str] = []
    slots = None
    with contextlib.suppress(OSError):
        slots = read(layout.head)
    names: list[str] = []
    with contextlib.suppress(OSError):
        names = sorted(path.name for path in layout.aside.iterdir())
    for name in names:
        path = layout.aside / name
        ahead = _AHEAD.fullmatch(name)
        if ahead:
            left, had = int(ahead[1]), int(ahead[2])
            problems.append(
                (
                    left,
                    f"record {left} is not the one that was appended: there had been {had} records when only {left} "
                    f"were found, and the ledger went on from there ({path})",
                )
            )
        elif name.endswith(TORN):
            notes.append(f"{path.stat().st_size} bytes of an unfinished line were set aside in {path}")
        elif name.startswith((MISSING, BROKEN)):
            what = "missing" if name.startswith(MISSING) else "broken"
            notes.append(
                f"the head was {what} once: whether records at the end had been removed before, only a checkpoint kept "
                f"elsewhere can tell ({path})"
            )
    if slots is None or slots.current is None:
        what = "missing" if slots is None else "broken"
        problems.append((0, f"{layout.head} is {what}: whether records at the end were removed cannot be told"))
    elif None in slots.slots:
        notes.append(f"one of the two slots of {layout.head} is broken; the other one vouches for the end")
    return problems, notes
