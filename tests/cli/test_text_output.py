"""What a person reads: strings in, strings out."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from rich.console import Console

from answerable.cli.terminal import console
from answerable.cli.text_output import show, show_problems
from answerable.findings.fingerprint import MASK
from answerable.findings.model import Finding, Fix, Lesson, Severity, Skipped
from answerable.findings.problems import Problem
from answerable.interop.outcome import Document, Outcome, Suppressed
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

Make = Callable[..., Outcome]
TEXT = "import os\n\ndef run(name):\n\tos.system(name)  # [red]x[/red]\n"
SHELL = Finding(
    rule="python.command-injection",
    detector="semgrep",
    span=Span(TEXT.index("os.system"), TEXT.index("(name)  ") + 6),
    severity=Severity.ERROR,
    message="The shell gets what a user wrote. Call the program itself.",
    cwe=("CWE-78",),
    lesson=Lesson("A shell runs what it is given.", "os.system(name)", "subprocess.run(\n    [name]\n)"),
    fixes=(Fix("Call without a shell", ()),),
)


def shown(outcome: Outcome, *, color: str = "never", encoding: str = "utf-8") -> str:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="backslashreplace")
    show(outcome, console(color, stream))
    stream.seek(0)
    return stream.read()


def test_a_finding_tells_place_rule_excerpt_lesson_and_fix(outcome: Make) -> None:
    made = outcome(
        documents=(Document.of(Snapshot.of(TEXT, "src/a.py"), (SHELL,)),), shown={"src/a.py": "../x/src/a.py"}
    )
    assert shown(made) == (
        "error  python.command-injection  CWE-78\n"
        "../x/src/a.py:4:2\n"
        "  The shell gets what a user wrote. Call the program itself.\n"
        "     3 │ def run(name):\n"
        "     4 │     os.system(name)  # [red]x[/red]\n"
        "       │     ^^^^^^^^^^^^^^^\n"
        "  why   A shell runs what it is given.\n"
        "  right subprocess.run(\n"
        "            [name]\n"
        "        )\n"
        "  fix   available in the editor: Call without a shell\n"
        "\n"
        "1 finding (1 error) in 2 files, 1,234 lines, 1 rule, 1.2 s.\n"
    )


def test_a_clean_scan_says_so_and_what_was_looked_at(outcome: Make) -> None:
    assert shown(outcome()) == "No findings in 2 files, 1,234 lines, 1 rule, 1.2 s.\n"


def test_what_was_not_checked_is_told_failures_one_by_one_decisions_by_reason(outcome: Make) -> None:
    skipped = (
        *(Skipped(f"out/{n}", "ignored by .gitignore", failure=False) for n in range(7)),
        Skipped("big.json", "larger than 1,000 (it has 2,000)", failure=False),
        Skipped("huge.json", "larger than 1,000 (it has 3,000)", failure=False),
        Skipped("a.py", "timed out", detector="semgrep"),
        Skipped("b.py", "not valid UTF-8"),
    )
    assert shown(outcome(skipped=skipped)).splitlines()[1:] == [
        "Could not be checked (2):",
        "  a.py: semgrep: timed out",
        "  b.py: not valid UTF-8",
        "Left out (9):",
        "  ignored by .gitignore: out/0, out/1, out/2, out/3, out/4 and 2 more",
        "  larger than 1,000: big.json, huge.json",
    ]


def test_what_is_below_the_threshold_and_what_is_suppressed_is_counted(outcome: Make) -> None:
    snapshot = Snapshot.of(TEXT, "a.py")
    hint = Finding("r.hint", "semgrep", Span(0, 6), Severity.HINT, "Perhaps.")
    made = outcome(documents=(Document.of(snapshot, (hint, SHELL), (Suppressed(SHELL, "known"),)),))
    assert shown(made).splitlines()[-3:] == [
        "2 findings (1 error, 1 hint) in 2 files, 1,234 lines, 1 rule, 1.2 s.",
        "1 finding below the threshold (warning).",
        "1 finding suppressed.",
    ]


def test_secrets_are_masked_also_where_another_finding_or_a_suppression_shows_the_line(outcome: Make) -> None:
    text = "login('abcdefgh1234'); eval(x); key = 'zyxwvuts9876'\n"
    snapshot = Snapshot.of(text, "a.py")
    first = Finding("secrets.a", "secrets", Span(7, 19), Severity.ERROR, "A secret.", sensitive=True)
    at = text.index("zyx")
    second = Finding("secrets.b", "secrets", Span(at, at + 12), Severity.ERROR, "A secret.", sensitive=True)
    call = Finding("python.eval", "semgrep", Span(23, 30), Severity.ERROR, "Runs text.")
    made = outcome(documents=(Document.of(snapshot, (first, call), (Suppressed(second, "test"),)),))
    text_shown = shown(made)
    assert "abcdefgh" not in text_shown
    assert "zyxwvuts" not in text_shown
    assert text_shown.count(f"     1 │ login('{MASK}'); eval(x); key = '{MASK}'") == 2


def test_nothing_a_terminal_obeys_gets_through(outcome: Make) -> None:
    text = "x = '\x1b]0;title\x07'\n"
    finding = Finding(
        "team.\x1b[31mrule",
        "semgrep",
        Span(4, 16),
        Severity.WARNING,
        "Matched \x1b[2J here\u202e.",
        lesson=Lesson("Why \x1b[1m.", "", "right\x07"),
        fixes=(Fix("Fix\x1b[0m", ()),),
    )
    skipped = (Skipped("a\x1b[2J.py", "bad \x1b name"),)
    made = outcome(documents=(Document.of(Snapshot.of(text, "d\x1b.py"), (finding,)),), skipped=skipped)
    assert not any(char in shown(made) for char in "\x1b\x07\u202e")


def test_colours_when_asked_for_and_only_then(outcome: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    made = outcome(documents=(Document.of(Snapshot.of(TEXT, "a.py"), (SHELL,)),))
    assert "\x1b[1;31merror\x1b[0m" in shown(made, color="always")
    assert "\x1b" not in shown(made, color="auto")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;31m" in shown(made, color="always")


def test_a_stream_that_knows_no_line_drawing_gets_ascii(outcome: Make) -> None:
    made = outcome(documents=(Document.of(Snapshot.of(TEXT, "a.py"), (SHELL,)),))
    assert "     4 |     os.system(name)" in shown(made, encoding="ascii")


def test_a_problem_is_one_line_with_file_line_key_and_remedy() -> None:
    stream = io.StringIO()
    problem = Problem("answerable.toml", "is no key.", "Write `threshold`.", 3, "scan.treshold")
    show_problems([problem], Console(file=stream, markup=False))
    assert stream.getvalue() == "problem  answerable.toml:3: `scan.treshold` is no key. Write `threshold`.\n"


def test_a_second_copy_of_a_secret_and_one_in_a_message_are_masked(outcome: Make) -> None:
    text = "key = 'zyxwvuts9876'\nrun('zyxwvuts9876')\n"
    secret = Finding("secrets.a", "secrets", Span(7, 19), Severity.ERROR, "A secret.", sensitive=True)
    call = Finding(
        "r.run", "semgrep", Span(21, 40), Severity.ERROR, "run(zyxwvuts9876) runs.", fixes=(Fix("No zyxwvuts9876", ()),)
    )
    said = shown(outcome(documents=(Document.of(Snapshot.of(text, "a.py"), (secret, call)),)))
    assert "zyxwvuts" not in said
    assert f"  run({MASK}) runs.\n" in said
    assert f"     2 │ run('{MASK}')\n" in said
    assert f"available in the editor: No {MASK}\n" in said
