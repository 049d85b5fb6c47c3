from __future__ import annotations

import pytest

from answerable.detect.pii.phone import scanner

from .conftest import Finds

SCAN = scanner(("US", "GB", "DE", "FR", "ES", "IT", "PL", "AU", "IN", "BR"))


@pytest.mark.parametrize(
    "number",
    [
        "(202) 555-0143",
        "202-555-0143",
        "202.555.0143",
        "202 555 0143",
        "+1-202-555-0143x123",
        "001-202-555-0143",
        "(043)123-4567 ext. 12",
        "1-800-555-0199",
        "+44 20 7946 0958",
        "020 7946 0958",
        "(020) 7946 0958",
        "+44 (0)20 7946 0958",
        "07700 900123",
        "07700900123",
        "0044 20 7946 0958",
        "+49 30 123456",
        "030/1234567",
        "0171 1234567",
        "06 12 34 56 78",
        "01.23.45.67.89",
        "+33612345678",
        "612 34 56 78",
        "347 1234567",
        "601 234 567",
        "98765 43210",
        "(11) 91234-5678",
        "0412 345 678",
        "03-1234-5678",
        "8 912 345 67 89",
        "138 1234 5678",
    ],
)
def test_a_form_that_tells_needs_no_word(finds: Finds, number: str) -> None:
    finds(SCAN, f"Hi «{number}», and so on")


@pytest.mark.parametrize(
    "text",
    [
        "call «5551234567» now",
        "my phone is «555-0199».",
        "MRN: 00482913\nfax: «212-555-0187»",
        "invoice 20231187, phone «5551234567»",
        "patient (cell): «555-123-4567»",
        "Tel: «12 34 56 78»",
        "«5551234567» is my mobile",
        "My new number is «5551234567».",
        "<a href='tel:«+12025550143»'>",
        "two: «202-555-0143», «202-555-0144»",
    ],
)
def test_a_word_beside_it_is_enough_for_plain_digits(finds: Finds, text: str) -> None:
    finds(SCAN, text)


@pytest.mark.parametrize(
    "text",
    [
        "5551234567",
        "2024-01-15 12:30:00",
        "192.168.100.200 and version 1.2.3.4",
        "3.14159265358979, 0.123 0.456 0.789",
        "1990-2000",
        "12,345,678",
        "order 1234567890",
        "isbn 978-3-16-148410-0",
        "536-22-8741",
        "4539578763621486",
        "1 2 3 4 5 6 7 8 9 10",
        "id=202-555-0143",
        "sha 123-456-7890abc",
        "$202 555 0143",
        "1700000000000",
        "123e4567-e89b-12d3-a456-426614174000",
        "100 200 3000",
        "account number is 5551234567",
        "MRN: 00482913\nfax",
        "call me, my SIN is 046-454-286",
        "phone, ISBN 978-3-16-148410-0; phone ISBN-13: 978-3-16-148410-0",
        "call about order no. 5551234567",
    ],
)
def test_other_numbers_are_left_alone(finds: Finds, text: str) -> None:
    finds(SCAN, text)


def test_numbers_set_aside_for_fiction_say_so(finds: Finds) -> None:
    first, second, third = finds(SCAN, "«202-555-0143», «07700 900123», «202-555-1143»")
    assert [first.sample, second.sample, third.sample] == [True, True, False]
