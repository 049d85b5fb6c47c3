"""What the sections of a policy are made of: their base class and the types of their fields."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer, PlainValidator
from pydantic import WithJsonSchema as JsonSchema

from answerable.findings.model import Severity
from answerable.policy.matching import is_rule_pattern, path_matches

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _severity(value: Any) -> Severity:
    if isinstance(value, Severity):
        return value
    if not isinstance(value, str):
        raise ValueError("a severity is a text such as `warning`")
    return Severity.parse(value)


def _rule_pattern(value: str) -> str:
    if not is_rule_pattern(value):
        raise ValueError("a rule is named by its id, or a family of rules by a pattern such as `python.*`")
    return value


def _path_pattern(value: str) -> str:
    path_matches((value,), "")
    return value


def _day(value: Any) -> Any:
    # pydantic itself would also take a number of seconds since 1970 in quotes, and `fromisoformat` a week's number.
    if not isinstance(value, str):
        return value
    try:
        if _DAY.fullmatch(value) is None:
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("a day of the calendar is written like 2027-01-31") from None


def off(value: Any) -> Any:
    """An empty text stands for none: TOML has no null."""
    return None if value == "" else value


SeverityName = Annotated[
    Severity,
    PlainValidator(_severity),
    PlainSerializer(lambda severity: severity.label, return_type=str),
    JsonSchema({"type": "string", "enum": [severity.label for severity in Severity]}),
]
RulePattern = Annotated[str, AfterValidator(_rule_pattern)]
PathPattern = Annotated[str, AfterValidator(_path_pattern)]
Day = Annotated[date, BeforeValidator(_day)]


class Section(BaseModel):
    """A table of the policy. Values are never bent into a type they do not have: ``"5"`` is not a number."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)
