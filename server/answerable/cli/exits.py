"""Exit codes, the same for every command."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    CLEAN = 0
    FINDINGS = 1
    """Findings at or above the threshold."""
    WRONG = 2
    """Wrong use, or a broken input such as an invalid `answerable.toml`."""
    FAILED = 3
    """An engine or a read failed; what could not be checked is listed."""
    INTERRUPTED = 130
    """Ctrl-C: 128 and the signal's number, as shells have it."""
    BROKEN_PIPE = 141
    """Whoever read our output stopped reading."""
    TERMINATED = 143
