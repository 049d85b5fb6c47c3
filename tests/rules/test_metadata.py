"""Every shipped rule says what a person needs: weakness, controls, lesson, sources, and examples of both kinds."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

import frameworks
import shipped_rules as shipped
from shipped_rules import Shipped

ALL = shipped.rules()
each_rule = pytest.mark.parametrize("rule", ALL, ids=[rule.id for rule in ALL])

_CWE = re.compile(r"(CWE-[1-9]\d{0,4}): (\S.*\S)")


def test_there_are_rules_at_all() -> None:
    packs = Counter(rule.where.rsplit("/", 1)[0] for rule in ALL)
    assert packs["code/python"] >= 45
    assert packs["llm/python"] >= 10
    assert packs["llm/javascript"] >= 3


def test_ids_are_unique() -> None:
    assert [name for name, count in Counter(rule.id for rule in ALL).items() if count > 1] == []


@each_rule
def test_an_id_tells_its_pack_language_and_file(rule: Shipped) -> None:
    pack, language, _ = rule.where.split("/")
    prefix = f"{language}." if pack == "code" else f"{pack}.{language}."
    assert rule.id.startswith(prefix)
    assert rule.id.removeprefix(prefix).startswith(rule.file.stem)


@each_rule
def test_the_message_is_a_sentence_or_two(rule: Shipped) -> None:
    message = str(rule.raw["message"]).strip()
    assert message.endswith((".", "?"))
    assert "\n" not in message
    assert len(message) <= 300


@each_rule
def test_severity_follows_confidence(rule: Shipped) -> None:
    severity, confidence = rule.raw["severity"], rule.metadata["confidence"]
    assert confidence in ("HIGH", "MEDIUM", "LOW")
    assert severity in ("ERROR", "WARNING", "INFO", "INVENTORY")
    if severity == "ERROR":
        assert confidence == "HIGH", "only what is almost surely wrong is an error"
    if confidence == "LOW":
        assert severity in ("INFO", "INVENTORY"), "what is a guess may not shout"


@each_rule
def test_what_kind_of_rule_it_is(rule: Shipped) -> None:
    metadata = rule.metadata
    assert metadata["category"] == "security"
    assert metadata["impact"] in ("HIGH", "MEDIUM", "LOW")
    assert re.fullmatch(r"\d+\.\d+\.\d+", metadata["since"])
    assert metadata["technology"]
    assert all(re.fullmatch(r"[a-z][\w.+-]*", name) for name in metadata["technology"])


@each_rule
def test_weaknesses_are_named_as_mitre_names_them(rule: Shipped) -> None:
    assert isinstance(rule.metadata["cwe"], list)
    assert rule.metadata["cwe"]
    for text in rule.metadata["cwe"]:
        assert _CWE.fullmatch(text), text


def test_a_weakness_has_one_name() -> None:
    names = defaultdict(set)
    for rule in ALL:
        for text in rule.metadata["cwe"]:
            match = _CWE.fullmatch(text)
            assert match is not None
            names[match[1]].add(match[2])
    assert {cwe: found for cwe, found in names.items() if len(found) > 1} == {}


@each_rule
def test_owasp_entries_are_of_an_edition_and_have_its_names(rule: Shipped) -> None:
    assert rule.metadata["owasp"]
    for text in rule.metadata["owasp"]:
        number, _, name = text.partition(" - ")
        assert frameworks.TOP_TEN.get(number) == name, text


@each_rule
def test_controls_exist_in_the_edition_they_name(rule: Shipped) -> None:
    assert rule.metadata["controls"]
    for control in rule.metadata["controls"]:
        assert set(control) == {"framework", "edition", "id", "relation"}
        assert control["relation"] in ("supports", "evidences")
        assert frameworks.known(control["framework"], control["edition"], control["id"]), control


@each_rule
def test_the_model_list_is_cited_in_both_numberings(rule: Shipped) -> None:
    cited = defaultdict(set)
    for control in rule.metadata["controls"]:
        if control["framework"] == frameworks.LLM_LIST:
            cited[control["edition"]].add(control["id"])
    assert {frameworks.SAME_IN_2026[number] for number in cited["2025"]} == cited["2026"]
    if rule.where.startswith("llm/"):
        assert cited["2025"]


@each_rule
def test_a_lesson_has_four_short_parts(rule: Shipped) -> None:
    lesson = rule.metadata["lesson"]
    assert set(lesson) == {"why", "wrong", "right", "when"}
    for part in lesson:
        assert lesson[part].strip() == lesson[part]
        assert 0 < len(lesson[part]) <= 200
        assert "\n" not in lesson[part]
    assert lesson["why"].endswith(".")
    assert lesson["wrong"] != lesson["right"]
    # It is read after "No mistake".
    assert re.fullmatch(r"(?:where|when|for|in|on|against) .*[.]", lesson["when"])


@each_rule
def test_references_lead_to_the_weakness_and_beyond(rule: Shipped) -> None:
    references = rule.metadata["references"]
    assert all(re.fullmatch(r"https://[\w.-]+/\S*", reference) for reference in references)
    assert len(set(references)) == len(references) >= 2
    number = rule.metadata["cwe"][0].partition(":")[0].removeprefix("CWE-")
    assert f"https://cwe.mitre.org/data/definitions/{number}.html" in references


@each_rule
def test_examples_show_what_fires_and_what_does_not(rule: Shipped) -> None:
    example = shipped.example(rule.file, rule.raw["languages"])
    assert example is not None, f"{rule.where} has no file of examples beside it"
    kinds = Counter(kind for kind, name, _ in shipped.marks(example.read_text(encoding="utf-8")) if name == rule.id)
    assert kinds["ruleid"] >= 3
    assert kinds["ok"] >= 3


@pytest.mark.parametrize("file", shipped.files(), ids=[file.stem for file in shipped.files()])
def test_a_fix_is_shown_done(file: shipped.Path) -> None:
    beside = [rule for rule in ALL if rule.file == file]
    example = shipped.example(file, beside[0].raw["languages"])
    assert example is not None
    fixed = shipped.fixed(example)
    if any("fix" in rule.raw or "fix-regex" in rule.raw for rule in beside):
        before, after = (path.read_text(encoding="utf-8") for path in (example, fixed))
        assert before != after
        assert shipped.marks(before) == shipped.marks(after), "a fix keeps the lines where they are"
    else:
        assert not fixed.exists(), f"{fixed.name} shows a fix that no rule makes"


def test_every_example_belongs_to_a_rule() -> None:
    suffixes = {suffix for found in shipped.SUFFIXES.values() for suffix in found}
    strays = [
        path.relative_to(shipped.RULES).as_posix()
        for path in shipped.RULES.rglob("*")
        if path.suffix in suffixes and not path.with_name(path.name.split(".")[0] + ".yaml").exists()
    ]
    assert strays == []


def test_examples_name_only_rules_of_their_file() -> None:
    wrong = []
    for file in shipped.files():
        beside = [rule for rule in ALL if rule.file == file]
        example = shipped.example(file, beside[0].raw["languages"])
        assert example is not None
        names = {name for _, name, _ in shipped.marks(example.read_text(encoding="utf-8"))}
        wrong += [f"{example.name}: {name}" for name in names - {rule.id for rule in beside}]
    assert wrong == []
