"""Reading tables from files, and joining several into one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from answerable.detect.secrets import allowlist, compiled
from answerable.detect.secrets.model import Rule, Table
from answerable.detect.secrets.provider import problems_of
from answerable.findings.problems import Problem
from answerable.policy.builtin import rules_root
from answerable.text.frozen import replace

_LARGEST = 4_000_000
_DEEPEST = 2
"""How far `[extend] path` is followed; gitleaks stops there too."""


def shipped() -> tuple[Path, ...]:
    """The tables that come with Answerable. Raises `FileNotFoundError` where the installation is broken."""
    return tuple(sorted((rules_root() / "secrets").glob("*.toml")))


def load(paths: Iterable[Path], *, base: Sequence[Path] | None = None) -> Table:
    """The tables joined: first `base` (ours unless given), then `paths`, in order.

    A rule of a later table replaces one with the same id, or adds to it where it has no pattern of its own, and
    `[extend] disabledRules` turns earlier ones off. What is wrong with a file, patterns that do not compile included,
    is in the result's `problems`; nothing is raised for it. Our own tables are compiled when first needed: that they
    compile is tested.
    """
    joined = _shipped() if base is None else Table()
    for path in (*(base or ()), *paths):
        joined = join(joined, _compiling(_read(path, 0), str(path)))
    if isinstance(joined.rules, compiled.Rules):
        return joined
    lone = [rule for rule in joined.rules if not rule.pattern]
    if not lone:
        return joined
    return replace(
        joined,
        rules=tuple(rule for rule in joined.rules if rule.pattern),
        problems=(*joined.problems, *(_adds_to_nothing(rule) for rule in lone)),
    )


def _compiling(table: Table, path: str) -> Table:
    """The table without the rules whose patterns do not compile; `problems` names them."""
    broken: list[Problem] = []
    usable = []
    for rule in table.rules:
        found = problems_of(rule)
        broken += found
        if not any(problem.message.startswith(f"rule `{rule.id}`") for problem in found):
            usable.append(rule)
    broken += allowlist.problems(table.allowlists, path)
    return replace(table, rules=tuple(usable), problems=(*table.problems, *broken))


def _shipped() -> Table:
    paths = shipped()
    texts = {path.name: path.read_bytes() for path in paths}
    try:
        stored = (paths[0].parent / compiled.NAME).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        stored = ""
    rules = compiled.restore(stored, texts, str(paths[0].parent)) if paths else None
    if rules is not None:
        return Table(rules=rules)
    joined = Table()
    for path in paths:
        joined = join(joined, _read(path, 0))
    return joined


def join(first: Table, second: Table) -> Table:
    """Both tables as one; where they disagree the second has its way."""
    rules: dict[str, Rule] = {rule.id: rule for rule in first.rules if rule.id not in second.disabled}
    rules.update((rule.id, rule if rule.pattern else _added(rules.get(rule.id), rule)) for rule in second.rules)
    return Table(
        rules=tuple(rules.values()),
        allowlists=first.allowlists + second.allowlists,
        disabled=first.disabled | second.disabled,
        problems=first.problems + second.problems,
    )


def _added(rule: Rule | None, more: Rule) -> Rule:
    """The rule with what a later table adds to it; that addition itself where there is no such rule yet."""
    if rule is None:
        return more
    return replace(
        rule,
        description=more.description if more.description != more.id else rule.description,
        entropy=more.entropy or rule.entropy,
        group=more.group or rule.group,
        keywords=rule.keywords + more.keywords,
        tags=rule.tags + more.tags,
        allowlists=rule.allowlists + more.allowlists,
        required=rule.required + more.required,
        silent=rule.silent or more.silent,
    )


def _adds_to_nothing(rule: Rule) -> Problem:
    return Problem(
        rule.source,
        f"rule `{rule.id}`: it has no `regex`, and no table before it has a rule of that id.",
        "Give it one, or correct its id.",
        rule.line,
        rule.id,
    )


def _read(path: Path, depth: int) -> Table:
    # Reading TOML is 10 ms of imports, which a start with the shipped tables alone does not need.
    from answerable.detect.secrets.table import parse

    try:
        if path.stat().st_size > _LARGEST:
            return _unread(
                path, f"larger than {_LARGEST // 1_000_000} MB.", "A table of formats is small; check the path."
            )
        table = parse(path.read_text(encoding="utf-8-sig"), str(path))
    except OSError as error:
        return _unread(path, f"cannot be read: {error.strerror or error}.", "Check that it exists and may be read.")
    except UnicodeDecodeError:
        return _unread(path, "not UTF-8.", "Save it as UTF-8, as TOML asks.")
    for other in table.extends:
        target = path.parent / other
        if depth >= _DEEPEST:
            table = join(table, _unread(path, "`[extend] path` is nested too deeply.", "Name the table directly."))
        else:
            table = replace(join(_read(target, depth + 1), table), disabled=table.disabled)
    return table


def _unread(path: Path, message: str, remedy: str) -> Table:
    return Table(problems=(Problem(str(path), message, remedy),))
