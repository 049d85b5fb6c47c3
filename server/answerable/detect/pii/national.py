"""National identifiers with check digits: python-stdnum knows the checks, this module when to ask.

A form that no other number has (``RSSMRA85T10A562S``, ``756.9217.0769.85``) is told by itself. Plain digits pass a
check digit by chance one time in ten, so they count only behind a word that names them, and only where the policy's
regions say that such numbers may occur.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from answerable.detect.pii.luhn import luhn
from answerable.detect.pii.model import Hit, Kind, Recogniser
from answerable.detect.pii.subject import Subject
from answerable.detect.secrets.patterns import compiled
from answerable.findings.model import Confidence, Severity
from answerable.text.frozen import dataclass
from answerable.text.later import compiled_later

KIND = Kind("pii.national-id", "NATIONAL_ID", "national identifier", Severity.ERROR)


@dataclass(frozen=True, slots=True)
class _Number:
    """One country's number."""

    region: str
    module: str
    """Below `stdnum`: its `is_valid` has the check; empty where the form is all there is."""
    title: str
    form: str
    """RE2; the whole value."""
    words: str = ""
    """RE2 in any case, one of which stands before it; empty where the form tells."""


_TOLD_BY_FORM = (
    _Number("IT", "it.codicefiscale", "Italian tax code", r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]"),
    _Number("MX", "mx.curp", "Mexican CURP", r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d"),
    _Number("CN", "cn.ric", "Chinese identity number", r"[1-9]\d{5}(?:19|20)\d{9}[\dXx]"),
    _Number("FI", "fi.hetu", "Finnish personal identity code", r"[0-3]\d[01]\d{3}[-+A-FU-Y]\d{3}[0-9A-Y]"),
    _Number("CH", "ch.ssn", "Swiss insurance number", r"756\.\d{4}\.\d{4}\.\d{2}"),
    _Number("BR", "br.cpf", "Brazilian CPF", r"\d{3}\.\d{3}\.\d{3}-\d{2}"),
    _Number("BE", "be.nn", "Belgian national number", r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}"),
    _Number("CL", "cl.rut", "Chilean RUT", r"\d{1,2}\.\d{3}\.\d{3}-[\dkK]"),
    _Number("KR", "kr.rrn", "Korean resident number", r"\d{2}[01]\d[0-3]\d-[1-8]\d{6}"),
    _Number("FR", "fr.nir", "French social security number", r"[12] \d{2} \d{2} \d[\dAB] \d{3} \d{3} \d{2}"),
    _Number(
        "GB",
        "",
        "British National Insurance number",
        # HMRC, NIM39110: no D, F, I, Q, U, V in front, no O second, and some pairs were never given out.
        r"(?:[ACEHJLMOPRSWXY][A-CEGHJ-NPR-TW-Z]|B[A-CEHJ-NPR-TW-Z]|G[ACEGHJ-MPR-TW-Z]|K[A-CEGHJ-MPR-TW-Z]"
        r"|N[A-CEGHJL-NPR-SW-Z]|T[A-CEGHJ-MPR-TW-Z]|Z[A-CEGHJ-NPR-TW-Y])(?: ?\d{2}){3} ?[A-D]",
    ),
)
_TOLD_BY_WORDS = (
    _Number("GB", "gb.nhs", "NHS number", r"\d{3}[ -]?\d{3}[ -]?\d{4}", r"\bnhs\b|national health"),
    _Number("GB", "gb.utr", "British tax reference", r"\d{5} ?\d{5}", r"\butr\b|unique taxpayer"),
    _Number(
        "DE",
        "de.idnr",
        "German tax identifier",
        r"\d{2} ?\d{3} ?\d{3} ?\d{3}",
        r"steuer-?id|idnr|identifikationsnummer|tax id",
    ),
    _Number(
        "FR",
        "fr.nir",
        "French social security number",
        r"[12]\d{4}\d[\dAB]\d{8}",
        r"\bnir\b|s[ée]curit[ée] sociale|insee|\bsécu\b",
    ),
    _Number("FR", "fr.nif", "French tax number", r"[0-3]\d ?\d{2} ?\d{3} ?\d{3} ?\d{3}", r"fiscal|\bspi\b"),
    _Number("ES", "es.dni", "Spanish DNI", r"\d{8}[ -]?[A-Z]", r"\bdni\b|\bnif\b|documento nacional"),
    _Number("ES", "es.nie", "Spanish NIE", r"[XYZ][ -]?\d{7}[ -]?[A-Z]", r"\bnie\b|extranjer"),
    _Number("NL", "nl.bsn", "Dutch citizen number", r"\d{4}[. ]?\d{2}[. ]?\d{3}", r"\bbsn\b|burgerservice|sofi"),
    _Number(
        "BE", "be.nn", "Belgian national number", r"\d{11}", r"rijksregister|registre national|\bnis+\b|national number"
    ),
    _Number("CH", "ch.ssn", "Swiss insurance number", r"756\d{10}", r"\bahv\b|\bavs\b|sozialversicherung"),
    _Number(
        "AT", "at.vnr", "Austrian insurance number", r"\d{4} ?\d{6}", r"sozialversicherung|\bsvnr\b|\bsv-nr|\bvsnr\b"
    ),
    _Number("PL", "pl.pesel", "Polish PESEL", r"\d{11}", r"pesel"),
    _Number(
        "SE",
        "se.personnummer",
        "Swedish personal number",
        r"(?:19|20)?\d{6}[-+]?\d{4}",
        r"personnummer|personal (?:identity )?number",
    ),
    _Number("DK", "dk.cpr", "Danish CPR", r"\d{6}[- ]?\d{4}", r"\bcpr\b|personnummer"),
    _Number(
        "NO", "no.fodselsnummer", "Norwegian birth number", r"\d{6} ?\d{5}", r"f[øo]dselsnummer|\bfnr\b|personnummer"
    ),
    _Number("PT", "pt.nif", "Portuguese tax number", r"\d{3} ?\d{3} ?\d{3}", r"\bnif\b|contribuinte"),
    _Number("IE", "ie.pps", "Irish PPS number", r"\d{7}[A-W][A-IW]?", r"\bpps\b|\bppsn\b|public service"),
    _Number("CA", "ca.sin", "Canadian SIN", r"\d{3}[- ]?\d{3}[- ]?\d{3}", r"\bsin\b|social insurance"),
    _Number("AU", "au.tfn", "Australian tax file number", r"\d{3} ?\d{3} ?\d{2,3}", r"\btfn\b|tax file"),
    _Number("NZ", "nz.ird", "New Zealand IRD number", r"\d{2,3}[- ]?\d{3}[- ]?\d{3}", r"\bird\b|inland revenue"),
    _Number("IN", "in_.aadhaar", "Indian Aadhaar", r"[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}", r"aadhaa?r|\buid\b|uidai"),
    _Number(
        "IN", "in_.pan", "Indian PAN", r"[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]", r"\bpan\b|permanent account|income tax"
    ),
    _Number("ZA", "za.idnr", "South African identity number", r"\d{6} ?\d{4} ?\d{3}", r"\bid (?:no|number)|identity"),
    _Number("TR", "tr.tckimlik", "Turkish identity number", r"[1-9]\d{10}", r"kimlik|\btc\b|tckn"),
    _Number("IL", "il.idnr", "Israeli identity number", r"\d{8,9}", r"teudat|zehut|\bt\.?z\.?\b|תעודת"),
    _Number("RO", "ro.cnp", "Romanian CNP", r"[1-9]\d{12}", r"\bcnp\b|cod numeric"),
    _Number("BG", "bg.egn", "Bulgarian EGN", r"\d{10}", r"\begn\b|егн"),
    _Number("HR", "hr.oib", "Croatian OIB", r"\d{11}", r"\boib\b"),
    _Number("EE", "ee.ik", "Estonian personal code", r"[1-8]\d{10}", r"isikukood"),
    _Number("LT", "lt.asmens", "Lithuanian personal code", r"[1-6]\d{10}", r"asmens kod"),
    _Number("CZ", "cz.rc", "Czech birth number", r"\d{6}/?\d{3,4}", r"rodn[ée]"),
    _Number("BR", "br.cpf", "Brazilian CPF", r"\d{11}", r"\bcpf\b"),
    _Number(
        "JP", "jp.in_", "Japanese individual number", r"\d{4}[ -]?\d{4}[ -]?\d{4}", r"my ?number|マイナンバー|個人番号"
    ),
    _Number("GR", "gr.amka", "Greek AMKA", r"\d{11}", r"\bamka\b|αμκα"),
    _Number(
        "TH", "th.pin", "Thai identity number", r"\d{1}[- ]?\d{4}[- ]?\d{5}[- ]?\d{2}[- ]?\d", r"\bthai|บัตรประชาชน"
    ),
    _Number("MY", "my.nric", "Malaysian identity number", r"\d{6}-?\d{2}-?\d{4}", r"\bnric\b|mykad|\bic\b"),
    _Number("UA", "ua.rntrc", "Ukrainian taxpayer number", r"\d{10}", r"рнокпп|ідентифікаційн|\bipn\b"),
    _Number("IS", "is_.kennitala", "Icelandic identity code", r"\d{6}-?\d{4}", r"kennital"),
    _Number("AR", "ar.cuit", "Argentinian CUIT", r"\d{2}-?\d{8}-?\d", r"\bcui[tl]\b"),
)
_BY_FORM = "|".join(f"({number.form})" for number in _TOLD_BY_FORM)
_GAP = r"[^\n\d]{0,24}?"
_DIGIT = compiled_later(rb"[^\n\d]{0,24}\d")
_LONGEST = 24
_NEAR = 24 + _LONGEST
"""How many bytes behind a word its number may end."""


def scanner(regions: Sequence[str]) -> Recogniser:
    """The recogniser for these regions (ISO 3166); forms that tell their country are found whatever the region."""
    wanted = tuple(number for number in _TOLD_BY_WORDS if number.region in regions)
    words = f"(?i){'|'.join(dict.fromkeys(number.words for number in wanted))}" if wanted else ""

    def scan(subject: Subject) -> Iterator[Hit]:
        if not subject.digits:
            return
        for match in subject.matches(_BY_FORM):
            at = next(group for group in range(1, len(_TOLD_BY_FORM) + 1) if match.start(group) >= 0)
            yield from _judged(subject, _TOLD_BY_FORM[at - 1], *match.span(), told=False)
        for match in subject.matches(words) if words else ():
            # Hundreds of forms are tried on a few bytes instead of on the whole text.
            end = match.end() + _NEAR
            if _DIGIT.match(subject.utf8, match.end(), match.end() + _LONGEST):
                for number in wanted:
                    pattern = compiled(rf"(?i:{number.words}){_GAP}({number.form})")
                    for found in pattern.finditer(subject.utf8, match.start(), end):
                        yield from _judged(subject, number, *found.span(1), told=True)

    return scan


def _judged(subject: Subject, number: _Number, start: int, end: int, *, told: bool) -> Iterator[Hit]:
    if not subject.apart(start, end) or (subject.at(end) == "-" and subject.in_word(end + 1)):
        return
    if subject.at(start - 1) in ("-", ".", "/") and subject.in_word(start - 2):
        return
    value = subject.value(start, end)
    # Canada gives out none that begins with 0 or 8: such a one is fictitious, as in its own manuals (046 454 286).
    fictitious = number.module == "ca.sin" and value[0] in "08" and luhn("".join(filter(str.isdigit, value)))
    if number.module and not fictitious and not _module(number.module).is_valid(value):
        return
    evidence = [f"it has the form of a {number.title}"]
    if number.module:
        evidence.append("its check digit is right")
    if told:
        evidence.append("a word before it says what it is")
    yield Hit(KIND, subject.span(start, end), Confidence.HIGH, fictitious, tuple(evidence))


@cache
def _module(name: str) -> Any:
    return importlib.import_module(f"stdnum.{name}")
