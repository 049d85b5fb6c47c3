"""The samples are the techniques of CVE-2021-42574, with every control written as an escape."""

from __future__ import annotations

import pytest

RLO, LRO, RLE, PDF = "\u202e", "\u202d", "\u202b", "\u202c"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
LRM, RLM, ALM = "\u200e", "\u200f", "\u061c"
SHALOM = "\u05e9\u05dc\u05d5\u05dd"

STRETCHED_STRING = f'if role != "user{RLO} {LRI}// admins only{PDI} {LRI}" {{'
COMMENTED_OUT = f"/*{RLO} }} {LRI}if (isAdmin){PDI} {LRI} begin admins only */"
EARLY_RETURN = f"''' Take the sum and {RLI}''' ;return\n"


@pytest.mark.parametrize(
    ("path", "text", "start", "end"),
    [
        ("a.js", STRETCHED_STRING, 16, 36),
        ("a.js", COMMENTED_OUT, 2, 22),
        ("a.py", "def f():\n    " + EARLY_RETURN, 34, 35),
        ("a.c", COMMENTED_OUT, 2, 22),
        ("a.py", f"x = 1  # {RLE}abc\n# {PDF}\n", 9, 10),
        ("a.py", f"x = 1  # abc{PDI}\n", 12, 13),
    ],
)
def test_a_control_that_is_left_open_is_an_error(scan, path: str, text: str, start: int, end: int) -> None:
    finding = scan(text, path)[0]
    assert (finding.rule, finding.severity.label, finding.confidence) == ("hidden-text.bidi", "error", "high")
    assert (finding.span.start, finding.span.end) == (start, end)
    assert "not closed on its line" in finding.message


def test_the_message_names_the_controls(scan) -> None:
    (finding,) = scan(COMMENTED_OUT, "a.js")
    assert finding.message.endswith(
        "U+202E RIGHT-TO-LEFT OVERRIDE, 2 × U+2066 LEFT-TO-RIGHT ISOLATE, U+2069 POP DIRECTIONAL ISOLATE. Remove them."
    )


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        # Closed, but in another string than it was opened in: what stands between them is code.
        ("a.py", f'x = "{RLI}a", b, "{PDI}"\n', [(5, "bidi", "error")]),
        ("a.rs", f"/* {RLI} */ run(); /* {PDI} */", [(3, "bidi", "error")]),
        ("a.py", f"x{LRM} = 1  # {SHALOM}\n", [(1, "bidi", "error")]),
        ("a.py", f"f({RLI}x{PDI})\n", [(2, "bidi", "error")]),
        ("a.py", f"# {RLO}{SHALOM}{PDF}\n", [(2, "bidi", "warning")]),
        ("a.py", f"x = 'a{LRM}b'\n", [(6, "bidi", "warning")]),
        ("a.py", f"# {LRI}plain{PDI}\n", [(2, "bidi", "warning")]),
        ("a.py", f"# {RLI}{SHALOM}{PDI}\n", [(2, "bidi", "info")]),
        ("a.py", f"# {SHALOM}{RLM}! {ALM}\n", []),
        ("a.md", f"{RLI}{SHALOM}{PDI} {LRM}(x)\n", []),
        ("a.md", f"plain{LRM}\n", [(5, "bidi", "info")]),
        ("a.md", f"{RLI}{SHALOM}\n", [(0, "bidi", "warning")]),
        ("a.json", f'{{"he": "{RLI}{SHALOM}{PDI}", "en": "x"}}', [(8, "bidi", "info")]),
    ],
)
def test_other_controls_weigh_by_what_they_do_to_the_line(found, path: str, text: str, expected: list[object]) -> None:
    assert [finding[:3] for finding in found(text, path)] == expected


def test_an_isolate_closes_what_was_embedded_in_it_and_left_open(found) -> None:
    assert [f[:3] for f in found(f"# {RLI}{SHALOM}{RLE}{PDI}\n")] == [(2, "bidi", "error")]
    assert [f[:3] for f in found(f"# {RLI}{SHALOM}{RLE}{PDF}{PDI}\n")] == [(2, "bidi", "info")]
    assert [f[:3] for f in found(f"# {FSI}{SHALOM}{PDF}{PDI}\n")] == [(2, "bidi", "error")]


def test_each_line_is_judged_by_itself(found) -> None:
    text = f"# {LRI}one\r# {LRI}two\r\n# three{PDI}\n"
    assert [f[0] for f in found(text)] == [2, 9, 22]


def test_the_quick_fix_removes_every_control_of_the_line(fixed) -> None:
    assert fixed(COMMENTED_OUT, "a.js") == "/* } if (isAdmin)  begin admins only */"
