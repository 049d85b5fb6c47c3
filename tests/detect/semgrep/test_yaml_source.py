"""YAML with lines, by the core schema of YAML 1.2."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.semgrep.yaml_source import YamlError, load


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on", "on"),
        ("yes", "yes"),
        ("2021-09-24", "2021-09-24"),
        ("1_000", "1_000"),
        ("010", 10),
        ("0x1F", 31),
        ("-3", -3),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("'true'", "true"),
        ("12:30", "12:30"),
    ],
)
def test_scalars_are_what_semgrep_takes_them_for(text: str, value: Any) -> None:
    data, _ = load(f"key: {text}\n")
    assert data == {"key": value}
    assert type(data["key"]) is type(value)


def test_each_value_knows_its_line() -> None:
    data, lines = load("# rules\nrules:\n  - id: a\n    pattern: |\n      x\n      y\n\n  - id: b\n")
    first, second = data["rules"]
    assert first == {"id": "a", "pattern": "x\ny\n"}
    assert [lines.of(data, "rules"), lines.of(data["rules"], 0), lines.of(first, "pattern")] == [2, 3, 4]
    assert [lines.of(data["rules"], 1), lines.of(second, "id"), lines.of(second)] == [8, 8, 8]
    assert lines.of(second, "no such key") == 8


def test_anchors_and_merge_keys_work() -> None:
    data, lines = load("base: &base\n  severity: ERROR\nrule:\n  <<: *base\n  id: a\n")
    assert data["rule"] == {"severity": "ERROR", "id": "a"}
    assert lines.of(data["rule"], "severity") == 2


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("a: [1\nb: 2\n", "did not find expected", 2),
        ("a: 1\nb: 2\na: 3\n", "the key `a` is given twice", 3),
        ("a: 1\n---\nb: 2\n", "but found another document", 2),
        ("a: &x [*x]\n", "an alias that contains itself", 1),
        ("? [a]\n: b\n", "a key that is not plain text", 1),
        ("a: !!python/name:os.system x\n", "could not determine a constructor", 1),
        ("a: \x01\n", "not valid YAML", None),
        ("a: \tb\n\tc: d\n", "found a tab character that violates indentation", 2),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, message: str, line: int | None) -> None:
    with pytest.raises(YamlError, match=message) as raised:
        load(text)
    assert raised.value.line == line


def test_aliases_cannot_multiply_without_end() -> None:
    text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )
    with pytest.raises(YamlError, match="aliases that multiply"):
        load(text)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8", exclude_categories=["C"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc-", min_size=1), inner, max_size=3),
    max_leaves=12,
)


@given(_VALUES)
def test_what_another_program_wrote_is_read_back(value: Any) -> None:
    # Every scalar but numbers, booleans and null in quotes, as our schema and the writer's disagree on plain ones.
    class Quoting(yaml.SafeDumper):
        pass

    Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
    assert load(yaml.dump({"v": value}, Dumper=Quoting, allow_unicode=True))[0] == {"v": value}
