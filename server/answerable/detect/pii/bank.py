"""Bank accounts: IBAN (ISO 13616, check by ISO 7064 MOD 97-10) and BIC (ISO 9362)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answerable.detect.pii.model import Hit, Kind
from answerable.detect.pii.subject import Subject
from answerable.detect.secrets.patterns import Words
from answerable.findings.model import Confidence
from answerable.text.later import compiled_later

IBAN = Kind("pii.iban", "IBAN", "bank account number (IBAN)")
BIC = Kind("pii.bic", "BIC", "bank identifier (BIC)")

# Length by country: SWIFT, "IBAN Registry".
_LENGTHS = {
    country: int(length)
    for length, countries in {
        "15": "NO",
        "16": "BE",
        "18": "DK FI FK FO GL NL SD",
        "19": "MK SI",
        "20": "AT BA EE KZ LT LU MN XK",
        "21": "CH HR LI LV",
        "22": "BG BH CR DE GB GE IE ME RS VA",
        "23": "AE GI IL IQ OM SO TL",
        "24": "AD CZ ES MD PK RO SA SE SK TN VG",
        "25": "PT ST LY AO CV MZ",
        "26": "DZ IR IS TR",
        "27": "BI CF CG CM DJ FR GA GQ GR IT KM MC MG MR SM TD",
        "28": "AL AZ BF BJ BY CI CY DO GT HN HU LB MA ML NE NI PL SN SV TG",
        "29": "BR EG PS QA UA",
        "30": "JO KW MU YE",
        "31": "MT SC",
        "32": "LC",
        "33": "RU",
    }.items()
    for country in countries.split()
}
_SIGNS = " \t\u00a0\u2009\u2010\u2011\u2012\u2013\u202f-"
"""What one writes between the groups of an account's number."""
_FORM = r"[A-Za-z]{2}\d{2}(?:[ \t\x{a0}\x{2009}\x{202f}\x{2010}-\x{2013}\-]?[A-Za-z0-9]){11,42}"
_SIGN = compiled_later(f"[{_SIGNS}]")
_WORDS = Words(r"iban|account|konto|compte|cuenta|conto|rekening|bank|transfer|überweis|wire|payment|sepa|pay")
_CODE = r"\b(?i:bic|swift)\b[^\n]{0,24}?\b([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b"
_LEAST, _MOST = 15, 34
_BEHIND = 20
# Printed in the registry and on every bank's page.
_TEST = frozenset(
    (
        "GB82WEST12345698765432",
        "GB29NWBK60161331926819",
        "DE89370400440532013000",
        "FR1420041010050500013M02606",
        "NL91ABNA0417164300",
        "ES9121000418450200051332",
        "CH9300762011623852957",
        "BE68539007547034",
        "IT60X0542811101000000123456",
    )
)


def scan(subject: Subject) -> Iterator[Hit]:
    """Every IBAN, printed in groups or not, and every BIC beside a word that says so."""
    if subject.digits:
        yield from _ibans(subject)
    yield from _bics(subject)


def _ibans(subject: Subject) -> Iterator[Hit]:
    for match in subject.matches(_FORM):
        start = match.start()
        if subject.in_word(start - 1):
            continue
        written = subject.value(start, match.end())
        country = written[:2].upper()
        length = _LENGTHS.get(country)
        told = subject.told(start, match.end(), _WORDS, before=60, after=0)
        if length is None and not told:
            continue
        for cut in _cuts(written, length):
            compact = _SIGN.sub("", written[:cut]).upper()
            end = start + len(written[:cut].encode("utf-8"))
            if subject.in_word(end):
                continue
            if mod_97(compact):
                behind = subject.utf8[end : match.end() + _BEHIND]
                if written[:2] != country and not told and not _WORDS.near(behind):
                    break  # in small letters it is a word with digits
                yield Hit(
                    IBAN,
                    subject.span(start, end),
                    Confidence.HIGH,
                    sample=compact in _TEST,
                    evidence=("its length is right for its country", "its check digits are right (MOD 97-10)"),
                )
                break
            if "iban" in subject.before(start, 20) and length == len(compact):
                evidence = ("the word before it says IBAN", "its check digits are wrong: mistyped or made up")
                yield Hit(IBAN, subject.span(start, end), Confidence.LOW, evidence=evidence)
                break


def _cuts(written: str, length: int | None) -> Iterator[int]:
    """Where it could end, in characters: after so many letters and digits as its country has, or else anywhere."""
    count = 0
    ends = []
    for at, char in enumerate(written):
        if char not in _SIGNS:
            count += 1
            if count == length or (length is None and _LEAST <= count <= _MOST):
                ends.append(at + 1)
    yield from reversed(ends)


def mod_97(compact: str) -> bool:
    """Whether the check digits of this IBAN, in capitals and without spaces, are right."""
    turned = compact[4:] + compact[:4]
    return int("".join(char if char.isdigit() else str(ord(char) - 55) for char in turned)) % 97 == 1


def _bics(subject: Subject) -> Iterator[Hit]:
    for match in subject.matches(_CODE):
        start, end = match.span(1)
        if subject.value(start, end)[4:6] not in _COUNTRIES:
            continue
        evidence = ("it has the form of a BIC of a country there is", "the word before it says so")
        yield Hit(BIC, subject.span(start, end), Confidence.MEDIUM, evidence=evidence)


_COUNTRIES = frozenset(_LENGTHS) | frozenset(
    re.findall(
        "[A-Z]{2}",
        "US CA MX AR CL CO PE VE UY PY BO EC PA JM TT BS BB BM KY CN HK TW JP KR IN ID MY SG TH VN PH AU NZ ZA KE NG GH"
        " TZ UG ET ZM ZW BW NA LK BD NP MM KH LA UZ AM KG TJ TM AF SY",
    )
)
