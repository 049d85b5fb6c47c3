"""Lines of keys, however TOML lets one write them."""

from __future__ import annotations

import pytest

from answerable.policy.positions import Key, Positions, dotted

TEXT = '''\
# a comment with = and [brackets]
version = 1
rules.disable = [
  "a",  # first

  "b",
]
[rules.severity]
"python.eval" = "error"
[[suppressions.entries]]
rule = "x"

[[suppressions.entries]]
path = "y"
[suppressions . more]
until = 2027-01-01
[secrets]
inline = { deep = { deeper = 1 }, other = [ { x = 2 } ] }
'literal key' = """
version = 2
"""
'''


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("version",), 2),
        (("rules", "disable"), 3),
        (("rules", "disable", 0), 4),
        (("rules", "disable", 1), 6),
        (("rules", "severity"), 8),
        (("rules", "severity", "python.eval"), 9),
        (("suppressions", "entries"), 10),
        (("suppressions", "entries", 0), 10),
        (("suppressions", "entries", 0, "rule"), 11),
        (("suppressions", "entries", 1), 13),
        (("suppressions", "entries", 1, "path"), 14),
        (("suppressions", "more", "until"), 16),
        (("secrets", "inline", "deep", "deeper"), 18),
        (("secrets", "inline", "other", 0, "x"), 18),
        (("secrets", "literal key"), 19),
        # What is missing has the line of what it is missing from.
        (("suppressions", "entries", 1, "rule"), 13),
        (("secrets", "nothing"), 17),
        (("nothing",), None),
        ((), None),
    ],
)
def test_line(key: Key, line: int | None) -> None:
    assert Positions(TEXT).line(key) == line


def test_tables_within_tables_of_an_array() -> None:
    text = "[[a.b]]\n[a.b.c]\nx = 1\n[[a.b]]\n[a.b.c]\nx = 2\n"
    positions = Positions(text)
    assert [positions.line(("a", "b", index, "c", "x")) for index in (0, 1)] == [3, 6]


def test_broken_text_is_no_reason_to_fail() -> None:
    assert Positions('[a\nb = "').line(("a",)) in (1, None)


def test_dotted() -> None:
    assert dotted(("suppressions", "entries", 1, "until")) == "suppressions.entries[1].until"
