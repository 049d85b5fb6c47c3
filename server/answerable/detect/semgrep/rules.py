"""Reads rules: from YAML files to a `RuleSet`, by way of the cache when nothing changed since."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from answerable.detect.semgrep import binary as engine_binary
from answerable.detect.semgrep.rule import Rule, RuleSet
from answerable.detect.semgrep.rule_cache import RuleCache
from answerable.findings.problems import Problem

__all__ = ["Rule", "RuleSet", "load_rules"]

_SUFFIXES = (".yaml", ".yml")

# Far above any real rule file; a mistyped path to a data file should not stall the start.
_MOST_BYTES = 5_000_000


def load_rules(
    paths: Iterable[Path], *, cache: RuleCache | None = None, engine: Path | None = None, ask_engine: bool = True
) -> RuleSet:
    """All rules in these files and directories; never raises, what is wrong with a rule is a problem of the set.

    In a directory every ``*.yaml`` and ``*.yml`` is a rule file, but not what lies under a name that begins with a dot,
    nor ``*.test.yaml`` and ``*.fixed.yaml``, which are examples. `engine` is the binary that is asked what it thinks of
    the patterns (the installed one when None); where there is none, its verdict comes with the first scan.
    """
    files, problems = _files(paths)
    engine = (engine or engine_binary.find()) if ask_engine else None
    cache = cache or RuleCache()
    key = cache.key(files, engine_binary.identity(engine))
    known = cache.get(key)
    if known is not None:
        return _with(known, problems)
    # Only now: YAML and what reads it take longer to import than a kept set takes to load.
    from answerable.detect.semgrep.rule_files import read

    fresh, complete = read(files, engine)
    if complete:
        cache.put(key, fresh)
    return _with(fresh, problems)


def _with(rules: RuleSet, problems: list[Problem]) -> RuleSet:
    return RuleSet(rules.rules, (*problems, *rules.problems), rules.digest) if problems else rules


def _files(paths: Iterable[Path]) -> tuple[list[tuple[Path, bytes]], list[Problem]]:
    """Rule files with their content, in a stable order, each once."""
    found: dict[Path, tuple[Path, bytes]] = {}
    problems = []
    for path in paths:
        names = sorted(_below(path)) if path.is_dir() else [path]
        for name in names:
            try:
                if name.stat().st_size > _MOST_BYTES:
                    problems.append(
                        Problem(str(name), "is too large for a rule file.", "Split it, or name another file.")
                    )
                    continue
                found.setdefault(name.resolve(), (name, name.read_bytes()))
            except OSError as error:
                remedy = "Give the path of a file or directory of Semgrep rules that you may read."
                problems.append(Problem(str(name), f"cannot be read ({error.strerror}).", remedy))
    return list(found.values()), problems


def _below(folder: Path) -> Iterable[Path]:
    for path in folder.rglob("*"):
        if path.suffix not in _SUFFIXES or Path(path.stem).suffix in (".test", ".fixed"):
            continue
        inside = path.relative_to(folder)
        if not any(part.startswith(".") for part in inside.parts) and path.is_file():
            yield path
