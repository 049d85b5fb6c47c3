"""Made-up credentials of two hundred vendors' formats, in a hundred syntaxes, found from their first character to their
last.

The formats are written a second time in `support.secret_shapes`, from the vendors' documentation and not from our
tables. A random value now and then looks like a sample or ends like a sentence, hence the shares.
"""

from __future__ import annotations

import random
from collections import Counter
from functools import cache

import pytest
from tests.support.secret_shapes import FREE, NAMED, SYNTAXES, Vendor, Written, written

from answerable.detect.detector import Cancel
from answerable.detect.secrets.detector import SecretsDetector
from answerable.text.snapshot import Snapshot

VENDORS = (*NAMED, *FREE)
EACH = 28
"""Syntaxes a vendor; which ones differs from vendor to vendor, so that each is seen with many."""


@cache
def cases() -> tuple[Written, ...]:
    return tuple(one for vendor in VENDORS for one in of(vendor))


def of(vendor: Vendor) -> list[Written]:
    chance = random.Random(vendor.id)
    return list(written(vendor, "tests", syntaxes=tuple(chance.sample(SYNTAXES, EACH))))


@cache
def found(case: Written) -> bool:
    findings = _detector().scan(Snapshot.of(case.text, case.path), Cancel()).findings
    return any((one.span.start, one.span.end) == (case.start, case.end) for one in findings)


@cache
def _detector() -> SecretsDetector:
    return SecretsDetector.load()


@pytest.mark.parametrize("vendor", VENDORS, ids=[vendor.id for vendor in VENDORS])
def test_a_vendors_credential_is_found_exactly(vendor: Vendor) -> None:
    missed = [case for case in of(vendor) if not found(case)]
    assert len(missed) <= 2, [(case.syntax, case.text) for case in missed]


def test_no_syntax_hides_a_credential() -> None:
    every, missed = Counter(case.syntax for case in cases()), Counter(c.syntax for c in cases() if not found(c))
    assert set(every) == {name for name, _, _ in SYNTAXES}
    assert {syntax: count for syntax, count in missed.items() if count > every[syntax] / 12} == {}


def test_nearly_every_credential_is_found() -> None:
    share = sum(map(found, cases())) / len(cases())
    assert share >= 0.99


def test_what_is_cut_short_or_masked_is_no_credential() -> None:
    flagged = []
    for vendor in VENDORS:
        (case,) = written(vendor, "masked", syntaxes=SYNTAXES[:1])
        value = case.secret
        for near in (
            value[:5],
            "x" * len(value),
            "*" * len(value),
            f"${{{vendor.names[0]}}}",
            f"<{vendor.id}>",
            "0" * 32,
        ):
            text = f'{vendor.names[0]}Token = "{near}"'
            if _detector().scan(Snapshot.of(text, "app.ini"), Cancel()).findings:
                flagged.append(text)
    assert flagged == []
