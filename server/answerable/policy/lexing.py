"""Comments and literals of languages we have no grammar for: near enough to place a comment, and no nearer.

One regular expression a language names what may hold a comment marker without being one (strings, here-documents,
tags) and the comments themselves. Where it errs, a suppression is not recognised and the finding stays: the harmless
side. Nested block comments end at the first end, regular expression literals are not known, and what stands behind the
beginning of a here-document on its line counts as part of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache

from answerable.text.languages import Language
from answerable.text.spans import Span

_LINE = r"[^\r\n]*"
_SLASHES = rf"//{_LINE}"
_BLOCK = r"/\*(?s:.)*?(?:\*/|\Z)"
# Possessive: a string of two megabytes must not leave two million states to go back to.
_DOUBLE = r'"(?:\\(?s:.)|[^"\\\r\n])*+"?'
_SINGLE = r"'(?:\\(?s:.)|[^'\\\r\n])*+'?"
_DOUBLE_LINES = r'"(?:\\(?s:.)|[^"\\])*+"?'
_SINGLE_LINES = r"'(?:\\(?s:.)|[^'\\])*+'?"
_RAW_SINGLE_LINES = r"'[^']*+'?"
_TRIPLE = r'"""(?s:.)*?(?:"""|\Z)'
# One character: in Rust and Scala a lone quote also begins a lifetime or a symbol.
_CHARACTER = r"'(?:\\[^\r\n]|[^\\'\r\n])[^'\r\n]{0,8}?'"
_TAG = r"<[A-Za-z/!?](?:\"[^\"]*+\"|'[^']*+'|[^<>\"'])*+>?"
_MARKUP_COMMENT = r"<!--(?s:.)*?(?:-->|\Z)"
_HEREDOC = r"(?P<heredoc><<<?[-~]?[ \t]*(?P<quote>['\"]?)(?P<word>[A-Za-z_]\w*)(?P=quote))"


def _own_line(markers: str) -> str:
    return rf"(?<![^\r\n])[ \t]*+(?:{markers}){_LINE}"


def _after_space(marker: str) -> str:
    return rf"(?:(?<![^\r\n])|(?<=[\s;&|()])){marker}{_LINE}"


_C_COMMENTS = (_SLASHES, _BLOCK)
_TERRAFORM = ((rf"#{_LINE}", *_C_COMMENTS), (_HEREDOC, _DOUBLE))
_SYNTAX: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # language: its comments, then its literals; where two begin at one place, the first one listed is taken.
    "dockerfile": ((_own_line("#"),), (_HEREDOC,)),
    "dotenv": ((_after_space("#"),), (rf"(?<==){_DOUBLE_LINES}", rf"(?<==){_SINGLE_LINES}")),
    "shellscript": (
        (_after_space("#"),),
        (_HEREDOC, r"\\(?s:.)", rf"\${_SINGLE_LINES}", _DOUBLE_LINES, _RAW_SINGLE_LINES),
    ),
    "ini": ((_own_line("[#;]"),), ()),
    "properties": ((_own_line("[#!]"),), ()),
    "ruby": (
        (r"(?<![^\r\n])=begin\b(?s:.)*?(?:(?<![^\r\n])=end\b[^\r\n]*|\Z)", _after_space("#")),
        (_HEREDOC, _DOUBLE_LINES, _SINGLE_LINES),
    ),
    "csharp": (_C_COMMENTS, (_TRIPLE, r'\$?@\$?"(?:""|[^"])*+"?', _DOUBLE, _CHARACTER)),
    "c": ((r"//(?:\\(?:\r\n|(?s:.))|[^\\\r\n])*+", _BLOCK), (_DOUBLE, _CHARACTER)),
    "cpp": (
        (r"//(?:\\(?:\r\n|(?s:.))|[^\\\r\n])*+", _BLOCK),
        (r'R"(?P<raw>[^()\s\\]{0,16})\((?s:.)*?(?:\)(?P=raw)"|\Z)', _DOUBLE, _CHARACTER),
    ),
    "rust": (_C_COMMENTS, (r'r(?P<hashes>#*)"(?s:.)*?(?:"(?P=hashes)|\Z)', _DOUBLE_LINES, _CHARACTER)),
    "kotlin": (_C_COMMENTS, (_TRIPLE, _DOUBLE, _CHARACTER)),
    "swift": (_C_COMMENTS, (_TRIPLE, _DOUBLE)),
    "scala": (_C_COMMENTS, (_TRIPLE, _DOUBLE, _CHARACTER)),
    "terraform": _TERRAFORM,
    "sql": ((rf"--{_LINE}", _BLOCK), (r"'(?:''|[^'])*+'?", r'"[^"]*+"?')),
    "html": ((_MARKUP_COMMENT,), (r"(?i:(?P<script><script\b)|(?P<style><style\b))[^>]*>?", _TAG)),
    "xml": ((_MARKUP_COMMENT,), (r"<!\[CDATA\[(?s:.)*?(?:\]\]>|\Z)", _TAG)),
    "php": ((_MARKUP_COMMENT,), (r"(?P<php><\?(?:php\b|=))",)),
    # What is embedded in the two above.
    "in script": (_C_COMMENTS, (_DOUBLE, _SINGLE, r"`(?:\\(?s:.)|[^`\\])*+`?", r"(?P<end>(?i:</script\b))")),
    "in style": ((_BLOCK,), (_DOUBLE, _SINGLE, r"(?P<end>(?i:</style\b))")),
    "in php": (
        (r"(?:#(?!\[)|//)(?:(?!\?>)[^\r\n])*+", _BLOCK),
        (_HEREDOC, _DOUBLE_LINES, _SINGLE_LINES, r"(?P<end>\?>)"),
    ),
}
_EMBEDDED = {"script": "in script", "style": "in style", "php": "in php"}
_FORMS = {"in script": ("//", ""), "in style": ("/*", "*/"), "in php": ("//", "")}
_OUTSIDE_FORMS = {"php": ("<!--", "-->")}


class LexedComments:
    """The comments of one text; see `policy.comments.Comments`."""

    def __init__(self, text: str, language: Language) -> None:
        self._text = text
        self._language = language
        self._comments: list[Span] = []
        self._literals: list[Span] = []
        self._regions: list[tuple[Span, str]] = []
        if language.comment is not None:
            self._lex(0, language.id if language.id in _SYNTAX else "", inside=False)

    def at(self, offset: int) -> Span | None:
        return _holding(self._comments, offset)

    def solid(self, offset: int) -> Span | None:
        found = _holding(self._literals, offset) or _holding(self._comments, offset)
        return found if found is not None and found.start < offset else None

    def form(self, offset: int) -> tuple[str, str] | None:
        for region, syntax in self._regions:
            if region.start <= offset <= region.end:
                return _FORMS[syntax]
        return _OUTSIDE_FORMS.get(self._language.id, self._language.comment)

    def _lex(self, at: int, syntax: str, *, inside: bool) -> int:
        """Notes what it sees from `at` on, to the end of the text or of the embedded language; where it stopped."""
        pattern = _pattern(syntax, self._language.comment)
        while (match := pattern.search(self._text, at)) is not None:
            named = match.groupdict()
            at = match.end()
            if named.get("end") is not None and inside:
                return match.start()
            if named["comment"] is not None:
                indent = len(named["comment"]) - len(named["comment"].lstrip())
                self._comments.append(Span(match.start() + indent, at))
            elif named.get("heredoc") is not None:
                at = self._after_heredoc(named["word"], at)
                self._literals.append(Span(match.start(), at))
            else:
                self._literals.append(Span(match.start(), at))
                for opening, embedded in _EMBEDDED.items():
                    if named.get(opening) is not None:
                        end = self._lex(at, embedded, inside=True)
                        self._regions.append((Span(at, end), embedded))
                        at = end
            if at == match.start():
                at += 1
        return len(self._text)

    def _after_heredoc(self, word: str, at: int) -> int:
        """Where the here-document ends that ends with this word; `at` itself where nothing ends it."""
        ends = self._last_words.get(word, [])
        next_line = bisect_right(ends, (at, at))
        return ends[next_line][1] if next_line < len(ends) else at

    @cached_property
    def _last_words(self) -> dict[str, list[tuple[int, int]]]:
        # Looked up rather than searched for, so that a thousand here-documents without an end cost one pass.
        words: dict[str, list[tuple[int, int]]] = {}
        for match in re.finditer(r"(?<![^\r\n])[ \t]*(\w+)(?=[;,)]*[ \t]*(?:[\r\n]|\Z))", self._text):
            words.setdefault(match[1], []).append((match.start(), match.end()))
        return words


def _holding(spans: list[Span], offset: int) -> Span | None:
    """The span that this offset lies in; the spans are disjoint and in order."""
    index = bisect_left(spans, Span(offset + 1, offset + 1)) - 1
    return spans[index] if index >= 0 and spans[index].start <= offset < spans[index].end else None


@lru_cache(maxsize=64)
def _pattern(syntax: str, comment: tuple[str, str] | None) -> re.Pattern[str]:
    if syntax:
        comments, literals = _SYNTAX[syntax]
    else:
        # A language whose grammar is not installed: comments on lines of their own are the safe guess.
        begins, ends = comment or ("#", "")
        whole = rf"{re.escape(begins)}(?s:.)*?(?:{re.escape(ends)}|\Z)" if ends else _own_line(re.escape(begins))
        comments, literals = (whole,), ()
    return re.compile("|".join((rf"(?P<comment>{'|'.join(comments)})", *literals)))
