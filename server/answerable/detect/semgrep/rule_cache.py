"""Remembers rule sets between starts: reading YAML and asking the engine takes half a second, reading this 5 ms.

An entry is known by everything that went into it (the files' names and bytes, the engine's build, the code that read
them), so it never needs to be invalidated, only to be thrown away when it is broken or old.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from answerable.detect.semgrep.rule import Rule, RuleSet
from answerable.detect.semgrep.rule_metadata import Metadata
from answerable.findings.model import Confidence, Control, Lesson, Severity
from answerable.findings.problems import Problem

# To be raised when the same files would be read differently.
_FORM = 1

_KEPT = 20


class RuleCache:
    """A directory of entries; nothing it does raises. None as folder means the user's cache directory."""

    def __init__(self, folder: Path | None = None) -> None:
        if folder is None:
            from platformdirs import user_cache_path

            folder = user_cache_path("answerable") / "rules"
        self._folder = folder

    def key(self, files: Sequence[tuple[Path, bytes]], engine: str) -> str:
        """What these files are known by, as read by this engine."""
        digest = hashlib.sha256(f"{_FORM}\0{engine}".encode("utf-8", "surrogateescape"))
        for path, content in files:
            # Problems name files as they were given to us, so the same file by another name is another entry.
            name = os.fsencode(path.absolute()) + b"\0" + os.fsencode(path)
            digest.update(b"%d %d " % (len(name), len(content)) + name + content)
        return digest.hexdigest()

    def get(self, key: str) -> RuleSet | None:
        """The entry; None where there is none that is whole."""
        try:
            content = (self._folder / f"{key}.json").read_bytes()
            seal, _, body = content.partition(b"\n")
            if hashlib.sha256(body).hexdigest().encode() != seal:
                return None
            return _from_json(json.loads(body))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def put(self, key: str, rules: RuleSet) -> None:
        """Keeps the entry, in one step: another process sees all of it or nothing."""
        with contextlib.suppress(OSError, ValueError, TypeError):
            body = json.dumps(_to_json(rules), ensure_ascii=False).encode()
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # mkstemp makes it 0600.
            handle, name = tempfile.mkstemp(dir=self._folder, prefix="new-")
            try:
                os.close(handle)
                Path(name).write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
                Path(name).replace(self._folder / f"{key}.json")
            finally:
                Path(name).unlink(missing_ok=True)
            self._thin_out()

    def _thin_out(self) -> None:
        entries = sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in entries[_KEPT:]:
            old.unlink(missing_ok=True)


def _to_json(rules: RuleSet) -> dict[str, Any]:
    return {
        "digest": rules.digest,
        "problems": [dataclasses.asdict(problem) for problem in rules.problems],
        "rules": [
            {
                **{field.name: getattr(rule, field.name) for field in dataclasses.fields(rule)},
                "severity": int(rule.severity),
                "source": str(rule.source),
                "about": dataclasses.asdict(rule.about),
            }
            for rule in rules.rules
        ],
    }


def _from_json(data: dict[str, Any]) -> RuleSet:
    return RuleSet(
        tuple(_rule(item) for item in data["rules"]),
        tuple(Problem(**item) for item in data["problems"]),
        str(data["digest"]),
    )


def _rule(item: dict[str, Any]) -> Rule:
    return Rule(
        **{
            **item,
            "analyzers": tuple(item["analyzers"]),
            "include": tuple(item["include"]),
            "exclude": tuple(item["exclude"]),
            "severity": Severity(item["severity"]),
            "source": Path(item["source"]),
            "about": _about(item["about"]),
        }
    )


def _about(item: dict[str, Any]) -> Metadata:
    lesson = item["lesson"]
    return Metadata(
        **{
            **item,
            "confidence": Confidence(item["confidence"]),
            "cwe": tuple(item["cwe"]),
            "owasp": tuple(item["owasp"]),
            "references": tuple(item["references"]),
            "controls": tuple(Control(**control) for control in item["controls"]),
            "lesson": Lesson(**lesson) if lesson else None,
        }
    )
