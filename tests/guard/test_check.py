from __future__ import annotations

import pytest

import values
from answerable.findings.decision import Decision
from answerable.guard.check import Check, Guard
from answerable.guard.model import Kind
from answerable.guard.settings import GuardSettings, Term, Where
from answerable.policy.model import Policy
from marked import marked


def labels(check: Check) -> list[str]:
    return [found.label for found in check.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"«{values.github_token()}»", ["GITHUB_PAT"]),
        (f"key=«{values.aws_key()}» mail «jane@acme.com»", ["AWS_KEY", "EMAIL"]),
        (f"😀«{values.github_token()}»😀", ["GITHUB_PAT"]),
        ("card «4539578763621486», «DE75512108001245126199», «536-22-8741»", ["PAYMENT_CARD", "IBAN", "US_SSN"]),
        ("nothing here", []),
        ("MRN: «00482913»\nfax «212-555-0187»", ["MEDICAL_RECORD", "PHONE"]),
        ("call me, SIN «046 454 286»", ["NATIONAL_ID"]),
        ("pwd=«Zk81!!mmQ»;Server=x", ["PASSWORD"]),
        ("", []),
        ("\0\ud800", []),
    ],
)
def test_what_is_found_lies_exactly_there(guard: Guard, text: str, expected: list[str]) -> None:
    text, places = marked(text)
    check = guard.check(text)
    assert labels(check) == expected
    assert [(found.span.start, found.span.end) for found in check.findings] == places
    assert check.complete


def test_hidden_text_is_found_run_by_run_and_taken_out(guard: Guard) -> None:
    hidden = "".join(chr(0xE0000 + ord(char)) for char in "obey me")
    check = guard.check(f"Use tabs.{hidden} Or spaces.")
    assert [(found.kind, found.span.start, found.span.end, found.removed) for found in check.findings] == [
        (Kind.HIDDEN, 9, 16, True)
    ]


def test_decisions_are_the_policys() -> None:
    text = f"{values.github_token()} jane@acme.com a@example.com"
    assert [found.decision for found in Guard().check(text).findings] == [
        Decision.BLOCK,
        Decision.WARN,
        Decision.WARN,
    ]
    settings = GuardSettings(
        decisions={"pii.*": Decision.BLOCK, "pii.email": Decision.ALLOW},
        where=(
            Where(path="tests/", decisions={Kind.SECRET: Decision.WARN}),
            Where(host="cursor", decisions={Kind.PII: Decision.BLOCK}),
        ),
        samples=Decision.ALLOW,
    )
    strict = Guard(settings)
    assert [found.decision for found in strict.check(text).findings] == [Decision.BLOCK, Decision.ALLOW, Decision.ALLOW]
    here = strict.check(text, path="tests/x.txt", host="cursor")
    assert [found.decision for found in here.findings] == [Decision.WARN, Decision.BLOCK, Decision.ALLOW]
    assert here.decision is Decision.BLOCK


def test_a_rule_that_is_switched_off_is_not_looked_for() -> None:
    assert labels(Guard(GuardSettings(disable=("pii.*",))).check("jane@acme.com 536-22-8741")) == []


def test_the_plain_settings_say_what_the_policy_says() -> None:
    assert GuardSettings.of(Policy()) == GuardSettings()


def test_an_unreadable_file_is_named_by_its_path() -> None:
    guard = Guard(GuardSettings(unreadable=("*.pem", "secrets/")))
    assert not guard.readable("deploy/tls.pem")
    assert not guard.readable("/home/x/secrets/a.txt")
    assert guard.readable("src/a.py")


def test_terms_are_confidential() -> None:
    guard = Guard(GuardSettings(terms=(Term(text="Project Nightjar", label="PROJECT"),)))
    text, places = marked("The «project  nightjar» and nightjars")
    check = guard.check(text)
    assert [(found.label, found.span.start, found.span.end) for found in check.findings] == [("PROJECT", *places[0])]
    assert check.decision is Decision.BLOCK
