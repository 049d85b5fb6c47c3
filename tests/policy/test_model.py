"""What the built-in policy says and how a policy answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from answerable.findings.model import Severity
from answerable.policy.builtin import shipped_packs
from answerable.policy.fields import Section
from answerable.policy.layers import builtin_values, validated
from answerable.policy.model import Policy
from answerable.policy.trust import Untrusted


def leaves(model: type[Section] = Policy, path: str = "") -> Iterator[tuple[str, list[object], str | None]]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, Section):
            yield from leaves(kind, f"{path}{name}.")
        else:
            yield f"{path}{name}", field.metadata, field.description


def test_every_key_is_described_and_says_what_an_untrusted_workspace_may_do() -> None:
    for name, metadata, description in leaves():
        assert description, name
        assert sum(isinstance(mark, Untrusted) for mark in metadata) == 1, name


def test_the_built_in_policy_survives_being_written_down() -> None:
    assert validated(builtin_values()) == Policy()
    assert validated({}) == Policy()


def test_a_section_that_is_there_in_part_keeps_its_other_defaults() -> None:
    for section in builtin_values():
        if section != "version":
            assert validated({section: {}}) == Policy(), section


def test_by_default_every_pack_we_ship_is_in() -> None:
    assert Policy().rules.packs == shipped_packs()


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("src/a.py", True),
        ("node_modules/x/a.js", False),
        ("web/node_modules/x/a.js", False),
        (".venv/lib/a.py", False),
        ("src/.git/config", False),
        ("src/venv.py", True),
    ],
)
def test_by_default_every_file_is_looked_at_but_other_peoples(path: str, wanted: bool) -> None:
    assert Policy().looks_at(path) is wanted


def test_include_narrows_and_exclude_wins() -> None:
    policy = validated({"scan": {"include": ["src/"], "exclude": ["*.min.js", "!keep.min.js"]}})
    looked_at = ["src/a.py", "src/a.min.js", "src/keep.min.js", "docs/a.py"]
    assert [policy.looks_at(path) for path in looked_at] == [True, False, True, False]


def test_the_most_specific_severity_counts_whatever_the_order() -> None:
    table = {"python.*": "info", "python.eval": "error", "*python*.*ev*": "hint"}
    for severity in (table, dict(reversed(table.items()))):
        policy = validated({"rules": {"severity": severity}})
        assert policy.severity("python.eval", Severity.WARNING) is Severity.ERROR
        assert policy.severity("python.evil", Severity.WARNING) is Severity.HINT
        assert policy.severity("python.exec", Severity.WARNING) is Severity.INFO
        assert policy.severity("go.exec", Severity.WARNING) is Severity.WARNING


def test_disabled() -> None:
    policy = validated({"rules": {"disable": ["python.eval", "go.*"]}})
    rules = ["python.eval", "python.exec", "go.x"]
    assert [policy.disabled(rule) for rule in rules] == [True, False, True]


def test_a_proposed_suppression_never_lasts_longer_than_one_may() -> None:
    assert Policy().suppression_days == 90
    assert validated({"suppressions": {"max_days": 30}}).suppression_days == 30
    assert validated({"editor": {"default_suppression_days": 7}}).suppression_days == 7


def test_an_empty_baseline_is_none() -> None:
    assert Policy().secrets.baseline == Path(".secrets.baseline")
    assert validated({"secrets": {"baseline": ""}}).secrets.baseline is None
    assert validated({"secrets": {"baseline": "a/b"}}).secrets.baseline == Path("a/b")


def test_a_day_is_a_date_and_not_a_number_in_quotes() -> None:
    def until(value: object) -> date | None:
        entry = {"rule": "a", "path": "b", "until": value}
        return validated({"suppressions": {"entries": [entry]}}).suppressions.entries[0].until

    assert until("2027-01-31") == date(2027, 1, 31)
    for wrong in ("2027-02-30", "1800000000", "86400", 86400, "2027-1-31", "31.01.2027", "2027-W04-7", True):
        with pytest.raises(ValidationError):
            until(wrong)


def test_a_policy_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Policy().scan.max_file_bytes = 2000  # type: ignore[misc]
