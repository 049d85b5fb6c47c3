"""Telephone numbers: international ones by their form, national ones by how a country writes them and the words beside.

A form alone settles most: ``+44 20 7946 0958``, ``(202) 555-0143``, ``030/1234567``. Where it does not, a word such as
"call" or "mobile" does, or phonenumbers (Google's libphonenumber) is asked whether the number could be one of the
regions; it is imported only then, since that takes longer than reading a prompt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from answerable.detect.pii.model import Hit, Kind, Recogniser
from answerable.detect.pii.subject import Subject
from answerable.detect.secrets.patterns import Words
from answerable.findings.model import Confidence
from answerable.text.frozen import dataclass
from answerable.text.later import compiled_later

KIND = Kind("pii.phone", "PHONE", "telephone number")

_GROUP = compiled_later(rb"\d+")
_EXTENSION = compiled_later(
    rb"[ ,;]{0,2}(?:x|ext(?:ension|n)?\.?|#|durchwahl|dw\.?|poste|int(?:erno)?\.|anexo)[ .:]{0,2}\d{1,6}(?![\w])",
    re.IGNORECASE,
)
_WORDS = Words(
    r"phone|\btel\b|tel[.:]|\btlf|\bmob(?:ile|il)?\b|\bcell|\bcall|\bfax|\bcontact|\bsms\b|\btext(?:ed)? |whats.?app"
    r"|\bdial|\bring|\breach|hotline|telefo|t[ée]l[ée]phone|\bhandy|rufnummer|portable|m[óo]vil|celular|cellulare|num[ée]ro"
    r"|telephon|puhelin|\bph\b|\bph[.:]|\b[tm]:|電話|电话|☎|📞|📱|voicemail|landline|helpline|\bsupport\b"
)
_NUMBER_IS = Words(
    r"\bnumber(?: is|:)?\s{0,3}$|\b(?:message|touch|answer|reply|hit|leave)\b.{0,20}$"
    r"|\b(?:my|his|her|our|their) number\b"
)
_NOT = Words(
    r"(?:order|invoice|isbn|issn|account|acct|serial|sku|version|\bzip|\bport|part|model|case|ticket|tracking|customer|\bref"
    r"|\bid|\bids|#|№|\bno|policy|patient|member|record|timestamp|routing|\biban|\bvat|\btax|licen[cs]e|passport|card"
    r"|\bpin|\bcode|batch|commit|build|size|bytes|offset|range|pages?|room|doi)\W{0,4}(?:(?:number|num|no|is|of|id)\b\W{0,3}){0,2}$"
)
_DATE = compiled_later(
    r"(?:19|20)\d\d[-/. ](?:0?[1-9]|1[0-2])[-/. ](?:[0-2]?\d|3[01])|(?:[0-2]?\d|3[01])[-/.][01]?\d[-/.](?:19|20)\d\d"
)
_ASKED = frozenset(
    (
        *((3, 3, 3), (3, 2, 2, 2), (2, 3, 2, 2), (2, 4, 4), (3, 2, 3), (4, 3, 3), (4, 3, 4)),
        *((5, 5), (4, 6), (3, 6), (5, 6), (3, 7)),
    )
)
"""Groups as some countries write them without a nought before."""
_DIGITS = frozenset(b"0123456789")
_PART_OF_A_WORD = _DIGITS.union(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_")
_DASH = ord("-")
_LEAST_DIGITS, _MOST_DIGITS, _MOST_GROUPS = 7, 17, 8
_MOST_IN_A_RUN = 60
"""A run of more groups than this is a table of numbers."""

# ITU-T E.164, the calling codes there are: of one digit, of two, and of three by their first two.
_ONE = frozenset("17")
_TWO = frozenset(
    re.findall(
        r"\d\d",
        "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86"
        " 90 91 92 93 94 95 98",
    )
)
_THREE = frozenset(re.findall(r"\d\d", "21 22 23 24 25 26 29 35 37 38 42 50 59 67 68 69 80 85 87 88 96 97 99"))


@dataclass(frozen=True, slots=True)
class _Number:
    """Some groups of a run, looked at as one number."""

    lengths: tuple[int, ...]
    gaps: tuple[str, ...]
    """What stands between the groups."""
    digits: str
    plus: bool
    open: bool
    """An opening bracket stands before it."""


def scanner(regions: Sequence[str]) -> Recogniser:
    """The recogniser for these regions (ISO 3166)."""

    def scan(subject: Subject) -> Iterator[Hit]:
        if subject.digits:
            yield from _scan(subject, regions)

    return scan


def _scan(subject: Subject, regions: Sequence[str]) -> Iterator[Hit]:
    utf8 = subject.utf8
    for begin, stop in subject.runs:
        groups = [found.span() for found in _GROUP.finditer(utf8, begin, stop)]
        count = len(groups)
        if count > _MOST_IN_A_RUN:
            continue
        gaps = [utf8[one[1] : other[0]] for one, other in pairwise(groups)]
        digits = list(accumulate((end - start for start, end in groups), initial=0))
        first = 0
        while first < count and digits[-1] - digits[first] >= _LEAST_DIGITS:
            taken = 0
            for last in _lasts(first, gaps, digits) if _begins(subject, groups[first][0]) else ():
                hit = _judged(subject, groups[first : last + 1], regions)
                if hit is not None:
                    yield hit
                    taken = last + 1 - first
                    break
            first += taken or 1


def _lasts(first: int, gaps: Sequence[bytes], digits: Sequence[int]) -> Iterator[int]:
    """Which group could be the last of a number that begins with the `first`, the one furthest off first.

    `digits` counts those before each group. Not where the same sign as within the number stands before or behind it
    too: that is a part of a longer row.
    """
    for last in range(min(first + _MOST_GROUPS - 1, len(gaps)), first - 1, -1):
        length = digits[last + 1] - digits[first]
        if length > _MOST_DIGITS:
            continue
        if length < _LEAST_DIGITS:
            return
        inside = gaps[first:last]
        if not (first and gaps[first - 1] in inside) and not (last < len(gaps) and gaps[last] in inside):
            yield last


def _judged(subject: Subject, groups: Sequence[tuple[int, int]], regions: Sequence[str]) -> Hit | None:
    start, end = groups[0][0], groups[-1][1]
    if not _ends(subject, end):
        return None
    written = subject.value(start, end)
    if _DATE.match(written):
        return None
    begin = _begin(subject, start)
    number = _Number(
        tuple(last - first for first, last in groups),
        tuple(subject.value(one[1], other[0]) for one, other in pairwise(groups)),
        "".join(filter(str.isdigit, written)),
        plus=b"+" in subject.utf8[begin:start],
        open=b"(" in subject.utf8[begin:start],
    )
    if _is_address(number):
        return None
    before = subject.utf8[max(0, begin - 45) : begin]
    # A word on the next line is the name of what stands there.
    behind = subject.utf8[end : end + 18].partition(b"\n")[0]
    told = _WORDS.near(before) or _WORDS.near(behind)
    form = _form(number)
    if not number.plus and subject.labelled(begin):
        return None
    if not told and not number.plus and _NOT.near(before):
        return None
    told = told or _NUMBER_IS.near(before)
    if form is None and told and _could_be(number):
        form = "a word beside it speaks of a telephone"
    if form is None and _asked(number) and _valid(number.digits, regions):
        form = "it is a number of one of the regions, written as there"
    if form is None:
        return None
    extension = _EXTENSION.match(subject.utf8, end)
    if extension is not None:
        end = extension.end()
    elif number.open and ")" not in "".join(number.gaps):
        begin += subject.utf8[begin:start].index(b"(") + 1
    evidence = (form, "a word beside it speaks of a telephone") if told and "word" not in form else (form,)
    sample = _is_sample(number.digits)
    return Hit(KIND, subject.span(begin, end), Confidence.HIGH if told else Confidence.MEDIUM, sample, evidence)


def _begin(subject: Subject, start: int) -> int:
    """Where it begins, with the plus and the bracket before its first digit."""
    begin = start
    for sign in "(+(":
        if subject.at(begin - 1) == sign:
            begin -= 1
    return begin


def _begins(subject: Subject, start: int) -> bool:
    """Whether nothing before these digits makes them a part of something else: a word, an amount, a decimal, an id."""
    if start and subject.utf8[start - 1] in b"(+":
        start = _begin(subject, start)
    if not start:
        return True
    before, utf8 = subject.utf8[start - 1], subject.utf8
    if before in _PART_OF_A_WORD or before in b"$%":
        return False
    if before in b".-/:,&=" and start > 1 and utf8[start - 2] in _DIGITS:
        return False
    return before != _DASH or not subject.in_word(start - 2)


def _ends(subject: Subject, end: int) -> bool:
    """The same of what stands behind it."""
    if subject.in_word(end):
        return _EXTENSION.match(subject.utf8, end) is not None
    after = subject.at(end)
    if after and after in ".,-/:" and subject.at(end + 1).isdigit():
        return False
    return after != "%" and not (after and after in "-@" and subject.in_word(end + 1))


def _form(number: _Number) -> str | None:
    """What its form says by itself, in words; None where it says nothing."""
    digits, lengths, gaps = number.digits, number.lengths, number.gaps
    if number.plus:
        return "a plus and a calling code stand before it" if _calling_code(digits) and 8 <= len(digits) <= 15 else None
    signs = {gap.strip(" \t\xa0\u2009\u202f()") for gap in gaps}
    if any(len(gap) > 3 for gap in gaps) or len(signs - {""}) > 1:
        return None
    grouped = len(lengths) > 1
    if (
        digits.startswith("00")
        and grouped
        and 11 <= len(digits) <= 17
        and _calling_code(digits[2:])
        and lengths[0] <= 6
    ):
        return "00 and a calling code stand before it"
    body, rest = lengths, gaps
    if digits.startswith("1") and lengths[0] == 1 and grouped:
        body, rest = lengths[1:], gaps[1:]
    bracketed = number.open or any("(" in gap for gap in gaps)
    if body == (3, 3, 4) or (bracketed and body in ((3, 7), (3, 3, 4))):
        plain = digits[-10:]
        spaced = all(not gap.strip() for gap in rest)
        if bracketed or not spaced or (plain[0] in "23456789" and plain[3] in "23456789") or digits[0] == "0":
            return "it is written as in North America"
    if digits[0] == "0" != digits[1] and grouped and 9 <= len(digits) <= 12 and _trunk(lengths, signs):
        return "a nought and an area code stand before it"
    if lengths == (1, 3, 3, 2, 2) and digits[0] in "78":
        return "it is written as in Russia"
    if lengths == (3, 4, 4) and digits[0] == "1" and digits[1] in "3456789":
        return "it is written as a mobile number in China"
    in_brackets = number.open and ")" in "".join(gaps) and 2 <= lengths[0] <= 5
    if in_brackets and 8 <= len(digits) <= 12 and min(lengths) >= 2:
        return "an area code stands before it in brackets"
    return None


def _trunk(lengths: tuple[int, ...], signs: set[str]) -> bool:
    """Whether the groups of a number with a leading nought are those of an area code and a subscriber."""
    if lengths == (3, 2, 4) or not 2 <= lengths[0] <= 6 or ("." in signs and len(lengths) < 3):
        return False
    return all(2 <= length <= 8 for length in lengths[1:])


def _could_be(number: _Number) -> bool:
    """Whether a word beside it is enough: digits in one to six groups, none of them a decimal's."""
    if len(number.digits) > 15 or len(set(number.digits)) == 1:
        return False
    if any("." in gap for gap in number.gaps) and len(number.lengths) < 3:
        return False
    if any("," in gap or len(gap) > 3 for gap in number.gaps) or number.lengths == (3, 2, 4):
        return False
    return len(number.lengths) == 1 or (len(number.lengths) <= 7 and max(number.lengths) >= 2)


def _asked(number: _Number) -> bool:
    """Whether it is worth asking phonenumbers: groups as some countries write them, or a leading nought."""
    if number.lengths in _ASKED:
        return all(gap in (" ", "-", "\xa0") for gap in number.gaps) and len(set(number.gaps)) == 1
    return len(number.lengths) == 1 and number.digits[0] == "0" and 10 <= len(number.digits) <= 11


def _valid(digits: str, regions: Sequence[str]) -> bool:
    import phonenumbers

    for region in regions:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(digits, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def _calling_code(digits: str) -> bool:
    return digits[0] in _ONE or digits[:2] in _TWO or digits[:2] in _THREE


def _is_address(number: _Number) -> bool:
    """Whether it is an IPv4 address or a version: up to three digits between dots."""
    if set(number.gaps) != {"."} or max(number.lengths) > 3:
        return False
    return len(number.lengths) == 4 or (len(number.lengths) > 4 and set(number.lengths) != {2})


def _is_sample(digits: str) -> bool:
    """Set aside for fiction: 555-01xx in North America (ATIS-0300115), Ofcom's ranges in the United Kingdom."""
    if re.search(r"55501\d\d$", digits):
        return True
    return bool(
        re.search(
            r"(?:^|44|0)(?:7700900|1632960|2079460|1134960|1144960|1154960|1164960|1174960|1184960|1214960"
            r"|1314960|1414960|1514960|1614960|1914980|8081570|9098790|3069990)\d{3}$",
            digits,
        )
    )
