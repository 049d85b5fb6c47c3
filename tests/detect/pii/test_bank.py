from __future__ import annotations

import pytest

from answerable.detect.pii import bank
from answerable.findings.model import Confidence

from .conftest import Finds


@pytest.mark.parametrize(
    "text",
    [
        "«DE89370400440532013000»",
        "IBAN: «GB29 NWBK 6016 1331 9268 19» and more",
        "«NO93 8601 1117 947», «MT84MALT011000012345MTLCAST001S»",
        "to «FR14 2004 1010 0505 0001 3M02 606».",
        "iban «de89370400440532013000»",
        "«nl91abna0417164300» is my iban",
        "«DE89-3704-0044-0532-0130-00»",
        "😀«BE68539007547034»",
        "«DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000»",
        "ü «DE89\u202f3704\u202f0044\u202f0532\u202f0130\u202f00»",
        "«DE89\t3704\t0044\t0532\t0130\t00», «DE89–3704–0044–0532–0130–00»",
    ],
)
def test_accounts_of_every_length_in_every_form(finds: Finds, text: str) -> None:
    finds(bank.scan, text)


@pytest.mark.parametrize(
    "text",
    [
        "DE89370400440532013001",
        "XDE89370400440532013000",
        "DE893704004405320130001",
        "id_ab12345678901234567890",
        "BE 68 539",
    ],
)
def test_what_fails_its_check_is_none(finds: Finds, text: str) -> None:
    finds(bank.scan, text)


def test_a_mistyped_one_counts_behind_its_name(finds: Finds) -> None:
    (hit,) = finds(bank.scan, "IBAN «DE89370400440532013001»")
    assert hit.confidence is Confidence.LOW


def test_a_bank_is_told_only_beside_its_name(finds: Finds) -> None:
    finds(bank.scan, "BIC: «DEUTDEFF500», SWIFT «NEDSZAJJ»")
    finds(bank.scan, "the word ABSOLUTE and BASIC DEUTDEFF")


def test_published_examples_say_so(finds: Finds) -> None:
    (sample,) = finds(bank.scan, "«GB29NWBK60161331926819»")
    (other,) = finds(bank.scan, "«GB33BUKB20201555555555»")
    assert (sample.sample, other.sample) == (True, False)
