"""What is open at the end of JavaScript or TypeScript text, and what was closed without having been opened."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOSER = {"(": ")", "[": "]", "{": "}"}

_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<long>/\*)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<quote>["'])
    |(?P<tick>`)
    |(?P<arrow>=>)
    |(?P<bracket>[()\[\]{}])
    |(?P<slash>/)
    |(?P<newline>\n)
    |(?P<space>[^\S\n]+)
    |(?P<word>[\w$]+)
    |.""",
    re.VERBOSE | re.DOTALL,
)
_IN_TEMPLATE = re.compile(r"(?P<end>`)|(?P<hole>\$\{)|(?P<newline>\n)|\\.|[^`$\\\n]+|.", re.DOTALL)
_PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
# After these words a value follows, so that a slash begins a regular expression.
_BEFORE_VALUE = frozenset({"return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "await", "else"})


@dataclass(frozen=True, slots=True)
class Opened:
    """Something that is open."""

    opener: str
    """A bracket, ``${``, a quote, or ``/*``."""
    before: str
    """The last word or sign before it."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A bracket that was closed without having been opened."""

    closer: str
    after: str
    """What follows it, without spaces, some characters of it."""
    at: int
    """Where it stands, in characters."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the brackets and quotes of a text stand at its end."""

    opened: tuple[Opened, ...]
    closed: tuple[Closed, ...]
    comment: bool
    """The last line ends in a comment."""
    last: str
    """The last word or sign."""


def standing(text: str) -> Standing:
    """Reads the text as JavaScript, as far as that goes."""
    stack: list[Opened] = []
    closed: list[Closed] = []
    at, last, comment = 0, "", False
    while at < len(text):
        if stack and stack[-1].opener == "`":
            match = _IN_TEMPLATE.match(text, at)
            if match is None:
                break
            at = match.end()
            if match["end"]:
                stack.pop()
                last = "`"
            elif match["hole"]:
                stack.append(Opened("${", ""))
            continue
        match = _TOKEN.match(text, at)
        if match is None:
            break
        at = match.end()
        if match["comment"] or match["space"] or match["newline"]:
            comment = bool(match["comment"] and match[0].startswith("//")) or (comment and bool(match["space"]))
            continue
        comment = False
        if match["long"]:
            stack.append(Opened("/*", last))
            break
        if match["quote"]:
            if text.find("\n", at) < 0:
                # On the last line: it breaks off inside a string.
                stack.append(Opened(match["quote"], last))
                break
            continue
        if match["tick"]:
            stack.append(Opened("`", last))
            continue
        if match["slash"]:
            pattern = _PATTERN.match(text, match.start())
            if pattern is not None and (last in _BEFORE_VALUE or not re.match(r"[\w$)\]}\"'`]", last[-1:])):
                at = pattern.end()
                last = "/x/"
                continue
        if match["bracket"]:
            _bracket(match[0], text, at, last, stack, closed)
        last = match[0]
    return Standing(tuple(stack), tuple(closed), comment, last)


def _bracket(bracket: str, text: str, at: int, last: str, stack: list[Opened], closed: list[Closed]) -> None:
    if bracket in _CLOSER:
        stack.append(Opened(bracket, last))
        return
    wanted = [index for index, one in enumerate(stack) if _CLOSER.get(one.opener[-1]) == bracket]
    if wanted:
        # What was opened inside and never closed ends here too.
        del stack[wanted[-1] :]
    else:
        closed.append(Closed(bracket, text[at : at + 40].lstrip(), at))
