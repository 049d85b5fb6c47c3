"""Puts fragments of Python right.

Strings and brackets first, then the indentation the fragment begins with; then the interpreter's own parser is asked,
and each line it stumbles over is given what it lacks or left out, a limited number of times.
"""

from __future__ import annotations

import ast
import re
import warnings
from threading import Lock

from answerable.detect.semgrep.mended.brackets import balance
from answerable.detect.semgrep.mended.imports import missing
from answerable.detect.semgrep.mended.pieces import Copy, Line
from answerable.detect.semgrep.slice import Slice
from answerable.text.snapshot import Snapshot

# The filters of warnings are the process's own, and not safe to change from two threads.
_PARSING = Lock()
# Longer text is no fragment, and each look at it costs.
_LONGEST = 60_000
_TRIES = 24
# Of the lines with text; what is left of a text that needs more is not worth calling checked.
_MOST_LEFT_OUT = 0.7

_QUOTES = re.compile(r"\"\"\"|'''")
_MIDDLE = re.compile(r"\s*(?:else|elif\b.*|except\b.*|finally|case\b.*)\s*:\s*(?:#.*)?$")
_BLOCK = re.compile(r"expected an indented block after .* on line (\d+)")
_TRY = re.compile(r"\s*try\s*:")


def mended(snapshot: Snapshot) -> Slice | None:
    """The document as a text that parses; None where it parses as it is or cannot be put right."""
    text = snapshot.text
    if snapshot.language.id != "python":
        return None
    if len(text) > _LONGEST or "\r" in text.replace("\r\n", "") or not text.strip():
        return None
    best: Copy | None = None
    for copy in _readings(text):
        done = _put_right(copy)
        if done and (best is None or copy.dropped() < best.dropped()):
            best = copy
    lines = sum(1 for line in text.split("\n") if line.strip())
    if best is None or best.dropped() > _MOST_LEFT_OUT * lines:
        return None
    first = next((line for line in best.lines if line.kept and line.text.strip()), None)
    if first is not None:
        first.before = missing(text) + first.before
    return best.slice()


def _readings(text: str) -> list[Copy]:
    """The text, and, where it may begin inside a long string, the text without the rest of that string."""
    readings = [Copy.of(text)]
    quotes = _QUOTES.search(text)
    if quotes is not None:
        late = Copy.of(text)
        for line in late.lines[: text.count("\n", 0, quotes.end()) + 1]:
            line.kept = False
        readings.append(late)
    return readings


def _put_right(copy: Copy) -> bool:
    """Whether the copy parses in the end."""
    _close(copy)
    _indent(copy)
    for _ in range(_TRIES):
        error = _error(copy.text())
        if error is None:
            return True
        if not _mend(copy, error):
            return False
    return False


def _error(text: str) -> SyntaxError | None:
    try:
        with _PARSING, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError):
        return SyntaxError("", ("", 0, 0, ""))
    return None


def _close(copy: Copy) -> None:
    """Opens and closes strings and brackets."""
    state = balance(copy.text())
    for index in state.broken:
        copy.lines[index].kept = False
    if state.broken:
        state = balance(copy.text())
    if state.openers:
        first = next((line for line in copy.lines if line.kept and line.text.strip()), None)
        if first is not None:
            first.opening = "_ = " + state.openers
    if state.closers:
        last = next((line for line in reversed(copy.lines) if line.text.strip()), copy.lines[-1])
        if "#" in last.text and not state.closers.startswith(("'", '"')):
            copy.lines[-1].closing = "\n" + state.closers
        else:
            last.closing = state.closers
            if _error(_alone(copy, state.open_line)) is not None:
                # It breaks off after an operator, a dot or an equals sign: any name will do.
                last.closing = "_" + state.closers
                if _error(_alone(copy, state.open_line)) is not None:
                    last.closing = state.closers


def _alone(copy: Copy, start: int) -> str:
    """The statement that a line belongs to, without its indentation."""
    return "\n".join(line.shown for line in copy.lines[max(start, 0) :]).strip()


def _indent(copy: Copy) -> None:
    """Puts a header before a fragment that begins inside blocks, one for each it comes out of."""
    first = next((line for line in copy.lines if _says_something(line)), None)
    if first is None:
        return
    inside = len(first.opening.removeprefix("_ = "))
    # Inside brackets nothing is said about blocks; what follows tells.
    depths = [] if inside else [first.indent]
    for line in copy.lines:
        if _says_something(line):
            if inside <= 0 and (not depths or line.indent < depths[-1]):
                depths.append(line.indent)
            inside += sum(line.text.count(c) for c in "([{") - sum(line.text.count(c) for c in ")]}")
    depth = depths[0] if depths else 0
    levels = sorted({0, *depths[1:]} - {depth}) if depth else []
    first.before = "".join(" " * level + "if 1:\n" for level in levels)
    if first.opening:
        first.before += " " * depth + first.opening + "\n"
        first.opening = ""


def _says_something(line: Line) -> bool:
    return line.kept and bool(line.text.strip()) and not line.text.lstrip().startswith("#")


def _mend(copy: Copy, error: SyntaxError) -> bool:
    """One step towards a text that parses; False where there is none to take."""
    if not error.lineno:
        return False
    index = copy.line_at(error.lineno)
    line = copy.lines[index]
    message = error.msg or ""
    block = _BLOCK.search(message)
    if block is not None:
        header = copy.lines[copy.line_at(int(block[1]))]
        following = copy.lines.index(header) + 1
        if following >= len(copy.lines):
            header.closing += "\n" + " " * (header.indent + 1) + "pass"
        else:
            copy.lines[following].before += " " * (header.indent + 1) + "pass\n"
        return True
    if "expected 'except' or 'finally' block" in message:
        for above in reversed(copy.lines[: index + 1]):
            if above.kept and above.instead is None and _TRY.match(above.text):
                above.instead = above.text[: above.indent] + "if 1:"
                return True
    if _MIDDLE.match(line.text) and line.kept and line.instead is None:
        line.instead = line.text[: line.indent] + "if 1:"
        return True
    if "unexpected indent" in message and not line.before:
        line.before = " " * max(line.indent - 1, 0) + "if 1:\n"
        if _error(copy.text()) is None or (_error(copy.text()) or error).lineno != error.lineno + 1:
            return True
        line.before = ""
    return _leave_out(copy, index)


def _leave_out(copy: Copy, index: int) -> bool:
    """Leaves out the line, or, where that is done, the nearest one above."""
    for line in reversed(copy.lines[: index + 1]):
        if line.kept and line.text.strip():
            line.kept = False
            line.before = line.closing = ""
            return True
    return False
