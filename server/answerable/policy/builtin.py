"""Where the rules that ship with Answerable lie."""

from __future__ import annotations

from pathlib import Path

import answerable


def rules_root() -> Path:
    """The directory of the rules that ship with Answerable: ``<pack>/<language>/<rule>.yaml``, ``secrets/*.toml``.

    A wheel carries them as ``_rules`` inside the package; in a source tree, editable installs included, they are
    ``rules`` at its root. Raises `FileNotFoundError` where there is neither, which means a broken installation.
    """
    package = Path(answerable.__file__).resolve().parent
    # server/answerable/__init__.py -> the root of the source tree is two up from the package.
    for candidate in (package / "_rules", package.parent.parent / "rules"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"Answerable's own rules are missing from {package}; install it again")


def shipped_packs() -> tuple[str, ...]:
    """The names of the packs of Semgrep rules among them; tables of token formats and parts of rules are no packs."""
    directories = (path for path in rules_root().iterdir() if path.is_dir())
    return tuple(sorted(path.name for path in directories if next(path.rglob("*.yaml"), None) is not None))
