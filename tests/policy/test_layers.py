"""Layers checked and laid over one another, without a file in sight."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.policy.layers import (
    Layer,
    LayerName,
    builtin_values,
    checked,
    merged,
    only_stricter,
    validated,
)
from answerable.policy.model import Policy


def layer(**values: Any) -> Layer:
    return Layer(LayerName.REPOSITORY, "p.toml", values)


def told(**values: Any) -> list[tuple[str, str, str]]:
    return [(problem.key, problem.message, problem.remedy) for problem in checked(layer(**values))[1]]


STAYS = "Until then it does not count; the other keys do."


@pytest.mark.parametrize(
    ("values", "key", "message", "remedy"),
    [
        ({"scan": {"exlude": []}}, "scan.exlude", "`scan.exlude` is not a key of the policy.",
         "Did you mean `scan.exclude`?"),
        ({"exclude": []}, "exclude", "`exclude` is not a key of the policy.", "Did you mean `scan.exclude`?"),
        ({"editor": {"zzz": 1}}, "editor.zzz", "`editor.zzz` is not a key of the policy.",
         "Remove it; known here: default_suppression_days, idle_ms, max_findings, quiet_ms."),
        ({"suppressions": {"entries": [{"rule": "a", "path": "b", "untill": "2027-01-01"}]}},
         "suppressions.entries[0].untill", "`suppressions.entries[0].untill` is not a key of the policy.",
         "Did you mean `suppressions.entries[0].until`?"),
        ({"suppressions": {"entries": [{"rule": "a"}]}}, "suppressions.entries[0].path",
         "`suppressions.entries[0].path` is missing, so `suppressions.entries[0]` does not count.", "Add `path`."),
        ({"scan": {"max_file_bytes": "5"}}, "scan.max_file_bytes",
         "`scan.max_file_bytes` must be a whole number.", STAYS),
        ({"scan": {"max_file_bytes": 5}}, "scan.max_file_bytes",
         "`scan.max_file_bytes` must be at least 1024.", STAYS),
        ({"semgrep": {"jobs": 257}}, "semgrep.jobs", "`semgrep.jobs` must be at most 256.", STAYS),
        ({"semgrep": {"timeout_seconds": 0}}, "semgrep.timeout_seconds",
         "`semgrep.timeout_seconds` must be above 0.", STAYS),
        ({"semgrep": {"timeout_seconds": float("nan")}}, "semgrep.timeout_seconds",
         "`semgrep.timeout_seconds` must be a number.", STAYS),
        ({"semgrep": {"timeout_seconds": "5"}}, "semgrep.timeout_seconds",
         "`semgrep.timeout_seconds` must be a number.", STAYS),
        ({"detectors": {"secrets": 1}}, "detectors.secrets", "`detectors.secrets` must be true or false.", STAYS),
        ({"detectors": "all"}, "detectors", "`detectors` must be a table.", STAYS),
        ({"rules": {"disable": "a"}}, "rules.disable", "`rules.disable` must be a list in square brackets.", STAYS),
        ({"rules": {"disable": ["a", 1]}}, "rules.disable[1]", "`rules.disable[1]` must be text in quotes.", STAYS),
        ({"rules": {"disable": ["*"]}}, "rules.disable[0]",
         "`rules.disable[0]`: a rule is named by its id, or a family of rules by a pattern such as `python.*`.", STAYS),
        ({"rules": {"severity": "high"}}, "rules.severity", "`rules.severity` must be a table.", STAYS),
        ({"rules": {"severity": {"a": "high"}}}, "rules.severity.a",
         "`rules.severity.a`: unknown severity 'high'; use one of hint, info, warning, error.", STAYS),
        ({"rules": {"severity": {"a": 3}}}, "rules.severity.a",
         "`rules.severity.a`: a severity is a text such as `warning`.", STAYS),
        ({"rules": {"severity": {"a b": "error"}}}, "rules.severity.a b",
         "`rules.severity.a b`: a rule is named by its id, or a family of rules by a pattern such as `python.*`.",
         STAYS),
        ({"rules": {"minimum_confidence": "sure"}}, "rules.minimum_confidence",
         "`rules.minimum_confidence` must be 'low', 'medium' or 'high'.", STAYS),
        ({"rules": {"paths": [1]}}, "rules.paths[0]", "`rules.paths[0]` must be text in quotes.", STAYS),
        ({"scan": {"exclude": ["!"]}}, "scan.exclude[0]", "`scan.exclude[0]`: Invalid git pattern: '!'.", STAYS),
        ({"suppressions": {"entries": [{"rule": "a", "path": "b", "until": "2027-02-30"}]}},
         "suppressions.entries[0].until",
         "`suppressions.entries[0].until`: a day of the calendar is written like 2027-01-31.", STAYS),
        ({"suppressions": {"entries": {"rule": "a"}}}, "suppressions.entries",
         "`suppressions.entries` must be a list in square brackets.", STAYS),
        ({"version": 2}, "version", "`version` is not one that this Answerable understands.",
         "Write `version = 1`, or update Answerable. The keys it knows count."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_what_to_do(values: dict[str, Any], key: str, message: str, remedy: str) -> None:
    assert told(**values) == [(key, message, remedy)]


def test_what_is_wrong_is_left_out_and_the_rest_counts() -> None:
    values, problems = checked(
        layer(
            scan={"exlude": ["x"], "threshold": "error"},
            rules={"disable": ["a", 1, "b", "*"], "severity": {"a": "high", "b": "hint"}},
            suppressions={
                "max_days": 0,
                "entries": [{"rule": "a", "path": "p", "until": "x"}, {"rule": "b", "path": "q"}],
            },
            version=7,
            nonsense={"deep": 1},
        )
    )
    assert values == {
        "scan": {"threshold": "error"},
        "rules": {"disable": ["a", "b"], "severity": {"b": "hint"}},
        "suppressions": {"entries": [{"rule": "b", "path": "q"}]},
    }
    assert len(problems) == 8


def test_an_id_without_quotes_in_a_table_means_the_id() -> None:
    values, problems = checked(layer(rules={"severity": {"python": {"lang": {"eval": "error"}}, "x": "hint"}}))
    assert values == {"rules": {"severity": {"python.lang.eval": "error", "x": "hint"}}}
    assert problems == []


def test_half_a_surrogate_pair_from_an_editor_is_a_problem_and_not_an_exception() -> None:
    values, problems = checked(layer(rules={"disable": ["\ud800"]}))
    assert values == {}
    assert [problem.message for problem in problems] == ["This is not text that can be read as settings."]


def test_a_checked_layer_does_not_change_what_it_was_made_from() -> None:
    given_values = {"rules": {"severity": {"a": {"b": "error"}}, "disable": [1]}}
    checked(Layer(LayerName.EDITOR, "editor", given_values))
    assert given_values == {"rules": {"severity": {"a": {"b": "error"}}, "disable": [1]}}


NAMES = [
    "scan",
    "rules",
    "secrets",
    "second_pass",
    "suppressions",
    "entries",
    "severity",
    "disable",
    "rule",
    "path",
    "until",
    "version",
    "jobs",
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), VALUES))
def test_whatever_is_written_what_is_left_is_valid_and_nothing_is_dropped_in_silence(values: dict[str, Any]) -> None:
    left, problems = checked(Layer(LayerName.REPOSITORY, "p.toml", values))
    validated(merged(builtin_values(), left))
    if "rules" not in values and not problems:
        # NaN is not equal to itself, so the two are compared as they are written.
        assert json.dumps(left) == json.dumps(values)


def test_tables_are_joined_lists_gathered_and_the_rest_replaced() -> None:
    below = {"a": 1, "t": {"x": 1, "y": ["p", "q"]}, "packs": ["code"]}
    above = {"a": 2, "t": {"y": ["r", "p"], "z": 3}, "packs": ["other"]}
    assert merged(below, above) == {"a": 2, "t": {"x": 1, "y": ["q", "r", "p"], "z": 3}, "packs": ["other"]}
    assert below == {"a": 1, "t": {"x": 1, "y": ["p", "q"]}, "packs": ["code"]}


def test_an_untrusted_layer_only_makes_stricter() -> None:
    values, problems = checked(
        layer(
            scan={"threshold": "error", "max_file_bytes": 9_999_999, "exclude": ["*"]},
            rules={"severity": {"a": "error", "b": "hint"}, "minimum_confidence": "low"},
            detectors={"secrets": False, "semgrep": True},
            suppressions={"max_days": 10, "honour_comments": False, "require_reason": False},
            editor={"quiet_ms": 1},
        )
    )
    assert problems == []
    kept, refused = only_stricter(layer(), values, builtin_values())
    assert kept == {
        "scan": {"max_file_bytes": 9_999_999},
        "rules": {"severity": {"a": "error"}, "minimum_confidence": "low"},
        "detectors": {"semgrep": True},
        "suppressions": {"max_days": 10, "honour_comments": False},
        "editor": {"quiet_ms": 1},
    }
    assert [problem.key for problem in refused] == [
        "scan.threshold",
        "scan.exclude",
        "rules.severity",
        "detectors.secrets",
        "suppressions.require_reason",
    ]
    assert refused[0].message == "`scan.threshold` can weaken the policy, and this workspace is not trusted."


def test_stricter_than_what_lies_below_not_than_the_built_in() -> None:
    below = merged(builtin_values(), {"scan": {"threshold": "hint"}})
    kept, refused = only_stricter(layer(), {"scan": {"threshold": "info"}}, below)
    assert kept == {}
    assert [problem.key for problem in refused] == ["scan.threshold"]


def test_the_built_in_values_are_the_built_in_policy() -> None:
    assert validated(builtin_values()) == Policy()
