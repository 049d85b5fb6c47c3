"""Names by Presidio: never needed, never fetched, and said so where they are asked for and cannot be looked for."""

from __future__ import annotations

import importlib.util
from types import SimpleNamespace

import pytest

from answerable.guard import names
from answerable.guard.check import Guard
from answerable.guard.settings import GuardSettings


@pytest.mark.skipif(importlib.util.find_spec("presidio_analyzer") is not None, reason="Presidio is installed")
def test_without_presidio_the_rest_is_checked_and_the_lack_is_told() -> None:
    check = Guard(GuardSettings(presidio=True)).check("Ann Smith, ann@acme.com")
    assert [found.label for found in check.findings] == ["EMAIL"]
    assert not check.complete
    assert "answerable[presidio]" in check.skipped[0].reason
    assert Guard().check("Ann Smith").complete


def test_what_presidio_says_becomes_personal_data(monkeypatch: pytest.MonkeyPatch) -> None:
    class Analyzer:
        def analyze(self, text: str, **options: object) -> list[SimpleNamespace]:
            at = text.find("Ann Smith")
            return [SimpleNamespace(entity_type="PERSON", start=at, end=at + 9)] if at >= 0 else []

    monkeypatch.setattr(names, "_analyzer", Analyzer)
    guard = Guard(GuardSettings(presidio=True))
    (found,) = guard.check("Ask Ann Smith.").findings
    assert (found.rule, found.label, found.span.start, found.span.end) == ("pii.person", "PERSON", 4, 13)
