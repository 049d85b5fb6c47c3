from __future__ import annotations

import pytest

from answerable.detect.pii import card
from answerable.detect.pii.luhn import luhn
from answerable.findings.model import Confidence

from .conftest import Finds


@pytest.mark.parametrize(
    "text",
    [
        "«4539578763621486»",
        "pay with «4539 5787 6362 1486», please",
        "«4539-5787-6362-1486».",
        "amex «3714 496353 98431» and «371449635398431»",
        "diners «3056 930902 5904»",
        "order 2 «4539578763621486» 12",
        "1234 «4539 5787 6362 1486»",
        "mastercard «2223003122003222»",
        "é«4539578763621486»😀",
        "visa of 13 digits: «4222222222222»",
        "card=«4539578763621486»&cvv=1",
        "«4539\u00a05787\u00a06362\u00a01486», «4539\u202f5787\u202f6362\u202f1486» ü «4539–5787–6362–1486»",
        "«4539\t5787\t6362\t1486», «4539 - 5787 - 6362 - 1486»",
    ],
)
def test_numbers_of_every_issuer_and_form(finds: Finds, text: str) -> None:
    finds(card.scan, text)


@pytest.mark.parametrize(
    "text",
    [
        "4539578763621487",
        "id 1668456123456",
        "x4539578763621486",
        "0.4539578763621486",
        "4539578763621486-1a",
        "a1b2c3d4-4539-5787-6362-148600000000",
        "12345678901234567890123456",
        "4539 57876362 1486",
        "4539\u00a05787 6362 1486",
        "the card is on file. IMEI: 990000862471854",
    ],
)
def test_other_numbers_are_left_alone(finds: Finds, text: str) -> None:
    finds(card.scan, text)


def test_a_wrong_check_digit_counts_only_behind_a_word_that_says_card(finds: Finds) -> None:
    (hit,) = finds(card.scan, "my credit card is «4539578763621487»")
    assert hit.confidence is Confidence.LOW
    finds(card.scan, "the card of order 17 has id 4539578763621487")


def test_words_raise_and_test_numbers_say_so(finds: Finds) -> None:
    (plain,) = finds(card.scan, "«4539578763621486»")
    (told,) = finds(card.scan, "card no «4539578763621486»")
    (sample,) = finds(card.scan, "«4242 4242 4242 4242»")
    assert (plain.confidence, told.confidence) == (Confidence.MEDIUM, Confidence.HIGH)
    assert (plain.sample, sample.sample) == (False, True)


def test_luhn_against_the_examples_of_the_standard() -> None:
    assert luhn("79927398713")
    assert not any(luhn(f"7992739871{digit}") for digit in "012456789")
