"""Names of rules that are not there."""

from __future__ import annotations

import pytest

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
