"""CODEOWNERS, as GitHub documents it ("About code owners"): who is to be asked about a path.

The pattern that matches last decides, also when it names nobody. Patterns are those of ``.gitignore`` with exceptions
that GitHub lists: no ``!``, no ``[ ]``, no ``\\#``; case counts; and ``docs/*`` means the files in ``docs``, not those
further down, where git would take the directories as well. A line that is wrong is passed over, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from answerable.findings.problems import Problem

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where it is looked for; the first that is there counts."""
LIMIT = 3_000_000
"""GitHub loads no larger file."""

_OWNER = re.compile(r"@[A-Za-z0-9][A-Za-z0-9_-]*(?:/[A-Za-z0-9._-]+)?|[^@\s]+@[^@\s]+")
_NOREPLY = re.compile(r"(?:\d+\+)?([a-z0-9-]+)@users\.noreply\.github\.com", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: a pattern and whom it names."""

    pattern: str
    owners: tuple[str, ...]
    """``@user``, ``@organisation/team`` or an address; empty where the line takes the path away from everybody."""
    line: int


@dataclass(frozen=True, slots=True)
class CodeOwners:
    """What the file says."""

    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...] = ()

    @classmethod
    def parse(cls, text: str, place: str = PLACES[0]) -> CodeOwners:
        """Reads the file; `place` is how problems name it. Never raises."""
        rules: list[Rule] = []
        problems: list[Problem] = []
        for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
            # Spaces in a pattern are escaped; a `#` begins a comment, also behind the owners.
            words = [word.replace("\\ ", " ") for word in re.findall(r"(?:\\.|[^\s\\])+", line)]
            comment = next((index for index, word in enumerate(words) if word.startswith("#")), len(words))
            if not words[:comment]:
                continue
            pattern, *owners = words[:comment]
            wrong = _wrong(pattern, owners)
            if wrong:
                problems.append(Problem(place, wrong, "The line is passed over, as GitHub does.", line=number))
            else:
                rules.append(Rule(pattern, tuple(owners), number))
        return cls(tuple(rules), tuple(problems))

    def owners(self, path: str) -> tuple[str, ...]:
        """Whom the last matching line names for a path from the top of the repository; empty for nobody."""
        return next((rule.owners for rule in reversed(self.rules) if _compiled(rule.pattern).match(path)), ())


def is_owner(email: str, owners: Iterable[str], people: Mapping[str, Iterable[str]]) -> bool:
    """Whether the person with this address is among the owners.

    GitHub knows who is behind an @name, git does not: `people` tells the addresses (or further @names) of each, and an
    address of GitHub's own (``name@users.noreply.github.com``) tells its name itself. Case does not count.
    """
    known = {name.lower(): [entry.lower() for entry in entries] for name, entries in people.items()}
    wanted = {email.lower()}
    noreply = _NOREPLY.fullmatch(email)
    if noreply:
        wanted.add(f"@{noreply[1].lower()}")
    waiting, seen = [owner.lower() for owner in owners], set[str]()
    while waiting:
        owner = waiting.pop()
        if owner in wanted:
            return True
        if owner not in seen:
            seen.add(owner)
            waiting += known.get(owner, ())
    return False


def _wrong(pattern: str, owners: list[str]) -> str | None:
    if pattern.startswith("!"):
        return "`!` does not work in CODEOWNERS."
    if pattern.startswith("\\#"):
        return "`\\#` does not work in CODEOWNERS."
    if "[" in pattern or "]" in pattern:
        return "`[ ]` does not work in CODEOWNERS."
    strange = next((owner for owner in owners if _OWNER.fullmatch(owner) is None), None)
    if strange is not None:
        return f"`{strange[:60]}` is neither a @name, a @team/name nor an address."
    return None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    anchored = "/" in pattern[:-1]
    body = pattern.strip("/") if pattern != "/" else "**"
    parts = body.split("/")
    out = "" if anchored else "(?:.*/)?"
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if part == "**":
            # At the end everything below; elsewhere any number of directories, also none.
            out += ".+" if last else "(?:.*/)?"
            continue
        out += "".join({"*": "[^/]*", "?": "[^/]"}.get(character, re.escape(character)) for character in _plain(part))
        if not last:
            out += "/"
    if pattern.endswith("/") and pattern != "/":
        out += "/.+"
    elif not (anchored and parts[-1] == "*"):
        out += "(?:/.*)?"
    return re.compile(out + r"\Z", re.DOTALL)


def _plain(part: str) -> str:
    return re.sub(r"\*{2,}", "*", re.sub(r"\\(.)", r"\1", part))
