"""The comments that excuse a line, in the forms detect-secrets and gitleaks take, and in no other."""

from __future__ import annotations

import pytest

from answerable.detect.secrets.pragma import Pragmas
from answerable.text.lines import LineIndex
from answerable.text.spans import Span


def excused(text: str, path: str = "a.py") -> str | None:
    """Whether the part between « and » is excused."""
    start, end = text.index("«"), text.index("»") - 1
    text = text.replace("«", "").replace("»", "")
    return Pragmas.of(text, LineIndex(text), path).excuses(Span(start, end))


@pytest.mark.parametrize(
    "line",
    [
        "x = '«s»'  # pragma: allowlist secret",
        "x = '«s»'  # pragma: whitelist secret",
        "x = '«s»'  #pragma:allowlist-secret",
        "x = '«s»'; // pragma: allowlist secret",
        "x = '«s»'; /* pragma: allowlist secret */",
        "x = «s» -- pragma: allowlist secret",
        "x = «s» ' pragma: allowlist secret",
        "<x>«s»</x> <!-- pragma: allowlist secret -->",
        "x = '«s»'  # noqa  # pragma: allowlist secret, a test key",
    ],
)
def test_on_the_same_line(line: str) -> None:
    assert excused(line) == "pragma: allowlist secret"
    assert excused(f"a\r\n{line}\r\nb") == "pragma: allowlist secret"


@pytest.mark.parametrize(
    "text",
    [
        "# pragma: allowlist nextline secret\nx = '«s»'",
        "   // pragma: allowlist nextline secret\nx = '«s»'",
        "/* pragma: allowlist-nextline-secret */\nx = '«s»'",
    ],
)
def test_on_the_line_before(text: str) -> None:
    assert excused(text) == "pragma: allowlist nextline secret"


@pytest.mark.parametrize(
    "text",
    [
        "x = '«s»'",
        "x = '«s»'  # pragma: no cover",
        "x = '«s»'  # pragma: allowlist nextline secret",
        "# pragma: allowlist secret\nx = '«s»'",
        "y = 'z'  # pragma: allowlist nextline secret\nx = '«s»'",
        "# pragma: allowlist nextline secret\n\nx = '«s»'",
        "x = '«s»'\n# pragma: allowlist secret",
        "x = '«s pragma: allowlist secret»'",
        "x = '«s»' + pragma: allowlist secret",
    ],
)
def test_not_excused(text: str) -> None:
    assert excused(text) is None


def test_in_yaml_only_a_hash_begins_a_comment() -> None:
    line = "x: «s» // pragma: allowlist secret"
    assert excused(line, "a.yaml") is None
    assert excused(line, "a.go") is not None


def test_gitleaks_own_comment_counts_anywhere_on_the_line() -> None:
    assert excused("x = '«s»' #gitleaks:allow") == "gitleaks:allow"
    assert excused("x = '«s»'\n# gitleaks:allow") is None


def test_any_line_of_a_secret_of_several_lines() -> None:
    assert excused("x = '''«a\nb # pragma: allowlist secret\nc»'''") == "pragma: allowlist secret"
