"""Kinds that the name before a value tells: birth, passport, licence, medical record, health plan, national ids."""

from __future__ import annotations

import pytest

from answerable.detect.pii import birth, documents
from answerable.detect.pii.national import scanner

from .conftest import Finds


@pytest.mark.parametrize(
    "text",
    [
        "born on «12 March 1984» in Rome",
        "DOB: «03/12/1984»",
        "DOB: «12/31/1984», dob «31.12.84», d.o.b. «1984-12-31»",
        "date_of_birth=«1984-03-12»",
        '{"dob": "«1984-03-12»"}',
        "née le «3 mars 1984»",
        "geboren am «3. März 1984»",
        "Birthday: «March 12th, 1984»",
        "released on 2024-01-01, newborn 12/12/2012",
    ],
)
def test_a_date_is_a_birth_where_a_word_says_so(finds: Finds, text: str) -> None:
    finds(birth.scan, text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("passport number «X1234567»", "PASSPORT"),
        ("Reisepass «C01X00T47»", "PASSPORT"),
        ("driver's license «D123-4567-8901»", "DRIVING_LICENCE"),
        ("driving licence «MORGA657054SM9IJ»", "DRIVING_LICENCE"),
        ("medical record number «12345678»", "MEDICAL_RECORD"),
        ("MRN: «A-123456»,", "MEDICAL_RECORD"),
        ("member ID: «XYZ123456789»", "HEALTH_PLAN"),
        ("Medicare «1EG4-TE5-MK73»", "HEALTH_PLAN"),
    ],
)
def test_papers_are_told_by_their_names(finds: Finds, text: str, label: str) -> None:
    (hit,) = finds(documents.scan, text)
    assert hit.kind.label == label


@pytest.mark.parametrize(
    "text", ["passport control is closed", "license MIT 2024", "chart 2024 of 100000", "Reisepass", "the patient in 12"]
)
def test_the_names_alone_are_nothing(finds: Finds, text: str) -> None:
    finds(documents.scan, text)


ALL = scanner(("DE", "ES", "GB", "IN", "NL", "PL", "SE", "CA"))


@pytest.mark.parametrize(
    "text",
    [
        "«RSSMRA85T10A562S», «756.9217.0769.85», «390.533.447-05», «311280-888Y»",
        "«AB 12 34 56 C» but not QQ 12 34 56 C",
        "PESEL «44051401359»",
        "Steuer-ID: «36 574 261 809»",
        "DNI «54362315K»",
        "Aadhaar «2341 2341 2346»",
        "NHS number «943 476 5919»",
        "personnummer «880320-0016»",
    ],
)
def test_national_numbers(finds: Finds, text: str) -> None:
    hits = finds(ALL, text)
    assert {hit.kind.label for hit in hits} == {"NATIONAL_ID"}


@pytest.mark.parametrize(
    "text",
    [
        "RSSMRA85T10A562T, 756.9217.0769.84, 390.533.447-06",
        "44051401359 without its name",
        "PESEL 44051401358",
        "x36 574 261 809",
    ],
)
def test_a_wrong_check_digit_or_no_name(finds: Finds, text: str) -> None:
    finds(ALL, text)


def test_a_region_that_is_not_asked_for_is_not_looked_for(finds: Finds) -> None:
    finds(scanner(("GB",)), "PESEL 44051401359, NHS number «943 476 5919»")
