"""Names in a policy that name nothing: a rule that was misspelt, renamed or never there."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from answerable.findings.problems import Problem
from answerable.policy.matching import rule_matches
from answerable.policy.model import Policy


def unknown_rules(
    policy: Policy, known: Collection[str], *, place: str, guards: Collection[str] = ()
) -> tuple[Problem, ...]:
    """What is wrong with the patterns of `rules.disable`, `rules.severity`, `guard.disable` and `guard.decisions` that
    match none of the known rules.

    `known` are the ids of every rule there is in the workspace, `guards` those that the guard alone may name besides;
    `place` names the policy's file.
    """
    problems = []
    every = (*known, *guards)
    for key, patterns, rules in (
        ("rules.disable", policy.rules.disable, known),
        ("rules.severity", policy.rules.severity, known),
        ("guard.disable", policy.guard.disable, every),
        ("guard.decisions", policy.guard.decisions, every),
    ):
        for pattern in patterns:
            if any(rule_matches(pattern, rule) for rule in rules):
                continue
            near = get_close_matches(pattern, list(rules), n=1)
            remedy = f"Did you mean `{near[0]}`?" if near else "`answerable rules list` shows those there are."
            problems.append(Problem(place, f"`{key}` names `{pattern}`, but there is no such rule.", remedy, key=key))
    return tuple(problems)
