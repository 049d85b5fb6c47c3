import pytest

from answerable.text.spans import Span


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (3, 2)])
def test_what_is_no_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"not a span: {start}..{end}"):
        Span(start, end)


@pytest.mark.parametrize(
    ("a", "b", "overlap"),
    [
        ((0, 3), (3, 5), False),
        ((0, 4), (3, 5), True),
        ((3, 3), (3, 5), True),
        ((5, 5), (3, 5), True),
        ((6, 6), (3, 5), False),
        ((4, 4), (4, 4), True),
        ((0, 9), (3, 5), True),
    ],
)
def test_overlap_is_of_code_points_and_an_empty_span_overlaps_what_it_touches(
    a: tuple[int, int], b: tuple[int, int], overlap: bool
) -> None:
    assert Span(*a).overlaps(Span(*b)) is overlap
    assert Span(*b).overlaps(Span(*a)) is overlap


def test_a_span_contains_itself_and_what_is_within() -> None:
    assert Span(2, 6).contains(Span(2, 6))
    assert Span(2, 6).contains(Span(6, 6))
    assert not Span(2, 6).contains(Span(5, 7))
    assert len(Span(2, 6)) == 4


def test_an_empty_span_is_still_a_place() -> None:
    assert Span(3, 3)
    assert len(Span(3, 3)) == 0
