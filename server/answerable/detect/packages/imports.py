"""One import of a program, whichever its language."""

from __future__ import annotations

from dataclasses import dataclass

from answerable.text.spans import Span


@dataclass(frozen=True, slots=True)
class Import:
    """What a program imports, and where it says so."""

    name: str
    """Python: the top-level module. JavaScript: what stands in the quotes."""
    span: Span
    """Of the module's name as written, in code points."""
    types_only: bool = False
    within: bool = False
    """Inside a function: needed only where that is called."""
