"""Suppressions kept in the policy: for files whose language has no comments, and for many files at once."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from datetime import date

from answerable.findings.model import Finding
from answerable.findings.problems import Problem
from answerable.policy.matching import path_matches
from answerable.policy.model import Entry, Policy, Suppressions
from answerable.policy.suppressions import Scope, Suppression
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

TABLE = "suppressions.entries"
"""The array of tables in `answerable.toml`; in `pyproject.toml` it has ``tool.answerable.`` before it."""


def entries_for(snapshot: Snapshot, rules: Suppressions, today: date) -> tuple[Suppression, ...]:
    """The entries that hold today for this file."""
    return tuple(
        _suppression(snapshot, entry)
        for entry in rules.entries
        if why_void(entry, rules, today) is None and path_matches((entry.path,), snapshot.path)
    )


def why_void(entry: Entry, rules: Suppressions, today: date) -> str | None:
    """Why this entry suppresses nothing today, as the middle of a sentence; None where it holds."""
    if not entry.reason.strip() and rules.require_reason:
        return "it gives no reason"
    if entry.until is None:
        return "it gives no last day" if rules.require_expiry else None
    if entry.until < today:
        return f"it ended on {entry.until}"
    if (entry.until - today).days > rules.max_days:
        return f"its last day lies further ahead than {rules.max_days} days"
    return None


def entry_problems(
    policy: Policy, today: date, *, place: str, used: Collection[Entry] | None = None
) -> tuple[Problem, ...]:
    """What is wrong with the policy's entries: void today or, where it is known which were `used`, without effect.

    Give `used` after a scan of the whole workspace by every detector only. `place` names the policy's file.
    """
    problems = []
    for index, entry in enumerate(policy.suppressions.entries):
        void = why_void(entry, policy.suppressions, today)
        if void is not None:
            message = f"The suppression of `{entry.rule}` in `{entry.path}` does not hold: {void}."
            remedy = "Mend what it excused and remove it, or decide anew and write `until` and `reason`."
        elif used is not None and entry not in used:
            message = f"The suppression of `{entry.rule}` in `{entry.path}` has nothing to suppress."
            remedy = "Remove it, or it will hide what comes later."
        else:
            continue
        problems.append(Problem(place, message, remedy, key=f"{TABLE}[{index}]"))
    return tuple(problems)


def entry_of(suppression: Suppression, policy: Policy) -> Entry | None:
    """The entry behind a suppression whose scope is the policy."""
    if suppression.scope is not Scope.POLICY:
        return None
    said = (suppression.rules, suppression.until, suppression.reason)
    return next((e for e in policy.suppressions.entries if ((e.rule,), e.until, e.reason) == said), None)


def entry_for(finding: Finding, snapshot: Snapshot, *, until: date | None, reason: str) -> Entry:
    """The entry that suppresses the finding's rule in this file and no other."""
    return Entry(rule=finding.rule, path=_literally(snapshot.path), until=until, reason=" ".join(reason.split()))


def appended(text: str, entry: Entry, *, pyproject: bool = False) -> str | None:
    """The policy file's text with the entry at its end.

    None where that is no longer valid TOML, as when entries are written as a list in brackets, or never was.
    """
    table = f"tool.answerable.{TABLE}" if pyproject else TABLE
    end = "\r\n" if "\r\n" in text else "\n"
    lines = [f"[[{table}]]", f"rule = {_quoted(entry.rule)}", f"path = {_quoted(entry.path)}"]
    if entry.until is not None:
        lines.append(f"until = {entry.until.isoformat()}")
    lines.append(f"reason = {_quoted(entry.reason)}")
    gap = "" if not text else end if text.endswith("\n") else end * 2
    changed = text + gap + "".join(line + end for line in lines)
    try:
        tomllib.loads(changed.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None
    return changed


def _suppression(snapshot: Snapshot, entry: Entry) -> Suppression:
    whole = Span(0, len(snapshot.text))
    return Suppression(Span(0, 0), 0, (entry.rule,), entry.until, entry.reason, Scope.POLICY, whole)


def _literally(path: str) -> str:
    """The pattern of `.gitignore` that means this path and no other."""
    escaped = "".join(f"\\{char}" if char in "\\*?[]" else char for char in path)
    # White space at the end would be dropped, outside brackets; the slash at the beginning ties the path to the root.
    return "/" + (f"{escaped[:-1]}[{escaped[-1]}]" if escaped[-1:].isspace() else escaped)


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    out = []
    for char in text:
        if char in '"\\':
            out.append(f"\\{char}")
        elif ord(char) < 0x20 or ord(char) == 0x7F:
            out.append(f"\\u{ord(char):04X}")
        else:
            out.append(char)
    return f'"{"".join(out)}"'
