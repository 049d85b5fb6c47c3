"""What a stranger's workspace may set."""

from __future__ import annotations

from typing import Any

import pytest

from answerable.findings.model import Confidence, Severity
from answerable.policy.trust import Untrusted, Verdict, allowed

YES = {"kept": True, "whole": True}
NO = {"kept": False, "whole": False}


@pytest.mark.parametrize(
    ("mark", "value", "base", "expected"),
    [
        (Untrusted.FREE, 1, 5, YES),
        (Untrusted.NEVER, ["x"], [], NO),
        (Untrusted.RAISE, True, True, YES),
        (Untrusted.RAISE, False, True, NO),
        (Untrusted.RAISE, 9, 5, YES),
        (Untrusted.RAISE, 4, 5, NO),
        (Untrusted.LOWER, False, True, YES),
        (Untrusted.LOWER, True, False, NO),
        (Untrusted.LOWER, Severity.HINT, Severity.WARNING, YES),
        (Untrusted.LOWER, Severity.ERROR, Severity.WARNING, NO),
        (Untrusted.LOWER, Confidence.LOW, Confidence.MEDIUM, YES),
        # As text, "high" would come before "low".
        (Untrusted.LOWER, Confidence.HIGH, Confidence.LOW, NO),
    ],
)
def test_allowed(mark: Untrusted, value: Any, base: Any, expected: dict[str, bool]) -> None:
    assert allowed(mark, value, base) == Verdict(value, **expected)


@pytest.mark.parametrize(
    ("table", "left"),
    [
        ({"a": Severity.ERROR}, Verdict({"a": Severity.ERROR}, kept=True, whole=True)),
        ({"a": Severity.ERROR, "b": Severity.HINT}, Verdict({"a": Severity.ERROR}, kept=True, whole=False)),
        ({"b": Severity.HINT}, Verdict({}, kept=False, whole=False)),
    ],
)
def test_severities_only_to_the_top(table: dict[str, Severity], left: Verdict) -> None:
    assert allowed(Untrusted.TO_THE_TOP, table, {}) == left
