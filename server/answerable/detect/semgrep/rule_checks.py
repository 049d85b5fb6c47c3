"""From the mapping a file holds to a `Rule`, or to what is wrong with it.

Only what must hold before the engine sees the rules is checked here: the engine gives up on the whole set when one id
is missing or malformed, says nothing of a duplicate, and passes over a key it does not know with a line on stderr. What
it says of patterns itself is asked for in `verdict`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from answerable.detect.semgrep import analyzers, paths
from answerable.detect.semgrep.rule import Rule
from answerable.detect.semgrep.rule_metadata import read
from answerable.detect.semgrep.yaml_source import Lines
from answerable.findings.model import Severity
from answerable.findings.problems import Problem

# Semgrep's rule schema allows these characters and no others.
_ID = re.compile(r"[A-Za-z0-9._-]+")

_PATTERNS = ("pattern", "patterns", "pattern-either", "pattern-regex", "match", "taint")

_KEYS = frozenset(
    {
        *("id", "message", "severity", "languages", "metadata", "paths", "options", "mode", "fix", "fix-regex"),
        *_PATTERNS,
        *("pattern-sources", "pattern-sinks", "pattern-sanitizers", "pattern-propagators"),
        *("min-version", "max-version", "version", "validators", "join", "product", "category"),
        *("extract", "dest-language", "dest-rules", "transform", "reduce", "steps"),
        *("r2c-internal-project-depends-on", "equivalences", "pattern-not", "pattern-inside", "pattern-not-inside"),
    }
)

# Semgrep has two scales; both are in use, and two more values mark rules that report no fault.
_SEVERITIES = {
    "CRITICAL": Severity.ERROR,
    "HIGH": Severity.ERROR,
    "ERROR": Severity.ERROR,
    "MEDIUM": Severity.WARNING,
    "WARNING": Severity.WARNING,
    "LOW": Severity.INFO,
    "INFO": Severity.INFO,
    "INVENTORY": Severity.HINT,
    "EXPERIMENT": Severity.HINT,
}


class RuleError(Exception):
    """The rule cannot be used."""

    def __init__(self, key: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.key = key
        self.remedy = remedy


def check(raw: Any, source: Path, lines: Lines, line: int) -> tuple[Rule | None, list[Problem]]:
    """The rule, unless it cannot be used, and every problem with it; `line` is where it begins."""
    problems: list[Problem] = []
    rule_id = raw.get("id") if isinstance(raw, Mapping) else None
    name = f"{rule_id}" if isinstance(rule_id, str) else "rule without an id"

    def complain(key: str, message: str, remedy: str) -> None:
        where, last = raw, line
        for part in key.split("."):
            if isinstance(where, Mapping) and part in where:
                last, where = lines.of(where, part), where[part]
        problems.append(Problem(str(source), f"`{name}`: `{key}` {message}", remedy, last, name))

    try:
        return _rule(raw, source, line, complain), problems
    except RuleError as error:
        complain(error.key, str(error), error.remedy)
        return None, problems


def _rule(raw: Any, source: Path, line: int, complain: Any) -> Rule:
    if not isinstance(raw, Mapping):
        raise RuleError("rules", "holds an entry that is not a rule.", "Begin a rule with `- id: …`.")
    rule_id = raw.get("id")
    if not isinstance(rule_id, str) or not _ID.fullmatch(rule_id):
        raise RuleError("id", "is missing or malformed.", "Use letters, digits, `.`, `_` and `-`.")
    message = raw.get("message")
    if not isinstance(message, str) or not message.strip():
        raise RuleError("message", "is missing.", "Say in one or two sentences what is wrong and what to do.")
    severity = _SEVERITIES.get(str(raw.get("severity")).upper())
    if severity is None:
        known = ", ".join(_SEVERITIES)
        raise RuleError("severity", "is missing or unknown.", f"Use one of {known}.")
    languages = _analyzers(raw.get("languages"))
    _check_mode(raw)
    include, exclude = _paths(raw.get("paths"))
    for key in raw:
        if key not in _KEYS:
            close = get_close_matches(str(key), _KEYS, 1)
            remedy = f"Did you mean `{close[0]}`?" if close else "Remove it, or put it under `metadata`."
            complain(str(key), "is not a key of a rule, and the engine ignores it.", remedy)
    return Rule(
        id=rule_id,
        analyzers=languages,
        severity=severity,
        message=message.strip(),
        source=source,
        line=line,
        raw=raw,
        include=include,
        exclude=exclude,
        about=read(raw.get("metadata"), complain),
    )


def _analyzers(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise RuleError("languages", "is missing.", "Write a list such as `[python]`.")
    found: dict[str, None] = {}
    for name in value:
        try:
            found[analyzers.canonical(str(name))] = None
        except ValueError as error:
            raise RuleError("languages", f"names `{name}`, which the engine does not know.", str(error)) from None
    return tuple(found)


def _check_mode(raw: Mapping[str, Any]) -> None:
    mode = raw.get("mode", "search")
    if mode == "join":
        raise RuleError("mode", "is `join`, which looks at several files at once.", "Run it with `semgrep scan`.")
    if "r2c-internal-project-depends-on" in raw:
        raise RuleError(
            "r2c-internal-project-depends-on", "looks at lock files, not at code.", "Run it with `semgrep ci`."
        )
    if mode == "taint":
        missing = [key for key in ("pattern-sources", "pattern-sinks") if key not in raw]
        if missing and "taint" not in raw and "match" not in raw:
            raise RuleError(missing[0], "is missing.", "A rule in taint mode needs sources and sinks.")
    elif not any(key in raw for key in _PATTERNS):
        raise RuleError(
            "pattern", "is missing.", "Give one of `pattern`, `patterns`, `pattern-either`, `pattern-regex`."
        )
    elif raw.get("pattern", "-") == "":
        # The engine takes it for "everything".
        raise RuleError("pattern", "is empty.", "Write the code to look for.")


def _paths(value: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if value is None:
        return (), ()
    if not isinstance(value, Mapping) or not {"include", "exclude"}.issuperset(value):
        raise RuleError("paths", "is not what we know.", "Give it the keys `include` and `exclude`, each a list.")
    globs = []
    for key in ("include", "exclude"):
        patterns = value.get(key)
        if patterns is not None and not (isinstance(patterns, list) and all(isinstance(p, str) for p in patterns)):
            raise RuleError(f"paths.{key}", "is not a list of globs.", f'Write `{key}: ["src/*.py"]`.')
        for glob in patterns or ():
            try:
                paths.check(glob)
            except (ValueError, re.error) as error:
                raise RuleError(
                    f"paths.{key}", f"holds `{glob}`: {error}.", "Write a glob such as `src/*.py`."
                ) from None
        globs.append(tuple(patterns or ()))
    return globs[0], globs[1]
