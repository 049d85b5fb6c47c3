"""The shipped rules as their files say them, and the examples beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

RULES = Path(__file__).resolve().parents[2] / "rules"

# What an example is written in, by the first language a rule names.
SUFFIXES = {
    "python": (".py",),
    "javascript": (".js", ".jsx"),
    "typescript": (".ts", ".tsx"),
    "go": (".go",),
    "java": (".java",),
}

_MARK = re.compile(r"(?:#|//|/\*|<!--)\s*(?P<kind>ruleid|ok):\s*(?P<ids>[\w.-]+(?:\s*,\s*[\w.-]+)*)")


@dataclass(frozen=True, slots=True)
class Shipped:
    """One rule of a file under rules/."""

    file: Path
    raw: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.raw["id"])

    @property
    def metadata(self) -> dict[str, Any]:
        found = self.raw.get("metadata")
        return found if isinstance(found, dict) else {}

    @property
    def where(self) -> str:
        return self.file.relative_to(RULES).as_posix()


@cache
def files() -> tuple[Path, ...]:
    """Every file of Semgrep rules that is shipped."""
    return tuple(path for path in sorted(RULES.rglob("*.yaml")) if Path(path.stem).suffix not in (".test", ".fixed"))


@cache
def rules() -> tuple[Shipped, ...]:
    found = []
    for file in files():
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        found += [Shipped(file, raw) for raw in content["rules"]]
    return tuple(found)


def example(file: Path, languages: list[str]) -> Path | None:
    """The file of examples beside a rule file; None where there is none."""
    for language in languages:
        for suffix in SUFFIXES.get(language, ()):
            if file.with_suffix(suffix).is_file():
                return file.with_suffix(suffix)
    return None


def fixed(example_file: Path) -> Path:
    """Where the examples are kept as they are after every fix."""
    return example_file.with_name(f"{example_file.stem}.fixed{example_file.suffix}")


def marks(text: str) -> list[tuple[str, str, int]]:
    """What the comments of an example promise: kind (``ruleid`` or ``ok``), rule, and the line meant, from 1."""
    return [
        (match["kind"], rule.strip(), number + 1)
        for number, line in enumerate(text.split("\n"), 1)
        for match in _MARK.finditer(line)
        for rule in match["ids"].split(",")
    ]
