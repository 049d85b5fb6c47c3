import pytest
from hypothesis import given
from hypothesis import strategies as st

import texts
from answerable.text.lines import Encoding, LineIndex
from answerable.text.spans import Span

ENCODINGS = st.sampled_from(list(Encoding))
SAMPLE = "a\r\nb\rc\n\nd\fe\u2028f\x85g\v\n"


def test_lines_end_as_lsp_says_and_nowhere_else() -> None:
    index = LineIndex(SAMPLE)
    assert [index.text(line) for line in range(len(index))] == ["a", "b", "c", "", "d\fe\u2028f\x85g\v", ""]
    assert index.starts == [0, 3, 5, 7, 8, 17]
    assert (index.span(0), index.full_span(0)) == (Span(0, 1), Span(0, 3))
    assert (index.span(1), index.full_span(1)) == (Span(3, 4), Span(3, 5))
    assert (index.span(5), index.full_span(5)) == (Span(17, 17), Span(17, 17))


def test_an_empty_text_is_one_empty_line() -> None:
    index = LineIndex("")
    assert (len(index), index.span(0), index.line_at(0)) == (1, Span(0, 0), 0)


@pytest.mark.parametrize("line", [-1, 6])
def test_a_line_that_is_not_there_is_an_index_error(line: int) -> None:
    with pytest.raises(IndexError, match=f"line {line} of 6"):
        LineIndex(SAMPLE).span(line)


# "é" is 2 bytes and 1 unit, the face 4 bytes and 2 units, a lone surrogate 3 bytes and 1 unit.
WIDE = "é\N{GRINNING FACE}\ud83dz\r\n"


@pytest.mark.parametrize(
    ("encoding", "characters"),
    [
        (Encoding.UTF8, [0, 2, 6, 9, 10]),
        (Encoding.UTF16, [0, 1, 3, 4, 5]),
        (Encoding.UTF32, [0, 1, 2, 3, 4]),
    ],
)
def test_characters_count_units_of_the_agreed_encoding(encoding: Encoding, characters: list[int]) -> None:
    index = LineIndex(WIDE)
    assert [index.position(offset, encoding) for offset in range(5)] == [(0, c) for c in characters]
    assert [index.offset(0, character, encoding) for character in characters] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("line", "character", "encoding", "offset"),
    [
        pytest.param(0, 2, Encoding.UTF16, 1, id="half a surrogate pair"),
        pytest.param(0, 1, Encoding.UTF8, 0, id="second byte of two"),
        pytest.param(0, 5, Encoding.UTF8, 1, id="last byte of four"),
        pytest.param(0, 99, Encoding.UTF16, 4, id="past the end of the line"),
        pytest.param(0, -3, Encoding.UTF16, 0, id="before the line"),
        pytest.param(-1, 4, Encoding.UTF16, 0, id="before the first line"),
        pytest.param(7, 4, Encoding.UTF16, 6, id="behind the last line"),
    ],
)
def test_positions_outside_are_drawn_to_the_text(line: int, character: int, encoding: Encoding, offset: int) -> None:
    assert LineIndex(WIDE).offset(line, character, encoding) == offset


def test_offsets_outside_are_drawn_to_the_text() -> None:
    index = LineIndex(WIDE)
    assert index.position(-5, Encoding.UTF32) == (0, 0)
    assert index.position(99, Encoding.UTF32) == (1, 0)


def test_an_offset_inside_a_line_end_is_the_end_of_its_line() -> None:
    assert LineIndex(WIDE).position(5, Encoding.UTF32) == (0, 4)


@given(texts.texts(), ENCODINGS)
def test_positions_are_those_of_a_slow_reading_of_the_specification(text: str, encoding: Encoding) -> None:
    index = LineIndex(text)
    for offset in texts.places(text):
        place = index.position(offset, encoding)
        assert place == texts.position(text, offset, encoding)
        assert index.offset(*place, encoding) == offset


@given(texts.texts(max_size=12), ENCODINGS, st.integers(-2, 15), st.integers(-2, 30))
def test_any_position_is_drawn_to_the_text_as_the_specification_says(
    text: str, encoding: Encoding, line: int, character: int
) -> None:
    assert LineIndex(text).offset(line, character, encoding) == texts.offset(text, line, character, encoding)


@given(texts.texts())
def test_the_lines_with_their_ends_are_the_text(text: str) -> None:
    index = LineIndex(text)
    spans = [index.full_span(line) for line in range(len(index))]
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert not any({"\r", "\n"} & set(index.text(line)) for line in range(len(index)))
    for line, span in enumerate(spans):
        assert {index.line_at(offset) for offset in range(span.start, span.end)} <= {line}
