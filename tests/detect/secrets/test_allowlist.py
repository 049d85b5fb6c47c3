from __future__ import annotations

import pytest

from answerable.detect.secrets.allowlist import Seen, passes, skips
from answerable.detect.secrets.model import Allowlist

SEEN = Seen(
    rule="acme",
    secret="tok_Sandbox42",
    match='key = "tok_Sandbox42"',
    line='key = "tok_Sandbox42"  # demo',
    path="docs/a.md",
)


@pytest.mark.parametrize(
    ("allowlist", "passed"),
    [
        (Allowlist(), False),
        (Allowlist(regexes=("Sand",)), True),
        (Allowlist(regexes=("^key",)), False),
        (Allowlist(regexes=("^key",), target="match"), True),
        (Allowlist(regexes=("# demo",), target="match"), False),
        (Allowlist(regexes=("# demo",), target="line"), True),
        (Allowlist(stopwords=("sandbox",)), True),
        (Allowlist(stopwords=("live",)), False),
        (Allowlist(paths=(r"^docs/",)), True),
        (Allowlist(paths=(r"^src/",)), False),
        (Allowlist(paths=(r"^src/",), stopwords=("sandbox",)), True),
        (Allowlist(paths=(r"^src/",), stopwords=("sandbox",), every=True), False),
        (Allowlist(paths=(r"^docs/",), stopwords=("sandbox",), every=True), True),
        (Allowlist(stopwords=("sandbox",), rules=("other",)), False),
        (Allowlist(stopwords=("sandbox",), rules=("acme",)), True),
        (Allowlist(regexes=("(",)), False),
    ],
)
def test_what_passes(allowlist: Allowlist, passed: bool) -> None:
    assert passes([allowlist], SEEN) is passed


@pytest.mark.parametrize(
    ("allowlist", "skipped"),
    [
        (Allowlist(paths=(r"\.md$",)), True),
        (Allowlist(paths=(r"\.py$",)), False),
        (Allowlist(regexes=("x",)), False),
        (Allowlist(paths=(r"\.md$",), regexes=("x",), every=True), False),
        (Allowlist(paths=(r"\.md$",), rules=("acme",)), False),
    ],
)
def test_a_whole_file_passes_by_its_path_alone(allowlist: Allowlist, skipped: bool) -> None:
    assert skips([allowlist], "docs/a.md") is skipped
