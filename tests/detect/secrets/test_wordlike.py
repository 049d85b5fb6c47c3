from __future__ import annotations

import random
import string

import pytest

from answerable.detect.secrets.wordlike import chunks, is_word, reads_as_words


@pytest.mark.parametrize(
    "word",
    ["password", "hunter", "letmein", "postgres", "kubernetes", "database", "production", "Authorization", "pw", "x"],
)
def test_words_and_names_read_like_words(word: str) -> None:
    assert is_word(word)


def test_letters_by_chance_do_not() -> None:
    chance = random.Random(7)
    words = ["".join(chance.choices(string.ascii_lowercase, k=10)) for _ in range(500)]
    assert sum(map(is_word, words)) < 30


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("dbPass_word2", ["db", "Pass", "word", "2"]),
        ("API_KEY", ["API", "KEY"]),
        ("XMLParser9", ["XML", "Parser", "9"]),
        ("", []),
        ("héllo", ["h", "llo"]),
    ],
)
def test_a_name_is_taken_apart(text: str, parts: list[str]) -> None:
    assert chunks(text) == parts


def test_the_share_of_words() -> None:
    assert reads_as_words("secret_manager") == 1.0
    assert reads_as_words("q8x2kd") == 0.0
    assert reads_as_words("") == 0.0
    assert reads_as_words("table1234") == pytest.approx(5 / 9)
