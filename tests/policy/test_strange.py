"""Names of rules that are not there."""

from __future__ import annotations

import pytest

from answerable.findings.decision import Decision
from answerable.findings.problems import Problem
from answerable.policy.model import Policy, Rules
from answerable.policy.strange import unknown_rules

KNOWN = ("python.sql-injection", "python.eval", "secrets.github-pat")


@pytest.mark.parametrize("pattern", ["python.eval", "python.*", "*.github-pat"])
def test_a_pattern_that_matches_a_rule_is_fine(pattern: str) -> None:
    assert unknown_rules(Policy(rules=Rules(disable=(pattern,))), KNOWN, place="a.toml") == ()


def test_a_misspelt_rule_is_named_with_its_key_and_the_near_one() -> None:
    [problem] = unknown_rules(Policy(rules=Rules(disable=("python.sql-injectoin",))), KNOWN, place="a.toml")
    assert (problem.path, problem.key) == ("a.toml", "rules.disable")
    assert "python.sql-injectoin" in problem.message
    assert "`python.sql-injection`" in problem.remedy


def test_severities_are_looked_at_too() -> None:
    from answerable.findings.model import Severity

    policy = Policy(rules=Rules(severity={"quite.different": Severity.ERROR}))
    [problem] = unknown_rules(policy, KNOWN, place="a.toml")
    assert problem.key == "rules.severity"
    assert "rules list" in problem.remedy


@pytest.mark.parametrize("key", ["disable", "decisions"])
def test_the_guards_rules_are_looked_at_too(key: str) -> None:
    def problems(pattern: str) -> tuple[Problem, ...]:
        named = (pattern,) if key == "disable" else {pattern: Decision.ALLOW}
        policy = Policy.model_validate({"guard": {key: named}})
        return unknown_rules(policy, KNOWN, place="a.toml", guards=("pii.email",))

    [problem] = problems("pii.emial")
    assert (problem.path, problem.key) == ("a.toml", f"guard.{key}")
    assert "`pii.emial`" in problem.message
    assert "`pii.email`" in problem.remedy
    assert problems("pii.*") == problems("secrets.github-pat") == ()
