"""Tables of secret formats: gitleaks' TOML, read as it is, with a few optional keys of our own.

gitleaks' keys (its README, "Configuration"): ``[[rules]] id description regex secretGroup keywords entropy path tags
skipReport [[rules.required]] [[rules.allowlists]]``, ``[allowlist]`` or ``[[allowlists]]`` (``regexes paths stopwords
condition regexTarget targetRules``), ``[extend] useDefault path disabledRules``. Ours, all optional, which gitleaks
ignores: ``context`` and ``value`` in place of ``regex`` (see `assignment`), ``boundary samples judge checksum
confidence severity cwe references``, ``positive`` and ``negative`` (see `examples`), and ``[answerable]``,
the defaults of a file's rules.

As in gitleaks, a rule without a ``regex`` adds to the rule of that id in a table before it, and a rule with
``[[rules.required]]`` counts only near a match of those. Obvious samples are left out of our own formats alone: what a
team's pattern takes is the team's business.

A rule that cannot be used becomes a `Problem` naming file, line and rule; the others work.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from answerable.detect.secrets.assignment import context_pattern
from answerable.detect.secrets.checksums import CHECKS
from answerable.detect.secrets.judgement import KINDS
from answerable.detect.secrets.model import Allowlist, Companion, Rule, Table
from answerable.findings.model import Confidence, Severity
from answerable.findings.problems import Problem

_ID = re.compile(r"[ \t]*id[ \t]*=[ \t]*[\"']([^\"']+)")
_AT_LINE = re.compile(r"\(at line (\d+)")


def parse(text: str, path: str) -> Table:
    """The table in this TOML text; `path` is what problems call the file. Never raises for what the text holds."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line = int(at.group(1)) if at else None
        return Table(problems=(Problem(path, f"not valid TOML: {error}.", "Mend the syntax.", line),))
    except RecursionError:
        return Table(problems=(Problem(path, "nested too deeply to read.", "Flatten the file."),))
    return _Reader(text, path).table(data)


class _Invalid(Exception):
    """A value of the wrong kind: what is wrong, and what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


@dataclass(slots=True)
class _Reader:
    text: str
    path: str
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    """Where each id stands; filled when first asked for."""
    own: bool = False
    """Whether it is written for us."""

    def table(self, data: Mapping[str, Any]) -> Table:
        self.own = "answerable" in data
        defaults, extend = data.get("answerable", {}), data.get("extend", {})
        defaults = defaults if isinstance(defaults, dict) else {}
        extend = extend if isinstance(extend, dict) else {}
        rules: dict[str, Rule] = {}
        entries = data.get("rules", [])
        if not isinstance(entries, list):
            self._problem("`rules` is not an array of tables.", "Write each rule under `[[rules]]`.", "rules")
            entries = []
        for entry in entries:
            rule = self._guarded(entry, defaults)
            if rule is not None:
                rules[rule.id] = rule
        allowlists = self._allowlists(data, "")
        if extend.get("url"):
            self._problem(
                "`[extend] url` is not followed: nothing is fetched.", "Copy the table and use `path`.", "extend"
            )
        try:
            disabled = _strings(extend, "disabledRules")
            extends = (_string(extend, "path"),) if extend.get("path") else ()
        except _Invalid as error:
            self._problem(f"{error}.", error.remedy, "extend")
            disabled, extends = (), ()
        return Table(tuple(rules.values()), allowlists, frozenset(disabled), extends, tuple(self.problems))

    def _guarded(self, entry: Any, defaults: Mapping[str, Any]) -> Rule | None:
        name = str(entry.get("id", "")) if isinstance(entry, dict) else ""
        try:
            if not isinstance(entry, dict):
                raise _Invalid("a rule is not a table", "Write each rule under `[[rules]]`.")
            if not name:
                raise _Invalid("a rule has no `id`", "Give it one.")
            return self._rule(name, entry, defaults)
        except _Invalid as error:
            self._problem(f"rule `{name}`: {error}." if name else f"{error}.", error.remedy, name)
            return None

    def _rule(self, name: str, entry: Mapping[str, Any], defaults: Mapping[str, Any]) -> Rule | None:
        context, pattern = _strings(entry, "context"), _string(entry, "regex")
        keywords = _strings(entry, "keywords")
        if context:
            if not keywords and any(set(word) & set("\\.[](){}?*+|^$") for word in context):
                raise _Invalid(
                    "its `context` is a pattern and it has no `keywords`", "Give the plain words as keywords."
                )
            keywords = keywords or context
            pattern = context_pattern(context, _string(entry, "value") or _missing("value"))
        elif not pattern and entry.get("path"):
            raise _Invalid(
                "it looks at paths alone and is left out", "Give it a `regex`: a secret is marked in a text."
            )
        checksum = _string(entry, "checksum")
        if checksum and checksum not in CHECKS:
            raise _Invalid(f"unknown checksum {checksum!r}", f"Use one of {', '.join(CHECKS)}.")
        judge = _string(entry, "judge")
        if judge and judge not in KINDS:
            raise _Invalid(f"unknown judge {judge!r}", f"Use one of {', '.join(sorted(KINDS))}.")
        return Rule(
            id=name,
            description=_string(entry, "description") or name,
            pattern=pattern,
            keywords=tuple(word.lower() for word in keywords),
            group=1 if context else int(_number(entry, "secretGroup")),
            entropy=_number(entry, "entropy"),
            path=_string(entry, "path"),
            boundary=_flag(entry, "boundary", defaults) and not context,
            context=bool(context),
            samples=_flag(entry, "samples", {"samples": not self.own, **defaults}),
            judge=judge,
            checksum=checksum,
            confidence=_confidence(entry, Confidence.MEDIUM if context else Confidence.HIGH),
            severity=_severity(entry),
            cwe=_strings(entry, "cwe") or ("CWE-798",),
            tags=_strings(entry, "tags"),
            references=_strings(entry, "references"),
            allowlists=self._allowlists(entry, name),
            required=_companions(entry),
            silent=_flag(entry, "skipReport", {}),
            source=self.path,
            line=self._line(name),
        )

    def _allowlists(self, data: Mapping[str, Any], rule: str) -> tuple[Allowlist, ...]:
        one, several = data.get("allowlist", []), data.get("allowlists", [])
        entries = [*(one if isinstance(one, list) else [one]), *(several if isinstance(several, list) else [several])]
        lists = []
        for entry in entries:
            try:
                if not isinstance(entry, dict):
                    raise _Invalid("an allowlist is not a table", "Write it under `[[allowlists]]`.")
                if _never(entry):
                    raise _Invalid("with `AND` and `commits` it never holds", "A text has no commit; leave them out.")
                lists.append(_allowlist(entry))
            except _Invalid as error:
                self._problem(f"allowlist{f' of rule `{rule}`' if rule else ''}: {error}.", error.remedy, rule)
        return tuple(lists)

    def _line(self, name: str) -> int | None:
        if not self.lines:
            for number, line in enumerate(self.text.split("\n"), start=1):
                match = _ID.match(line)
                if match:
                    self.lines.setdefault(match.group(1), number)
        return self.lines.get(name)

    def _problem(self, message: str, remedy: str, key: str) -> None:
        self.problems.append(Problem(self.path, message, remedy, self._line(key) if key else None, key))


def _allowlist(entry: Mapping[str, Any]) -> Allowlist:
    condition = _string(entry, "condition").upper() or "OR"
    if condition not in {"AND", "&&", "OR", "||"}:
        raise _Invalid(f"`condition` is {condition!r}", 'Use "AND" or "OR".')
    target = _string(entry, "regexTarget") or "secret"
    if target not in {"secret", "match", "line"}:
        raise _Invalid(f"`regexTarget` is {target!r}", 'Use "secret", "match" or "line".')
    return Allowlist(
        paths=_strings(entry, "paths"),
        regexes=_strings(entry, "regexes"),
        stopwords=tuple(word.lower() for word in _strings(entry, "stopwords")),
        target=target,
        every=condition in {"AND", "&&"},
        rules=_strings(entry, "targetRules"),
    )


def _never(entry: Mapping[str, Any]) -> bool:
    return bool(entry.get("commits")) and str(entry.get("condition", "")).upper() in {"AND", "&&"}


def _companions(entry: Mapping[str, Any]) -> tuple[Companion, ...]:
    required = entry.get("required", [])
    if not isinstance(required, list) or not all(isinstance(one, dict) and one.get("id") for one in required):
        raise _Invalid("`required` is not an array of tables with an `id`", "Write it under `[[rules.required]]`.")
    return tuple(
        Companion(
            _string(one, "id"),
            int(_number(one, "withinLines")) if "withinLines" in one else None,
            int(_number(one, "withinColumns")) if "withinColumns" in one else None,
        )
        for one in required
    )


def _missing(key: str) -> str:
    raise _Invalid(f"it has `context` and no `{key}`", f"Give the pattern of the secret itself as `{key}`.")


def _string(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise _Invalid(f"`{key}` is not a string", "Put it in quotes.")
    return value


def _strings(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _Invalid(f"`{key}` is not an array of strings", 'Write it as ["…", "…"].')
    return tuple(value)


def _number(entry: Mapping[str, Any], key: str) -> float:
    value = entry.get(key, 0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1000:
        raise _Invalid(f"`{key}` is not a number from 0", "Write it without quotes.")
    return value


def _flag(entry: Mapping[str, Any], key: str, defaults: Mapping[str, Any]) -> bool:
    value = entry.get(key, defaults.get(key, False))
    if not isinstance(value, bool):
        raise _Invalid(f"`{key}` is not true or false", "Write true or false, without quotes.")
    return value


def _confidence(entry: Mapping[str, Any], default: Confidence) -> Confidence:
    value = _string(entry, "confidence")
    try:
        return Confidence(value) if value else default
    except ValueError:
        known = ", ".join(Confidence)
        raise _Invalid(f"unknown confidence {value!r}", f"Use one of {known}.") from None


def _severity(entry: Mapping[str, Any]) -> Severity | None:
    value = _string(entry, "severity")
    try:
        return Severity.parse(value) if value else None
    except ValueError as error:
        raise _Invalid(str(error), "Correct it or leave the key out.") from None
