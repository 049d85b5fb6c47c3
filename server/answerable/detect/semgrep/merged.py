"""Rules as the engine takes them: all in one JSON document, which it reads many times faster than files of YAML."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from answerable.detect.semgrep.rule import Rule


@dataclass(frozen=True, slots=True)
class Merged:
    """The document, and what tells it from others."""

    content: bytes = field(repr=False)
    digest: str
    """SHA-256 (hex)."""


def merge(rules: Iterable[Rule]) -> Merged:
    """These rules in this order."""
    content = json.dumps({"rules": [rule.for_engine() for rule in rules]}, ensure_ascii=False).encode()
    return Merged(content, hashlib.sha256(content).hexdigest())
