"""When to try again."""

from __future__ import annotations

from answerable.detect.semgrep.backoff import BackOff


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_one_failure_delays_the_next_waiting_process_only() -> None:
    clock = Clock()
    backoff = BackOff(clock)
    assert backoff.standby_wanted
    backoff.failed()
    assert not backoff.standby_wanted
    assert backoff.refuses == 0
    clock.now += 1
    assert backoff.standby_wanted


def test_after_three_in_a_row_nothing_is_tried_for_a_while() -> None:
    clock = Clock()
    backoff = BackOff(clock)
    for _ in range(3):
        backoff.failed()
    assert backoff.refuses == 4.0
    clock.now += 3
    assert backoff.refuses == 1.0
    clock.now += 1
    assert backoff.refuses == 0.0


def test_the_while_grows_and_stops_growing() -> None:
    clock = Clock()
    backoff = BackOff(clock)
    waits = []
    for _ in range(10):
        backoff.failed()
        waits.append(backoff.refuses)
    assert waits == [0.0, 0.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0, 60.0]


def test_one_answer_makes_up_for_all() -> None:
    backoff = BackOff(Clock())
    for _ in range(5):
        backoff.failed()
    backoff.worked()
    assert backoff.refuses == 0
    assert backoff.standby_wanted
    backoff.failed()
    assert backoff.refuses == 0
