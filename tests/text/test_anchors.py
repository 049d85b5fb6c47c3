import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.text.anchors import Anchors, moved
from answerable.text.edits import Edit
from answerable.text.spans import Span

SPANS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: Span(min(pair), max(pair)))
EDITS = st.builds(
    lambda start, length, text: Edit(start, start + length, "." * text),
    st.integers(0, 12),
    st.integers(0, 5),
    st.integers(0, 3),
)


def after(text: str, edit: Edit) -> str | None:
    """`text` with its span in brackets, after the edit, in the same notation; None when the span is gone."""
    span = Span(text.index("["), text.index("]") - 1)
    text = text.replace("[", "").replace("]", "")
    text = text[: edit.start] + edit.text + text[edit.end :]
    place = moved(span, [edit])
    return place and text[: place.start] + "[" + text[place.start : place.end] + "]" + text[place.end :]


@pytest.mark.parametrize(
    ("before", "edit", "expected"),
    [
        pytest.param("ab[cd]ef", Edit(0, 0, "xy"), "xyab[cd]ef", id="typed before"),
        pytest.param("ab[cd]ef", Edit(2, 2, "xy"), "abxy[cd]ef", id="typed at its start"),
        pytest.param("ab[cd]ef", Edit(3, 3, "xy"), "ab[cxyd]ef", id="typed inside"),
        pytest.param("ab[cd]ef", Edit(4, 4, "xy"), "ab[cd]xyef", id="typed at its end"),
        pytest.param("ab[cd]ef", Edit(5, 5, "xy"), "ab[cd]exyf", id="typed behind"),
        pytest.param("ab[cd]ef", Edit(0, 2, ""), "[cd]ef", id="deleted up to it"),
        pytest.param("ab[cd]ef", Edit(4, 6, ""), "ab[cd]", id="deleted from its end"),
        pytest.param("ab[cd]ef", Edit(1, 3, "xy"), "axy[d]ef", id="replaced over its start"),
        pytest.param("ab[cd]ef", Edit(3, 5, "xy"), "ab[c]xyf", id="replaced over its end"),
        pytest.param("ab[cd]ef", Edit(2, 3, "xy"), "ab[xyd]ef", id="its first replaced"),
        pytest.param("ab[cd]ef", Edit(3, 4, "xy"), "ab[cxy]ef", id="its last replaced"),
        pytest.param("ab[cd]ef", Edit(2, 4, "xy"), None, id="all of it replaced"),
        pytest.param("ab[cd]ef", Edit(0, 6, ""), None, id="everything deleted"),
        pytest.param("ab[]ef", Edit(2, 2, "xy"), "abxy[]ef", id="empty, typed at it"),
        pytest.param("ab[]ef", Edit(1, 3, "xy"), None, id="empty, deleted around it"),
        pytest.param("ab[]ef", Edit(2, 3, "xy"), "ab[]xyf", id="empty, replaced behind it"),
        pytest.param("ab[]ef", Edit(1, 2, "xy"), "axy[]ef", id="empty, replaced before it"),
    ],
)
def test_which_way_a_span_leans(before: str, edit: Edit, expected: str | None) -> None:
    assert after(before, edit) == expected


@given(SPANS, EDITS)
def test_a_span_keeps_what_is_left_of_its_text_and_takes_in_nothing_from_outside(span: Span, edit: Edit) -> None:
    # Every code point of the text is another letter, what an edit puts in is dots.
    text = "abcdefghijklmnopqrstuvwxyz"
    new = text[: edit.start] + edit.text + text[edit.end :]
    left = [c for c in text[span.start : span.end] if c in new]
    place = moved(span, [edit])
    if place is None:
        assert not left
        assert edit.start <= span.start <= span.end <= edit.end
    else:
        assert [c for c in new[place.start : place.end] if c != "."] == left
        assert bool(left) or span.start == span.end


@given(st.lists(SPANS, max_size=8), st.lists(EDITS, max_size=5))
def test_many_move_as_each_would_alone(spans: list[Span], edits: list[Edit]) -> None:
    anchors = Anchors((span, number) for number, span in enumerate(spans))
    lost = anchors.move(edits)
    alone = {number: moved(span, edits) for number, span in enumerate(spans)}
    assert {number: span for span, number in anchors} == {n: s for n, s in alone.items() if s is not None}
    assert sorted(lost) == [number for number, span in alone.items() if span is None]
    assert [span.start for span, _ in anchors] == sorted(span.start for span, _ in anchors)


@given(st.lists(SPANS, max_size=8), SPANS, st.lists(EDITS, max_size=2))
def test_those_that_overlap_are_found(spans: list[Span], at: Span, edits: list[Edit]) -> None:
    anchors: Anchors[int] = Anchors()
    for number, span in enumerate(spans):
        anchors.add(span, number)
    anchors.move(edits)
    expected = {(span, number) for span, number in anchors if span.overlaps(at)}
    assert set(anchors.overlapping(at)) == expected
    assert len(anchors) == len(list(anchors))
