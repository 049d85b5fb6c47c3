"""A long text in pieces, remembered or not, gives what the whole gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import values
from answerable.detect.pii import bank, birth, documents, email, national, network
from answerable.detect.pii.scan import recognisers, scan
from answerable.detect.pii.subject import _RUN, Subject
from answerable.detect.secrets.memory import Memory
from answerable.detect.secrets.reach import reach

EVERY = recognisers(("US", "DE", "GB"))
LINES = st.sampled_from(
    (
        *values.PERSONAL,
        *("call me at 030/1234567", "a card", "phone", "größe 😀", "born on 1980-02-03", "MRN: 12345678", "passport"),
        *("SSN", "219 45 1234", "0" * 70, "x" * 90, "2001:db8::1 from host", "tel.: (202) 555-0143", "\r", "iban"),
    )
)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 900), LINES), max_size=30), st.integers(0, 900), LINES)
def test_pieces_and_the_whole_say_the_same(planted: list[tuple[int, str]], at: int, typed: str) -> None:
    lines = [f"a line {number} of some length without anything in it" for number in range(900)]
    for number, line in planted:
        lines[number % 900] += f" {line}"
    remembered = Memory(64)
    for text in ("\n".join(lines), "\n".join((*lines[:at], typed, *lines[at:]))):
        assert scan(Subject(text), EVERY, remembered) == scan(Subject(text), EVERY)


@pytest.mark.parametrize(
    "pattern",
    [
        *(_RUN, bank._FORM, bank._CODE, birth._PATTERN, email._ADDRESS, network._ADDRESS, national._BY_FORM),
        *(pattern for _, pattern, _ in documents._PATTERNS),
        *(number.words for number in national._TOLD_BY_WORDS),
        *(number.form for number in national._TOLD_BY_WORDS),
        *(words for words in (national._GAP, documents._ANY)),
    ],
)
def test_no_value_goes_on_across_a_line_end(pattern: str) -> None:
    assert reach(pattern).tail == 0
