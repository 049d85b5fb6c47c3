"""Reads rule files: from their bytes to rules, with every problem of theirs named by file, line and rule."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from answerable.detect.semgrep import verdict
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.process import EngineError
from answerable.detect.semgrep.rule import Rule, RuleSet
from answerable.detect.semgrep.rule_checks import check
from answerable.detect.semgrep.verdict import Written
from answerable.detect.semgrep.yaml_source import YamlError, load
from answerable.findings.problems import Problem


def read(files: Sequence[tuple[Path, bytes]], engine: Path | None) -> tuple[RuleSet, bool]:
    """The rules in these files, and whether the engine was asked what it thinks of them. Never raises."""
    problems: list[Problem] = []
    found: dict[str, Written] = {}
    for path, content in files:
        for written in _of_file(path, content, problems):
            earlier = found.setdefault(written.rule.id, written)
            if earlier is not written:
                where = f"{earlier.rule.source}:{earlier.rule.line}"
                message = f"`{written.rule.id}`: the id is taken by the rule at {where}."
                problems.append(_problem(path, message, "Give it another id.", written.rule.line, written.rule.id))
    complete = engine is not None
    if engine is not None:
        try:
            refused = verdict.judge(list(found.values()), engine, Limits())
        except EngineError:
            complete = False
        else:
            problems += refused
            for problem in refused:
                found.pop(problem.key, None)
    rules = tuple(written.rule for written in found.values())
    return RuleSet(rules, tuple(problems), _digest(rules)), complete


def _of_file(path: Path, content: bytes, problems: list[Problem]) -> Iterable[Written]:
    try:
        data, lines = load(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        problems.append(_problem(path, "is not UTF-8.", "Save it as UTF-8.", None))
        return
    except YamlError as error:
        problems.append(
            _problem(path, f"{error}.", "Correct the YAML; none of the file's rules is in use.", error.line)
        )
        return
    entries: Any = data.get("rules") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        remedy = "Put the rules in a list under `rules:`, or name an example file `….test.yaml`."
        problems.append(_problem(path, "has no list of rules.", remedy, 1))
        return
    for index, raw in enumerate(entries):
        rule, found = check(raw, path, lines, lines.of(entries, index))
        problems += found
        if rule is not None:
            yield Written(rule, lines)


def _problem(path: Path, message: str, remedy: str, line: int | None, key: str = "") -> Problem:
    return Problem(str(path), message, remedy, line, key)


def _digest(rules: Sequence[Rule]) -> str:
    """SHA-256 (hex) over everything that decides what the rules report."""
    text = json.dumps([[rule.id, rule.raw] for rule in rules], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
