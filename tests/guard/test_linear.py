"""Twice the text, twice the work: counted in calls, which do not depend on the machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from answerable.guard.check import Guard
from answerable.guard.placeholders import PlaceholderMap

TEXTS: dict[str, Callable[[int], str]] = {
    "rows": lambda n: "".join(f"u{i},u{i}@corp{i % 97}.com,+1 415 55{i % 10} {1000 + i}\n" for i in range(n)),
    "addresses in one line": lambda n: "".join(f"u{i}@acme.com " for i in range(n)),
    "placeholders and values": lambda n: "".join(f"<EMAIL_{i + 1}> u{i}@acme.com\n" for i in range(n)),
    "digits in groups": lambda n: "4111 1111 " * n,
    "percent signs": lambda n: "".join(f"u{i}%40acme.com u{i}@acme.com " for i in range(n)),
    "cut tokens": lambda n: "".join(f"see u{i}@acme.com ghp_x{i:04d}aB3dE\n{i:04d}fG7hJ\n" for i in range(n)),
}


def calls(work: Callable[[], object]) -> int:
    """How many functions, of Python and of C, this calls."""
    counted = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_is_twice_the_work(guard: Guard, name: str) -> None:
    def work(rows: int) -> Callable[[], object]:
        text = TEXTS[name](rows)
        return lambda: guard.redact(text, PlaceholderMap())

    work(1)()
    assert calls(work(400)) < 2.6 * calls(work(200))
