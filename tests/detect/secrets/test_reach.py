"""How far a match can go: never less than it does go."""

from __future__ import annotations

import re
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.secrets.loading import load
from answerable.detect.secrets.patterns import compiled
from answerable.detect.secrets.reach import Reach, reach


@pytest.mark.parametrize(
    ("pattern", "width", "tail"),
    [
        ("", 0, 0),
        ("abc", 3, 0),
        ("tok_[A-Za-z0-9]{20}", 24, 0),
        ("tok_[A-Za-z0-9]{20,}", inf, 0),
        (r"a\sb", 3, 2),
        (r"a\s{0,40}b{2}", 43, 42),
        (r"\s*", inf, inf),
        (r"a*\sb?", inf, 2),
        (r"a\s[b]+", inf, inf),
        (r"[^\"]", 1, 1),
        (r"[^\"\n]", 1, 0),
        (r"[^\"\r\n]x", 2, 0),
        (r"[^\s]", 1, 0),
        (r"[^\S]", 1, 1),
        (r"[\x00-\x20]", 1, 1),
        (r"[!-~]", 1, 0),
        (r"[]a]", 1, 0),
        (r"[^]a]", 1, 1),
        (r"[a-]", 1, 0),
        (r"[[:space:]]", 1, 1),
        (r"[[:^alpha:]]", 1, 1),
        (r"[^[:space:]]", 1, 0),
        (r"[\w.\-]{0,40}", 40, 0),
        (r"\D", 1, 1),
        (r"\d\w\S", 3, 0),
        (r"\pL", 1, 1),
        (r"\p{Greek}x", 2, 2),
        (r"[^\pL]", 1, 1),
        (r"a.", 2, 0),
        (r"(?s)a.b", 3, 2),
        (r"(?s:.)b.", 3, 3),
        (r"(?:(?s)a)b.", 3, 0),
        (r"(?i:a|bcd\n)e", 5, 2),
        (r"(?P<n>ab)+?", inf, 0),
        (r"(a|)?", 1, 0),
        (r"\bword\b$", 4, 0),
        (r"(?m)^x\z", 1, 0),
        (r"\Qa\nb(\E.", 6, 0),
        (r"\x0a", 1, 1),
        (r"\x{0A}b", 2, 2),
        (r"\012", 1, 1),
        (r"\.\-\(", 3, 0),
        (r"a{2}{3}", 6, 0),
        (r"x{,3}", 5, 0),
        (r"(?:\n){0}", 0, 0),
        ("a\nb", 3, 2),
    ],
)
def test_a_pattern_goes_so_far(pattern: str, width: float, tail: float) -> None:
    assert reach(pattern) == Reach(width, tail)


def test_what_is_not_understood_may_go_anywhere() -> None:
    assert reach("(?=a)b") == reach("a)b") == reach("[a") == Reach(inf, inf)


_ATOMS = st.sampled_from(
    ["a", "b", ".", r"\s", r"\S", r"\w", r"\W", "[^a]", r"[^\s]", r"[a\n]", "\n", "(?s:.)", "^", r"\b", "[ab]", "(?:)"]
)
_PATTERNS = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,3}", "{1,}", "*?"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
    ),
    max_leaves=8,
)


@given(_PATTERNS, st.text("ab \n_", max_size=30))
def test_no_match_goes_further(pattern: str, text: str) -> None:
    bound = reach(pattern)
    for match in re.finditer(pattern, text):
        found = match.group()
        assert len(found) <= bound.width
        assert len(found) - found.find("\n") <= bound.tail if "\n" in found else True


def test_most_of_our_own_patterns_stay_near() -> None:
    far = [rule.id for rule in load(()).rules if reach(rule.pattern).tail > 700]
    assert "private-key" in far
    assert "github-pat" not in far
    assert len(far) < 15
    assert all(compiled(rule.pattern) for rule in load(()).rules)
