from __future__ import annotations

import pytest

from answerable.detect.pii import us
from answerable.findings.model import Confidence

from .conftest import Finds


@pytest.mark.parametrize(
    "text",
    [
        "«536-22-8741»",
        "«536\u00a022\u00a08741», «536–22–8741»",
        "my ssn is «536228741»",
        "social security: «536 22 8741»",
        "x («536-22-8741»), «123-45-6789».",
        "SSN:«536.22.8741»",
    ],
)
def test_written_three_two_four(finds: Finds, text: str) -> None:
    finds(us.scan, text)


@pytest.mark.parametrize(
    "text",
    [
        "000-12-3456, 666-12-3456, 987-00-6543 and 536-00-8741, 536-22-0000",
        "536228741",
        "2023-536-22-8741",
        "536-22-8741-9",
        "536-22 8741",
        "a536-22-8741",
    ],
)
def test_numbers_that_were_never_given_out(finds: Finds, text: str) -> None:
    finds(us.scan, text)


def test_a_taxpayer_number_is_told_apart(finds: Finds) -> None:
    (hit,) = finds(us.scan, "«912-70-1234»")
    assert hit.kind is us.ITIN


def test_confidence_and_samples(finds: Finds) -> None:
    (plain,) = finds(us.scan, "«536-22-8741»")
    (told,) = finds(us.scan, "SSN «536-22-8741»")
    (impossible,) = finds(us.scan, "SSN «666-22-8741»")
    (advertised,) = finds(us.scan, "«078-05-1120»")
    assert [hit.confidence for hit in (plain, told, impossible)] == [
        Confidence.MEDIUM,
        Confidence.HIGH,
        Confidence.LOW,
    ]
    assert advertised.sample
    assert not plain.sample
