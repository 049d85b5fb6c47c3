from __future__ import annotations

import re

import pytest

from answerable.detect.secrets.examples import expand


def test_the_same_template_and_seed_give_the_same_example() -> None:
    assert expand("k-{alnum:12}", "a") == expand("k-{alnum:12}", "a")
    assert expand("k-{alnum:12}", "a") != expand("k-{alnum:12}", "b")


def test_fields_are_filled_and_marks_say_where_the_secret_is() -> None:
    example = expand('KEY="«{hex:8}-{HEX:4}»" # {digit:3}')
    assert re.fullmatch(r'KEY="[0-9a-f]{8}-[0-9A-F]{4}" # \d{3}', example.text)
    assert example.secret == example.text[5:18]


def test_without_marks_all_of_it_is_the_secret() -> None:
    example = expand("tok_{lower:5}")
    assert (example.start, example.end) == (0, len(example.text))


def test_braces_that_are_no_field_stay() -> None:
    assert expand("${PASSWORD} {{ x }} ${A:-$B}").text == "${PASSWORD} {{ x }} ${A:-$B}"


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(ValueError, match=r"\{hexx:3\}"):
        expand("{hexx:3}")
