"""Line hashes of a workspace, kept up file by file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from answerable.origin.lines import LineCounts, LineIndex, hashed, share, weighed

ONE = "import os\nvalue = compute(1)\n}\n"


def known(index: LineIndex, line: str, besides: str | None = None) -> bool:
    return index.known(hash(line), besides)


def test_a_line_is_known_at_any_depth_of_indentation_and_short_ones_tell_nothing() -> None:
    assert hashed("    value = compute(1)\r\n}\n\n") == [hash("value = compute(1)")]
    assert weighed("abcd\n") == [(hash("abcd"), 4)]


def test_an_update_takes_the_place_of_what_the_file_had() -> None:
    index = LineIndex(100)
    index.update("a.py", ONE)
    assert known(index, "value = compute(1)")
    assert len(index) == 2
    index.update("a.py", "other = 1\n")
    assert not known(index, "value = compute(1)")
    assert known(index, "other = 1")
    index.remove("a.py")
    index.remove("a.py")
    assert not known(index, "other = 1")
    assert len(index) == 0


def test_a_files_own_lines_are_not_copies_of_another_file() -> None:
    index = LineIndex(100)
    index.update("a.py", ONE)
    assert not known(index, "import os", besides="a.py")
    assert known(index, "import os", besides="b.py")
    index.update("b.py", ONE)
    assert known(index, "import os", besides="a.py")
    index.rename("b.py", "c.py")
    index.remove("b.py")
    assert "c.py" in index
    assert known(index, "import os", besides="a.py")


def test_what_does_not_fit_is_left_out_and_said() -> None:
    index = LineIndex(2)
    index.update("a.py", ONE)
    index.update("b.py", "third = 3\n")
    assert index.left_out == {"b.py": 1}
    assert not known(index, "third = 3")
    index.remove("a.py")
    index.update("b.py", "third = 3\n")
    assert index.left_out == {}
    assert known(index, "third = 3")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.lists(st.sampled_from([f"line {n}" for n in range(9)])))))
def test_the_index_is_what_the_files_have(updates: list[tuple[str, list[str]]]) -> None:
    index = LineIndex(1000)
    files: dict[str, list[str]] = {}
    for path, lines in updates:
        index.update(path, "\n".join(lines))
        files[path] = lines
    for number in range(9):
        line = f"line {number}"
        assert known(index, line) == any(line in lines for lines in files.values())


def test_the_share_of_what_is_known_goes_by_length() -> None:
    lines = weighed("x" * 30 + "\n" + "y" * 10)
    assert share(lines, lambda line: line == hash("x" * 30)) == 0.75
    assert share([], lambda line: True) == 0.0


def test_counts() -> None:
    counts = LineCounts("some line\nsome line\n")
    counts.take("some line")
    assert counts[hash("some line")] == 1
    counts.take("some line\nsome line\nnever there")
    assert counts[hash("some line")] == 0
