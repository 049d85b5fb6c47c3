"""Words near a value: RE2 and `re` say the same of every window."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.pii import bank, card, network, phone, us
from answerable.detect.secrets.patterns import Words

EVERY = (bank._WORDS, card._WORDS, network._VERSION, network._IP, phone._WORDS, phone._NUMBER_IS, phone._NOT, us._WORDS)
PARTS = st.sampled_from(
    (
        *(
            "call",
            "tel",
            ".",
            ":",
            " ",
            "\n",
            "no",
            "id",
            "number",
            " is",
            "my",
            "É",
            "é",
            "ph",
            "card",
            "cc",
            "_",
            "1",
        ),
        *("IBAN", "v", "==", "ssn", "Überweisung", "☎", "message", "from", "host", "#", "x", "VISA", "master", "\t"),
    )
)


@pytest.mark.parametrize("words", EVERY)
@given(st.lists(PARTS, max_size=8).map("".join))
def test_the_same_as_without_re2(words: Words, window: str) -> None:
    assert words.near(window.encode()) is bool(re.search(words._source, window.lower()))


def test_a_character_cut_in_two_is_left_out() -> None:
    assert Words("über").near("xÜBER".encode())
    assert not Words("über").near("xÜBER".encode()[2:])
