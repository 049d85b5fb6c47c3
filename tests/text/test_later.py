"""A pattern that is compiled later is a pattern like others."""

from __future__ import annotations

import copy
import re

import pytest

from answerable.text.later import compiled_later


def test_it_answers_as_the_pattern_does() -> None:
    later, now = compiled_later(r"(\d+)-(?P<b>x)", re.IGNORECASE), re.compile(r"(\d+)-(?P<b>x)", re.IGNORECASE)
    text = "a 12-X 3-x"
    for _ in range(2):
        assert [match.span() for match in later.finditer(text)] == [match.span() for match in now.finditer(text)]
        assert later.search(text, 4) is not None
        assert (later.pattern, later.flags, later.groups, later.groupindex) == (
            (now.pattern, now.flags, now.groups, now.groupindex)
        )
        assert later.sub("-", text) == now.sub("-", text)


def test_bytes_stay_bytes() -> None:
    assert compiled_later(rb"\d").findall(b"a1b2") == [b"1", b"2"]


def test_nothing_is_compiled_before_it_is_used() -> None:
    wrong = compiled_later("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_it_can_be_copied() -> None:
    assert copy.copy(compiled_later("a")).findall("aa") == ["a", "a"]
