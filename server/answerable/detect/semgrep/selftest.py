"""Tests rules against the examples beside them, for ``answerable rules test``.

Each example is read by the engine as a whole and, as the server would, in slices around every line that has a note or a
match; a rule passes when both find what the notes say.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

from answerable.detect.detector import Cancel
from answerable.detect.semgrep import examples
from answerable.detect.semgrep import slice as slices
from answerable.detect.semgrep.answer import Answer
from answerable.detect.semgrep.engine import Engine
from answerable.detect.semgrep.examples import Example
from answerable.detect.semgrep.jobs import Jobs
from answerable.detect.semgrep.merged import merge
from answerable.detect.semgrep.process import EngineError
from answerable.detect.semgrep.regions import region_report
from answerable.detect.semgrep.rule import Rule, RuleSet
from answerable.detect.semgrep.slice import Slice
from answerable.detect.semgrep.troubles import skipped
from answerable.findings.model import Report
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

# A test that takes longer than this hangs.
_SECONDS = 120.0


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of an example, from 1."""

    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class RuleTest:
    """What came out for one rule."""

    rule: str
    source: Path
    """The file the rule is in."""
    examples: tuple[Path, ...]
    expected: tuple[Place, ...]
    """Where it must find something."""
    missing: tuple[Place, ...]
    """Where it must and did not."""
    unexpected: tuple[Place, ...]
    """Where it found something and no note says so."""
    in_slices: tuple[Place, ...]
    """Where a slice, as the server scans it, gave another answer than the whole file."""
    faults: tuple[str, ...]
    """What else is wrong: no example of one kind, a fix that gives another text, an engine that did not answer."""
    seconds: float
    """For all rules of its file together."""

    @property
    def passed(self) -> bool:
        return not (self.missing or self.unexpected or self.in_slices or self.faults)


def run(rules: RuleSet, engine: Engine, *, jobs: int = 1, cancel: Cancel | None = None) -> Iterator[RuleTest]:
    """Tests every rule, rule file by rule file, in order. Raises `Cancelled`."""
    cancel = cancel or Cancel()
    by_source: dict[Path, list[Rule]] = defaultdict(list)
    for rule in rules.rules:
        by_source[rule.source].append(rule)
    with ThreadPoolExecutor(max(jobs, 1), "semgrep-rules-test") as pool:
        done = pool.map(lambda source: _RuleFile(source, by_source[source], engine, cancel).test(), list(by_source))
        for tests in done:
            yield from tests


@dataclass(frozen=True, slots=True)
class _Reading:
    """One text the engine reads: an example as a whole, or a slice of it."""

    example: Example
    snapshot: Snapshot
    cut: Slice


@dataclass(frozen=True, slots=True)
class _Hit:
    """A match: its rule, and where it begins."""

    rule: str
    place: Place


class _RuleFile:
    """The test of one rule file."""

    def __init__(self, source: Path, rules: Sequence[Rule], engine: Engine, cancel: Cancel) -> None:
        self._source, self._rules, self._engine, self._cancel = source, rules, engine, cancel
        self._jobs = Jobs(RuleSet(tuple(rules)))
        self._merged = merge(rules)
        self._faults: list[str] = []

    def test(self) -> list[RuleTest]:
        began = time.perf_counter()
        found = list(self._examples())
        hits: set[_Hit] = set()
        odd: set[_Hit] = set()
        try:
            wholes = [_whole(example) for example in found]
            for whole, answer in self._read(wholes):
                limits = self._engine.limits
                for skip in skipped(answer.troubles, whole.snapshot, whole.cut, limits):
                    self._faults.append(f"{whole.example.path}: {skip.reason}")
                hits |= {hit for hit, _ in _hits(whole, answer)}
                self._faults += _fix_faults(whole, answer)
                odd |= self._in_slices(whole, answer)
        except EngineError as error:
            self._faults.append(str(error))
        seconds = time.perf_counter() - began
        return [self._result(rule, found, hits, odd, seconds) for rule in self._rules]

    def _examples(self) -> Iterator[Example]:
        for path in examples.beside(self._source):
            try:
                yield examples.read(path)
            except (OSError, UnicodeDecodeError) as error:
                self._faults.append(f"{path} cannot be read ({type(error).__name__})")

    def _read(self, readings: Sequence[_Reading]) -> Iterator[tuple[_Reading, Answer]]:
        """What the engine says of these texts, in one run."""
        entries: list[tuple[Path, str]] = []
        written: list[tuple[Path, _Reading]] = []
        for reading in readings:
            job = self._jobs.of(reading.snapshot.language)
            if job is not None:
                path = self._engine.folder.write("example", reading.cut.text, reading.example.path.suffix)
                entries += [(path, analyzer) for analyzer in job.analyzers]
                written.append((path, reading))
        if not entries:
            return
        try:
            answer = self._engine.run(self._merged, entries, _SECONDS, self._cancel)
        finally:
            for path, _ in written:
                path.unlink(missing_ok=True)
        for path, reading in written:
            name = str(path)
            yield (
                reading,
                replace(
                    answer,
                    matches=tuple(match for match in answer.matches if match.path == name),
                    troubles=tuple(trouble for trouble in answer.troubles if trouble.path == name),
                ),
            )

    def _in_slices(self, whole: _Reading, answer: Answer) -> set[_Hit]:
        """Matches that a slice has and the whole does not, or the other way round, where the slice looked."""
        expected = _hits(whole, answer)
        lines = {hit.place.line for hit, _ in expected}.union(
            *whole.example.found.values(), *whole.example.left.values()
        )
        cuts: dict[bytes, Slice] = {}
        for line in sorted(lines):
            if line <= len(whole.snapshot.lines):
                cut = slices.around(whole.snapshot, [whole.snapshot.lines.span(line - 1)], small=0)
                if not cut.whole:
                    cuts.setdefault(cut.text, cut)
        odd: set[_Hit] = set()
        readings = [_Reading(whole.example, whole.snapshot, cut) for cut in cuts.values()]
        for reading, said in self._read(readings):
            region = region_report(Report(), said, reading.snapshot, reading.cut)
            odd |= {hit for hit, span in expected if region.replaces(span)} ^ {hit for hit, _ in _hits(reading, said)}
        return odd

    def _result(
        self, rule: Rule, found: Sequence[Example], hits: set[_Hit], odd: set[_Hit], seconds: float
    ) -> RuleTest:
        def places(kind: str) -> set[Place]:
            notes = ((example.path, getattr(example, kind).get(rule.id, ())) for example in found)
            return {Place(path, line) for path, lines in notes for line in lines}

        expected, left, todo = places("found"), places("left"), places("todo")
        got = {hit.place for hit in hits if hit.rule == rule.id} - todo
        faults = list(self._faults)
        if not found:
            faults.append(f"has no example: put one beside it, such as {self._source.with_suffix('.py').name}")
        else:
            faults += [f"has no line marked `{word}:`" for word, has in (("ruleid", expected), ("ok", left)) if not has]
        return RuleTest(
            rule=rule.id,
            source=self._source,
            examples=tuple(example.path for example in found),
            expected=tuple(sorted(expected)),
            missing=tuple(sorted(expected - got)),
            unexpected=tuple(sorted(got - expected)),
            in_slices=tuple(sorted(hit.place for hit in odd if hit.rule == rule.id)),
            faults=tuple(dict.fromkeys(faults)),
            seconds=seconds,
        )


def _whole(example: Example) -> _Reading:
    snapshot = Snapshot.of(example.text, example.path.name)
    return _Reading(example, snapshot, slices.whole(snapshot))


def _hits(reading: _Reading, answer: Answer) -> set[tuple[_Hit, Span]]:
    snapshot = reading.snapshot
    hits = set()
    for match in answer.matches:
        if not match.ignored:
            span = snapshot.utf8_index.span(*reading.cut.to_document(match.place.start, match.place.end))
            line = snapshot.lines.line_at(span.start) + 1
            hits.add((_Hit(match.rule, Place(reading.example.path, line)), span))
    return hits


def _fix_faults(whole: _Reading, answer: Answer) -> list[str]:
    """Whether the example with all fixes is what the file beside it says."""
    fixed = whole.example.fixed
    if not fixed.exists():
        return []
    text = whole.cut.text
    before = len(text)
    for match in sorted(answer.matches, key=lambda m: m.place.start, reverse=True):
        # From the end, so that places stay true; of two fixes that overlap only the later one can be made.
        if match.fix is not None and not match.ignored and match.place.end <= before:
            text = text[: match.place.start] + match.fix.encode() + text[match.place.end :]
            before = match.place.start
    try:
        wanted = fixed.read_bytes()
    except OSError as error:
        return [f"{fixed} cannot be read ({type(error).__name__})"]
    if text == wanted:
        return []
    pairs = enumerate(zip_longest(text.split(b"\n"), wanted.split(b"\n")), 1)
    line = next((number for number, (got, want) in pairs if got != want), 0)
    return [f"{whole.example.path} after all fixes differs from {fixed.name} in line {line}"]
