"""`answerable` and `python -m answerable`."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    # Imported here and not above: worker processes import this module too, and need none of it.
    from answerable.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
