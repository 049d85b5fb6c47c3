from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.secrets.merge import merged
from answerable.detect.secrets.model import Candidate, Rank, Rule
from answerable.findings.model import Confidence
from answerable.text.spans import Span


def candidate(name: str, start: int, end: int, rank: Rank = Rank.FORMAT, *, verified: bool = False) -> Candidate:
    return Candidate(Rule(name, name, ""), Span(start, end), rank, Confidence.HIGH, (), verified)


def names(*candidates: Candidate) -> list[str]:
    return [one.rule.id for one in merged(candidates)]


def test_the_more_specific_answer_wins_over_what_it_overlaps() -> None:
    assert names(candidate("name", 0, 20, Rank.NAME), candidate("format", 4, 20)) == ["format"]


def test_a_token_inside_a_token_is_part_of_it() -> None:
    assert names(candidate("jwt", 8, 40, verified=True), candidate("app-token", 0, 40)) == ["app-token"]


def test_of_two_with_the_same_span_the_verified_one_then_the_first() -> None:
    assert names(candidate("a", 0, 9), candidate("b", 0, 9, verified=True)) == ["b"]
    assert names(candidate("a", 0, 9), candidate("b", 0, 9)) == ["a"]


def test_neighbours_both_stay_in_order() -> None:
    assert names(candidate("second", 5, 9), candidate("first", 0, 5)) == ["first", "second"]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15), st.sampled_from(list(Rank)))))
def test_none_overlap_and_none_is_lost_without_a_winner(drawn: list[tuple[int, int, Rank]]) -> None:
    given_ = [candidate(str(n), start, start + length, rank) for n, (start, length, rank) in enumerate(drawn)]
    kept = merged(given_)
    for one, other in pairwise(kept):
        assert one.span.end <= other.span.start
    for one in given_:
        assert any(one.span.overlaps(other.span) and other.rank >= one.rank for other in kept)
