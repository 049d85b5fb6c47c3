"""Tests our own tables of rules on the examples beside them, for ``answerable rules test``: `permissions.md` beside
`permissions.toml`.

Each fenced block is a file; its name stands after the language: ```` ```json .mcp.json ````. A comment ``ruleid: …`` in
it says what is found on the next line, ``ok: …`` what is not (see `semgrep.examples`). `permissions.fixed.md` is the
same after all fixes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from answerable.detect.agents import AgentConfigDetector
from answerable.detect.agents import table as agents
from answerable.detect.cards import Card
from answerable.detect.detector import Cancel, Detector
from answerable.detect.packages import Facts, PackagesDetector
from answerable.detect.packages import table as packages
from answerable.detect.packages.facts import World
from answerable.detect.residue import ResidueDetector
from answerable.detect.residue import table as residue
from answerable.detect.semgrep.examples import Example
from answerable.detect.semgrep.examples import read as read_notes
from answerable.detect.semgrep.selftest import Place, RuleTest
from answerable.findings.model import Finding
from answerable.text.snapshot import Snapshot

_FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<language>\w+) (?P<path>\S+)\n(?P<text>.*?\n)(?P=fence)$", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class File:
    """One file that an example shows."""

    path: str
    text: str
    start: int
    """Where its text begins in the example, in code points."""
    line: int
    """The line of the example its first line stands on, from 1."""


def files(text: str) -> Iterator[File]:
    """The files a text of examples shows."""
    for match in _FENCE.finditer(text):
        yield File(match["path"], match["text"], match.start("text"), text.count("\n", 0, match.start("text")) + 1)


def fixed(text: str, detector: Detector, rules: Set[str]) -> str:
    """The examples after every fix of these rules."""
    edits = [
        (file.start + edit.span.start, file.start + edit.span.end, edit.text)
        for file in files(text)
        for finding in found(file, detector, rules)
        for fix in finding.fixes
        for edit in fix.replacements
    ]
    for start, end, new in sorted(set(edits), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def found(file: File, detector: Detector, rules: Set[str]) -> tuple[Finding, ...]:
    """What a detector says of a file of an example by these rules."""
    snapshot = Snapshot.of(file.text, file.path)
    findings = detector.scan(snapshot, Cancel()).findings if detector.applies(snapshot) else ()
    return tuple(finding for finding in findings if finding.rule in rules)


def run() -> Iterator[RuleTest]:
    """Tests every rule of the tables we ship on the examples beside its table, in order."""
    yield from _of_tables([rule.card for rule in agents.shipped()], AgentConfigDetector())
    yield from _of_tables([rule.card for rule in residue.shipped()], ResidueDetector(_LICENCE))
    yield from _of_tables(packages.shipped(), PackagesDetector(lambda fresh: _PROJECT))


_LICENCE = "MIT"
"""Of the project that the examples belong to."""
_PROJECT = Facts(
    python=World(
        homes=frozenset({""}),
        declared=frozenset({"requests", "pyyaml", "acme-billing"}),
        locked=frozenset({"requests", "pyyaml", "urllib3"}),
        locks=(("uv.lock", frozenset({"requests", "pyyaml", "urllib3"})),),
        modules=frozenset({"shop"}),
    ),
    node=World(
        homes=frozenset({""}),
        declared=frozenset({"express", "@acme/tokens", "@types/estree"}),
        locked=frozenset({"express", "@acme/tokens", "body-parser", "@types/estree"}),
        locks=(("package-lock.json", frozenset({"express", "@acme/tokens", "body-parser", "@types/estree"})),),
    ),
)
"""What that project declares, locks and has itself."""


def _of_tables(cards: Iterable[Card], detector: Detector) -> Iterator[RuleTest]:
    by_source: dict[Path, list[Card]] = defaultdict(list)
    for card in cards:
        by_source[card.source].append(card)
    for source, mine in sorted(by_source.items()):
        yield from _of_table(source, mine, detector)


def _of_table(source: Path, cards: list[Card], detector: Detector) -> Iterator[RuleTest]:
    path = source.with_suffix(".md")
    faults: list[str] = []
    example = Example(path, "")
    hits: dict[str, set[Place]] = defaultdict(set)
    mine = {card.id for card in cards}
    try:
        example = read_notes(path)
        wanted = path.with_suffix(".fixed.md")
        after = fixed(example.text, detector, mine)
        if (wanted.read_text(encoding="utf-8") if wanted.is_file() else example.text) != after:
            faults.append(f"{path} after all fixes differs from {wanted.name}")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{path} cannot be read ({type(error).__name__})")
    for file in files(example.text):
        snapshot = Snapshot.of(file.text, file.path)
        for finding in found(file, detector, mine):
            hits[finding.rule].add(Place(path, file.line + snapshot.lines.line_at(finding.span.start)))
    for card in cards:
        expected = {Place(path, line) for line in example.found.get(card.id, ())}
        left = example.left.get(card.id, ())
        lacking = [f"has no line marked `{word}:`" for word, has in (("ruleid", expected), ("ok", left)) if not has]
        yield RuleTest(
            rule=card.id,
            source=source,
            examples=(path,),
            expected=tuple(sorted(expected)),
            missing=tuple(sorted(expected - hits[card.id])),
            unexpected=tuple(sorted(hits[card.id] - expected)),
            in_slices=(),
            faults=(*faults, *lacking),
            seconds=0.0,
        )
