"""The generated pages are those of the model as it is now."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from answerable.policy import docs
from answerable.policy.layers import Layer, LayerName, builtin_values, checked
from answerable.policy.model import Policy

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("name", sorted(docs.pages()))
def test_the_page_is_fresh(name: str) -> None:
    stale = f"docs/{name} is stale; run `python -m answerable.policy.docs`"
    assert (DOCS / name).read_text(encoding="utf-8") == docs.pages()[name], stale


def test_pages_are_written_where_one_says(tmp_path: Path) -> None:
    assert docs.main([str(tmp_path)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answerable.schema.json", "settings.md"]
    assert (tmp_path / "settings.md").read_bytes() == docs.settings().encode()


def test_every_key_has_a_heading() -> None:
    page = docs.settings()
    for section, keys in builtin_values().items():
        for key in keys if isinstance(keys, dict) else [None]:
            name = f"{section}.{key}" if key else section
            assert f"### `{name}`\n" in page


def test_every_example_is_valid() -> None:
    examples = re.findall(r"```toml\n(.*?)```", docs.settings(), re.DOTALL)
    assert len(examples) >= len(Policy.model_fields)
    for example in examples:
        assert checked(Layer(LayerName.REPOSITORY, "p", tomllib.loads(example)))[1] == [], example


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(docs.json_schema())


@pytest.mark.parametrize(
    "values",
    [
        {},
        builtin_values(),
        {"rules": {"severity": {"a": "error"}, "minimum_confidence": "high"}},
        {"suppressions": {"entries": [{"rule": "a", "path": "b", "until": "2027-01-31", "reason": "c"}]}},
        {"secrets": {"baseline": ""}},
    ],
)
def test_the_schema_takes_what_the_model_takes(values: dict[str, Any]) -> None:
    jsonschema.validate(values, docs.json_schema())


@pytest.mark.parametrize(
    "values",
    [
        {"x": 1},
        {"version": 2},
        {"scan": {"threshold": "fatal"}},
        {"scan": {"max_file_bytes": 1}},
        {"rules": {"severity": {"a": 3}}},
        {"suppressions": {"entries": [{"rule": "a"}]}},
        {"detectors": {"secrets": "yes"}},
    ],
)
def test_the_schema_refuses_what_the_model_refuses(values: dict[str, Any]) -> None:
    assert checked(Layer(LayerName.REPOSITORY, "p", values))[1]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(values, docs.json_schema())


def test_the_defaults_of_the_schema_are_those_of_the_model() -> None:
    schema = docs.json_schema()
    for section, keys in builtin_values().items():
        if isinstance(keys, dict):
            reference = schema["properties"][section]["$ref"].rsplit("/", 1)[1]
            properties = schema["$defs"][reference]["properties"]
            assert {name: properties[name]["default"] for name in keys} == json.loads(json.dumps(keys)), section
