"""Finds what gives an agent more than it should have, in the files that say what it may do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from answerable.detect.agents import kinds
from answerable.detect.agents.checks import CHECKS
from answerable.detect.agents.node import Place, walk
from answerable.detect.agents.reading import read
from answerable.detect.agents.table import Where, shipped
from answerable.detect.cards import Rule
from answerable.detect.detector import Cancel
from answerable.findings.model import Finding, Fix, Replacement, Report
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

NAME = "agents"
_FAR = 4
"""No key that a pattern is certain of stands further from the end of a path than this."""


class AgentConfigDetector:
    """Configuration of agents, by the rules of tables. Keeps nothing of a document; any thread may call it."""

    name = NAME

    def __init__(self, rules: Sequence[Rule[Where]] | None = None) -> None:
        self.rules = tuple(shipped() if rules is None else rules)
        self._by_anchor: dict[tuple[int, str], list[tuple[Rule[Where], Where]]] = defaultdict(list)
        self._anywhere: list[tuple[Rule[Where], Where]] = []
        for rule in self.rules:
            for where in rule.where:
                for anchor in where.anchors:
                    self._by_anchor[anchor].append((rule, where))
                if not where.anchors:
                    self._anywhere.append((rule, where))

    def applies(self, snapshot: Snapshot) -> bool:
        """Whether an agent reads the document for what it may do."""
        return kinds.applies(snapshot)

    def scan(self, snapshot: Snapshot, cancel: Cancel) -> Report:
        """All it finds, by position. Raises `Cancelled`."""
        root = read(snapshot)
        if root is None:
            return Report()
        found: dict[tuple[str, Span], Finding] = {}
        for place in walk(root):
            cancel.check()
            for rule, where in self._candidates(place):
                if (where.files is None or where.files.search(snapshot.path)) and where.holds(place):
                    for span, fix in _spans(where, place, snapshot):
                        found.setdefault((rule.id, span), rule.card.finding(NAME, span, fix))
        return Report(tuple(sorted(found.values(), key=lambda one: (one.span, one.rule))))

    def _candidates(self, place: Place) -> Iterator[tuple[Rule[Where], Where]]:
        yield from self._anywhere
        for distance, key in enumerate(reversed(place.path[-_FAR:]), 1):
            yield from self._by_anchor.get((distance, key), ())


def _spans(where: Where, place: Place, snapshot: Snapshot) -> Iterator[tuple[Span, Fix | None]]:
    if where.check:
        for span in CHECKS[where.check](place):
            yield span, None
        return
    node = place.node
    span = place.key if (node.pairs is not None or node.items is not None) and place.key is not None else node.span
    fix = None
    if where.fix:
        whole = node.span
        if isinstance(node.value, str) and snapshot.text[whole.start - 1 : whole.start] in ('"', "'"):
            whole = Span(whole.start - 1, whole.end + 1)
        fix = Fix(f"Write {where.fix}", (Replacement(whole, where.fix),))
    yield span, fix
