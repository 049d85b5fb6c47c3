"""Payment card numbers: ISO/IEC 7812 issuer ranges and lengths, and the Luhn check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from answerable.detect.pii.luhn import luhn
from answerable.detect.pii.model import Hit, Kind
from answerable.detect.pii.subject import SIGN, Subject
from answerable.detect.secrets.patterns import Words
from answerable.findings.model import Confidence
from answerable.text.later import compiled_later

KIND = Kind("pii.payment-card", "PAYMENT_CARD", "payment card number")

_RUN = compiled_later(rb"\d(?:" + SIGN + rb"{0,3}\d){11,}")
_GROUP = compiled_later(rb"\d+")
_WORDS = Words(
    r"card|credit|debit|visa|master\s?card|maestro|amex|american express|discover|diners|jcb|union\s?pay|\bpan\b|\bcc\b"
    r"|\bcvv|\bcvc|expir|karte|carte|tarjeta|cart[aã]o|carta|kaart|payment|charge|billing"
)
# (first and last prefix, of the same length; how many digits the whole number has). Published by the schemes; Maestro
# is the widest and comes last.
_ISSUERS: tuple[tuple[str, int, int, frozenset[int]], ...] = (
    ("Visa", 4, 4, frozenset({13, 16, 19})),
    ("Mastercard", 51, 55, frozenset({16})),
    ("Mastercard", 2221, 2720, frozenset({16})),
    ("American Express", 34, 34, frozenset({15})),
    ("American Express", 37, 37, frozenset({15})),
    ("Diners Club", 300, 305, frozenset({14, 16, 17, 18, 19})),
    ("Diners Club", 309, 309, frozenset({14, 16, 17, 18, 19})),
    ("Diners Club", 36, 36, frozenset({14, 15, 16, 17, 18, 19})),
    ("Diners Club", 38, 39, frozenset({14, 16, 17, 18, 19})),
    ("Discover", 6011, 6011, frozenset({16, 17, 18, 19})),
    ("Discover", 644, 649, frozenset({16, 17, 18, 19})),
    ("Discover", 65, 65, frozenset({16, 17, 18, 19})),
    ("JCB", 3528, 3589, frozenset({16, 17, 18, 19})),
    ("JCB", 35, 35, frozenset({16})),
    ("JCB", 2131, 2131, frozenset({15})),
    ("JCB", 1800, 1800, frozenset({15})),
    ("UnionPay", 62, 62, frozenset({16, 17, 18, 19})),
    ("UnionPay", 81, 81, frozenset({16, 17, 18, 19})),
    ("RuPay", 60, 60, frozenset({16})),
    ("RuPay", 82, 82, frozenset({16})),
    ("RuPay", 508, 508, frozenset({16})),
    ("Mir", 2200, 2204, frozenset({16, 17, 18, 19})),
    ("Troy", 9792, 9792, frozenset({16})),
    ("Elo", 5067, 5067, frozenset({16})),
    ("Dankort", 5019, 5019, frozenset({16})),
    ("UATP", 1, 1, frozenset({15})),
    ("Maestro", 50, 50, frozenset(range(12, 20))),
    ("Maestro", 56, 69, frozenset(range(12, 20))),
    ("Maestro", 604, 604, frozenset(range(12, 20))),
)
_SHAPES = ([4, 6, 5], [4, 6, 4], [4, 3, 3, 3], [8, 8], [6, 10], [6, 13], [4, 4, 5])
_LEAST, _MOST, _MOST_GROUPS = 12, 19, 5
_USUAL = frozenset({13, 14, 15, 16, 19})
# What Stripe, PayPal, Adyen and Braintree print in their manuals for trying things out.
_TEST = frozenset(
    [
        "4242424242424242",
        "4111111111111111",
        "4012888888881881",
        "4000056655665556",
        "5555555555554444",
        "2223003122003222",
        "5200828282828210",
        "5105105105105100",
        "378282246310005",
        "371449635398431",
        "378734493671000",
        "6011111111111117",
        "6011000990139424",
        "6011981111111113",
        "3056930009020004",
        "36227206271667",
        "30569309025904",
        "38520000023237",
        "3566002020360505",
        "3530111333300000",
        "6200000000000005",
        "6200000000000047",
        "4000000000000002",
        "4000000000009995",
        "4222222222222",
        "5019717010103742",
        "6331101999990016",
        "4444333322221111",
        "4917610000000000",
        "4035501000000008",
        "5454545454545454",
        "5431111111111111",
        "4005519200000004",
        "4009348888881881",
        "4012000033330026",
        "4012000077777777",
        "4217651111111119",
        "4500600000000061",
        "2222400070000005",
    ]
)


def scan(subject: Subject) -> Iterator[Hit]:
    """Every number of the right form; one whose check digit is wrong only right behind a word that says card."""
    if not subject.digits:
        return
    long = (run for run in subject.runs if run[1] - run[0] >= _LEAST)
    for match in (match for run in long for match in _RUN.finditer(subject.utf8, *run)):
        after = 0
        for start, end in _numbers(subject, *match.span()):
            if start < after:
                continue
            hit = _judged(subject, start, end)
            if hit is not None:
                after = end
                yield hit


def _numbers(subject: Subject, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where in this run of digits and separators a card number could be, the longest first for each beginning."""
    groups = [found.span() for found in _GROUP.finditer(subject.utf8, begin, stop)]
    gaps = [subject.utf8[one[1] : other[0]] for one, other in pairwise(groups)]
    every = [end - start for start, end in groups]
    for first, (start, _) in enumerate(groups):
        shapes = []
        for last in range(first, min(first + _MOST_GROUPS, len(groups))):
            # One and the same sign stands between all of the groups.
            if last > first + 1 and gaps[last - 1] != gaps[first]:
                break
            lengths = every[first : last + 1]
            if _LEAST <= sum(lengths) <= _MOST and _grouped(lengths):
                shapes.append((start, groups[last][1]))
        yield from (place for place in reversed(shapes) if _alone(subject, *place))


def _judged(subject: Subject, start: int, end: int) -> Hit | None:
    digits = re.sub(rb"\D", b"", subject.utf8[start:end]).decode("ascii")
    grouped = len(digits) < end - start
    issuer, checked = _issuer(digits[:4], len(digits)), luhn(digits)
    told = checked and subject.told(start, end, _WORDS) and not subject.labelled(start)
    if not checked:
        # Right behind the word, with no other number in between.
        near = re.split(rb"\d", subject.utf8[max(0, start - 40) : start])[-1]
        if len(digits) not in (15, 16) or len(set(digits)) <= 3 or not _WORDS.near(near) or subject.labelled(start):
            return None
    elif (issuer is None and not (told and len(digits) == 16)) or (
        not told and (issuer is None or not _plain(issuer, digits, grouped=grouped))
    ):
        return None
    return Hit(
        KIND,
        subject.span(start, end),
        Confidence.HIGH if checked and told else Confidence.MEDIUM if checked else Confidence.LOW,
        sample=digits in _TEST or len(set(digits)) <= 2,
        evidence=_evidence(issuer, checked=checked, told=told),
    )


def _alone(subject: Subject, start: int, end: int) -> bool:
    """Whether no longer identifier or decimal goes on here."""
    if not subject.apart(start, end):
        return False
    before, after = subject.at(start - 1), subject.at(end)
    if before and before in "-." and subject.in_word(start - 2):
        return False
    return not (after and after in "-." and subject.in_word(end + 1))


def _grouped(lengths: list[int]) -> bool:
    """Whether the digits stand in groups as on a card, or in one."""
    if len(lengths) == 1 or lengths in _SHAPES:
        return True
    return len(lengths) > 2 and all(length == 4 for length in lengths[:-1]) and 1 <= lengths[-1] <= 4


@lru_cache(maxsize=4096)
def _issuer(begins: str, length: int) -> str | None:
    """Whose cards have so many digits and begin with these four."""
    for name, first, last, lengths in _ISSUERS:
        if length in lengths and first <= int(begins[: len(str(first))]) <= last:
            return name
    # Written with a leading nought: Maestro's 0604.
    return "Maestro" if begins == "0604" else None


def _plain(issuer: str, digits: str, *, grouped: bool) -> bool:
    """Whether it counts without a word beside it: chance makes one number of ten pass the check."""
    if issuer == "UATP":
        return False
    return grouped or len(digits) == 16 or (len(digits) in _USUAL and issuer != "Maestro")


def _evidence(issuer: str | None, *, checked: bool, told: bool) -> tuple[str, ...]:
    evidence = [f"it begins and is as long as a card of {issuer}" if issuer else "it is as long as a card number"]
    evidence.append("its check digit is right (Luhn)" if checked else "its check digit is wrong: mistyped or made up")
    if told:
        evidence.append("a word beside it speaks of a card")
    return tuple(evidence)
