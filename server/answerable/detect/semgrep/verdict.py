"""What the engine itself says of rules: which patterns it cannot parse, which rules ask for another version of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answerable.detect.detector import Cancel
from answerable.detect.semgrep import answer
from answerable.detect.semgrep.answer import Trouble
from answerable.detect.semgrep.folder import PrivateFolder
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.process import EngineGaveUp
from answerable.detect.semgrep.rule import Rule
from answerable.detect.semgrep.standby import Kind, Scan
from answerable.detect.semgrep.yaml_source import Lines
from answerable.findings.problems import Problem

# How the engine shows a pattern it cannot parse, after the name of an exception nobody needs.
_FRAME = re.compile(
    r"(?:\w+\.)*\w*(?:Parse_error|Failure: no pattern found)?\s*-----\s*pattern\s*-----\n(.*?)\n-----.*", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Written:
    """A rule with the lines of the file it was written in."""

    rule: Rule
    lines: Lines


def judge(rules: Sequence[Written], binary: Path, limits: Limits) -> tuple[Problem, ...]:
    """A problem for each rule the engine refuses, in one run. Raises `EngineError` when it does not run at all."""
    if not rules:
        return ()
    folder = PrivateFolder()
    try:
        return tuple(_judge(rules, binary, folder, limits))
    finally:
        folder.remove()


def _judge(rules: Sequence[Written], binary: Path, folder: PrivateFolder, limits: Limits) -> list[Problem]:
    content, origins = _spread(rules)
    scan = Scan(binary, Kind(("regex",), ".txt", folder.write("rules", content)), folder, limits, waiting=False)
    try:
        scan.begin(b"")
        troubles = answer.read(scan.answer(Cancel(), limits.scan_seconds)).troubles
    except EngineGaveUp:
        # One rule can make it refuse them all without saying which: find it by halves.
        if len(rules) == 1:
            rule = rules[0].rule
            return [_refused(rule, rule.line, "The engine does not accept the rule.")]
        half = len(rules) // 2
        return [problem for part in (rules[:half], rules[half:]) for problem in _judge(part, binary, folder, limits)]
    finally:
        scan.close()
    by_id = {written.rule.id: written.rule for written in rules}
    return [
        _refused(by_id[trouble.rule], _line(trouble, origins, by_id[trouble.rule]), trouble.message)
        for trouble in troubles
        if trouble.rule in by_id
    ]


def _line(trouble: Trouble, origins: list[int], rule: Rule) -> int:
    return origins[trouble.position - 1] if 0 < trouble.position <= len(origins) else rule.line


def _refused(rule: Rule, line: int, said: str) -> Problem:
    words = " ".join(_FRAME.sub(lambda match: f"`{match[1].strip()}`", said).split()).rstrip(".")
    return Problem(
        str(rule.source),
        f"`{rule.id}`: {words}.",
        "Correct the rule; `answerable rules validate` tells whether the engine accepts it.",
        line,
        rule.id,
    )


def _spread(rules: Sequence[Written]) -> tuple[bytes, list[int]]:
    """The rules as JSON with each value on a line of its own, and for each such line the line of the rule's own file.

    That way a place the engine names can be told as a place its author knows.
    """
    out: list[str] = []
    origins: list[int] = []

    def put(text: str, line: int) -> None:
        out.append(text)
        origins.append(line)

    def spread(value: Any, lines: Lines, line: int, before: str, after: str) -> None:
        if isinstance(value, Mapping) and value:
            put(before + "{", line)
            for index, (key, item) in enumerate(value.items()):
                comma = "" if index == len(value) - 1 else ","
                spread(item, lines, lines.of(value, key), f"{json.dumps(key)}:", comma)
            put("}" + after, line)
        elif isinstance(value, list) and value:
            put(before + "[", line)
            for index, item in enumerate(value):
                spread(item, lines, lines.of(value, index), "", "" if index == len(value) - 1 else ",")
            put("]" + after, line)
        else:
            put(before + json.dumps(value, ensure_ascii=False) + after, line)

    put('{"rules":[', 1)
    for index, written in enumerate(rules):
        # The mapping for the engine is a new one; its keys are those of the mapping that was read.
        inside = written.rule.for_engine()
        put("{", written.rule.line)
        for at, (key, item) in enumerate(inside.items()):
            comma = "" if at == len(inside) - 1 else ","
            spread(item, written.lines, written.lines.of(written.rule.raw, key), f"{json.dumps(key)}:", comma)
        put("}" if index == len(rules) - 1 else "},", written.rule.line)
    put("]}", 1)
    return "\n".join(out).encode(), origins
