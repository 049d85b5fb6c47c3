"""Lines as repositories have them, one at a time: path, ``|``, line; ``«…»`` is the credential.

All values are made up.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Find

_LINES = Path(__file__).parents[2] / "fixtures" / "secrets"


def lines(name: str) -> list[tuple[str, str]]:
    rows = (line.partition(" | ") for line in (_LINES / name).read_text("utf-8").splitlines())
    return [(path.strip(), text.replace("\\n   ", "\n   ")) for path, _, text in rows]


@pytest.mark.parametrize(("path", "marked"), lines("credentials.txt"))
def test_a_credential_in_a_line_is_found_exactly(path: str, marked: str, find: Find) -> None:
    start, end = marked.rindex("«"), marked.rindex("»") - 1
    text = marked.replace("«", "").replace("»", "")
    assert (start, text[start:end]) in [(one.start, one.secret) for one in find(text, path)]


@pytest.mark.parametrize(("path", "text"), lines("harmless.txt"))
def test_a_harmless_line_is_left_alone(path: str, text: str, find: Find) -> None:
    assert find(text, path) == []
