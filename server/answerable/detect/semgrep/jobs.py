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
        return Job(names, merge(rules), suffix, _shares(rules, self._most_shares))


def _shares(rules: list[Rule], most: int) -> tuple[Merged, ...]:
    """Rules dealt out like cards, the dear ones (those that follow data) first."""
    count = min(most, len(rules) // _WORTH_A_PROCESS)
    if count < 2:
        return ()
    ordered = sorted(rules, key=lambda rule: rule.raw.get("mode") != "taint")
    return tuple(merge(ordered[number::count]) for number in range(count))
