"""United States: Social Security and individual taxpayer numbers. They have no check digit, but rules of their own.

Social Security Administration, "Social Security Number Randomization": no area 000, 666 or 900 and up, no group 00, no
serial 0000. IRS, "Individual Taxpayer Identification Number": begins with 9, the group is 50 to 65, 70 to 88, 90 to 92
or 94 to 99.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from answerable.detect.pii.model import Hit, Kind
from answerable.detect.pii.subject import SIGN, Subject
from answerable.detect.secrets.patterns import Words
from answerable.findings.model import Confidence, Severity
from answerable.text.later import compiled_later

SSN = Kind("pii.us-ssn", "US_SSN", "US Social Security number", Severity.ERROR)
ITIN = Kind("pii.us-itin", "US_ITIN", "US individual taxpayer number", Severity.ERROR)

_FORM = compiled_later(rb"(?<!\d)\d{3}(" + SIGN + rb"?)\d{2}\1\d{4}(?!\d)")
_WORDS = Words(
    r"\bssn?\b|ssn|social.?security|social insurance|\bsocial\b|\bitin\b|tax(?:payer)?.?id|\btin\b|\bss ?#|soc sec"
)
_ITIN_GROUPS = frozenset((*range(50, 66), *range(70, 89), *range(90, 93), *range(94, 100)))
# Printed in a wallet (1938) and in a pamphlet (1940), and what everybody makes up.
_ADVERTISED = frozenset(("078051120", "219099999", "123456789", "987654321", "111223333", "123121234"))


def scan(subject: Subject) -> Iterator[Hit]:
    """Every number written 3-2-4; nine digits in a row only where a word says what they are."""
    if not subject.digits:
        return
    for match in (match for run in subject.runs for match in _FORM.finditer(subject.utf8, *run)):
        start, end = match.span()
        if not _alone(subject, start, end):
            continue
        told = subject.told(start, end, _WORDS, before=50, after=30)
        if match.group(1) in (b"", b".", b"\t") and not told:
            continue
        hit = _judged(subject, start, end, told=told)
        if hit is not None:
            yield hit


def _judged(subject: Subject, start: int, end: int, *, told: bool) -> Hit | None:
    digits = re.sub(r"\D", "", subject.value(start, end))
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    valid = area not in ("000", "666") and area[0] != "9" and group != "00" and serial != "0000"
    evidence = ["it is written as such a number is"]
    if told:
        evidence.append("a word beside it says what it is")
    kind = SSN
    if area[0] == "9" and int(group) in _ITIN_GROUPS:
        kind, valid = ITIN, True
    if not valid:
        if not told:
            return None
        evidence.append("no such number was ever given out: mistyped or made up")
    confidence = Confidence.HIGH if told and valid else Confidence.MEDIUM if valid else Confidence.LOW
    return Hit(kind, subject.span(start, end), confidence, digits in _ADVERTISED, tuple(evidence))


def _alone(subject: Subject, start: int, end: int) -> bool:
    if not subject.apart(start, end):
        return False
    before, after = subject.at(start - 1), subject.at(end)
    if before and before in "-./+" and subject.in_word(start - 2):
        return False
    return not (after and after in "-./" and subject.at(end + 1).isdigit())
