"""What rules share stands in one place, and every copy is as it stands there."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

import pytest
import yaml

import shipped_rules as shipped

SCRIPT = shipped.RULES.parent / "scripts" / "rule_blocks.py"


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rule_blocks", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["rule_blocks"] = module
    spec.loader.exec_module(module)
    return module


rule_blocks = _script()
FILES = shipped.files()


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_copies_are_as_the_block_is(file: shipped.Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert rule_blocks.filled(text, rule_blocks.blocks()) == text, "run scripts/rule_blocks.py"


def test_every_block_is_used() -> None:
    used = "".join(file.read_text(encoding="utf-8") for file in FILES)
    assert [name for name in rule_blocks.blocks() if f"# shared: {name}" not in used] == []


def test_a_block_is_filled_in_at_its_indentation() -> None:
    text = "sources:\n  # shared: words\n  - pattern: old\n  # end shared\n  - pattern: own\n"
    filled = rule_blocks.filled(text, {"words": "- pattern: one\n- patterns:\n  - pattern: two\n"})
    assert yaml.safe_load(filled) == {
        "sources": [{"pattern": "one"}, {"patterns": [{"pattern": "two"}]}, {"pattern": "own"}]
    }
    assert rule_blocks.filled(filled, {"words": "- pattern: one\n- patterns:\n  - pattern: two\n"}) == filled


def test_a_label_goes_on_every_entry() -> None:
    text = "# shared: words as USER\n# end shared\n"
    filled = rule_blocks.filled(text, {"words": "- pattern: one\n- patterns:\n  - pattern: two\n"})
    assert yaml.safe_load(filled) == [
        {"label": "USER", "pattern": "one"},
        {"label": "USER", "patterns": [{"pattern": "two"}]},
    ]


def test_an_unknown_block_is_an_error() -> None:
    with pytest.raises(KeyError):
        rule_blocks.filled("# shared: nothing\n# end shared\n", {})
