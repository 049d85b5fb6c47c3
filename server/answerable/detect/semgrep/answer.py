"""The engine's answer as data: matches, and what it could not do.

Offsets are bytes of the text the engine read. The form is that of ``semgrep-core -json`` (Semgrep 1.150 and later, the
interface file ``semgrep_output_v1``); what is not there, or not of the kind we know, is left out rather than guessed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from answerable.detect.semgrep.process import EngineError, EngineGaveUp


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the text: bytes from 0, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Metavariable:
    """What a metavariable stands for in one match."""

    name: str
    place: Place
    value: str
    """Its text as the engine normalises it."""
    known: str = ""
    """What the engine worked out that it holds (a constant, an expression); empty where it did not."""


@dataclass(frozen=True, slots=True)
class Match:
    """One match of one rule."""

    rule: str
    path: str
    place: Place
    message: str
    """With metavariables filled in."""
    metavariables: tuple[Metavariable, ...] = ()
    fix: str | None = None
    """What should stand in place of the match, with metavariables filled in; ``fix-regex`` is already applied."""
    ignored: bool = False
    """A ``nosemgrep`` comment is on its line or the one before."""
    source: Place | None = None
    """Where tainted data comes from."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something the engine could not do."""

    kind: str
    """``Syntax error``, ``PartialParsing``, ``Timeout``, ``Out of memory`` … as the engine says it."""
    path: str
    """Of the target; empty where it is about none."""
    rule: str
    """Empty where it is not about one rule."""
    lines: tuple[tuple[int, int], ...] = ()
    """First and last line, from 1, of each part of the text it is about. Its offsets count from elsewhere."""
    message: str = ""
    """May quote source: for rules, not for showing where text was scanned."""
    position: int = -1
    """For trouble with a rule: the line in the rules file, from 1."""


@dataclass(frozen=True, slots=True)
class Answer:
    """All that one run said."""

    matches: tuple[Match, ...]
    troubles: tuple[Trouble, ...]
    version: str
    scanned: frozenset[str] = frozenset()
    """Paths the engine says it looked at."""

    def of(self, path: str) -> Answer | None:
        """What it says of one of several files; None where it does not say that it looked."""
        if path not in self.scanned:
            return None
        return replace(
            self,
            matches=tuple(match for match in self.matches if match.path == path),
            troubles=tuple(trouble for trouble in self.troubles if trouble.path == path),
        )


def read(output: bytes) -> Answer:
    """The answer in what the engine wrote. Raises `EngineError` where there is none."""
    begin = output.find(b"{")
    try:
        data = json.loads(output[begin:]) if begin >= 0 else None
        if not isinstance(data, dict) or not isinstance(data.get("results"), list):
            raise EngineError("the engine's answer could not be read")
        answer = Answer(
            tuple(_match(item) for item in data["results"]),
            tuple(_trouble(item) for item in data.get("errors", ())),
            str(data.get("version", "")),
            frozenset(str(path) for path in data.get("paths", {}).get("scanned", ())),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise EngineError("the engine's answer could not be read") from None
    fatal = next((t for t in answer.troubles if t.kind == "Fatal error"), None)
    if fatal is not None:
        raise EngineGaveUp("the engine gave up")
    return answer


def _match(item: Mapping[str, Any]) -> Match:
    extra = item["extra"]
    fix = extra.get("fix")
    return Match(
        rule=str(item["check_id"]),
        path=str(item["path"]),
        place=_place(item),
        message=str(extra.get("message", "")),
        metavariables=tuple(_metavariable(name, value) for name, value in extra.get("metavars", {}).items()),
        fix=fix if isinstance(fix, str) else None,
        ignored=bool(extra.get("is_ignored", False)),
        source=_source(extra.get("dataflow_trace")),
    )


def _place(item: Mapping[str, Any], start: str = "start", end: str = "end") -> Place:
    first, last = int(item[start]["offset"]), int(item[end]["offset"])
    return Place(first, max(first, last))


def _metavariable(name: str, value: Mapping[str, Any]) -> Metavariable:
    known = value.get("propagated_value") or {}
    return Metavariable(
        name,
        _place(value),
        str(value.get("abstract_content", "")),
        str(known.get("svalue_abstract_content", "")),
    )


def _source(trace: Any) -> Place | None:
    """The first place of a trace: ``["CliLoc", [location, text]]``, or a call that holds one."""
    where = (trace or {}).get("taint_source")
    while isinstance(where, list) and len(where) == 2 and isinstance(where[1], list) and where[1]:
        inner = where[1]
        if isinstance(inner[0], dict):
            return _place(inner[0])
        where = inner[-1]
    return None


def _trouble(item: Mapping[str, Any]) -> Trouble:
    kind = item.get("error_type", "")
    parts: list[Any] = []
    if isinstance(kind, list):
        parts = kind[1] if len(kind) > 1 and isinstance(kind[1], list) else []
        kind = kind[0]
    location = item.get("location") or {}
    places = [part for part in parts if isinstance(part, dict) and "start" in part] or ([location] if location else [])
    lines = tuple((int(p["start"]["line"]), int(p["end"]["line"])) for p in places)
    return Trouble(
        kind=str(kind),
        path=str(location.get("path", "")),
        rule=str(item.get("rule_id") or ""),
        lines=lines,
        message=str(item.get("message", "")),
        position=lines[0][0] if lines else -1,
    )
