"""Which parts of a text were typed, through every edit."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from answerable.origin.typing import Typed
from answerable.text.spans import Span

EDITS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 6), st.integers(0, 5), st.booleans()), min_size=1, max_size=30
)


@given(EDITS)
def test_each_code_point_is_typed_or_not_as_a_plain_list_of_marks_says(
    edits: list[tuple[int, int, int, bool]],
) -> None:
    typed, marks = Typed(), [False] * 20
    for at, removed, length, by_hand in edits:
        start = min(at, len(marks))
        end = min(start + removed, len(marks))
        typed.edited(start, end, length, typed=by_hand)
        marks[start:end] = [by_hand] * length
        spans = typed.spans
        assert [any(span.start <= i < span.end for span in spans) for i in range(len(marks))] == marks
        assert all(one.end < other.start for one, other in pairwise(spans)), "two stretches touch"
        assert all(span.start < span.end for span in spans)
        assert typed.characters(Span(0, len(marks))) == sum(marks)


def test_what_is_taken_out_of_the_middle_leaves_one_stretch() -> None:
    typed = Typed()
    typed.edited(0, 0, 4, typed=True)
    typed.edited(2, 3, 0, typed=False)
    assert typed.spans == (Span(0, 3),)
