import pytest
from hypothesis import given
from hypothesis import strategies as st

import texts
from answerable.text.buffer import Buffer
from answerable.text.edits import ContentChange, Edit, applied
from answerable.text.lines import Encoding, LineIndex

ENCODINGS = st.sampled_from(list(Encoding))
PLACES = st.tuples(st.integers(-2, 9), st.integers(-2, 12))


def at(start: tuple[int, int], end: tuple[int, int], text: str) -> ContentChange:
    return ContentChange(text, (start, end))


@pytest.mark.parametrize(
    ("before", "change", "after", "edit"),
    [
        pytest.param("ab", at((0, 1), (0, 1), "x"), "axb", Edit(1, 1, "x"), id="typing"),
        pytest.param("a\nb\nc", at((1, 0), (2, 0), ""), "a\nc", Edit(2, 4, ""), id="a line taken out"),
        pytest.param("a\r\nb", at((0, 1), (1, 0), "\r"), "a\rb", Edit(2, 3, ""), id="line end cut in half"),
        pytest.param("a\rb", at((1, 0), (1, 0), "\n"), "a\r\nb", Edit(2, 2, "\n"), id="lone CR joined with LF"),
        pytest.param("a\rb\nc", at((1, 0), (1, 1), ""), "a\r\nc", Edit(2, 3, ""), id="CR meets the LF behind"),
        pytest.param("a\nb", at((0, 1), (0, 1), "\r"), "a\r\nb", Edit(1, 1, "\r"), id="CR before LF"),
        pytest.param("a\fb\u2028c", at((0, 4), (0, 5), "!"), "a\fb\u2028!", Edit(4, 5, "!"), id="no line ends"),
        pytest.param("", at((0, 0), (0, 0), "x\n"), "x\n", Edit(0, 0, "x\n"), id="empty document"),
        pytest.param("abc", at((0, 2), (0, 0), "x"), "xc", Edit(0, 2, "x"), id="range given backwards"),
        pytest.param("ab\ncd", at((-4, 7), (99, 99), ""), "", Edit(0, 5, ""), id="far outside"),
        pytest.param("ab\ncd", at((0, 99), (0, 99), "!"), "ab!\ncd", Edit(2, 2, "!"), id="past the end of a line"),
        pytest.param("ab", at((0, 0), (0, 1), "a"), "ab", None, id="the same again"),
        pytest.param("a\nb\n", ContentChange("a\nB\n"), "a\nB\n", Edit(2, 3, "B"), id="whole text"),
        pytest.param("a", ContentChange("a"), "a", None, id="whole text, the same"),
    ],
)
def test_a_change_gives_the_text_and_says_what_it_came_to(
    before: str, change: ContentChange, after: str, edit: Edit | None
) -> None:
    buffer = Buffer(before)
    assert buffer.change(change, Encoding.UTF16) == edit
    assert buffer.text == after
    assert buffer.index().starts == LineIndex(after).starts


def test_a_face_is_two_characters_for_a_utf_16_client_and_half_of_it_is_its_beginning() -> None:
    buffer = Buffer("\N{GRINNING FACE}b")
    assert buffer.change(at((0, 2), (0, 3), "x"), Encoding.UTF16) == Edit(1, 2, "x")
    assert buffer.change(at((0, 1), (0, 2), ""), Encoding.UTF16) == Edit(0, 1, "")
    assert buffer.text == "x"


def test_an_index_handed_out_stays_as_it_was() -> None:
    buffer = Buffer("a\nb")
    index = buffer.index()
    buffer.change(at((0, 0), (0, 0), "\n\n"), Encoding.UTF16)
    assert (index.starts, index.text(1)) == ([0, 2], "b")


@given(texts.texts(), st.lists(texts.doings(), max_size=6), ENCODINGS, st.booleans())
def test_any_edits_give_the_text_the_editor_has(
    text: str, doings: list[texts.Doing], encoding: Encoding, look: bool
) -> None:
    buffer = Buffer(text)
    for doing in doings:
        change, after = doing.change(text, encoding)
        edit = buffer.change(change, encoding)
        assert applied(text, [edit] if edit else []) == after
        text = after
        assert len(buffer) == len(text)
        if look:
            assert buffer.text == text
            assert buffer.index().starts == LineIndex(text).starts
    assert buffer.text == text
    assert buffer.index().starts == LineIndex(text).starts


@given(texts.texts(), st.lists(st.tuples(PLACES, PLACES, texts.texts(max_size=3)), max_size=4), ENCODINGS)
def test_positions_from_nowhere_are_drawn_to_the_text_and_nothing_is_raised(
    text: str, changes: list[tuple[tuple[int, int], tuple[int, int], str]], encoding: Encoding
) -> None:
    buffer = Buffer(text)
    for start, end, new in changes:
        from_, to = sorted((texts.offset(text, *start, encoding), texts.offset(text, *end, encoding)))
        buffer.change(at(start, end, new), encoding)
        text = text[:from_] + new + text[to:]
        assert buffer.text == text
        assert buffer.index().starts == LineIndex(text).starts
