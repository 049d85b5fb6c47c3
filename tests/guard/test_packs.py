"""Each rule of a pack against the examples that stand beside it."""

from __future__ import annotations

import pytest

from answerable.detect.pii.subject import Subject
from answerable.findings.decision import Decision
from answerable.guard import packs
from answerable.guard.check import Guard
from answerable.guard.placeholders import PlaceholderMap
from answerable.guard.settings import GuardSettings
from marked import marked

RULES = [rule for name in ("health", "finance") for rule in packs.load(name)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_its_examples(rule: packs.PackRule) -> None:
    name = rule.id.partition(".")[0]
    for example in rule.positive:
        text, places = marked(example)
        found = [one for one in packs.scan(Subject(text), [name]) if one.rule == rule.id]
        assert [(one.span.start, one.span.end) for one in found] == places, example
    for text in rule.negative:
        assert not [one for one in packs.scan(Subject(text), [name]) if one.rule == rule.id], text


def test_a_pack_is_asked_for_and_brings_its_decisions() -> None:
    text = "Should my client sell her shares? CVV: 123"
    assert Guard().check(text).findings == ()
    guard = Guard(GuardSettings(packs=("finance",)))
    assert [(one.label, one.decision) for one in guard.check(text).findings] == [
        ("REGULATED_ADVICE", Decision.WARN),
        ("CARD_CODE", Decision.WARN),
    ]
    redacted = guard.redact(text, PlaceholderMap()).text
    assert redacted == "<REGULATED_ADVICE_1>? CVV: <CARD_CODE_1>"
    assert guard.check(redacted).findings == ()
    strict = GuardSettings(packs=("finance",), decisions={"finance.*": Decision.BLOCK})
    assert Guard(strict).check(text).decision is Decision.BLOCK
