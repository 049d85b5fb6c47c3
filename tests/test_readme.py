"""What the pages say of rules is true: people copy it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from answerable.cli.catalogue import shipped

ROOT = Path(__file__).resolve().parent.parent
# A rule's id as the pages write it: in brackets of a suppression, in quotes of a policy.
_ID = re.compile(r"[\[\"]((?:python|javascript|typescript|llm|secrets|hidden-text)\.[a-z][a-z0-9.-]+)[\]\"]")


@pytest.mark.parametrize("page", ["README.md", "docs/settings.md"])
def test_rules_that_are_named_exist(page: str) -> None:
    named = set(_ID.findall((ROOT / page).read_text(encoding="utf-8")))
    known = {entry.id for entry in shipped()}
    assert named
    assert named <= known


def test_pages_that_are_linked_exist() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for link in re.findall(r"\]\(([\w./-]+\.(?:md|json|toml))\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name} links to {link}"
