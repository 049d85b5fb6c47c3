"""The shipped tables in the form that is quickest to read.

Reading 120 kB of TOML takes 30 ms, which a command that runs at every prompt cannot spare. So `rules/secrets` carries
the same rules once more as JSON, under a check value of the TOML they were made from: where that differs the JSON is
not looked at. The TOML is the source; ``python -m answerable.detect.secrets.compiled`` writes the JSON again.

Its first line holds the keywords of all rules; each other line is a rule, and read when a text has one of its keywords.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, overload

from answerable.detect.secrets.assignment import GAP
from answerable.detect.secrets.model import Allowlist, Rule
from answerable.findings.model import Confidence, Severity

NAME = "compiled.json"
_FORM = 3
"""Raised whenever `Rule` or the way a table is read changes, so that an older file is not taken for a current one."""


def check(texts: Mapping[str, bytes]) -> str:
    """The check value of these files, by name."""
    value = 0
    for name, text in sorted(texts.items()):
        value = zlib.crc32(text, zlib.crc32(f"{name}:{len(text)}:".encode(), value))
    return f"{_FORM}-{value:08x}"


def dump(rules: Sequence[Rule], texts: Mapping[str, bytes]) -> str:
    """The JSON for these rules, read from `texts`; one rule a line, so that a difference can be read."""
    lines = ",\n".join(json.dumps(_encoded(rule), ensure_ascii=False) for rule in rules)
    about = {
        "check": check(texts),
        "keywords": [rule.keywords for rule in rules],
        "paired": any(rule.required or rule.silent for rule in rules),
    }
    return f'{json.dumps(about, ensure_ascii=False)[:-1]}, "rules": [\n{lines}\n]}}\n'


def restore(text: str, texts: Mapping[str, bytes], directory: str) -> Rules | None:
    """The rules, or None where the JSON was not made from `texts`; `directory` is where the tables lie."""
    first, *rows = text.rstrip().split("\n")
    try:
        about = json.loads(f"{first}]}}")
        keywords = tuple(map(tuple, about["keywords"]))
        if about["check"] != check(texts) or len(keywords) != len(rows) - 1:
            return None
        return Rules(rows[:-1], keywords, paired=about["paired"], directory=directory)
    except (ValueError, KeyError, TypeError):
        return None


class Rules(Sequence[Rule]):
    """The rules in a compiled table, each read when it is asked for. Any thread may ask."""

    def __init__(
        self,
        rows: Sequence[str],
        keywords: tuple[tuple[str, ...], ...],
        *,
        paired: bool,
        directory: str,
    ) -> None:
        self._rows = rows
        self._read: list[Rule | None] = [None] * len(rows)
        self._directory = directory
        self.keywords = keywords
        """Of each rule, in their order."""
        self.paired = paired
        """Whether any needs a companion or is one."""

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Rule: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Rule, ...]: ...
    def __getitem__(self, index: int | slice) -> Rule | tuple[Rule, ...]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        rule = self._read[index]
        if rule is None:
            rule = _decoded(json.loads(self._rows[index].removesuffix(",")), self._directory)
            self._read[index] = rule
        return rule


_GAP = "\0"
"""Stands for the long piece that every `context` pattern has."""


def _encoded(rule: Rule) -> dict[str, Any]:
    from dataclasses import fields

    row: dict[str, Any] = {}
    for name, default in ((one.name, one.default) for one in fields(Rule)):
        value = getattr(rule, name)
        if name == "source":
            row[name] = Path(value).name
        elif name == "allowlists":
            if value:
                row[name] = [[a.paths, a.regexes, a.stopwords, a.target, a.every, a.rules] for a in value]
        elif name == "pattern":
            row[name] = value.replace(GAP, _GAP)
        elif value != default:
            row[name] = value
    return row


def _decoded(row: dict[str, Any], directory: str) -> Rule:
    for name, value in row.items():
        if isinstance(value, list) and name != "allowlists":
            row[name] = tuple(value)
    row["pattern"] = row["pattern"].replace(_GAP, GAP)
    row["source"] = f"{directory}{os.sep}{row['source']}"
    if "confidence" in row:
        row["confidence"] = Confidence(row["confidence"])
    if "severity" in row:
        row["severity"] = Severity(row["severity"])
    if "allowlists" in row:
        row["allowlists"] = tuple(_allowlist(*values) for values in row["allowlists"])
    return Rule(**row)


def _allowlist(
    paths: list[str], regexes: list[str], stopwords: list[str], target: str, every: bool, rules: list[str]
) -> Allowlist:
    return Allowlist(tuple(paths), tuple(regexes), tuple(stopwords), target, every, tuple(rules))


def main() -> None:
    """Writes the JSON of the shipped tables."""
    from answerable.detect.secrets import loading

    paths = loading.shipped()
    table = loading.load(paths, base=())
    texts = {path.name: path.read_bytes() for path in paths}
    (paths[0].parent / NAME).write_text(dump(table.rules, texts), encoding="utf-8")


if __name__ == "__main__":
    main()
