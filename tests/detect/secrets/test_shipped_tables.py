"""Every rule that ships: its examples, the texts they may stand in, and the table as a whole."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.detect.secrets import compiled
from answerable.detect.secrets.checksums import CHECKS
from answerable.detect.secrets.examples import Example, expand
from answerable.detect.secrets.judgement import KINDS
from answerable.detect.secrets.loading import load, shipped
from answerable.detect.secrets.model import Rule, Table
from answerable.detect.secrets.offsets import Offsets
from answerable.detect.secrets.provider import Formats

from .conftest import Find

ENTRIES: list[dict[str, Any]] = []


def _entries() -> list[dict[str, Any]]:
    import tomllib

    if not ENTRIES:
        ENTRIES.extend(rule for path in shipped() for rule in tomllib.loads(path.read_text("utf-8"))["rules"])
    return ENTRIES


IDS = [entry["id"] for entry in _entries()]
BY_ID = {rule.id: rule for rule in load(shipped(), base=()).rules}


def places(rule: Rule, text: str) -> list[tuple[int, int]]:
    utf8 = text.encode("utf-8", "replace")
    found = Formats([rule]).scan(text, utf8, Offsets(utf8, ascii_only=text.isascii()), "config.txt")
    return [(candidate.span.start, candidate.span.end) for candidate in found]


@pytest.mark.parametrize("entry", _entries(), ids=IDS)
def test_each_positive_example_is_found_with_its_exact_span(entry: dict[str, Any]) -> None:
    assert entry["positive"], "a rule without an example is not a rule"
    for template in entry["positive"]:
        for seed in ("", "another", "a third"):
            example = expand(template, seed)
            assert places(BY_ID[entry["id"]], example.text) == [(example.start, example.end)], template


@pytest.mark.parametrize("entry", _entries(), ids=IDS)
def test_no_negative_example_is_found(entry: dict[str, Any]) -> None:
    for template in entry.get("negative", []):
        assert places(BY_ID[entry["id"]], expand(template).text) == [], template


@pytest.mark.parametrize("entry", _entries(), ids=IDS)
def test_the_example_is_found_between_emoji_line_ends_and_escapes(entry: dict[str, Any]) -> None:
    rule = BY_ID[entry["id"]]
    for template in entry["positive"]:
        example = expand(template, "neighbours")
        for before, after in (("👩‍💻 ", " 🎉"), ("é\r\n", "\r\nß"), ("\ufeff", "\u2028x"), ("日本 ", "\n日本")):
            if "(?m" in rule.pattern:  # a rule for whole lines
                before, after = before + "\n", "\n" + after
            text = before + example.text + after
            start = len(before) + example.start
            assert places(rule, text) == [(start, start + len(example.secret))], (template, before)


# Forms in which an assignment is written, with the name of what is assigned and its value.
FORMS = (
    '{n}_TOKEN = "{v}"',
    "{n}Secret = '{v}'",
    "{n}_token: {v}",
    '{n}_token: "{v}"',
    '{{"{n}ApiKey":"{v}"}}',
    '\\"{n}_token\\": \\"{v}\\"',
    '{{"env": "{n}_TOKEN={v}\\nDEBUG=1"}}',
    "<{n}Token>{v}</{n}Token>",
    "<{n}Token>\n    {v}\n</{n}Token>",
    "{n}_token := `{v}`",
    'String {n}Token = "{v}";',
    '"{n}_token" => "{v}"',
    '${n}Token .= "{v}"',
    '{n}_token ?= "{v}"',
    '{n}_token ||= "{v}"',
    '{n}_token = f"{v}"',
    'string {n}Token = @"{v}";',
    "export {n}_TOKEN={v}",
    'System.setProperty("{n}_TOKEN", "{v}")',
    'os.environ["{n}_TOKEN"] = "{v}"',
    '{n}_token = os.getenv("{n}_TOKEN", "{v}")',
    'var {n}Token string = "{v}"',
    'let {n}Token: &str = "{v}";',
    '- name: {n}_TOKEN\n  value: "{v}"',
    '<add key="{n}Token" value="{v}"/>',
    "my {n} token is {v}.",
    '{n}_token = ["{v}"]',
    "--{n}-token {v}",
    '{n}_TOKEN = new String("{v}");',
    '{n}Token: []byte("{v}"),',
)
_NAMED = re.compile(r"[\W_]*([A-Za-z][A-Za-z0-9]*)")
# What is a whole construct of its own, or has its name inside its form, cannot be put into another construct.
_APART = {"discord-client-id", "kubernetes-bootstrap-token"}
_WHOLE = [
    entry
    for entry in _entries()
    if not entry.get("judge")
    and entry["id"] not in _APART
    and (entry.get("context") or entry["positive"][0] == entry["positive"][0].replace("«", ""))
    and "pem" not in entry["positive"][0]
]


@pytest.mark.parametrize("entry", _WHOLE, ids=[entry["id"] for entry in _WHOLE])
def test_a_secret_is_found_whole_however_it_is_assigned(entry: dict[str, Any], find: Find) -> None:
    name, value = "acme", expand(entry["positive"][0], "assigned").secret
    if entry.get("context"):
        # The words of a context are patterns; the example has one of them written out, before its `_KEY` or `_TOKEN`.
        written = expand(entry["positive"][0]).text
        cut = re.search(r"[_.:\-]?(?i:api_|access_|auth_|client_|app_)?(?i:key|token|secret|pat|channel)", written)
        name = written[: cut.start()].strip("'\"/:") if cut and cut.start() > 1 else "acme"
    missed = []
    for form in FORMS:
        text = form.format(n=name, v=value)
        start = text.index(value)
        if not any(one.start == start and one.secret == value for one in find(text, "notes.txt")):
            missed.append(text)
    # A name that must end in one of its own words (`azure_openai`, `npm_token`) does not fit every form.
    assert len(missed) <= len(FORMS) // 5, missed


def test_there_are_formats_of_many_providers_each_id_once() -> None:
    assert len({rule.id.split("-")[0] for rule in BY_ID.values()}) >= 150
    assert [name for name, count in Counter(IDS).items() if count > 1] == []


def test_every_rule_is_well_formed() -> None:
    for rule in BY_ID.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.id), rule.id
        assert rule.keywords, f"{rule.id}: without a keyword it is tried on every text"
        assert not rule.checksum or rule.checksum in CHECKS, rule.id
        assert not rule.judge or rule.judge in KINDS, rule.id
        assert rule.line, rule.id
        assert all(url.startswith("https://") for url in rule.references), rule.id
        assert all(re.fullmatch(r"CWE-\d+", cwe) for cwe in rule.cwe), rule.id


def test_the_tables_are_read_without_a_problem_and_every_pattern_compiles() -> None:
    assert load(shipped(), base=()).problems == ()


def test_the_compiled_table_is_current_and_says_the_same(shipped_table: Table) -> None:
    """Write it again with ``python -m answerable.detect.secrets.compiled`` when a table changed."""
    paths = shipped()
    texts = {path.name: path.read_bytes() for path in paths}
    stored = (paths[0].parent / compiled.NAME).read_text("utf-8")
    restored = compiled.restore(stored, texts, str(paths[0].parent))
    assert restored is not None, "it was made from other tables"
    assert {rule.id: rule for rule in restored} == BY_ID
    assert tuple(shipped_table.rules) == tuple(restored)
    assert restored.keywords == tuple(rule.keywords for rule in restored)
    assert restored.paired == any(rule.required or rule.silent for rule in restored)


_FORMATS = [entry for entry in _WHOLE if not entry.get("context")]
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=150)
@given(st.data())
def test_a_token_in_any_text_is_found_with_its_exact_span(data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from(_FORMATS))
    before, after = data.draw(_TEXT), data.draw(_TEXT)
    example: Example = expand(entry["positive"][0], data.draw(st.sampled_from("abcdefgh")))
    # A space keeps the text from being read as more of the token.
    text = f"{before} {example.text} {after}"
    assert (len(before) + 1, len(before) + 1 + len(example.text)) in places(BY_ID[entry["id"]], text)
