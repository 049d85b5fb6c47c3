from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.hidden_text.payload import from_bits, from_variation_selectors

# In tables: the invisible character between the words of a line, written as escapes so that a reader sees it.


def selectors(data: bytes) -> str:
    return "".join(chr(0xFE00 + byte) if byte < 16 else chr(0xE0100 + byte - 16) for byte in data)


def bits(text: str, zero: str, one: str, between: str = "") -> str:
    return between.join(f"{ord(char):08b}".replace("0", zero).replace("1", one) for char in text)


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.py", "total\u200b = 1\n", [(5, "zero-width", "error", r"\u200b")]),
        ("a.py", "x = 'pass\u200bword'\n", [(9, "zero-width", "warning", r"\u200b")]),
        ("a.py", "x = 1  # no\u200bte\n", [(11, "zero-width", "warning", r"\u200b")]),
        ("a.py", "x = f'{a\u2060}'\n", [(8, "zero-width", "error", r"\u2060")]),
        ("a.js", "const { a,\u3164 } = query;\n", [(10, "zero-width", "error", r"\u3164")]),
        (
            "a.ts",
            "let x = `a\u200d${b\uffa0}`;\n",
            [(10, "zero-width", "warning", r"\u200d"), (14, "zero-width", "error", r"\uffa0")],
        ),
        ("a.go", 'package a\nvar x = "\u2063"\n', [(19, "zero-width", "warning", r"\u2063")]),
        ("A.java", "class A { /* \u115f */ }", [(13, "zero-width", "warning", r"\u115f")]),
        ("a.json", '{"a\u200b": 1}', [(3, "zero-width", "warning", r"\u200b")]),
        (
            "a.rs",
            "let x\u2061 = 1; // \u2061",
            [(5, "zero-width", "error", r"\u2061"), (15, "zero-width", "warning", r"\u2061")],
        ),
        (
            "a.md",
            "a\u200bb\u200b\u200cc",
            [(1, "zero-width", "info", r"\u200b"), (3, "zero-width", "info", r"\u200b\u200c")],
        ),
        ("a.md", "soft\u00adhyphen", [(4, "zero-width", "hint", r"\xad")]),
        ("a.py", "# soft\u00adhyphen", [(6, "zero-width", "warning", r"\xad")]),
        ("a.py", "\ufeffx = 1\ufeff\n", [(6, "zero-width", "error", r"\ufeff")]),
        ("a.py", "\ufeff\ufeffx = 1\n", [(1, "zero-width", "error", r"\ufeff")]),
        ("a.txt", "a\ufe0fb", [(1, "zero-width", "info", r"\ufe0f")]),
        ("a.txt", "a\u180eb\u034fc", [(1, "zero-width", "info", r"\u180e"), (3, "zero-width", "info", r"\u034f")]),
    ],
)
def test_an_invisible_character_weighs_by_where_it_stands(found, path: str, text: str, expected: list[object]) -> None:
    assert found(text, path) == expected


def test_the_message_names_each_kind_with_its_count(scan) -> None:
    (finding,) = scan("x = 1  # a\u200b\u200b\u2060\u200bb")
    assert finding.message == (
        "3 × U+200B ZERO WIDTH SPACE, U+2060 WORD JOINER in a comment: "
        "invisible, and still part of the text. Remove them."
    )


def test_a_long_run_is_an_error_though_nobody_can_read_it(found) -> None:
    assert found("a" + "\u200b" * 8 + "b", "a.md") == [(1, "zero-width", "error", r"\u200b" * 8)]


def test_the_quick_fix_removes_them(fixed) -> None:
    assert fixed("pass\u200bword\u200c\u200d = 1\n") == "password = 1\n"


def test_bytes_in_variation_selectors_are_decoded(scan) -> None:
    (finding,) = scan("# \U0001f600" + selectors("exfiltrate: größe".encode()) + " hi\n")
    assert (finding.span.start, finding.span.end) == (3, 22)
    assert finding.severity.label == "error"
    assert 'encode "exfiltrate: größe". Remove them.' in finding.message


def test_the_emojis_own_selector_is_not_part_of_the_payload(scan, fixed) -> None:
    text = "\u2764\ufe0f" + selectors(b"hello") + "!"
    (finding,) = scan(text, "a.md")
    assert (finding.span.start, finding.span.end) == (2, 7)
    assert '"hello"' in finding.message
    assert fixed(text, "a.md") == "\u2764\ufe0f!"


@pytest.mark.parametrize(
    ("zero", "one", "between"),
    [("\u200b", "\u200c", ""), ("\u200c", "\u200b", ""), ("\u2062", "\u2064", ""), ("\u200b", "\u200c", "\u200d")],
)
def test_bits_in_zero_width_characters_are_decoded(scan, zero: str, one: str, between: str) -> None:
    hidden = bits("run it", zero, one, between)
    (finding,) = scan(f"# a{hidden}b\n")
    assert (finding.span.start, finding.span.end) == (3, 3 + len(hidden))
    assert (finding.severity.label, finding.confidence) == ("error", "high")
    assert 'encode "run it"' in finding.message


def test_chance_is_not_taken_for_a_message() -> None:
    assert from_bits("\u200b\u200c" * 7) is None
    assert from_bits("\u200b" * 16) is None
    assert from_bits(bits("\x01\x02", "\u200b", "\u200c")) is None
    assert from_variation_selectors(selectors(b"\xff\xfe")) is None
    assert from_variation_selectors(selectors(b"a")) is None


@given(st.text(st.sampled_from([*map(chr, range(0x20, 0x7F)), "\t", "\n"]), min_size=2, max_size=60))
def test_what_was_encoded_comes_out(text: str) -> None:
    assert from_variation_selectors(selectors(text.encode())) == text
    decoded = from_bits(bits(text, "\u200b", "\u200c"))
    # Which character is 0 cannot be known: the other reading may be readable as well.
    inverted = "".join(chr(ord(char) ^ 0xFF) for char in text)
    assert decoded in (text, inverted) or set(text) == {text[0]}
