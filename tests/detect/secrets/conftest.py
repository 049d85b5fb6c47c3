"""Strings in, strings out: a text and its path, and which secrets lie where."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest

from answerable.detect.detector import Cancel
from answerable.detect.secrets.detector import SecretsDetector
from answerable.detect.secrets.loading import load, shipped
from answerable.detect.secrets.model import Candidate, Table
from answerable.detect.secrets.offsets import Offsets
from answerable.detect.secrets.provider import Formats
from answerable.detect.secrets.table import parse
from answerable.findings.model import Report
from answerable.text.snapshot import Snapshot


class Found(NamedTuple):
    rule: str
    start: int
    secret: str


Find = Callable[..., list[Found]]


@pytest.fixture(scope="session")
def detector() -> SecretsDetector:
    return SecretsDetector.load()


@pytest.fixture(scope="session")
def report(detector: SecretsDetector) -> Callable[..., Report]:
    def report(text: str, path: str = "module.py") -> Report:
        return detector.scan(Snapshot.of(text, path), Cancel())

    return report


@pytest.fixture(scope="session")
def find(report: Callable[..., Report]) -> Find:
    """The secrets of a text, in order: rule without ``secrets.``, offset, and the text under the span."""

    def find(text: str, path: str = "module.py") -> list[Found]:
        return [
            Found(one.rule.removeprefix("secrets."), one.span.start, text[one.span.start : one.span.end])
            for one in report(text, path).findings
        ]

    return find


@pytest.fixture(scope="session")
def shipped_table() -> Table:
    return load(())


@pytest.fixture(scope="session")
def entries() -> list[dict[str, Any]]:
    """The rules as the shipped files write them, examples included."""
    return [rule for path in shipped() for rule in tomllib.loads(path.read_text("utf-8"))["rules"]]


def run(toml: str, text: str, path: str = "module.py") -> list[Found]:
    """What the rules of this table find, by the provider pass alone."""
    table = parse(toml, "table.toml")
    assert table.problems == ()
    return [Found(c.rule.id, c.span.start, text[c.span.start : c.span.end]) for c in candidates(table, text, path)]


def candidates(table: Table, text: str, path: str = "module.py") -> Iterator[Candidate]:
    utf8 = text.encode("utf-8", "replace")
    yield from Formats(table.rules).scan(text, utf8, Offsets(utf8, ascii_only=text.isascii()), path)
