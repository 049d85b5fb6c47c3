"""Licences that files name, held against the project's own.

A file says ``SPDX-License-Identifier: EXPRESSION`` (SPDX 2.3, annex E); which expressions there are is known to
`packaging`, which has the list of SPDX.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from answerable.detect.residue.parts import Parts
from answerable.text.spans import Span

_TAG = re.compile(r"SPDX-License-Identifier:[ \t]*(?P<at>[A-Za-z0-9.+() \t-]*[A-Za-z0-9.+)])")
_STRONG = re.compile(r"(?i)^(?:A?GPL|SSPL|OSL|EUPL|CC-BY-SA|CC-BY-NC|BUSL)")

DISAGREES, COPYLEFT, UNKNOWN = "licence disagrees", "licence is copyleft", "licence unknown"
KINDS = frozenset({DISAGREES, COPYLEFT, UNKNOWN})
"""What can be wrong with a tag; the checks of a table."""


@dataclass(frozen=True, slots=True)
class Licence:
    """What a project is under: each alternative as the licences that hold together; none where nobody knows."""

    text: str
    alternatives: frozenset[frozenset[str]]

    @classmethod
    def of(cls, text: str) -> Licence:
        """From an SPDX expression; an unknown one is no licence."""
        known = canonical(text) if text else None
        return cls(known, _alternatives(known)) if known else cls("", frozenset())

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(one for part in self.alternatives for one in part)

    def disagreements(self, parts: Parts, kind: str, message: str) -> Iterator[tuple[Span, str]]:
        """The expressions of tags that are wrong in this way, each with what to say of it."""
        for part in parts.comments:
            if "SPDX-License-Identifier" not in part.text:
                continue
            for match in _TAG.finditer(part.text):
                said = match["at"].strip()
                if self._wrong(said) == kind:
                    start = part.span.start + match.start("at")
                    told = message.replace("THIS", f"`{said}`").replace("PROJECT", f"`{self.text}`")
                    yield Span(start, start + len(match["at"])), told

    def _wrong(self, said: str) -> str:
        known = canonical(said)
        if known is None:
            return UNKNOWN
        if not self.alternatives:
            return ""
        alternatives = _alternatives(known)
        if any(one <= self.ids for one in alternatives):
            return ""
        strong = all(any(_STRONG.match(name) for name in one) for one in alternatives)
        return COPYLEFT if strong and not any(_STRONG.match(name) for name in self.ids) else DISAGREES


def canonical(expression: str) -> str | None:
    """The expression as SPDX writes it; None where it is none."""
    # Loaded when a file has a tag: few have.
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        return str(canonicalize_license_expression(expression))
    except InvalidLicenseExpression:
        return None


def _alternatives(expression: str) -> frozenset[frozenset[str]]:
    """``A OR (B AND C)`` as {{A}, {B, C}}; an exception to a licence (`WITH`) belongs to its licence."""
    words = re.findall(r"\(|\)|[^\s()]+", expression)
    position = 0

    def either() -> set[frozenset[str]]:
        nonlocal position
        found = both()
        while position < len(words) and words[position] == "OR":
            position += 1
            found |= both()
        return found

    def both() -> set[frozenset[str]]:
        nonlocal position
        found = one()
        while position < len(words) and words[position] == "AND":
            position += 1
            right = one()
            found = {left | other for left in found for other in right}
        return found

    def one() -> set[frozenset[str]]:
        nonlocal position
        word = words[position]
        position += 1
        if word == "(":
            found = either()
            position += 1
            return found
        if position < len(words) and words[position] == "WITH":
            position += 2
        # `GPL-2.0-only`, `GPL-2.0-or-later` and `GPL-2.0+` are one licence in what they ask of a project.
        return {frozenset({re.sub(r"(?:-only|-or-later|\+)$", "", word)})}

    return frozenset(either())
