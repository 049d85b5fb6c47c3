"""Which keys a workspace nobody has vouched for may still set.

Opening a stranger's repository must not switch anything off: there, a key counts only where it makes the judgement
stricter than the layers below do, or where it has nothing to do with strictness. Each field of the policy model carries
one of these marks; packs that lock a key will ask the same question of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Any

from answerable.findings.model import Severity


class Untrusted(Enum):
    """What an untrusted workspace may do with a key; written in the `Annotated` type of the field."""

    FREE = auto()
    """Set it to anything: it makes nothing stricter or weaker."""
    NEVER = auto()
    """Not set it at all: it can hide findings, read other files or use up the machine."""
    RAISE = auto()
    """Set it to a greater number or level, or from false to true."""
    LOWER = auto()
    """Set it to a smaller number or level, or from true to false."""
    TO_THE_TOP = auto()
    """Set single entries of the table, and those to the highest severity only."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is left of a value once trust was asked: the value itself, a part of it, or nothing."""

    value: Any
    kept: bool
    whole: bool


def allowed(mark: Untrusted, value: Any, base: Any) -> Verdict:
    """What of `value`, valid for its field, an untrusted workspace may set where the layers below say `base`."""
    match mark:
        case Untrusted.FREE:
            kept = True
        case Untrusted.NEVER:
            kept = False
        case Untrusted.RAISE:
            kept = _order(value) >= _order(base)
        case Untrusted.LOWER:
            kept = _order(value) <= _order(base)
        case Untrusted.TO_THE_TOP:
            top = {name: level for name, level in value.items() if level == max(Severity)}
            return Verdict(top, kept=bool(top), whole=len(top) == len(value))
    return Verdict(value, kept=kept, whole=kept)


def _order(value: Any) -> float:
    # As text, "high" comes before "low"; every enumeration of the policy goes from mild to strict.
    return list(type(value)).index(value) if isinstance(value, StrEnum) else value
