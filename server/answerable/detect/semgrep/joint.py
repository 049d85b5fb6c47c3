"""Several runs of the engine for one answer: when one of them fails, the others are ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from typing import TypeVar

from answerable.detect.detector import Cancel, Cancelled

_Answer = TypeVar("_Answer")


class Joint(Cancel):
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


def together(runs: Sequence[Callable[[], _Answer]], joint: Joint) -> list[_Answer]:
    """What each of them gives, in their order, from threads of their own; raises what the first one raised that failed.

    The runs look at `joint`: it is set when one fails, because what the others would say is of no use any more.
    """
    if len(runs) < 2:
        return [run() for run in runs]
    with ThreadPoolExecutor(len(runs), "semgrep-joint") as pool:
        parts = [pool.submit(run) for run in runs]
        done, _ = wait(parts, return_when=FIRST_EXCEPTION)
        failed = [error for part in done if (error := part.exception()) is not None]
        if failed:
            joint.cancel()
            raise failed[0]
        return [part.result() for part in parts]
