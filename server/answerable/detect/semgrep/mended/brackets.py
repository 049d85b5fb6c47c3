"""What is open at the end of Python text, and what was closed without having been opened."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOSER = {"(": ")", "[": "]", "{": "}"}
_OPENER = {closer: opener for opener, closer in _CLOSER.items()}

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<string>(?<![\w])(?:[rRbBuUfF]{0,3})(?P<quote>\"\"\"|'''|"|'))
    |(?P<bracket>[()\[\]{}])
    |(?P<newline>\n)
    |\w+|.""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Balance:
    """How the brackets and quotes of a text stand."""

    closers: str
    """What would close everything that is open at the end, a string first."""
    openers: str
    """What would open everything that was closed too often, outermost first."""
    last_unopened: int
    """The line, from 0, of the last such bracket; -1 where there is none."""
    open_line: int
    """The line, from 0, on which the outermost thing that is still open began; -1 where there is none."""
    broken: frozenset[int]
    """Lines, from 0, on which a string is opened that its line does not close."""


def balance(text: str) -> Balance:
    """Reads the text as Python, as far as that goes."""
    stack: list[tuple[str, int]] = []
    openers: list[str] = []
    broken: set[int] = set()
    line, at, last_unopened = 0, 0, -1
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            break
        at = match.end()
        if match["newline"]:
            line += 1
        elif match["quote"]:
            end = _string_end(text, at, match["quote"])
            if end is None and len(match["quote"]) == 3:
                quote = match["quote"]
                return _result(stack, quote, openers, last_unopened, line, broken)
            if end is None:
                newline = text.find("\n", at)
                if newline < 0:
                    return _result(stack, match["quote"], openers, last_unopened, line, broken)
                broken.add(line)
                at = newline
            else:
                line += text.count("\n", at, end)
                at = end
        elif match["bracket"]:
            bracket = match["bracket"]
            if bracket in _CLOSER:
                stack.append((bracket, line))
            elif stack and stack[-1][0] == _OPENER[bracket]:
                stack.pop()
            elif not stack:
                openers.append(_OPENER[bracket])
                last_unopened = line
    return _result(stack, "", openers, last_unopened, -1, broken)


def _result(
    stack: list[tuple[str, int]], quote: str, openers: list[str], last_unopened: int, line: int, broken: set[int]
) -> Balance:
    closers = quote + "".join(_CLOSER[bracket] for bracket, _ in reversed(stack))
    begun = stack[0][1] if stack else line
    return Balance(closers, "".join(reversed(openers)), last_unopened, begun, frozenset(broken))


def _string_end(text: str, start: int, quote: str) -> int | None:
    """Where the string that begins at `start`, after its quote, is over; None where it is not."""
    at = start
    while True:
        found = text.find(quote, at)
        if found < 0 or (len(quote) == 1 and "\n" in text[start:found].replace("\\\n", "")):
            return None
        slashes = len(text[start:found]) - len(text[start:found].rstrip("\\"))
        if slashes % 2 == 0:
            return found + len(quote)
        at = found + 1
