"""IPython's own syntax made into Python of the same length, so that a cell parses and every offset stays true.

What counts as a magic, a shell line or a question is from IPython's manual ("Built-in magic commands", "IPython
reference") and its `inputtransformer2`.
"""

from __future__ import annotations

import re

# Whole-cell magics whose body is Python all the same; only their first line is not.
_PYTHON_BODY = frozenset({"capture", "debug", "memit", "mprun", "prun", "python", "python3", "time", "timeit"})

_CELL_MAGIC = re.compile(r"\s*%%(\w+|!)")
_PHYSICAL = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_SHELL = re.compile(r"\s*(?:\?|!(?!=))")
_MAGIC = re.compile(r"\s*%")
_ASSIGNED = re.compile(r"(\s*(?!\d)\w[\w.,*\[\] \t]*=\s*)(?:!|%(?=[\w%]))")
_ASKED = re.compile(r"\s*(?!\d)[\w*]+(?:\.\w+|\[-?\d+\])*(\?)\??\s*\Z")
_TOKEN = re.compile(r"#|'''|\"\"\"|'|\"|[(\[{]|[)\]}]")
_STRING_END = {"'": re.compile(r"(?:[^'\\\r\n]|\\.)*'"), '"': re.compile(r'(?:[^"\\\r\n]|\\.)*"')}
_LONG_END = {q: re.compile(rf"(?:[^\\]|\\.)*?{q}", re.DOTALL) for q in ("'''", '"""')}


def is_foreign(cell: str) -> bool:
    """Whether a magic makes the whole cell something other than Python: ``%%bash``, ``%%html``, ``%%writefile f``."""
    match = _CELL_MAGIC.match(cell)
    return match is not None and match[1] not in _PYTHON_BODY


def neutral(cell: str) -> str:
    """The cell with its magics, shell lines and questions made into comments or zeros; lines and length stay.

    ``%matplotlib inline`` becomes ``#matplotlib inline``; where a statement is needed, in a block, ``  !ls -l`` becomes
    ``  0#s -l``; ``files = !ls`` becomes ``files = 0#s``; ``open?`` becomes ``open#``. No more than two characters of
    a line are lost, so that a secret in it is still seen. ``%`` is left alone where it is the operator, inside
    brackets, a string or after a backslash.
    """
    if not any(mark in cell for mark in "%!?"):
        return cell
    scan = _Scan()
    return "".join(scan.line(match.group()) for match in _PHYSICAL.finditer(cell))


class _Scan:
    """Goes through a cell line by line and knows whether a statement can begin here."""

    def __init__(self) -> None:
        self._quote = ""
        self._depth = 0
        self._continued = False
        self._in_magic = False

    def line(self, line: str) -> str:
        if self._in_magic:
            done = _put(line, len(line) - len(line.lstrip()), "#")
        elif self._quote:
            self._read(line, 0)
            return line
        else:
            done = self._done(line)
            if done == line:
                self._read(line, 0)
                return line
        # A backslash carries a magic on to the next line.
        self._in_magic = line.rstrip("\r\n").endswith("\\")
        return done

    def _done(self, line: str) -> str:
        """The line without what only IPython understands; the line itself when there is no such thing in it."""
        if _SHELL.match(line):
            return _commented(line)
        if self._depth or self._continued:
            return line
        if _MAGIC.match(line):
            return _commented(line)
        assigned = _ASSIGNED.match(line)
        if assigned:
            return _put(line, assigned.end(1), "0#")
        asked = _ASKED.match(line)
        if asked:
            return _put(line, asked.start(1), "#") if "*" not in line else _commented(line)
        return line

    def _read(self, line: str, at: int) -> None:
        self._continued = False
        while at < len(line):
            if self._quote:
                end = _LONG_END[self._quote].match(line, at)
                if end is None:
                    return
                at = end.end()
                self._quote = ""
                continue
            token = _TOKEN.search(line, at)
            if token is None:
                break
            if token.group() == "#":
                return
            at = token.end()
            mark = token.group()
            if mark in _LONG_END:
                self._quote = mark
            elif mark in _STRING_END:
                end = _STRING_END[mark].match(line, at)
                at = end.end() if end else len(line)
            elif mark in "([{":
                self._depth += 1
            else:
                self._depth = max(self._depth - 1, 0)
        self._continued = not self._quote and line.rstrip("\r\n").endswith("\\")


def _commented(line: str) -> str:
    """The line as a comment; behind indentation as a zero and a comment, for a block must not be empty."""
    start = len(line) - len(line.lstrip())
    if start == len(line):
        return line
    return _put(line, start, "0#" if start else "#")


def _put(line: str, at: int, text: str) -> str:
    """`text` over what stands at `at`, as far as the line goes without its end."""
    room = len(line.rstrip("\r\n")) - at
    text = text[:room]
    return line[:at] + text + line[at + len(text) :]
