"""Dates of birth: a date is anybody's; one right behind "born" or "DOB" is a person's."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.detect.pii.dates import DATE
from answerable.detect.pii.model import Hit, Kind
from answerable.detect.pii.subject import Subject
from answerable.findings.model import Confidence

KIND = Kind("pii.date-of-birth", "DATE_OF_BIRTH", "date of birth")

_TOLD = (
    r"(?i:\bborn(?: on| in)?|\bd\.?o\.?b\b\.?|date[ _-]?of[ _-]?birth|birth[ _-]?date|birth[ _-]?day|geboren(?: am)?"
    r"|geburtsdatum|\bn[ée]+e? le|date de naissance|fecha[ _]de[ _]nacimiento|nacid[oa] el|data di nascita|nat[oa] il"
    r"|data de nascimento|geboortedatum)"
)
_GAP = r"[\"'`*_]{0,3}[ \t]{0,3}(?:is|was|=>|[:=\-–(,>|])?[ \t]{0,3}(?:on |am |the )?[\"'`*]{0,3}"
_PATTERN = rf"{_TOLD}{_GAP}({DATE})\b"


def scan(subject: Subject) -> Iterator[Hit]:
    """Every date behind a word that says so."""
    if not subject.digits:
        return
    for match in subject.matches(_PATTERN):
        evidence = ("it is a date", "the word before it speaks of a birth")
        yield Hit(KIND, subject.span(*match.span(1)), Confidence.HIGH, evidence=evidence)
