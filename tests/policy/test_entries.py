"""Suppressions kept in the policy's file."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.findings.model import Finding, Severity
from answerable.policy.entries import appended, entries_for, entry_for, entry_of, entry_problems
from answerable.policy.layers import Layer, LayerName, checked, validated
from answerable.policy.matching import path_matches
from answerable.policy.model import Entry, Policy
from answerable.policy.suppressions import Scope
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

TODAY = date(2026, 11, 21)
LATER = "2027-01-31"


def policy(*entries: dict[str, Any], **rules: Any) -> Policy:
    return validated({"suppressions": {"entries": list(entries), **rules}})


def entry(**keys: Any) -> dict[str, Any]:
    return {"rule": "a.b", "path": "x/*.json", "until": LATER, "reason": "why", **keys}


def finding(rule: str = "a.b") -> Finding:
    return Finding(rule, "d", Span(1, 2), Severity.ERROR, "m")


@pytest.mark.parametrize(
    ("keys", "rules", "holds"),
    [
        ({}, {}, True),
        ({"path": "other/"}, {}, False),
        ({"rule": "a.*"}, {}, True),
        ({"rule": "a.c"}, {}, False),
        ({"until": "2026-11-21"}, {}, True),
        ({"until": "2026-11-20"}, {}, False),
        ({"until": "2027-05-20"}, {}, True),
        ({"until": "2027-05-21"}, {}, False),
        ({"reason": " "}, {}, False),
        ({"reason": " "}, {"require_reason": False}, True),
        ({"until": None}, {}, False),
        ({"until": None}, {"require_expiry": False}, True),
    ],
)
def test_when_an_entry_holds(keys: dict[str, Any], rules: dict[str, Any], holds: bool) -> None:
    own = policy(entry(**keys), **rules)
    suppressions = entries_for(Snapshot.of("{}", "x/y.json"), own.suppressions, TODAY)
    assert any(each.holds_for(finding()) for each in suppressions) is holds


def test_the_suppression_of_an_entry_leads_back_to_it() -> None:
    own = policy(entry(path="z"), entry(reason="other"))
    (suppression,) = entries_for(Snapshot.of("{}", "x/y.json"), own.suppressions, TODAY)
    assert (suppression.scope, suppression.covers, suppression.line) == (Scope.POLICY, Span(0, 2), 0)
    assert entry_of(suppression, own) == own.suppressions.entries[1]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"reason": ""}, "it gives no reason"),
        ({"until": None}, "it gives no last day"),
        ({"until": "2026-11-20"}, "it ended on 2026-11-20"),
        ({"until": "2028-11-20"}, "its last day lies further ahead than 180 days"),
    ],
)
def test_entries_that_do_not_hold_are_told(keys: dict[str, Any], message: str) -> None:
    (problem,) = entry_problems(policy(entry(), entry(**keys)), TODAY, place="answerable.toml")
    assert str(problem) == (
        f"answerable.toml: `suppressions.entries[1]` The suppression of `a.b` in `x/*.json` does not hold: {message}. "
        "Mend what it excused and remove it, or decide anew and write `until` and `reason`."
    )


def test_entries_without_effect_are_told_where_that_is_known() -> None:
    own = policy(entry(), entry(rule="c.d"))
    assert entry_problems(own, TODAY, place="p") == ()
    (problem,) = entry_problems(own, TODAY, place="p", used=[own.suppressions.entries[0]])
    assert problem.message == "The suppression of `c.d` in `x/*.json` has nothing to suppress."
    assert problem.key == "suppressions.entries[1]"


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12))
def test_an_entry_for_a_file_is_for_no_other(name: str) -> None:
    if "/" in name or name in {".", ".."}:
        return
    made = entry_for(finding(), Snapshot.of("{}", f"dir/{name}"), until=None, reason="why")
    assert path_matches((made.path,), f"dir/{name}")
    assert not path_matches((made.path,), f"dir/x{name}")
    assert not path_matches((made.path,), f"dir/{name}x")
    assert not path_matches((made.path,), f"other/dir/{name}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "[[suppressions.entries]]\n"),
        ("version = 1\n", "version = 1\n\n[[suppressions.entries]]\n"),
        ("version = 1", "version = 1\n\n[[suppressions.entries]]\n"),
        ("# remark\n[suppressions]\nmax_days = 9\n\n[scan]\n",
         "# remark\n[suppressions]\nmax_days = 9\n\n[scan]\n\n[[suppressions.entries]]\n"),
    ],
)  # fmt: skip
def test_an_entry_is_put_at_the_end(before: str, after: str) -> None:
    made = Entry(rule="a.b", path="/x", until=date(2027, 1, 31), reason='say "why"\\')
    assert appended(before, made) == (
        f'{after}rule = "a.b"\npath = "/x"\nuntil = 2027-01-31\nreason = "say \\"why\\"\\\\"\n'
    )


def test_it_keeps_the_files_line_ends() -> None:
    done = appended("version = 1\r\n", Entry(rule="a", path="b", reason="c"))
    assert done == 'version = 1\r\n\r\n[[suppressions.entries]]\r\nrule = "a"\r\npath = "b"\r\nreason = "c"\r\n'


def test_in_pyproject_it_goes_below_our_table() -> None:
    done = appended("[tool.answerable]\n", Entry(rule="a", path="b", reason="c"), pyproject=True)
    assert done is not None
    assert tomllib.loads(done)["tool"]["answerable"]["suppressions"]["entries"] == [
        {"rule": "a", "path": "b", "reason": "c"}
    ]


@pytest.mark.parametrize("text", ["suppressions = {}\n", "[suppressions]\nentries = []\n", "[broken\n"])
def test_where_it_cannot_be_appended_it_is_not(text: str) -> None:
    assert appended(text, Entry(rule="a", path="b", reason="c")) is None


@given(st.text(st.characters(blacklist_categories=("Cs",)), max_size=20))
def test_what_is_written_is_what_is_read(reason: str) -> None:
    made = Entry(rule="a.b", path="/x", until=date(2027, 1, 31), reason=reason)
    done = appended("[scan]\n", made)
    assert done is not None
    values, problems = checked(Layer(LayerName.REPOSITORY, "p", tomllib.loads(done)))
    assert problems == []
    assert validated(values).suppressions.entries == (made,)
