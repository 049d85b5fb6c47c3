import pytest
from hypothesis import given
from hypothesis import strategies as st

import texts
from answerable.text.edits import Edit, applied, common_prefix, common_suffix, minimal, trimmed

FEW = st.text(alphabet="ab\r\n", max_size=12)


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (3, 2)])
def test_what_is_no_edit_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"not an edit: {start}..{end}"):
        Edit(start, end, "")


def test_an_edit_knows_where_its_text_ends_and_how_far_the_rest_moves() -> None:
    edit = Edit(3, 7, "xy")
    assert (edit.new_end, edit.delta) == (5, -2)


def test_each_edit_counts_from_the_text_the_one_before_it_left() -> None:
    assert applied("abc", [Edit(0, 1, "xyz"), Edit(3, 4, ""), Edit(4, 4, "!")]) == "xyzc!"


@pytest.mark.parametrize(
    ("before", "after", "edit"),
    [
        ("same", "same", None),
        ("", "", None),
        ("", "new", Edit(0, 0, "new")),
        ("old", "", Edit(0, 3, "")),
        ("one two three", "one 2 three", Edit(4, 7, "2")),
        ("aaa", "aaaa", Edit(3, 3, "a")),
        ("abab", "ab", Edit(2, 4, "")),
        ("a\r\nb", "a\nb", Edit(1, 2, "")),
        ("x\N{GRINNING FACE}y", "x\N{GRINNING CAT FACE WITH SMILING EYES}y", Edit(1, 2, "\U0001f638")),
    ],
)
def test_the_smallest_edit_between_two_texts(before: str, after: str, edit: Edit | None) -> None:
    assert minimal(before, after) == edit


def test_a_replacement_that_repeats_what_was_there_is_trimmed_at_its_place() -> None:
    assert trimmed(10, "return x", "return y") == Edit(17, 18, "y")
    assert trimmed(10, "return x", "return x") is None


@given(FEW | texts.texts(), FEW | texts.texts())
def test_the_smallest_edit_makes_one_text_of_the_other_and_has_nothing_in_common(before: str, after: str) -> None:
    edit = minimal(before, after)
    assert applied(before, [edit] if edit else []) == after
    if edit is not None:
        replaced = before[edit.start : edit.end]
        assert not replaced or not edit.text or (replaced[0] != edit.text[0] and replaced[-1] != edit.text[-1])


@given(FEW, FEW, FEW)
def test_what_two_texts_have_in_common_at_their_ends(a: str, b: str, c: str) -> None:
    for x, y in ((a, b), (c + a, c + b), (a + c, b + c)):
        equal = [n for n in range(min(len(x), len(y)) + 1) if x[:n] == y[:n]]
        assert common_prefix(x, y) == max(equal)
        assert common_suffix(x, y) == common_prefix(x[::-1], y[::-1])
        assert common_prefix(x.encode(), y.encode()) == max(equal)
