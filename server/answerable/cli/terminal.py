"""Where output goes: colours or none, how wide, and which characters can be written."""

from __future__ import annotations

import os
import shutil
import sys
from typing import IO

from rich.console import Console

_WIDTH_OF_A_FILE = 110


class _Console(Console):
    """Leaves it to the command line what a reader that left means: rich would end with 1, our code for findings."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(color: str = "auto", stream: IO[str] | None = None) -> Console:
    """A console on this stream, by default the standard output.

    It prints text as it is given: no markup, no emoji names, no highlighting, so that source code stays what it is.
    """
    file = stream if stream is not None else sys.stdout
    terminal = color == "always" or (color == "auto" and file.isatty())
    return _Console(
        file=file,
        force_terminal=terminal,
        no_color=(color == "never" or (color == "auto" and bool(os.environ.get("NO_COLOR")))),
        width=_width(file),
        markup=False,
        emoji=False,
        highlight=False,
        # Windows consoles older than 10 know no escape sequences; rich would then write through their own calls, which
        # cannot show what is outside their code page.
        legacy_windows=False,
    )


def errors(color: str = "auto") -> Console:
    """The same on the standard error."""
    return console(color, sys.stderr)


def speaks_unicode(file: IO[str]) -> bool:
    """Whether line drawing characters can be written to this stream."""
    try:
        "│…".encode(getattr(file, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _width(file: IO[str]) -> int:
    if not file.isatty() and "COLUMNS" not in os.environ:
        return _WIDTH_OF_A_FILE
    return max(shutil.get_terminal_size((_WIDTH_OF_A_FILE, 24)).columns, 40)
