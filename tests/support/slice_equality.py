"""Compares slices with whole files: the findings in what a slice keeps must be those of the whole file there.

As a script, over as much code as one likes:

    python tests/support/slice_equality.py --files 400 /usr/lib/python3 node_modules
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from answerable.detect.detector import Cancel
from answerable.detect.semgrep import slice as slices
from answerable.detect.semgrep.answer import Answer, Match
from answerable.detect.semgrep.engine import Engine
from answerable.detect.semgrep.findings import findings
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.merged import merge
from answerable.detect.semgrep.regions import region_report
from answerable.detect.semgrep.rule import Rule, RuleSet
from answerable.detect.semgrep.rules import load_rules
from answerable.detect.semgrep.slice import Slice
from answerable.findings.model import Report
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

RULES = Path(__file__).parents[1] / "detect" / "semgrep" / "rules"

# Rules without a grammar look at comments and text; the analyzers that have one are the question here.
_ANALYZERS = {"python": "python", "javascript": "javascript", "typescript": "typescript", "go": "go", "java": "java"}

_SHARE = 60

_NOTHING = Answer((), (), "")


@dataclass(slots=True)
class Comparison:
    """What came out, summed over files."""

    files: int = 0
    slices: int = 0
    kept_bytes: int = 0
    whole_bytes: int = 0
    equal: int = 0
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        kept = f"{100 * self.kept_bytes / max(self.whole_bytes, 1):.0f}% of the bytes"
        return (
            f"{self.slices} slices ({kept}) of {self.files} files: {self.equal} findings equal, "
            f"{len(self.missing)} missing, {len(self.extra)} extra"
        )


def compare(
    files: Sequence[Path], rules: RuleSet, *, slices_a_file: int = 3, seed: int = 1, small: int = 6_000
) -> Comparison:
    """Slices around random places of each file against the whole file; files of at most `small` bytes are not cut."""
    engine = Engine(Limits(standbys=0))
    chance = random.Random(seed)
    total = Comparison()
    merged = merge(rules.rules)
    try:
        for share in _shares(files, _SHARE):
            with tempfile.TemporaryDirectory() as folder:
                wanted = list(_snapshots(share, chance, slices_a_file, small))
                entries, kept = [], []
                for number, (snapshot, cuts) in enumerate(wanted):
                    for index, cut in enumerate((slices.whole(snapshot), *cuts)):
                        path = Path(folder) / f"{number}-{index}{snapshot.language.suffixes[0]}"
                        path.write_bytes(cut.text)
                        entries.append((path, _ANALYZERS[snapshot.language.analyzer or ""]))
                        kept.append((str(path), snapshot, cut))
                answer = engine.run(merged, entries, 600.0, Cancel())
                matches: dict[str, list[Match]] = {}
                for match in answer.matches:
                    matches.setdefault(match.path, []).append(match)
                refused = {trouble.path for trouble in answer.troubles}
                _count(total, kept, matches, refused, {rule.id: rule for rule in rules.rules})
                total.files += len(wanted)
    finally:
        engine.stop()
    return total


def _snapshots(
    files: Iterable[Path], chance: random.Random, count: int, small: int
) -> Iterator[tuple[Snapshot, list[Slice]]]:
    for path in files:
        try:
            text = path.read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            continue
        snapshot = Snapshot.of(text, str(path))
        if snapshot.language.analyzer not in _ANALYZERS:
            continue
        places = [chance.randrange(len(text)) for _ in range(count)] if text else []
        cuts = [slices.around(snapshot, [Span(place, min(place + 40, len(text)))], small=small) for place in places]
        cuts = [cut for cut in cuts if not cut.whole]
        if cuts:
            yield snapshot, cuts


def _count(
    total: Comparison,
    kept: list[tuple[str, Snapshot, Slice]],
    matches: dict[str, list[Match]],
    refused: set[str],
    rules: Mapping[str, Rule],
) -> None:
    whole: list[Match] = []
    whole_refused = False
    for path, snapshot, cut in kept:
        found = matches.get(path, [])
        if cut.whole:
            whole, whole_refused = found, path in refused
            continue
        if whole_refused or path in refused:
            continue
        total.slices += 1
        total.kept_bytes += len(cut.text)
        total.whole_bytes += len(snapshot.utf8)
        region = region_report(Report(), _NOTHING, snapshot, cut)
        expected = {key for key in _keys(whole, rules, snapshot, slices.whole(snapshot)) if region.replaces(key[1])}
        got = _keys(found, rules, snapshot, cut)
        total.equal += len(expected & got)
        total.missing += [_told(snapshot, *key) for key in sorted(expected - got)]
        total.extra += [_told(snapshot, *key) for key in sorted(got - expected)]


def _keys(found: Iterable[Match], rules: Mapping[str, Rule], snapshot: Snapshot, cut: Slice) -> set[tuple[str, Span]]:
    return {(finding.rule, finding.span) for finding in findings(found, rules, snapshot, cut)}


def _told(snapshot: Snapshot, rule: str, span: Span) -> str:
    line = snapshot.lines.line_at(span.start) + 1
    return f"{snapshot.path}:{line}: {rule}: {snapshot.text[span.start : span.end][:60]!r}"


def _shares(files: Sequence[Path], size: int) -> Iterator[Sequence[Path]]:
    for start in range(0, len(files), size):
        yield files[start : start + size]


def sources(
    places: Iterable[Path],
    suffixes: Sequence[str],
    count: int,
    *,
    seed: int = 1,
    least: int = 8_000,
    largest: int = 400_000,
) -> list[Path]:
    """That many files at random, out of all of a size worth slicing."""
    found = sorted(
        path
        for place in places
        for path in place.rglob("*")
        if path.suffix in suffixes and path.is_file() and least < path.stat().st_size < largest
    )
    return random.Random(seed).sample(found, min(count, len(found)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--rules", type=Path, default=RULES)
    parser.add_argument("--suffix", action="append", default=[])
    parser.add_argument("places", type=Path, nargs="+")
    given = parser.parse_args()
    files = sources(given.places, given.suffix or [".py", ".js", ".ts", ".tsx", ".go", ".java"], given.files)
    began = time.perf_counter()
    result = compare(files, load_rules([given.rules]))
    print(result, f"({time.perf_counter() - began:.0f} s)")
    for line in [*(f"missing {text}" for text in result.missing), *(f"extra {text}" for text in result.extra)][:40]:
        print(line)


if __name__ == "__main__":
    main()
