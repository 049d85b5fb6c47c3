"""Finds what was left in code from a chat, and code that says of itself that it is not what it should be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from answerable.detect.cards import Card, Rule
from answerable.detect.detector import Cancel
from answerable.detect.residue import licences
from answerable.detect.residue.checks import CHECKS, NEEDS
from answerable.detect.residue.parts import GRAMMARS, Parts
from answerable.detect.residue.quick import Quick
from answerable.detect.residue.table import PARTS, Where, shipped
from answerable.findings.model import Finding, Report
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

NAME = "residue"
_PROSE = frozenset({"markdown", "plaintext", "prompt", "instructions", "chatagent", "chatmode", "skill"})
_LONG = 300
"""Characters; what is to be filled in is shorter."""
_TAG = re.compile("SPDX-License-Identifier")
_REMEMBERED = 20_000
_MOST = 2_000_000
"""Characters; a program of more was not written by anybody."""


class ResidueDetector:
    """Comments, texts and lines of programs, by the rules of tables. Any thread may call it.

    What was said of a comment, a text or a line is remembered by its content: at a keystroke one of them has changed.
    """

    name = NAME

    def __init__(self, licence: str = "", rules: Sequence[Rule[Where]] | None = None) -> None:
        self.rules = tuple(shipped() if rules is None else rules)
        self._licence = licences.Licence.of(licence)
        forms = [(rule, where) for rule in self.rules for where in rule.where]
        self._checks = [(rule, where) for rule, where in forms if where.matches is None]
        self._patterns = {part: [form for form in forms if form[1].part == part and form[1].matches] for part in PARTS}
        self._needed = {where.check: Quick(NEEDS.get(where.check, (_TAG,))) for _, where in self._checks}
        self._quick = {
            part: Quick(where.matches for _, where in forms if where.matches is not None)
            for part, forms in self._patterns.items()
        }
        self._said = lru_cache(_REMEMBERED)(self._look)

    def applies(self, snapshot: Snapshot) -> bool:
        """Programs in the languages whose comments we know; of others, those that begin with a fence."""
        if len(snapshot.text) > _MOST:
            return False
        if snapshot.language.grammar in GRAMMARS:
            return True
        return snapshot.language.id not in _PROSE and snapshot.text.lstrip()[:3] in ("```", "~~~")

    def scan(self, snapshot: Snapshot, cancel: Cancel) -> Report:
        """All it finds, by position. Raises `Cancelled`."""
        parts = Parts(snapshot)
        found: dict[tuple[str, Span], Finding] = {}
        for rule, where in self._checks:
            cancel.check()
            if not where.silent(snapshot.path) and self._needed[where.check].may_hold(snapshot.utf8):
                for span, message in self._checked(where, rule.card, snapshot, parts):
                    found.setdefault((rule.id, span), rule.card.finding(NAME, span, message=message))
        wanted = {part for part, quick in self._quick.items() if quick.may_hold(snapshot.utf8)}
        for part, at, text in _texts(parts, wanted):
            said = self._said(part, text)
            if not said:
                continue
            cancel.check()
            for number, start, end in said:
                rule, where = self._patterns[part][number]
                span = Span(at + start, at + end)
                if not where.silent(snapshot.path):
                    found.setdefault((rule.id, span), rule.card.finding(NAME, span))
        return Report(tuple(sorted(found.values(), key=lambda one: (one.span, one.rule))))

    def _look(self, part: str, text: str) -> tuple[tuple[int, int, int], ...]:
        """Which patterns for such a part hold where in a text: the pattern's number, and offsets into the text."""
        hits = []
        for number, (_, where) in enumerate(self._patterns[part]):
            if where.matches is not None:
                group = "at" if "at" in where.matches.groupindex else 0
                hits += [(number, *match.span(group)) for match in where.matches.finditer(text)]
        return tuple(hits)

    def _checked(self, where: Where, card: Card, snapshot: Snapshot, parts: Parts) -> Iterator[tuple[Span, str]]:
        if where.check in licences.KINDS:
            yield from self._licence.disagreements(parts, where.check, card.message)
        else:
            yield from ((span, "") for span in CHECKS[where.check](snapshot, parts))


def _texts(parts: Parts, wanted: Set[str]) -> Iterator[tuple[str, int, str]]:
    """What patterns are held against: of which part it is, where it begins, and what it says."""
    if "comment" in wanted:
        yield from (("comment", part.span.start, part.text) for part in parts.comments)
    if "text" in wanted:
        yield from (("text", part.span.start, part.text) for part in parts.texts if len(part.text) < _LONG)
    for row, line in enumerate(parts.rows) if "line" in wanted else ():
        if line.lstrip()[:1] in _BEGINNINGS and row not in parts.told and row not in parts.inside:
            yield "line", parts.on(row, (0, 0)).start, line


# A sentence of an answer begins with one of these, and so does what stands for code that was left out.
_BEGINNINGS = frozenset(".…HhSsCcOoIiLl")
