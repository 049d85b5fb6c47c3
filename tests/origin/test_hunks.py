"""What edits came to, whatever their order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from answerable.origin.hunks import Hunk, hunks
from answerable.text.edits import Edit, applied

TEXT = "one = 1\ntwo = 2\nthree = 3\nfour = 4\n"


def test_edits_from_the_last_to_the_first() -> None:
    edits = [Edit(16, 16, "more\n"), Edit(0, 3, "eins")]
    assert hunks(TEXT, applied(TEXT, edits), edits) == [Hunk(0, 3, 0, 4), Hunk(16, 16, 17, 22)]


def test_a_replacement_of_everything_is_told_apart_line_by_line() -> None:
    after = TEXT.replace("two = 2\n", "").replace("four", "vier")
    edits = [Edit(0, len(TEXT), after)]
    assert hunks(TEXT, after, edits) == [Hunk(8, 16, 8, 8), Hunk(26, 29, 18, 21)]


def test_an_edit_that_changes_nothing_is_none() -> None:
    assert hunks(TEXT, TEXT, [Edit(0, 3, "one")]) == []


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 25), st.sampled_from(["", "x", "ab\ncd\n", "two = 2\n", "\r\n"])),
        min_size=1,
        max_size=6,
    )
)
def test_the_hunks_lead_from_one_text_to_the_other(parts: list[tuple[int, int, str]]) -> None:
    edits, after = [], TEXT
    for at, length, new in parts:
        start = min(at, len(after))
        edits.append(Edit(start, min(start + length, len(after)), new))
        after = applied(after, edits[-1:])
    text = TEXT
    found = hunks(TEXT, after, edits)
    for hunk in found:
        start, end, length = hunk.edit
        text = text[:start] + after[hunk.new_start : hunk.new_end] + text[end:]
        assert length == hunk.new_end - hunk.new_start
    assert text == after
    for a, b in pairwise(found):
        assert a.end <= b.start
        assert a.new_end <= b.new_start
