"""A block is found again by its content: whole, moved, edited, split; and never by what every file has."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from answerable.origin.prints import Digester, LineRange, Place, locate, occurrences

KEY = bytes(range(32))
DIGESTER = Digester(KEY)

BLOCK = """\
def total(orders, rate):
    result = 0
    for order in orders:
        if order.cancelled:
            continue
        result += order.amount * rate
    return result
"""
BEFORE = """\
import os
import sys

LIMIT = 3

"""
AFTER = """\

def main():
    for name in sys.argv:
        print(name)
    return 0
"""


def find(block: str, text: str, **options: object) -> Place | None:
    return locate(DIGESTER.lines(block), DIGESTER.text(text), **options)  # type: ignore[arg-type]


def test_a_print_holds_no_text_and_depends_on_the_key() -> None:
    print_ = DIGESTER.lines("secret = 1\n\n  \nother\n")
    assert [len(digest) for digest in print_] == [16, 16]
    assert Digester(bytes(32)).lines("secret = 1\n\n  \nother\n") != print_


@pytest.mark.parametrize("line", ["  a  =  1", "a = 1  ", "\ta\t= 1\r"])
def test_white_space_makes_no_difference(line: str) -> None:
    assert DIGESTER.line(line) == DIGESTER.line("a = 1")


def test_a_blank_line_has_no_digest() -> None:
    assert DIGESTER.line(" \t\r") == ""


def test_lines_end_where_an_editor_ends_them() -> None:
    # A form feed or U+2028 ends no line: both texts have two.
    assert len(DIGESTER.lines("a\fb\nc")) == len(DIGESTER.lines("a\u2028b\rc")) == 2


def test_an_untouched_block_is_found_whole() -> None:
    place = find(BLOCK, BEFORE + BLOCK + AFTER)
    assert place == Place((LineRange(6, 12),), matched=7)
    assert place.intact


def test_it_is_found_in_another_indentation_and_with_blank_lines_in_it() -> None:
    moved = "class A:\n" + "".join(f"        {line}\n\n" for line in BLOCK.splitlines())
    place = find(BLOCK, moved)
    assert place == Place((LineRange(2, 14),), matched=7)


def test_edited_lines_are_named() -> None:
    text = BEFORE + BLOCK.replace("order.cancelled", "order.void") + AFTER
    assert find(BLOCK, text) == Place((LineRange(6, 12),), changed=(9,), missing=1, matched=6)


def test_lines_written_into_it_are_named_and_those_around_it_are_not() -> None:
    text = BEFORE + BLOCK.replace("    result = 0\n", "    result = 0\n    seen = 1\n\n    log(orders)\n") + AFTER
    assert find(BLOCK, text) == Place((LineRange(6, 15),), changed=(8, 10), matched=7)


def test_deleted_lines_are_counted() -> None:
    text = BEFORE + BLOCK.replace("        if order.cancelled:\n            continue\n", "") + AFTER
    assert find(BLOCK, text) == Place((LineRange(6, 10),), missing=2, matched=5)


def test_an_edited_first_line_is_taken_in_when_it_was_not_there_before() -> None:
    text = BEFORE + BLOCK.replace("def total(orders, rate)", "def total(orders, rate, since)") + AFTER
    assert find(BLOCK, text) == Place((LineRange(7, 12),), missing=1, matched=6)
    known = DIGESTER.lines(BEFORE + AFTER)
    assert find(BLOCK, text, known=known) == Place((LineRange(6, 12),), changed=(6,), missing=1, matched=6)


def test_a_person_who_cut_the_end_off_gets_no_lines_of_their_own_marked() -> None:
    text = BEFORE + BLOCK.replace("    return result\n", "") + AFTER
    known = DIGESTER.lines(BEFORE + AFTER)
    assert find(BLOCK, text, known=known) == Place((LineRange(6, 11),), missing=1, matched=6)


def test_a_block_that_was_split_has_two_ranges() -> None:
    lines = BLOCK.splitlines(keepends=True)
    between = "".join(f"def helper_{number}():\n    return {number}\n" for number in range(20))
    text = "".join(lines[:3]) + between + "".join(lines[3:])
    place = find(BLOCK, text)
    assert place == Place((LineRange(1, 3), LineRange(44, 47)), matched=7)
    assert not place.intact


def test_parts_that_changed_places_are_both_found() -> None:
    one = "def first_function(argument):\n    return compute(argument, 1)\n"
    two = "def second_function(argument):\n    return compute(argument, 2)\n"
    place = find(one + two, two + "\n" + one)
    assert place is not None
    assert place.lines == {1, 2, 4, 5}
    assert not place.intact


def test_of_two_equal_places_the_nearest_is_taken() -> None:
    text = BLOCK + AFTER + BLOCK
    assert find(BLOCK, text) == Place((LineRange(1, 7),), matched=7)
    assert find(BLOCK, text, near=14) == Place((LineRange(13, 19),), matched=7)
    assert [place.ranges[0].start for place in occurrences(DIGESTER.lines(BLOCK), DIGESTER.text(text))] == [1, 13]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "import os\n\n\ndef other():\n    return os.environ\n",
        "for (;;) {\n}\n}\n}\n",
        "def total(orders):\n    pass\n",
        "    return result\n",
    ],
)
def test_what_only_looks_like_it_is_not_it(text: str) -> None:
    assert find(BLOCK, text) is None


def test_brackets_are_no_evidence() -> None:
    brackets = "{\n}\n}\n"
    assert find(brackets, "if (a) {\n}\n}\n") is None
    assert find(brackets, "a\n{\n}\n}\n") is None
    assert find(brackets, "a\n{\n}\n}\n", near=2) == Place((LineRange(2, 4),), matched=3)


def test_a_common_line_between_two_edits_is_not_called_changed() -> None:
    block = "function one() {\n  first();\n}\nfunction two() {\n  second();\n}\nfunction three() {\n  third();\n}\n"
    noise = "".join(f"function f{number}() {{\n  call{number}();\n}}\n" for number in range(30))
    edited = block.replace("second();", "other();")
    place = find(block, noise + edited + noise)
    assert place == Place((LineRange(91, 99),), changed=(95,), missing=1, matched=8)


def test_more_can_be_asked_for_in_a_strange_file() -> None:
    text = BLOCK.splitlines(keepends=True)
    part = "".join(text[2:6]) + AFTER
    assert find(BLOCK, part) is not None
    assert find(BLOCK, part, share=0.6) is None


WORDS = st.text(alphabet="abcdefghij", min_size=8, max_size=12)
LINES = st.lists(WORDS, min_size=3, max_size=30, unique=True)


@given(lines=LINES, common=st.lists(st.sampled_from(["}", "", "  return", "else:"]), max_size=12), data=st.data())
def test_wherever_it_was_put_it_is_found(lines: list[str], common: list[str], data: st.DataObject) -> None:
    chaff = [f"human_{index} = {index}" for index in range(data.draw(st.integers(0, 40)))] + common
    random.Random(data.draw(st.integers(0, 9))).shuffle(chaff)
    at = data.draw(st.integers(0, len(chaff)))
    indent = data.draw(st.sampled_from(["", "    ", "\t"]))
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    text = end.join([*chaff[:at], *(indent + line for line in lines), *chaff[at:]])
    place = find("\n".join(lines), text)
    assert place == Place((LineRange(at + 1, at + len(lines)),), matched=len(lines))


@given(lines=LINES, data=st.data())
def test_every_edit_inside_is_named_and_nothing_else(lines: list[str], data: st.DataObject) -> None:
    assume(len(lines) >= 6)
    inner = st.integers(1, len(lines) - 2)
    edited = data.draw(st.sets(inner, max_size=len(lines) // 3))
    chaff = [f"human_{index} = {index}" for index in range(10)]
    now = [f"edited {index} {line}" if index in edited else line for index, line in enumerate(lines)]
    # Single lines of eight letters between edits are too little to be evidence: join those that touch none.
    runs = "".join("x" if index in edited else "." for index in range(len(lines))).split("x")
    assume(all(len(run) != 1 for run in runs))
    place = find("\n".join(lines), "\n".join([*chaff, *now, *chaff]))
    assert place is not None
    assert place.ranges == (LineRange(11, 10 + len(lines)),)
    assert place.changed == tuple(11 + index for index in sorted(edited))
    assert place.missing == len(edited)


@given(st.lists(st.sampled_from(["}", "{", "a", "b = 1", "return result_of_it", ""]), max_size=60), st.data())
def test_what_is_said_is_consistent(lines: list[str], data: st.DataObject) -> None:
    block = data.draw(st.lists(st.sampled_from(["}", "a", "b = 1", "return result_of_it", "never"]), max_size=12))
    text = DIGESTER.text("\n".join(lines))
    place = locate(DIGESTER.lines("\n".join(block)), text, near=data.draw(st.none() | st.integers(1, 60)))
    if place is None:
        return
    assert place.matched + place.missing == len(DIGESTER.lines("\n".join(block)))
    assert list(place.ranges) == sorted(place.ranges)
    assert sum(map(len, place.ranges)) == len(place.lines)
    assert all(1 <= line <= len(lines) for line in place.lines)
    solid = {number for number in place.lines if lines[number - 1].strip()}
    assert set(place.changed) <= solid
    assert len(solid) - len(place.changed) == place.matched
