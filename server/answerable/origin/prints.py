"""A block's print: keyed digests of its lines, by which it is found again in any text, whatever became of its commit.

Nothing in a print is code: each line that is not blank is made independent of its white space and digested with a key
that never leaves the machine (HMAC-SHA-256, truncated to 64 bits). No commit, path or position takes part, so a print
outlives amend, rebase, squash, cherry-pick, a renamed file and a move to another file.

How `locate` looks. A block nobody touched is one run of the text's lines: a search over bytes finds it, in linear time.
Else the runs of equal lines are collected, from seeds that are rare in the text, since a line such as ``}`` is in every
block. A run counts by the letters and digits in it, divided by how often its lines occur; what has little of either is
no evidence. The runs that count most come first, none may overlap another, and they need not keep their order, so that
parts that were moved are found too. Diffing the two as wholes was tried first: it loses whatever was moved, and takes
the first ``}`` it meets for the block's.
"""

from __future__ import annotations

import hmac
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

_LINE_END = re.compile(r"\r\n|\n|\r")
_HEX = 16
_BYTES = _HEX // 2
# A line that occurs more often than this in a text is no seed: it joins a run that something rarer began.
_SEEDS = 8
# Letters and digits a run must have, over how often its lines occur, to be evidence: `return result` alone, nearly.
_EVIDENCE = 12.0
_LETTERS = 40
# Every second block has lines of fewer letters and digits in common with every text.
_TELLING = 6
# Between two parts of a block, new lines up to this many, or half the block, count as written into it.
_INSERTED = 8
# Within a gap of at most this many lines on either side, also the common lines are matched.
_GAP = 400


@dataclass(frozen=True, slots=True, order=True)
class LineRange:
    """Lines of a text, from 1, both ends included."""

    start: int
    end: int

    def __contains__(self, line: int) -> bool:
        return self.start <= line <= self.end

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.start, self.end + 1))

    def __len__(self) -> int:
        return self.end - self.start + 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block lies in a text, and what of it is no longer as it was."""

    ranges: tuple[LineRange, ...]
    """In order, without overlap; more than one where the block was split."""
    changed: tuple[int, ...] = ()
    """Lines inside the ranges, from 1, that are not the block's: edited or written in. Never a blank line."""
    missing: int = 0
    """How many lines of the block are nowhere in the ranges: edited or deleted."""
    matched: int = 0
    """How many of its lines are."""

    @property
    def intact(self) -> bool:
        """Every line is there, in its order, and none between them that is not the block's."""
        return not self.changed and not self.missing and len(self.ranges) == 1

    @property
    def lines(self) -> frozenset[int]:
        """Every line inside the ranges, from 1."""
        return frozenset(line for part in self.ranges for line in part)


def normalised(line: str) -> str:
    """The line without white space at its ends, and one space for any inside; empty for a blank line."""
    return " ".join(line.split())


class Digester:
    """Digests lines with one ledger's key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def line(self, line: str) -> str:
        """16 hexadecimal digits, or an empty text for a blank line."""
        plain = normalised(line)
        return self._digest(plain)[:_HEX] if plain else ""

    def lines(self, text: str) -> tuple[str, ...]:
        """The print of a text: the digests of its lines that are not blank, in order."""
        return tuple(digest for line in _LINE_END.split(text) if (digest := self.line(line)))

    def block(self, print_: Iterable[str]) -> str:
        """The digest of a block as a whole, from its print: 64 hexadecimal digits. Signing names this one."""
        return self._digest("\n".join(print_))

    def text(self, text: str) -> PrintedText:
        """A text in which blocks can be looked for."""
        return PrintedText.of(text, self)

    def _digest(self, text: str) -> str:
        return hmac.digest(self._key, text.encode("utf-8", "surrogatepass"), "sha256").hex()


@dataclass(frozen=True, slots=True)
class PrintedText:
    """The lines of a text that are not blank, as digests, with where they stand and what they are worth."""

    digests: tuple[str, ...]
    numbers: tuple[int, ...]
    """The line, from 1, of each digest."""
    positions: dict[str, list[int]] = field(repr=False)
    """Digest to indexes into `digests`, in order."""
    weights: dict[str, float] = field(repr=False)
    """Digest to what one such line is worth as evidence: its letters and digits over how often it occurs."""
    packed: bytes = field(repr=False)

    @classmethod
    def of(cls, text: str, digester: Digester) -> PrintedText:
        digests: list[str] = []
        numbers: list[int] = []
        positions: defaultdict[str, list[int]] = defaultdict(list)
        letters: dict[str, int] = {}
        known: dict[str, str] = {}
        for number, line in enumerate(_LINE_END.split(text), 1):
            digest = known.get(line)
            if digest is None:
                digest = known[line] = digester.line(line)
            if not digest:
                continue
            if digest not in letters:
                letters[digest] = min(sum(map(str.isalnum, line)), _LETTERS)
            positions[digest].append(len(digests))
            digests.append(digest)
            numbers.append(number)
        weights = {digest: letters[digest] / len(places) for digest, places in positions.items()}
        return cls(tuple(digests), tuple(numbers), dict(positions), weights, bytes.fromhex("".join(digests)))

    def tells(self, print_: Iterable[str]) -> bool:
        """Whether the lines of a print that the text has hold letters and digits enough to be evidence."""
        return (
            sum(self.weights[each] * len(self.positions[each]) for each in print_ if each in self.weights) >= _EVIDENCE
        )

    def telling(self) -> tuple[str, ...]:
        """Digests of the lines by which blocks are worth looking up: those with some letters in them, else all."""
        some = tuple(d for d, weight in self.weights.items() if weight * len(self.positions[d]) >= _TELLING)
        return some or tuple(self.positions)

    def solid(self, place: Place) -> tuple[int, ...]:
        """The lines of a place, from 1, that are not blank."""
        lines = place.lines
        return tuple(number for number in self.numbers if number in lines)

    def range(self, start: int, end: int) -> LineRange:
        """Indexes into `digests`, half-open, as lines."""
        return LineRange(self.numbers[start], self.numbers[end - 1])

    def within(self, lines: LineRange) -> tuple[str, ...]:
        """The print of these lines."""
        return tuple(d for d, number in zip(self.digests, self.numbers, strict=True) if number in lines)


def locate(
    print_: Sequence[str],
    text: PrintedText,
    *,
    near: int | None = None,
    share: float = 0.25,
    known: Collection[str] = (),
) -> Place | None:
    """Where the block with this print lies in a text; None where there is too little of it to say.

    `near` is the line it was last seen at: of several equal places the nearest is taken, else the first. `share` is how
    much of the block's lines must be there at least; ask for more where the text is not the file it was last seen in.
    `known` are digests of lines that were there before the block: where its first or last lines are missing, the lines
    next to it count as those, edited, unless they are known.
    """
    if not print_ or not text.digests:
        return None
    exact = list(occurrences(print_, text))
    if exact:
        nearest = min(exact, key=lambda place: _distance(place.ranges[0].start, near))
        # A block of nothing but brackets stands in every text; it is believed only where it was.
        here = near is not None and nearest.ranges[0].start == near
        return nearest if here or text.tells(print_) else None
    if len(print_) < 2:
        return None
    runs = _chosen(_runs(print_, text), text, near)
    place = _assembled(print_, text, runs, frozenset(known))
    if place is None or place.matched < max(2, share * len(print_)):
        return None
    return place


def occurrences(print_: Sequence[str], text: PrintedText) -> Iterator[Place]:
    """Every place where the block stands whole and unchanged, in order; places do not overlap."""
    if not print_:
        return
    needle = bytes.fromhex("".join(print_))
    at = text.packed.find(needle)
    while at >= 0:
        if at % _BYTES:
            at = text.packed.find(needle, at + 1)
            continue
        start = at // _BYTES
        yield Place((text.range(start, start + len(print_)),), matched=len(print_))
        at = text.packed.find(needle, at + len(needle))


@dataclass(frozen=True, slots=True)
class _Run:
    """``print_[a:a+size]`` is ``text.digests[b:b+size]``."""

    a: int
    b: int
    size: int


def _runs(print_: Sequence[str], text: PrintedText) -> list[_Run]:
    """The runs of equal lines that a rare line begins, each as long as it goes."""
    runs: list[_Run] = []
    reached: dict[int, int] = {}
    digests = text.digests
    for a, digest in enumerate(print_):
        places = text.positions.get(digest, ())
        if len(places) > _SEEDS:
            continue
        for b in places:
            if reached.get(b - a, -1) >= a:
                continue
            first, last = a, a + 1
            while first and b - a + first and print_[first - 1] == digests[b - a + first - 1]:
                first -= 1
            while last < len(print_) and b - a + last < len(digests) and print_[last] == digests[b - a + last]:
                last += 1
            reached[b - a] = last - 1
            runs.append(_Run(first, b - a + first, last - first))
    return runs


def _chosen(runs: list[_Run], text: PrintedText, near: int | None) -> list[_Run]:
    """The runs that are evidence, strongest first cut to what no stronger one covers, in order of the text."""
    weights, digests = text.weights, text.digests

    def worth(run: _Run) -> float:
        return sum(weights[digest] for digest in digests[run.b : run.b + run.size])

    def rank(run: _Run) -> tuple[float, int, int]:
        return -round(worth(run), 6), _distance(text.numbers[run.b], near), run.b

    used_a: set[int] = set()
    used_b: set[int] = set()
    chosen: list[_Run] = []
    for run in sorted(runs, key=rank):
        for part in _free(run, used_a, used_b):
            if worth(part) < _EVIDENCE:
                continue
            chosen.append(part)
            used_a.update(range(part.a, part.a + part.size))
            used_b.update(range(part.b, part.b + part.size))
    return sorted(chosen, key=lambda run: run.b)


def _free(run: _Run, used_a: set[int], used_b: set[int]) -> Iterator[_Run]:
    """The stretches of a run that touch nothing used."""
    begin: int | None = None
    for offset in range(run.size + 1):
        free = offset < run.size and run.a + offset not in used_a and run.b + offset not in used_b
        if free and begin is None:
            begin = offset
        elif not free and begin is not None:
            yield _Run(run.a + begin, run.b + begin, offset - begin)
            begin = None


def _assembled(print_: Sequence[str], text: PrintedText, runs: list[_Run], known: frozenset[str]) -> Place | None:
    """The runs, and what lies between two of them that follow each other, as the place of one block."""
    if not runs:
        return None
    matched_a = {index for run in runs for index in range(run.a, run.a + run.size)}
    matched_b = {index for run in runs for index in range(run.b, run.b + run.size)}
    most = max(_INSERTED, len(print_) // 2)
    parts: list[list[int]] = []
    for before, run in zip([None, *runs], runs, strict=False):
        end = run.b + run.size
        if before is None or not _follows(before, run, most):
            parts.append([run.b, end])
            continue
        parts[-1][1] = end
        _match_gap(print_, text, before, run, matched_a, matched_b)
    _extend(print_, text, parts, matched_a, known, matched_b)
    changed = tuple(text.numbers[b] for begin, end in parts for b in range(begin, end) if b not in matched_b)
    ranges = tuple(text.range(begin, end) for begin, end in parts)
    return Place(ranges, changed, len(print_) - len(matched_a), len(matched_a))


def _follows(before: _Run, run: _Run, most: int) -> bool:
    """Whether what lies between is a part of the block that was edited, rather than something else."""
    missing = run.a - (before.a + before.size)
    return missing >= 0 and run.b - (before.b + before.size) <= max(most, 2 * missing)


def _match_gap(
    print_: Sequence[str],
    text: PrintedText,
    before: _Run,
    run: _Run,
    matched_a: set[int],
    matched_b: set[int],
) -> None:
    """Common lines that still stand in their order between two runs were not changed."""
    a, b = before.a + before.size, before.b + before.size
    ours, theirs = print_[a : run.a], text.digests[b : run.b]
    if not ours or not theirs or max(len(ours), len(theirs)) > _GAP:
        return
    for match in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        for offset in range(match.size):
            if a + match.a + offset not in matched_a and b + match.b + offset not in matched_b:
                matched_a.add(a + match.a + offset)
                matched_b.add(b + match.b + offset)


def _extend(
    print_: Sequence[str],
    text: PrintedText,
    parts: list[list[int]],
    matched_a: set[int],
    known: frozenset[str],
    matched_b: set[int],
) -> None:
    """Takes in, where the block's first or last lines are missing, what stands in their place and is not known."""
    if not known:
        return

    def strange(b: int) -> bool:
        return b not in matched_b and text.digests[b] not in known

    first, last = parts[0], parts[-1]
    for _ in range(min(matched_a)):
        if not first[0] or not strange(first[0] - 1):
            break
        first[0] -= 1
    for _ in range(len(print_) - 1 - max(matched_a)):
        if last[1] >= len(text.digests) or not strange(last[1]):
            break
        last[1] += 1


def _distance(line: int, near: int | None) -> int:
    return abs(line - near) if near is not None else 0
