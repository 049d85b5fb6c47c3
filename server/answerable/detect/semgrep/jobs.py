"""Which rules the engine is asked to try on a document, by its language."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from answerable.detect.semgrep import analyzers
from answerable.detect.semgrep.merged import Merged, merge
from answerable.detect.semgrep.rule import Rule, RuleSet
from answerable.text.languages import Language

# Fewer rules than these are not worth a process of their own.
_WORTH_A_PROCESS = 10


@dataclass(frozen=True, slots=True)
class Job:
    """What the engine is asked about every document of one language."""

    analyzers: tuple[str, ...]
    """Those that have rules."""
    rules: Merged
    suffix: str
    """Of the name the text goes by."""
    shares: tuple[Merged, ...] = ()
    """The same rules dealt out, for a text that is worth several processes; empty where they are too few."""
    following: Merged | None = None
    """Those of the rules that follow data; None where they are too few to be asked apart from the others."""
    matching: Merged | None = None
    """The others; None where there are none."""


class Jobs:
    """The jobs of one rule set, each made when it is first asked for."""

    def __init__(self, rules: RuleSet, most_shares: int = 1) -> None:
        self._most_shares = most_shares
        self._rules = rules.rules
        self._lock = threading.Lock()
        self._made: dict[str, Job | None] = {}

    def of(self, language: Language) -> Job | None:
        """None where no rule is for the language."""
        with self._lock:
            if language.id not in self._made:
                self._made[language.id] = self._make(language)
            return self._made[language.id]

    def _make(self, language: Language) -> Job | None:
        wanted = analyzers.of_language(language)
        rules = [rule for rule in self._rules if not set(wanted).isdisjoint(rule.analyzers)]
        if not rules:
            return None
        used = {analyzer for rule in rules for analyzer in rule.analyzers}
        suffix = language.suffixes[0] if language.suffixes else ".txt"
        names = tuple(analyzer for analyzer in wanted if analyzer in used)
        following = [rule for rule in rules if follows_data(rule)]
        matching = [rule for rule in rules if not follows_data(rule)]
        return Job(
            names,
            merge(rules),
            suffix,
            _shares(rules, self._most_shares),
            merge(following) if len(following) >= _WORTH_A_PROCESS else None,
            merge(matching) if matching else None,
        )


def follows_data(rule: Rule) -> bool:
    """Whether the engine follows data through functions for this rule, which is what takes time."""
    return rule.raw.get("mode") == "taint"


def _shares(rules: list[Rule], most: int) -> tuple[Merged, ...]:
    """Rules dealt out like cards, the dear ones (those that follow data) first."""
    count = min(most, len(rules) // _WORTH_A_PROCESS)
    if count < 2:
        return ()
    ordered = sorted(rules, key=lambda rule: not follows_data(rule))
    return tuple(merge(ordered[number::count]) for number in range(count))
