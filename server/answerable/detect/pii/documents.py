"""Numbers on papers that are told by their name: passport, driving licence, medical record, health plan.

Their forms differ by issuer and year and have no check digits to speak of (ICAO 9303 puts one into the machine-readable
zone only), so the name before a number is what counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from answerable.detect.pii.model import Hit, Kind
from answerable.detect.pii.subject import Subject
from answerable.detect.secrets.patterns import compiled
from answerable.findings.model import Confidence

PASSPORT = Kind("pii.passport", "PASSPORT", "passport number")
LICENCE = Kind("pii.driving-licence", "DRIVING_LICENCE", "driving licence number")
RECORD = Kind("pii.medical-record", "MEDICAL_RECORD", "medical record number")
PLAN = Kind("pii.health-plan", "HEALTH_PLAN", "health plan number")

_NUMBER = r"(?:[ _-]?(?:number|num|no|nr|id|#|n[°º])\b\.?|[ ]?#|[ ]?№)?"
_GAP = (
    r"[\"'`*_)]{0,3}[ \t]{0,3}(?:\([^)\n]{0,20}\)[ \t]{0,2})?(?:is|was|=>|[:=#\-–>|,])?[ \t]{0,3}"
    r"(?:number|no\.?|#)?[ \t]{0,2}[\"'`*(]{0,3}"
)
# (the kind, what it is called, what it looks like, how many digits it has at least)
_NAMED: tuple[tuple[Kind, str, str, int], ...] = (
    (
        PASSPORT,
        r"passports?|reisepass(?:nummer)?|passeport|pasaporte|passaporto|paspoort",
        r"[A-Z]{0,3}\d{6,9}[A-Z]?|[A-Z0-9]{8,9}",
        5,
    ),
    (
        LICENCE,
        r"driv(?:er|ing)[’'`]?s?[’'`]?[ _-]?licen[cs]e|driver licen[cs]e|\bdl|f[üu]hrerschein(?:nummer)?"
        r"|permis de conduire|licencia de conducir|patente di guida|rijbewijs",
        r"[A-Z0-9]{1,5}(?:[- ]?[A-Z0-9]{2,6}){1,4}",
        4,
    ),
    (
        RECORD,
        r"\bmrn|(?:medical|health)[ _-]?record|patient[ _-]?(?:id|number|no|identifier|record)|chart"
        r"|hospital[ _-]?number",
        r"[A-Z]{0,4}-?\d[\dA-Z\-]{3,14}",
        4,
    ),
    (
        PLAN,
        r"health[ _-]?plan(?:[ _-]?(?:beneficiary|member))?|health[ _-]?insurance|insurance[ _-]?(?:member|policy|id)"
        r"|(?:member|subscriber|beneficiary)[ _-]?(?:id|number)|medicare|medicaid|\bmbi|\bhicn|versichertennummer"
        r"|policy[ _-]?holder",
        r"[A-Z]{0,4}-?\d[\dA-Z\-]{4,16}",
        5,
    ),
)
_PATTERNS = tuple((kind, rf"(?i:{names}){_NUMBER}{_GAP}({form})", least) for kind, names, form, least in _NAMED)
_ANY = rf"(?i:{'|'.join(names for _, names, _, _ in _NAMED)})"
_REACH = 600
"""No number of these ends further behind the beginning of its name, in bytes."""


def scan(subject: Subject) -> Iterator[Hit]:
    """Every number right behind the name of such a paper."""
    windows = _windows(subject) if subject.digits else []
    for kind, pattern, least in _PATTERNS if windows else ():
        for match in (match for window in windows for match in compiled(pattern).finditer(subject.utf8, *window)):
            start, end = match.span(1)
            value = subject.value(start, end).rstrip("- ")
            end = start + len(value)
            if subject.in_word(end) or subject.in_word(start - 1) or sum(map(str.isdigit, value)) < least:
                continue
            if value.isdigit() and len(value) == 4:
                continue  # a year
            evidence = ("it has the form of one", "the word before it says what it is")
            yield Hit(kind, subject.span(start, end), Confidence.MEDIUM, evidence=evidence)


def _windows(subject: Subject) -> list[tuple[int, int]]:
    """The names with what may stand behind them (bytes), so that no pattern but one goes over the whole text."""
    windows: list[tuple[int, int]] = []
    for match in subject.matches(_ANY):
        start, end = match.start(), min(match.end() + _REACH, len(subject.utf8))
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows
