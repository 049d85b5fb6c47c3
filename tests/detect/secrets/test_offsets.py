from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.secrets.offsets import Offsets
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span


@given(st.text(max_size=300), st.data())
def test_bytes_become_the_code_points_they_encode(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    utf8 = Snapshot.of(text).utf8
    before = len(text[:start].encode("utf-8", "replace"))
    inside = len(text[start:end].encode("utf-8", "replace"))
    assert Offsets(utf8, ascii_only=text.isascii()).span(before, before + inside) == Span(start, end)


def test_past_the_first_blocks_too() -> None:
    text = "é👩‍💻日" * 4000 + "x"
    utf8 = text.encode()
    assert Offsets(utf8, ascii_only=False).point(len(utf8) - 1) == len(text) - 1


def test_a_lone_surrogate_is_one_code_point() -> None:
    text = "\ud800 token"
    utf8 = Snapshot.of(text).utf8
    assert Offsets(utf8, ascii_only=False).span(2, 7) == Span(2, 7)
