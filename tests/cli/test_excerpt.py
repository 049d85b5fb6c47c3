"""Excerpts: what is shown, and that the marks stand exactly under it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from answerable.cli.excerpt import excerpt, plain
from answerable.detect.hidden_text.characters import RUN
from answerable.detect.hidden_text.context import wanted
from answerable.findings.fingerprint import MASK
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span


def show(text: str, part: str, *, secrets: tuple[str, ...] = (), width: int = 100, context: int = 1) -> str:
    """The excerpt around the first occurrence of `part`, with a leading newline for readable expectations."""
    start = text.index(part)
    hidden = [Span(text.index(secret), text.index(secret) + len(secret)) for secret in secrets]
    rows = excerpt(Snapshot.of(text, "a.py"), Span(start, start + len(part)), hidden, width=width, context=context)
    return "\n" + plain(rows)


def test_the_marks_stand_under_the_span() -> None:
    assert show("import os\n\ndef f(x):\n    os.system(x)\n    return 1\n", "os.system(x)") == (
        "\n"
        "3 │ def f(x):\n"
        "4 │     os.system(x)\n"
        "  │     ^^^^^^^^^^^^\n"
        "5 │     return 1"
    )  # fmt: skip


def test_line_numbers_are_aligned_and_from_one() -> None:
    text = "".join(f"line{n}\n" for n in range(1, 20))
    assert show(text, "line10") == ("\n" " 9 │ line9\n" "10 │ line10\n" "   │ ^^^^^^\n" "11 │ line11")  # fmt: skip


def test_tabs_become_spaces_up_to_the_next_stop() -> None:
    assert show("if x:\n\ta\t= eval(y)\n", "eval(y)", context=0) == (
        "\n"
        "2 │     a   = eval(y)\n"
        "  │           ^^^^^^^"
    )  # fmt: skip


def test_wide_characters_and_emoji_count_their_cells() -> None:
    assert show("名前 = '👩‍👩‍👧❤️é'; eval(x)\n", "eval(x)") == (
        "\n"
        "1 │ 名前 = '👩‍👩‍👧❤️é'; eval(x)\n"
        "  │                 ^^^^^^^"
    )  # fmt: skip
    assert show("名前 = '👩‍👩‍👧❤️'\n", "👩‍👩‍👧") == ("\n" "1 │ 名前 = '👩‍👩‍👧❤️'\n" "  │         ^^")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a = 'x\u200by'", "1 │ a = 'x⟨U+200B⟩y'"),
        ("a = 'x\u202ey'", "1 │ a = 'x⟨U+202E⟩y'"),
        ("a = '\U000e0041\U000e0042'", "1 │ a = '⟨U+E0041⟩⟨U+E0042⟩'"),
        ("a = '" + "\U000e0041" * 50 + "'", "1 │ a = '⟨U+E0041 and 49 more⟩'"),
        ("a = '\x1b[2J'", "1 │ a = '⟨U+001B⟩[2J'"),
        ("a = '\x0c\x85\u2028'", "1 │ a = '⟨U+000C⟩⟨U+0085⟩⟨U+2028⟩'"),
        ("a = '\ud800'", "1 │ a = '⟨U+D800⟩'"),
        ("a = '[bold]x[/bold]'", "1 │ a = '[bold]x[/bold]'"),
        ("# می‌خواهم", "1 │ # می‌خواهم"),
    ],
)
def test_what_nobody_sees_is_shown(text: str, shown: str) -> None:
    assert plain(excerpt(Snapshot.of(text), Span(0, 1))).splitlines()[0] == shown


def test_a_mark_under_something_invisible_is_as_wide_as_what_is_shown() -> None:
    assert show("a = 'x\u200by'\n", "\u200b") == ("\n" "1 │ a = 'x⟨U+200B⟩y'\n" "  │       ^^^^^^^^")  # fmt: skip


def test_secrets_are_masked_wherever_they_stand() -> None:
    text = "key = 'abcdefgh'\nuse(key)  # abcdefgh\n"
    first = Span(7, 15)
    second = Span(text.rindex("abcdefgh"), text.rindex("abcdefgh") + 8)
    shown = plain(excerpt(Snapshot.of(text), first, [first, second]))
    assert shown == f"1 │ key = '{MASK}'\n  │        ^^^\n2 │ use(key)  # {MASK}"


def test_a_secret_of_many_lines_is_masked_on_each() -> None:
    text = "k = '''-----BEGIN\nAAAA\nBBBB\n-----END'''\n"
    secret = Span(7, text.index("'''\n"))
    shown = plain(excerpt(Snapshot.of(text), secret, [secret]))
    assert shown == (
        f"1 │ k = '''{MASK}\n  │        ^^^\n2 │ {MASK}\n  │ ^^^\n3 │ {MASK}\n  │ ^^^\n4 │ {MASK}'''\n  │ ^^^"
    )


def test_a_letter_and_its_marks_are_one() -> None:
    text = "e\u0301 = '\u1112\u1161\u11ab'; eval(x)\n"
    assert show(text, "eval(x)") == f"\n1 │ {text}  │           ^^^^^^^"
    assert plain(excerpt(Snapshot.of("\u0301 = 1"), Span(0, 1))) == "1 │ ◌\u0301 = 1\n  │ ^"


def test_a_secret_that_begins_with_a_mark_is_masked_from_there() -> None:
    text = "k = 'x\u0301\u0302secret'\n"
    shown = plain(excerpt(Snapshot.of(text), Span(0, 1), [Span(7, 14)]))
    assert shown.splitlines()[0] == f"1 │ k = 'x\u0301{MASK}'"


def test_indentation_of_following_lines_is_not_marked() -> None:
    text = "x = call(\n    one,\n    two)\n"
    assert show(text, text[4:-1]) == (
        "\n"
        "1 │ x = call(\n"
        "  │     ^^^^^\n"
        "2 │     one,\n"
        "  │     ^^^^\n"
        "3 │     two)\n"
        "  │     ^^^^"
    )  # fmt: skip


def test_of_a_long_span_beginning_and_end_are_shown() -> None:
    text = "f(\n" + "".join(f"  {n},\n" for n in range(20)) + ")\n"
    shown = plain(excerpt(Snapshot.of(text), Span(0, len(text) - 1))).splitlines()
    assert [line for line in shown if "^" not in line] == [
        " 1 │ f(",
        " 2 │   0,",
        " 3 │   1,",
        " 4 │   2,",
        "   │ ⋮ 17 more lines",
        "22 │ )",
    ]


def test_a_long_line_is_cut_around_the_span() -> None:
    text = "a" * 500 + "EVIL()" + "b" * 500 + "\n"
    assert show(text, "EVIL()", width=40) == (
        "\n"
        "1 │ …aaaaaaaaaaaaaaaaEVIL()bbbbbbbbbbbbbbbb…\n"
        "  │                  ^^^^^^"
    )  # fmt: skip


def test_a_span_longer_than_the_line_shows_its_beginning() -> None:
    shown = show("x = " + "e" * 200 + "\n", "e" * 200, width=20).splitlines()
    assert shown[1:] == ["1 │ x = eeeeeeeeeeeeee…", "  │     ^^^^^^^^^^^^^^"] or shown[1:] == [
        "1 │ …eeeeeeeeeeeeeeeeee…",
        "  │  ^^^^^^^^^^^^^^^^^^",
    ]


def test_an_empty_span_is_marked_where_something_is_missing() -> None:
    snapshot = Snapshot.of("abc\n")
    assert plain(excerpt(snapshot, Span(2, 2))) == "1 │ abc\n  │   ^"
    assert plain(excerpt(snapshot, Span(3, 4))) == "1 │ abc\n  │    ^"
    assert plain(excerpt(Snapshot.of(""), Span(0, 0))) == "1 │\n  │ ^"


def test_a_line_of_megabytes_is_looked_at_only_where_it_is_shown() -> None:
    text = "x" * 3_000_000 + "eval(y)" + "z" * 3_000_000
    rows = excerpt(Snapshot.of(text), Span(3_000_000, 3_000_007), width=60)
    assert [row.text for row in rows] == ["…" + "x" * 25 + "eval(y)" + "z" * 26 + "…"]


lines_of_anything = st.text(
    st.one_of(st.characters(), st.sampled_from("\t\n\r \u200b\u202e\ufe0f\u200d👩❤表\U000e0041\x1bab")), max_size=60
)


@given(lines_of_anything, st.data(), st.integers(8, 60))
def test_no_line_is_wider_than_asked_and_nothing_invisible_gets_through(
    text: str, data: st.DataObject, width: int
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    rows = excerpt(Snapshot.of(text), Span(start, end), width=width)
    assert any(row.marks for row in rows)
    for row in rows:
        # One piece, such as the name of an invisible character, is shown even where it alone is wider.
        assert cell_len(row.text) <= max(width, len("…⟨U+10FFFF and 9999 more⟩…"))
        assert len(row.marks) <= max(cell_len(row.text) + 1, 1)
        assert not any(char in row.text for char in "\n\r\x1b\u202e\t")
        for match in RUN.finditer(row.text):
            assert all(wanted(row.text, at) for at in range(*match.span()))


@given(lines_of_anything, st.data())
def test_a_secret_is_never_shown(text: str, data: st.DataObject) -> None:
    value = "S3cr3tValue"
    at = data.draw(st.integers(0, len(text)))
    text = text[:at] + value + text[at:]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = plain(excerpt(Snapshot.of(text), Span(start, end), [Span(at, at + len(value))], width=30))
    assert value[:4] not in shown
    assert value[-5:] not in shown
