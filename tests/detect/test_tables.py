"""Our own tables of rules: complete, and right about the examples beside them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

import frameworks
from answerable.detect import cards, table_tests
from answerable.detect.agents import table as agents
from answerable.detect.cards import Card, TableError
from answerable.detect.packages import table as packages
from answerable.detect.residue import table as residue
from answerable.detect.semgrep.selftest import RuleTest
from answerable.findings.model import Confidence, Severity

CARDS = [*(rule.card for rule in (*agents.shipped(), *residue.shipped())), *packages.shipped()]
each_rule = pytest.mark.parametrize("card", CARDS, ids=[card.id for card in CARDS])
TESTS = tuple(table_tests.run())


def test_there_are_rules_and_each_id_once() -> None:
    assert len(agents.shipped()) >= 24
    assert len(residue.shipped()) >= 12
    assert [name for name, count in Counter(card.id for card in CARDS).items() if count > 1] == []


@pytest.mark.parametrize("test", TESTS, ids=[test.rule for test in TESTS])
def test_a_rule_finds_what_its_examples_say_and_nothing_else(test: RuleTest) -> None:
    assert (test.missing, test.unexpected, test.faults) == ((), (), ())
    text = test.examples[0].read_text(encoding="utf-8")
    notes = Counter(
        kind
        for kind, names in re.findall(r"(?://|#|/\*) (ruleid|ok): ([\w., -]+)", text)
        for name in names.split(",")
        if name.strip() == test.rule
    )
    assert notes["ruleid"] >= 3
    assert notes["ok"] >= 3


@each_rule
def test_a_rule_says_what_a_person_needs(card: Card) -> None:
    about = card.raw["metadata"]
    family, table = card.source.parent.name, card.source.stem
    # A family of one table does not say its name twice.
    assert card.id.startswith(f"{family}." if family == table else f"{family}.{table}.")
    assert card.message.endswith(".")
    assert len(card.message) <= 300
    assert about["category"] == "security"
    assert about["impact"] in ("HIGH", "MEDIUM", "LOW")
    assert re.fullmatch(r"\d+\.\d+\.\d+", about["since"])
    assert about["technology"]
    if card.severity is Severity.ERROR:
        assert card.confidence is Confidence.HIGH
    if card.confidence is Confidence.LOW:
        assert card.severity <= Severity.INFO
    assert all(re.fullmatch(r"CWE-[1-9]\d{0,4}: \S.*\S", text) for text in about["cwe"])
    for text in card.owasp:
        number, _, name = text.partition(" - ")
        assert frameworks.TOP_TEN.get(number) == name, text
    for part in ("why", "wrong", "right", "when"):
        assert 0 < len(about["lesson"][part]) <= 200
    assert len(card.references) >= 2
    assert f"https://cwe.mitre.org/data/definitions/{card.cwe[0].removeprefix('CWE-')}.html" in card.references


@each_rule
def test_controls_exist_and_the_model_list_is_cited_in_both_numberings(card: Card) -> None:
    cited = defaultdict(set)
    for control in card.controls:
        assert frameworks.known(control.framework, control.edition, control.id), control
        if control.framework == frameworks.LLM_LIST:
            cited[control.edition].add(control.id)
    assert {frameworks.SAME_IN_2026[number] for number in cited["2025"]} == cited["2026"]
    assert cited["2025"] or not card.id.startswith("agents.")


def test_a_table_that_does_not_hold_together_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('[common]\n[[rules]]\nid = "a"\nmetadata = {}\n')
    with pytest.raises(TableError, match=r"broken\.toml"):
        cards.read(path, agents.where_of)
    with pytest.raises(TableError, match=r"broken\.toml"):
        cards.read(path, residue.where_of)
