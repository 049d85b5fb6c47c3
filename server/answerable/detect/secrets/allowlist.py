"""What a table lets pass: gitleaks' allowlists."""

from __future__ import annotations

from collections.abc import Iterable

from answerable.detect.secrets.model import Allowlist
from answerable.detect.secrets.patterns import BadPattern, compiled
from answerable.findings.problems import Problem
from answerable.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """A secret and its surroundings, as an allowlist looks at it."""

    rule: str
    secret: str
    match: str
    line: str
    """The lines that the match touches."""
    path: str


def passes(allowlists: Iterable[Allowlist], seen: Seen) -> bool:
    """Whether one of them lets this secret pass. A pattern that does not compile lets nothing pass."""
    return any(
        _passes(allowlist, seen) for allowlist in allowlists if not allowlist.rules or seen.rule in allowlist.rules
    )


def skips(allowlists: Iterable[Allowlist], path: str) -> bool:
    """Whether one of them lets the whole file pass: it names paths and asks nothing of the secret besides."""
    return any(
        not allowlist.rules
        and _found(allowlist.paths, path)
        and not (allowlist.every and (allowlist.regexes or allowlist.stopwords))
        for allowlist in allowlists
    )


def problems(allowlists: Iterable[Allowlist], path: str, key: str = "") -> tuple[Problem, ...]:
    """One for each of their patterns that does not compile; `path` is the table, `key` the rule."""
    found = []
    for allowlist in allowlists:
        for pattern in (*allowlist.regexes, *allowlist.paths):
            try:
                compiled(pattern)
            except BadPattern as error:
                found.append(
                    Problem(path, f"allowlist pattern does not compile: {error}.", "Write it in RE2 syntax.", key=key)
                )
    return tuple(found)


def _passes(allowlist: Allowlist, seen: Seen) -> bool:
    text = {"secret": seen.secret, "match": seen.match, "line": seen.line}[allowlist.target]
    answers = []
    if allowlist.paths:
        answers.append(_found(allowlist.paths, seen.path))
    if allowlist.regexes:
        answers.append(_found(allowlist.regexes, text))
    if allowlist.stopwords:
        folded = seen.secret.lower()
        answers.append(any(word in folded for word in allowlist.stopwords))
    return bool(answers) and (all(answers) if allowlist.every else any(answers))


def _found(patterns: tuple[str, ...], text: str) -> bool:
    encoded = text.encode("utf-8", "replace")
    for pattern in patterns:
        try:
            if compiled(pattern).search(encoded):
                return True
        except BadPattern:
            continue  # `problems` has named it
    return False
