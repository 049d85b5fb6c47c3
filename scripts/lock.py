"""Writes requirements/constraints.txt: the exact version of everything the environment holds (``make lock``).

Constraints, not a list of what to install: a package that only some platform or Python version needs is pinned where
it is wanted and ignored elsewhere, so one file serves Python 3.11 and later on every platform. Versions only: where
they come from is the business of each machine's pip settings.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from environment import CONSTRAINTS, python_of, requirements

HEADER = """\
# The versions that `make` and CI install. Written by `make lock`; edit pyproject.toml instead.
"""


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="answerable-lock-") as directory:
        environment = Path(directory)
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        pip = [str(python_of(environment)), "-m", "pip", "--disable-pip-version-check", "--no-input"]
        print("resolving; this takes about a minute", file=sys.stderr)
        subprocess.run([*pip, "install", "-q", *requirements()], check=True)
        frozen = subprocess.run([*pip, "freeze"], check=True, capture_output=True, text=True).stdout
    pins = [line for line in frozen.splitlines() if "==" in line and not line.startswith(("-", "#"))]
    CONSTRAINTS.parent.mkdir(exist_ok=True)
    CONSTRAINTS.write_text(HEADER + "\n".join(sorted(pins, key=str.lower)) + "\n", encoding="utf-8")
    print(f"{len(pins)} versions in {CONSTRAINTS}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
