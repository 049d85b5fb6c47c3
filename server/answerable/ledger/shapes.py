"""What values look like: small descriptions that check a value fast, and that can be written as JSON Schema.

Written here, not taken from `jsonschema`, because a prompt hook appends to the ledger and that import alone would take
its 80 ms. Tests hold the two against each other, for `docs/ledger.schema.json` is what others check against.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from answerable.ledger.errors import RecordError
from answerable.text.frozen import dataclass

_HEX = re.compile(r"[0-9a-f]*")
# The greatest whole number that every JSON reader takes exactly (RFC 8785, RFC 7493).
MOST = 2**53 - 1


class Shape(Protocol):
    """What one value may be."""

    def check(self, value: object, at: str) -> None:
        """Raises `RecordError`, which names the place `at` but never quotes the value."""

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema, draft 2020-12."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text; by default of one sign at least and a page at most."""

    least: int = 1
    most: int = 4096
    pattern: re.Pattern[str] | None = None
    what: str = ""
    """Said when the pattern does not match: `a digest in hexadecimal`."""

    def check(self, value: object, at: str) -> None:
        if not isinstance(value, str):
            raise RecordError(f"{at} has to be a text")
        if not self.least <= len(value) <= self.most:
            raise RecordError(f"{at} has to have {self.least} to {self.most} characters, not {len(value)}")
        if self.pattern is not None and self.pattern.fullmatch(value) is None:
            raise RecordError(f"{at} has to be {self.what}")

    def schema(self) -> dict[str, Any]:
        limits: dict[str, Any] = {"type": "string", "minLength": self.least, "maxLength": self.most}
        if self.pattern is not None:
            limits["pattern"] = f"^(?:{self.pattern.pattern})$"
        return limits


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def check(self, value: object, at: str) -> None:
        if value not in self.words:
            raise RecordError(f"{at} has to be one of {', '.join(self.words)}")

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    least: int = 0
    most: int = MOST

    def check(self, value: object, at: str) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            raise RecordError(f"{at} has to be a whole number")
        if not self.least <= value <= self.most:
            raise RecordError(f"{at} has to be between {self.least} and {self.most}")

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Number:
    """A number, without infinity and without what is none."""

    least: float = -1e9
    most: float = 1e9

    def check(self, value: object, at: str) -> None:
        if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
            raise RecordError(f"{at} has to be a number")
        if not self.least <= value <= self.most:
            raise RecordError(f"{at} has to be between {self.least:g} and {self.most:g}")

    def schema(self) -> dict[str, Any]:
        return {"type": "number", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Truth:
    """True or false."""

    def check(self, value: object, at: str) -> None:
        if not isinstance(value, bool):
            raise RecordError(f"{at} has to be true or false")

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Digests:
    """A list of digests of one length; a block of a hundred thousand lines has as many, so it is checked as a whole."""

    length: int
    """In hexadecimal digits."""

    def check(self, value: object, at: str) -> None:
        if (
            not isinstance(value, Sequence)
            or isinstance(value, str)
            or not all(isinstance(each, str) for each in value)
        ):
            raise RecordError(f"{at} has to be a list of digests")
        if not {len(each) for each in value} <= {self.length} or _HEX.fullmatch("".join(value)) is None:
            raise RecordError(f"{at} has to hold digests of {self.length} hexadecimal digits")

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string", "pattern": f"^[0-9a-f]{{{self.length}}}$"}}


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of values of one shape."""

    of: Shape

    def check(self, value: object, at: str) -> None:
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise RecordError(f"{at} has to be a list")
        for index, each in enumerate(value):
            self.of.check(each, f"{at}[{index}]")

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.of.schema()}


@dataclass(frozen=True, slots=True)
class Either:
    """The one or the other."""

    one: Shape
    other: Shape

    def check(self, value: object, at: str) -> None:
        try:
            self.one.check(value, at)
        except RecordError:
            self.other.check(value, at)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.one.schema(), self.other.schema()]}


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object with exactly these keys; an optional one may be left out or be null."""

    required: Mapping[str, Shape]
    optional: Mapping[str, Shape]

    def check(self, value: object, at: str) -> None:
        if not isinstance(value, Mapping):
            raise RecordError(f"{at} has to be an object")
        for key, shape in self.required.items():
            if key not in value:
                raise RecordError(f"{at}.{key} is missing")
            shape.check(value[key], f"{at}.{key}")
        for key in value:
            if key in self.required:
                continue
            if key not in self.optional:
                raise RecordError(f"{at} has a key that its schema does not: {str(key)[:80]!r}")
            if value[key] is not None:
                self.optional[key].check(value[key], f"{at}.{key}")

    def schema(self) -> dict[str, Any]:
        properties = {key: shape.schema() for key, shape in self.required.items()}
        for key, shape in self.optional.items():
            properties[key] = {"anyOf": [shape.schema(), {"type": "null"}]}
        return {
            "type": "object",
            "properties": properties,
            "required": list(self.required),
            "additionalProperties": False,
        }


def fields(required: Mapping[str, Shape], **optional: Shape) -> Fields:
    """An object's shape."""
    return Fields(required, optional)
