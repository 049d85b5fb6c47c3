from __future__ import annotations

import pytest

from answerable.detect.detector import Cancel, Cancelled
from answerable.detect.hidden_text.cards import CARDS
from answerable.detect.hidden_text.detector import MOST, HiddenTextDetector
from answerable.detect.hidden_text.instructions import is_instructions
from answerable.text.snapshot import Snapshot


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.py", "x = '\x1b[2J\x08\x08'\n", [(5, "control", "warning", "\x1b"), (9, "control", "warning", "\x08\x08")]),
        ("a.py", "a\tb\r\n\x0cc\n", []),
        ("a.py", "# \x85 \x9b31m", [(2, "control", "warning", r"\x85"), (4, "control", "warning", r"\x9b")]),
        ("a.js", "// note\u2028run();\n", [(7, "control", "error", r"\u2028")]),
        ("a.js", "let a = 'x\u2029y';\n", [(10, "control", "info", r"\u2029")]),
        ("a.py", "# note\u2028x\n", [(6, "control", "warning", r"\u2028")]),
        ("a.md", "a\u2028b\ufff9", [(1, "control", "info", r"\u2028"), (3, "control", "warning", r"\ufff9")]),
        ("a.txt", "\x00", [(0, "control", "warning", "\x00")]),
    ],
)
def test_a_control_character_weighs_by_what_it_does(found, path: str, text: str, expected: list[object]) -> None:
    assert found(text, path) == expected


def test_a_control_character_is_named(scan) -> None:
    (finding,) = scan("x = '\x1b'")
    assert finding.message.startswith("U+001B ESCAPE in a string: it acts instead of being shown.")


def test_plain_ascii_is_silent_without_asking_for_a_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Snapshot, "tree", property(lambda _: pytest.fail("parsed for nothing")))
    snapshot = Snapshot.of("def f(x):\n\treturn 'a' # b\r\n\x0c", "a.py")
    assert HiddenTextDetector().scan(snapshot, Cancel()).findings == ()


def test_a_flood_is_told_in_so_many_findings_and_a_number(scan) -> None:
    findings = scan("\x00 " * (MOST + 5), "a.txt")
    assert len(findings) == MOST
    assert [f.span.start for f in findings] == list(range(0, 2 * MOST, 2))
    assert findings[-1].message.endswith("There are 5 more of these in this file.")
    assert "more of these" not in findings[-2].message


def test_a_scan_that_is_no_longer_wanted_stops() -> None:
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        HiddenTextDetector().scan(Snapshot.of("a\u200b"), cancel)


@pytest.mark.parametrize(
    "path",
    [
        "AGENTS.md", "sub/agents.md", "CLAUDE.md", "CLAUDE.local.md", "GEMINI.md", ".cursorrules", "app/.windsurfrules",
        ".clinerules", ".clinerules/style", ".cursor/rules/style.mdc", "any.mdc", ".github/copilot-instructions.md",
        ".github/instructions/py.instructions.md", "review.prompt.md", ".github/chatmodes/plan.chatmode.md",
        "skills/deploy/SKILL.md", ".claude/commands/fix.md", ".claude/agents/x/y.md", ".kiro/steering/product.md",
        ".roo/rules-code/a.txt", "llms.txt",
    ],
)  # fmt: skip
def test_files_that_agents_obey(path: str) -> None:
    assert is_instructions(path)


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "docs/agents/guide.md",
        "agents.py",
        "prompt.md",
        "src/claude.md.py",
        "myagents.md",
        ".claude/settings.json",
    ],
)
def test_files_that_agents_merely_read(path: str) -> None:
    assert not is_instructions(path)


def test_in_an_agents_instructions_everything_hidden_is_an_error(scan) -> None:
    text = "keep\u00ad it\u200b short \x1b \u2066x\u2069\n"
    assert [f.severity.label for f in scan(text, "notes.md")] == ["hint", "info", "warning", "info"]
    findings = scan(text, "AGENTS.md")
    assert [f.severity.label for f in findings] == ["error"] * 4
    assert [f.span.start for f in findings] == [4, 8, 16, 18]
    assert all(f.message.endswith("and it reads what you cannot see.") for f in findings)


def test_every_rule_teaches_cites_and_is_named_once() -> None:
    assert sorted(card.rule for card in CARDS) == [
        "hidden-text.bidi",
        "hidden-text.control",
        "hidden-text.homoglyph",
        "hidden-text.tags",
        "hidden-text.zero-width",
    ]
    for card in CARDS:
        assert card.lesson.why.endswith(".")
        assert card.lesson.wrong
        assert card.lesson.right
        assert card.cwe
        assert card.controls
        assert all(reference.startswith("https://") for reference in card.references)
        # What explains hidden text hides none.
        assert (card.lesson.wrong + card.lesson.right).isprintable()
