"""What each rule of this room tells a person: the lesson, the weaknesses and controls it cites, where to read on."""

from __future__ import annotations

from dataclasses import dataclass

from answerable.findings.model import Control, Lesson


@dataclass(frozen=True, slots=True)
class Card:
    """The part of a rule's findings that is the same for all of them."""

    rule: str
    title: str
    lesson: Lesson
    cwe: tuple[str, ...]
    owasp: tuple[str, ...]
    controls: tuple[Control, ...]
    references: tuple[str, ...]


_REVIEW = (
    Control("NIST AI 600-1", "2024", "MS-2.6-004"),
    Control("NIST AI 600-1", "2024", "MS-2.7-001"),
    Control("ISO/IEC 42001", "2023", "A.6.2.4"),
)
_PROMPT_INJECTION = (
    Control("OWASP Top 10 for LLM applications", "2025", "LLM01"),
    Control("OWASP Top 10 for LLM applications", "2026", "LLM01"),
    *_REVIEW,
)
_INTEGRITY = ("A08:2021 - Software and Data Integrity Failures", "A08:2025 - Software or Data Integrity Failures")

_TR36 = "https://www.unicode.org/reports/tr36/"
_TR39 = "https://www.unicode.org/reports/tr39/"
_TR55 = "https://www.unicode.org/reports/tr55/"
_CWE_1007 = "https://cwe.mitre.org/data/definitions/1007.html"
_LLM01 = "https://genai.owasp.org/llmrisk/llm01-prompt-injection/"

TAGS = Card(
    rule="hidden-text.tags",
    title="Invisible text in tag characters",
    lesson=Lesson(
        why="Tag characters mirror ASCII and are drawn as nothing: a person reviews one text, a model obeys another.",
        wrong="Use tabs.<E0049><E0067><E006E><E006F><E0072><E0065> …",
        right="Use tabs.",
        when="where the characters spell the flag of a region in an emoji, which is not reported.",
    ),
    cwe=("CWE-1007", "CWE-1427"),
    owasp=_INTEGRITY,
    controls=_PROMPT_INJECTION,
    references=(_LLM01, "https://cwe.mitre.org/data/definitions/1427.html", _TR36),
)
BIDI = Card(
    rule="hidden-text.bidi",
    title="Bidi control that reorders what is shown",
    lesson=Lesson(
        why="A bidi control makes a line show in another order than it runs, so that code can pass for a comment.",
        wrong="/*<202E> } <2066>if (admin)<2069> <2066> begin */",
        right="/* begin */ if (admin) {",
        when="where a text in Hebrew or Arabic needs it to be shown right, and it ends in the line where it begins.",
    ),
    cwe=("CWE-1007",),
    owasp=_INTEGRITY,
    controls=_REVIEW,
    references=("https://nvd.nist.gov/vuln/detail/CVE-2021-42574", "https://trojansource.codes/", _TR55, _CWE_1007),
)
ZERO_WIDTH = Card(
    rule="hidden-text.zero-width",
    title="Invisible character",
    lesson=Lesson(
        why="Two texts that differ by an invisible character look the same, and many of them can carry a message.",
        wrong='if (role === "adm<200B>in")',
        right='if (role === "admin")',
        when="where a joiner shapes letters in Persian or an Indic script, or holds an emoji together.",
    ),
    cwe=("CWE-1007",),
    owasp=_INTEGRITY,
    controls=_PROMPT_INJECTION,
    references=(_CWE_1007, _TR36, _TR39),
)
CONTROL = Card(
    rule="hidden-text.control",
    title="Control character in a text",
    lesson=Lesson(
        why="A control character acts instead of being shown: it can end a comment or rewrite what a terminal shows.",
        wrong='log("<001B>[2J")',
        right='log("\\u001b[2J")',
        when="where the file is data for a terminal or a printer, or a form feed parts an old source.",
    ),
    cwe=("CWE-150",),
    owasp=_INTEGRITY,
    controls=_REVIEW,
    references=("https://cwe.mitre.org/data/definitions/150.html", _TR55),
)
HOMOGLYPH = Card(
    rule="hidden-text.homoglyph",
    title="Name made of look-alike letters",
    lesson=Lesson(
        why="A letter of another alphabet makes a different name that no reader can tell from the one it copies.",
        wrong="def is_\N{CYRILLIC SMALL LETTER A}dmin(user): ...  # U+0430",
        right="def is_admin(user): ...",
        when="where the name is a word of that other alphabet throughout, and nothing in ASCII looks like it.",
    ),
    cwe=("CWE-1007",),
    owasp=_INTEGRITY,
    controls=_REVIEW,
    references=(_CWE_1007, _TR39, _TR55),
)

CARDS = (TAGS, BIDI, ZERO_WIDTH, CONTROL, HOMOGLYPH)
"""All rules of this room."""
