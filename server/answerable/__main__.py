"""`answerable` and `python -m answerable`."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    if sys.argv[1:3] == ["guard", "hook"] and _only_a_host(sys.argv[3:]):
        # Somebody waits for this at every prompt: click alone would take a third of the time it has.
        # It ends before there is much to collect, and what it has needs no taking apart: that is a tenth of its time.
        gc.disable()
        from answerable.cli.guard.hook import run as run_hook

        code = run_hook(sys.argv[3:])
        _left(code)
    # Imported here and not above: worker processes import this module too, and need none of it.
    from answerable.cli.main import run

    sys.exit(run(sys.argv[1:]))


def _left(code: int) -> None:
    """Ends the process at once, with everything written out."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            code = code or 2  # nobody has read the answer
    os._exit(code)


def _only_a_host(arguments: list[str]) -> bool:
    """Whether there is nothing for click to tell: no help, no mistake in an option."""
    known = ("claude-code", "cursor", "vscode", "copilot", "codex")
    return not arguments or (len(arguments) == 2 and arguments[0] == "--host" and arguments[1] in known)


if __name__ == "__main__":
    main()
