"""Confidential terms: a digest finds what the term itself would find."""

from __future__ import annotations

import pytest

from answerable.guard.settings import Term
from answerable.guard.terms import BadTerm, Terms, digest

SALT = "00" * 16


def found(text: str, *terms: Term) -> list[str]:
    return sorted({text[one.span.start : one.span.end] for one in Terms(terms).scan(text)})


def both(term: str, kind: str = "term") -> tuple[Term, Term]:
    return Term(text=term, kind=kind, label="X"), Term(digest=digest(term, SALT), kind=kind, label="X")


@pytest.mark.parametrize(
    ("term", "text", "there"),
    [
        ("Falcon", "Falcon's plan", "Falcon"),
        ("Falcon", "Falcon’s plan", "Falcon"),
        ("Falcon", "falcon-eu, falcon_eu and _Falcon_", "Falcon"),
        ("Falcon", "see falcon.io and FALCON/x", "falcon"),
        ("Falcon", "a falconer", None),
        ("Falcon", "Falcon2", None),
        ("Globex Corp", "globex-corp", "globex-corp"),
        ("Globex Corp", "Globex Corp's", "Globex Corp"),
        ("Globex Corp", "globex_corp.com", "globex_corp"),
        ("Globex Corp", "globex\ncorp", "globex\ncorp"),
    ],
)
def test_a_digest_finds_what_the_term_finds(term: str, text: str, there: str | None) -> None:
    plain, hashed = (found(text, one) for one in both(term))
    assert plain == hashed
    assert [one.casefold() for one in plain][:1] == ([there.casefold()] if there else [])


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("initech.com", "initech.com"),
        ("http://initech.com/", "initech.com"),
        ("https://a.initech.com:8443/x", "a.initech.com"),
        ("jane@mail.initech.com", "mail.initech.com"),
        ("initech.com.evil.org", None),
        ("notinitech.com", None),
    ],
)
def test_hosts_are_found_in_addresses(text: str, there: str | None) -> None:
    expected = [there] if there else []
    assert [found(text, one) for one in both("initech.com", "host")] == [expected, expected]


def test_what_has_no_digest() -> None:
    for term in ("a*b", "x", "one two three four five"):
        with pytest.raises(BadTerm):
            digest(term, SALT)
