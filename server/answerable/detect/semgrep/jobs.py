"""Which rules the engine is asked to try on a document, by its language."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from answerable.detect.semgrep import analyzers
from answerable.detect.semgrep.merged import Merged, merge
from answerable.detect.semgrep.rule import RuleSet
from answerable.text.languages import Language


@dataclass(frozen=True, slots=True)
class Job:
    """What the engine is asked about every document of one language."""

    analyzers: tuple[str, ...]
    """Those that have rules."""
    rules: Merged
    suffix: str
    """Of the name the text goes by."""


class Jobs:
    """The jobs of one rule set, each made when it is first asked for."""

    def __init__(self, rules: RuleSet) -> None:
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
        return Job(tuple(analyzer for analyzer in wanted if analyzer in used), merge(rules), suffix)
