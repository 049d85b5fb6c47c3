"""Texts as nasty as they come, edits to them, and an editor that applies edits by the letter of LSP.

The editor shares no code with the program: it goes through a text one code point at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from answerable.text.edits import ContentChange
from answerable.text.lines import Encoding

LINE_ENDS = ("\n", "\r\n", "\r")
# str.splitlines takes all of these for line ends; LSP does not.
NO_LINE_ENDS = ("\f", "\v", "\x1c", "\x85", "\u2028", "\u2029")
NASTY = (
    *LINE_ENDS,
    *NO_LINE_ENDS,
    "\t",
    " ",
    "    ",
    "a",
    "é",
    "e\N{COMBINING ACUTE ACCENT}",
    "\N{GRINNING FACE}",
    "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}",
    "\N{MATHEMATICAL FRAKTUR SMALL A}",
    "漢",
    "\ud83d",
    "\N{ZERO WIDTH NO-BREAK SPACE}",
    "\0",
)
"""Pieces of text; a lone surrogate among them, as JSON can carry one."""

CODE = {
    "python": (
        "def f(x):\n",
        "    return x\n",
        "class A:\n",
        '"""',
        "f'{x}'",
        "(",
        ")",
        "[",
        "]",
        "x = 1\n",
        "# note\n",
        "if x:\n",
        "    pass\n",
        "\\\n",
        "@a\n",
        "match x:\n",
        "  case 1:\n",
        "'",
        ":",
    ),
    "javascript": (
        "function f(x) {\n",
        "}\n",
        "`",
        "${",
        "/*",
        "*/",
        "//",
        "'",
        "=> ",
        "(",
        ")",
        "<div>",
        "</div>",
        "let y = 1",
        ";",
        "return\n",
        "a / b\n",
        "<!--",
        "{",
        "}",
    ),
    "markdown": (
        "# head\n",
        "- item\n",
        "  - inner\n",
        "```py\n",
        "```\n",
        "> quote\n",
        "1. one\n",
        "    code\n",
        "| a | b |\n",
        "|---|---|\n",
        "<div>\n",
        "</div>\n",
        "---\n",
        "===\n",
        "word ",
        "[l]: http://x\n",
        "<!--",
        "-->",
    ),
    "yaml": (
        "a: b\n",
        "- x\n",
        "  c: d\n",
        "  - e\n",
        "|\n",
        ">-\n",
        "    text\n",
        '"',
        "'",
        "{",
        "}",
        "[",
        "]",
        "&a ",
        "*a",
        "# note\n",
        "---\n",
        ": ",
        ", ",
    ),
    "json": ("{", "}", "[", "]", '"a"', ": ", ", ", "1", "true", "\n", "\\", '"'),
    "toml": ("a = 1\n", "[t]\n", "[[x]]\n", '"""', "'''", '"', "{", "}", "=", "# note\n", "1979-05-27", ".", ","),
    "go": (
        "package a\n",
        "func f() {\n",
        "}\n",
        "x := 1\n",
        "`",
        '"',
        "/*",
        "*/",
        "if a ",
        "{",
        "}",
        "(",
        ")",
        "go ",
    ),
    "java": (
        "class A {\n",
        "}\n",
        "void f() {\n",
        "int x = 1;\n",
        '"""',
        '"',
        "'",
        "/*",
        "*/",
        "@B ",
        "(",
        ")",
        "{",
        "}",
        "-> ",
    ),
}
"""Pieces of source by grammar, such as somebody types them: whole lines, and what opens and closes things."""
CODE["typescript"] = (*CODE["javascript"], ": string", "interface I {\n", "as T")
CODE["tsx"] = CODE["typescript"]


def texts(pieces: tuple[str, ...] = NASTY, max_size: int = 20) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=max_size).map("".join)


@dataclass(frozen=True)
class Doing:
    """Something done to a text, whatever its length: a share of it taken out, and text put in."""

    at: float
    length: int
    text: str
    whole: bool
    """Sent as the whole text, as a client with full synchronisation does."""

    def of(self, before: str) -> tuple[int, int]:
        """Start and end of what is taken out, in code points."""
        start = round(self.at * len(before))
        return start, min(start + self.length, len(before))

    def result(self, before: str) -> str:
        start, end = self.of(before)
        return before[:start] + self.text + before[end:]

    def change(self, before: str, encoding: Encoding) -> tuple[ContentChange, str]:
        """The change an editor would send, and its text after it.

        No position lies between `\\r` and `\\n`, so an editor that takes out half a line end says so with whole lines.
        """
        start, end = self.of(before)
        text = self.text
        after = self.result(before)
        if self.whole:
            return ContentChange(after), after
        if _inside_line_end(before, start):
            start -= 1
            text = "\r" + text
        if _inside_line_end(before, end):
            end += 1
            text = text + "\n"
        assert before[:start] + text + before[end:] == after
        return ContentChange(text, (position(before, start, encoding), position(before, end, encoding))), after


def doings(pieces: tuple[str, ...] = NASTY) -> st.SearchStrategy[Doing]:
    return st.builds(
        Doing,
        at=st.floats(0, 1),
        length=st.sampled_from((0, 0, 0, 1, 1, 2, 5, 40)),
        text=texts(pieces, 4),
        whole=st.integers(0, 4).map(lambda n: n == 0),
    )


def _inside_line_end(text: str, offset: int) -> bool:
    return text[max(offset - 1, 0) : offset + 1] == "\r\n"


def width(char: str, encoding: Encoding) -> int:
    """Units of one code point, from the definitions of UTF-8 and UTF-16."""
    code = ord(char)
    if encoding is Encoding.UTF16:
        return 2 if code >= 0x10000 else 1
    if encoding is Encoding.UTF8:
        return 1 + sum(code >= limit for limit in (0x80, 0x800, 0x10000))
    return 1


def position(text: str, offset: int, encoding: Encoding) -> tuple[int, int]:
    """Line and character of an offset that is not inside a line end."""
    line = character = 0
    for at, char in enumerate(text[:offset]):
        if char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n"):
            line, character = line + 1, 0
        elif char != "\r":
            character += width(char, encoding)
    return line, character


def offset(text: str, line: int, character: int, encoding: Encoding) -> int:
    """The last offset whose position is not past the given one, as LSP draws positions to the text."""
    if line < 0:
        return 0
    last = max(position(text, at, encoding)[0] for at in places(text))
    if line > last:
        return len(text)
    on_line = [at for at in places(text) if position(text, at, encoding)[0] == line]
    return max((at for at in on_line if position(text, at, encoding)[1] <= max(character, 0)), default=on_line[0])


def places(text: str) -> list[int]:
    return [at for at in range(len(text) + 1) if not _inside_line_end(text, at)]
