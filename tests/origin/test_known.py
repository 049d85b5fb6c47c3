"""What one document's tracker compares a new text with, kept up edit by edit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from answerable.origin.hunks import hunks
from answerable.origin.known import Known
from answerable.origin.lines import LineIndex
from answerable.origin.memory import Memory
from answerable.text.edits import Edit

LINES = ("def first(a, b):", "    return a + b", "total = first(1, 2)", "print(total)", "", "}")
PARTS = st.lists(st.sampled_from([*(f"{line}\n" for line in LINES), "x", "\n", "  ", "total"]), max_size=4)


def known(text: str) -> Known:
    return Known(text, "own.py", workspace=LineIndex(), memory=Memory())


@given(
    st.lists(st.sampled_from(LINES), max_size=12).map("\n".join),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 40), PARTS.map("".join)), min_size=1, max_size=8),
)
def test_what_stands_in_the_document_is_what_the_final_text_holds(
    before: str, parts: list[tuple[int, int, str]]
) -> None:
    followed, edits, after = known(before), [], before
    for at, length, new in parts:
        start = min(at, len(after))
        edit = Edit(start, min(start + length, len(after)), new)
        after = after[: edit.start] + edit.text + after[edit.end :]
        edits.append(edit)
    followed.edited(hunks(before, after, edits), before, after)
    fresh = known(after)
    for line in LINES:
        # As it would look with one more such line: known where the document holds another.
        assert followed.mostly(line) == fresh.mostly(line)
        assert followed.seen(line).document == fresh.seen(line).document


def test_a_line_that_stands_once_is_not_known_from_itself() -> None:
    document = known("total = first(1, 2)\n")
    assert document.seen("total = first(1, 2)").document == 0
    assert known("total = first(1, 2)\n" * 2).seen("total = first(1, 2)").document == 1


def test_what_the_file_holds_on_disk_is_a_reload() -> None:
    document = known("")
    assert not document.reload_known
    document.reloadable(["total = first(1, 2)\n"])
    assert document.reload_known
    assert document.seen("total = first(1, 2)\n").reloaded == 1
    assert document.seen("print(total)\n").reloaded == 0
