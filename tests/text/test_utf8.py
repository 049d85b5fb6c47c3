from hypothesis import given

import texts
from answerable.text.spans import Span
from answerable.text.utf8 import Utf8Index, encoded


def index(text: str) -> Utf8Index:
    return Utf8Index(text, encoded(text))


def test_bytes_of_a_code_point_belong_to_it() -> None:
    both = index("aé\N{GRINNING FACE}b")
    assert [both.to_byte(offset) for offset in range(5)] == [0, 1, 3, 7, 8]
    assert [both.to_offset(byte) for byte in range(9)] == [0, 1, 1, 2, 2, 2, 2, 3, 4]
    assert both.span(1, 7) == Span(1, 3)


def test_outside_is_drawn_to_the_text() -> None:
    for text in ("abc", "abé"):
        both = index(text)
        assert (both.to_byte(-1), both.to_byte(9)) == (0, len(encoded(text)))
        assert (both.to_offset(-1), both.to_offset(9)) == (0, 3)


def test_a_lone_surrogate_is_one_byte_and_keeps_what_follows_in_step() -> None:
    assert encoded("\ud83dé") == "?é".encode()
    assert index("\ud83dé!").to_byte(2) == 3


@given(texts.texts())
def test_offsets_survive_the_way_to_bytes_and_back(text: str) -> None:
    both = index(text)
    for offset in range(len(text) + 1):
        assert both.to_byte(offset) == len(encoded(text[:offset]))
        assert both.to_offset(both.to_byte(offset)) == offset


def test_a_text_longer_than_one_mark_apart() -> None:
    text = "é" * 2047 + "\N{GRINNING FACE}x" * 3000
    both = index(text)
    for offset in (0, 1, 2046, 2047, 2048, 2049, 4095, 4096, 4097, 8046, 8047):
        byte = len(text[:offset].encode())
        assert (both.to_byte(offset), both.to_offset(byte)) == (byte, offset)
