"""What is wrong with rules that somebody wrote, told before anything is scanned with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from answerable.detect.secrets.loading import load as load_tables
from answerable.detect.semgrep.rules import load_rules
from answerable.files.root import workspace_root
from answerable.findings.problems import Problem
from answerable.policy.builtin import rules_root
from answerable.session.workspace import Workspace


def validated(paths: Sequence[Path]) -> tuple[int, tuple[Problem, ...]]:
    """How many rules are usable, and what is wrong with the others.

    Without paths: the rules and tables of the workspace around the current directory, and its policy with them.
    """
    if not paths:
        here = Path.cwd()
        workspace = Workspace.open(workspace_root([here], here))
        try:
            tables = load_tables(workspace.policy.secrets.tables)
            return len(workspace.rules.rules) + len(tables.rules), workspace.problems
        finally:
            workspace.close()
    rules = load_rules([path for path in paths if path.suffix != ".toml"])
    tables = load_tables(_tables(paths), base=())
    return len(rules.rules) + len(tables.rules), (*rules.problems, *tables.problems)


def _tables(paths: Sequence[Path]) -> list[Path]:
    """The TOML files that are named, and those in a directory of tables as ours are laid out."""
    secrets = rules_root() / "secrets"
    found = [path for path in paths if path.suffix == ".toml"]
    for path in paths:
        if path.is_dir():
            found += [table for table in sorted(path.rglob("*.toml")) if _is_table(table) or table.parent == secrets]
    return found


def _is_table(path: Path) -> bool:
    """Whether a TOML file in a directory of rules is a table of formats; a directory may hold others."""
    try:
        return "[[rules]]" in path.read_text("utf-8", "replace")
    except OSError:
        return False
