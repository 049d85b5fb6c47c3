"""Letters that look like others are written as escapes throughout: a reader of this file must see which is which."""

from __future__ import annotations

import pytest

from answerable.detect.detector import Cancel
from answerable.detect.hidden_text.detector import HiddenTextDetector
from answerable.text.snapshot import Snapshot

A, E, OH, P, C, X, L = "\u0430", "\u0435", "\u043e", "\u0440", "\u0441", "\u0445", "\u04cf"
ALPHA, RHO, SIGMA, OMICRON, DELTA = "\u03b1", "\u03c1", "\u03c3", "\u03bf", "\u0394"
NAME = "\u0438\u043c\u044f"  # a Russian word that looks like nothing else
EXEC = E + X + E + C


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.py", f"p{A}ypal = 1\n", [(0, "warning", f"p{A}ypal")]),
        ("a.py", f"obj.p{A}ypal()\n", [(4, "warning", f"p{A}ypal")]),
        (
            "a.ts",
            f"class A {{ #k{E}y = 1; m{E}th() {{}} }}\n",
            [(11, "warning", f"k{E}y"), (20, "warning", f"m{E}th")],
        ),
        ("a.ts", f"type {P}aid = 1;\n", [(5, "warning", f"{P}aid")]),
        ("a.go", "package a\nfunc is\u0410dmin() {}\n", [(15, "warning", "is\u0410dmin")]),
        ("A.java", f"class A {{ int {C}ount; }}\n", [(14, "warning", f"{C}ount")]),
        ("a.c", f'int {A}dmin; // {A}dmin\nchar *s = "{A}dmin";\n', [(4, "warning", f"{A}dmin")]),
        ("a.js", f'import x from "l{OH}dash"; const y = "l{OH}dash";\n', [(15, "warning", f"l{OH}dash")]),
        ("a.js", f'const x = require("@scope/{E}xpress");\n', [(26, "warning", f"{E}xpress")]),
        ("a.json", f'{{"l{OH}dash": "l{OH}dash"}}', [(2, "warning", f"l{OH}dash")]),
        ("a.yaml", f"us{E}r: us{E}r\n", [(0, "warning", f"us{E}r")]),
        ("a.toml", f'us{E}r = "us{E}r"\n', []),
        # A word of one alphabet that spells another name of the file.
        ("a.js", f"{EXEC}(1); exec(2);\n", [(0, "error", EXEC)]),
        ("a.js", f"{EXEC}(1); // exec\n", []),
        ("a.py", f"{A} = 1; a = 2\n", [(0, "error", A)]),
        # Fullwidth and mathematical letters.
        ("a.js", "\uff45val(1);\n", [(0, "warning", "\uff45val")]),
        ("a.py", "\U0001d4eeval('1')\n", [(0, "error", "\U0001d4eeval")]),
        ("a.py", "\u1d49val('1')\n", [(0, "error", "\u1d49val")]),
        ("a.py", "\u212aey = 1\n", [(0, "error", "\u212aey")]),
    ],
)
def test_names_that_pass_for_others(scan, path: str, text: str, expected: list[object]) -> None:
    findings = scan(text, path)
    assert {f.rule for f in findings} <= {"hidden-text.homoglyph"}
    assert [(f.span.start, f.severity.label, text[f.span.start : f.span.end]) for f in findings] == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{NAME} = 1",
        f"get{NAME} = 1",
        f"get_{NAME} = 1",
        "\u540d\u524d = get\u540d\u524d()",
        "gr\u00f6\u00dfe = na\u00efve = \u00e9tat = 1",
        "kullan\u0131c\u0131 = 1",
        f"{ALPHA} = {SIGMA} = {DELTA} = \u00b5 = 1; a = 2; o = 3",
        f"{SIGMA}_x = {ALPHA}max = d{RHO} = {DELTA}t = {DELTA}{SIGMA} = {RHO}0 = 1",
        "x\u207f = x\u1d62 = \u2113_max = \u2113 = \u211d = 1",
        "\u03bb\u03cc\u03b3\u03bf\u03c2 = 1",
        f"x = 'p{A}ypal'  # p{A}ypal",
    ],
)
def test_words_of_somebodys_language_and_symbols_are_left_alone(found, text: str) -> None:
    assert found(text, "a.py") == []
    assert found(text.replace("#", "//"), "a.ts") == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"p{ALPHA}ypal = 1", f"p{ALPHA}ypal"),
        (f"p{OMICRON} = 1", f"p{OMICRON}"),
        (f"{ALPHA}dmin = 1; admin = 2", f"{ALPHA}dmin"),
    ],
)
def test_greek_letters_that_are_no_symbols(scan, text: str, word: str) -> None:
    (finding,) = scan(text, "a.js")
    assert text[finding.span.start : finding.span.end] == word


def test_the_message_says_which_letters_and_what_a_reader_sees(scan) -> None:
    (finding,) = scan(f"p{A}ypal = 1\np{A}ypal + p{A}ypal\n")
    assert finding.message == (
        f"“p{A}ypal” is not “paypal”: it mixes alphabets, with U+0430 CYRILLIC SMALL LETTER A. "
        "It stands 2 more times in this file."
    )


def test_the_message_says_what_python_makes_of_a_name(scan) -> None:
    (finding,) = scan("\U0001d4eeval('1')\n")
    assert finding.message == (
        "Python reads “\U0001d4eeval” as “eval” (NFKC); a search for it misses: "
        "U+1D4EE MATHEMATICAL BOLD SCRIPT SMALL E."
    )


def test_the_quick_fix_writes_every_place_in_ascii(fixed) -> None:
    assert fixed(f"p{A}ypal = 1\nprint(p{A}ypal)\n") == "paypal = 1\nprint(paypal)\n"
    assert fixed("\U0001d4eeval('1')\n") == "eval('1')\n"


def test_a_letter_with_two_look_alikes_is_for_a_person_to_decide(scan) -> None:
    (finding,) = scan(f"va{L}ue = 1\n")
    assert finding.fixes == ()
    assert "“value”" in finding.message


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.py", f"u = 'https://p{A}ypal.com/x'", [(13, f"p{A}ypal")]),
        ("a.md", f"Write to me@g{OH}{OH}gle.com.", [(12, f"g{OH}{OH}gle")]),
        ("a.md", f"https://{A}{P}{P}{L}{E}.com", [(8, A + P + P + L + E)]),
        ("a.md", f"git.l{OH}cal.host and a.{C}.dev", [(21, C)]),
        ("a.md", f"https://{NAME}.com https://\u044f\u043d\u0434\u0435\u043a\u0441.\u0440\u0444", []),
        ("a.md", f"https://sh{OH}p.store", [(8, f"sh{OH}p")]),
        ("a.md", f"https://{A}-{NAME}.com", []),
        ("a.md", f"p{A}ypal, {C}.", []),
        ("a.py", f"{C}.io", []),
    ],
)
def test_hosts_that_pass_for_others(scan, path: str, text: str, expected: list[object]) -> None:
    findings = scan(text, path)
    assert [(f.span.start, text[f.span.start : f.span.end]) for f in findings] == expected
    assert {f.rule for f in findings} <= {"hidden-text.homoglyph"}


@pytest.mark.parametrize("text", [f"{A}a" * 30_000 + " = 1\n", f"{A}a." * 5_000, f"{A}a " * 20_000])
def test_long_words_and_chains_are_read_once(text: str) -> None:
    """Read anew for each run of letters in them, these took minutes: a way to stop the checks of every document."""
    found = HiddenTextDetector().scan(Snapshot.of(text, "a.py"), Cancel()).findings
    assert len(found) == 1
