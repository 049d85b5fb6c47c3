"""What the policy has decided about a finding: by rule, by kind, by path and by host."""

from __future__ import annotations

from collections.abc import Mapping

from answerable.findings.decision import Decision
from answerable.guard.model import Found, Kind
from answerable.guard.settings import GuardSettings, Where
from answerable.text.frozen import replace


class Decider:
    """The decisions of one policy for one text."""

    def __init__(self, settings: GuardSettings, *, path: str | None, host: str | None) -> None:
        self._settings = settings
        self._here = _here(settings.where, path, host) if settings.where else {}
        self._packs: Mapping[str, Decision] = {}
        if settings.packs:
            from answerable.guard.packs import decisions

            self._packs = decisions(settings.packs)

    def decided(self, found: Found) -> Found:
        """The finding with its decision.

        What `guard.where` says of the path and the host counts first, then the most specific of `guard.decisions`,
        then the kind's own; a value set aside for examples is never treated more strictly than `guard.samples`.
        """
        decision = self._here.get(found.kind) or self._by_rule(found.rule) or self._settings.kinds[found.kind]
        if found.sample:
            decision = decision.at_most(self._settings.samples)
        return replace(found, decision=decision)

    def _by_rule(self, rule: str) -> Decision | None:
        if not self._settings.decisions:
            return self._packs.get(rule)
        from answerable.policy.matching import rule_matches, specificity

        matching = [pattern for pattern in self._settings.decisions if rule_matches(pattern, rule)]
        return self._settings.decisions[max(matching, key=specificity)] if matching else self._packs.get(rule)


def disabled(settings: GuardSettings, rule: str) -> bool:
    """Whether the policy has switched this rule off."""
    if not settings.disable:
        return False
    from answerable.policy.matching import rule_matches

    return any(rule_matches(pattern, rule) for pattern in settings.disable)


def readable(settings: GuardSettings, path: str) -> bool:
    """Whether an agent may read the file at this path (``/`` between its parts) at all."""
    return not settings.unreadable or not _matches(settings.unreadable, path)


def _here(where: tuple[Where, ...], path: str | None, host: str | None) -> Mapping[Kind, Decision]:
    here: dict[Kind, Decision] = {}
    for one in where:
        if one.host is not None and one.host != host:
            continue
        if one.path is not None and (path is None or not _matches((one.path,), path)):
            continue
        here.update(one.decisions)
    return here


def _matches(patterns: tuple[str, ...], path: str) -> bool:
    from answerable.policy.matching import path_matches

    # A pattern of `.gitignore` speaks of paths inside a repository; an absolute one is matched by what stands in it.
    return path_matches(patterns, path.replace("\\", "/").lstrip("/"))
