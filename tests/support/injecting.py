"""Blocks put into recorded human histories, the three ways an AI's text arrives, with where each of them truly lies.

Everything follows from a seed. The text comes from where no history has it: functions of Python's library.
"""

from __future__ import annotations

import ast
import gzip
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

Patch = tuple[int, int, str]
WAYS = ("paste", "stream", "lines")

TRACES = Path(__file__).resolve().parents[3] / "shared" / "traces"
"""Recorded histories lie beside the checkout; where they are not, what needs them is skipped."""


@dataclass(frozen=True)
class History:
    """A trace, as data."""

    start: str
    transactions: tuple[tuple[datetime, tuple[Patch, ...]], ...]

    @classmethod
    def read(cls, path: Path) -> History:
        data = path.read_bytes()
        found = json.loads(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
        return cls(
            found["startContent"],
            tuple(
                (datetime.fromisoformat(each["time"]), tuple((p, d, t) for p, d, t in each["patches"]))
                for each in found["txns"]
            ),
        )

    def hours(self, idle: float = 300) -> float:
        """Active editing: the time between two transactions counts, up to `idle` seconds of it."""
        times = [time for time, _ in self.transactions]
        return sum(min(max((b - a).total_seconds(), 0), idle) for a, b in pairwise(times[1:])) / 3600

    def bytes(self) -> bytes:
        """As the file of a trace."""
        text = self.start
        for _, patches in self.transactions:
            for at, deleted, new in patches:
                text = text[:at] + new + text[at + deleted :]
        return json.dumps(
            {
                "startContent": self.start,
                "endContent": text,
                "txns": [
                    {"time": time.isoformat(timespec="milliseconds").replace("+00:00", "Z"), "patches": patches}
                    for time, patches in self.transactions
                ],
            }
        ).encode()


@dataclass
class Injected:
    """One block that was put in."""

    way: str
    style: str
    begun: datetime
    ended: datetime
    start_line: int
    """From 1, when it was complete."""
    end_line: int
    text: str

    def iou(self, start_line: int, end_line: int) -> float:
        common = min(self.end_line, end_line) - max(self.start_line, start_line) + 1
        return max(common, 0) / (max(self.end_line, end_line) - min(self.start_line, start_line) + 1)


def functions(files: Iterable[Path], shortest: int = 5, longest: int = 60) -> list[str]:
    """Functions and methods of these Python files, whole lines, no two alike."""
    found = []
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace")
        try:
            nodes = ast.parse(text)
        except SyntaxError:
            continue
        lines = text.splitlines(keepends=True)
        for node in ast.walk(nodes):
            if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
                own = lines[node.lineno - 1 : node.end_lineno]
                if shortest <= len(own) <= longest and "\f" not in "".join(own):
                    found.append("".join(own))
    return list(dict.fromkeys(found))


@dataclass
class _Coming:
    """A block of which parts are still to come."""

    way: str
    style: str
    text: str
    parts: list[tuple[datetime, str]]
    span: list[int]
    begun: datetime


@dataclass
class _Merge:
    """A history with blocks in it: the text as it is now, and where the blocks lie in it."""

    random: random.Random
    text: str
    shift: timedelta = timedelta()
    last: datetime | None = None
    spans: list[list[int]] = field(default_factory=list)
    out: list[tuple[datetime, tuple[Patch, ...]]] = field(default_factory=list)
    coming: _Coming | None = None
    injected: list[Injected] = field(default_factory=list)

    def patch(self, at: int, deleted: int, new: str, grown: list[int] | None = None) -> Patch:
        self.text = self.text[:at] + new + self.text[at + deleted :]
        delta = len(new) - deleted
        for span in self.spans:
            if span is grown:
                span[1] += delta
            elif span[0] >= at + deleted and not (grown is not None and span[0] < grown[0]):
                span[0] += delta
                span[1] += delta
        return at, deleted, new

    def commit(self, time: datetime, patches: Sequence[Patch]) -> None:
        self.out.append((time, tuple(patches)))
        self.last = time

    def place(self, original: int) -> int:
        """An offset of the history without blocks, in the text with them; before a block that begins there."""
        at = original
        for start, end in self.spans:
            if start < at:
                at += end - start
        return at

    def human(self, time: datetime, patches: Sequence[Patch]) -> None:
        """A transaction of the history. What it deletes around a block is deleted around it."""
        time += self.shift
        self.advance(time)
        done: list[Patch] = []
        for original, deleted, new in patches:
            start, end = self.place(original), self.place(original + deleted)
            parts, at = [], start
            for s, e in [tuple(span) for span in self.spans if start <= span[0] < end]:
                parts.append((at, s))
                at = e
            parts.append((at, end))
            done += [self.patch(a, b - a, "") for a, b in reversed(parts[1:]) if b > a]
            done.append(self.patch(start, parts[0][1] - start, new))
        self.commit(time, done)

    def inject(self, text: str, way: str, *, interleave: bool) -> None:
        rng = self.random
        self.advance(None)
        assert self.last is not None
        starts = [0, *(i + 1 for i, char in enumerate(self.text) if char == "\n")]
        at = rng.choice([at for at in starts if not any(s < at < e for s, e in self.spans)])
        if at and rng.random() < 0.3 and not any(s < at - 1 < e for s, e in self.spans):
            # From the end of a line on, as where the cursor stands after a key.
            at, text = at - 1, "\n" + text.rstrip("\n")
        begun = self.last + timedelta(seconds=rng.uniform(0.05, 3))
        style, parts = cut(text, way, rng)
        time, timed = begun, []
        for pause, part in parts:
            time += timedelta(seconds=pause)
            timed.append((time, part))
        # Nothing of the history may come before what was there already.
        self.spans.append([at, at])
        self.spans.sort()
        span = next(span for span in self.spans if span == [at, at])
        self.coming = _Coming(way, style, text, timed, span, begun)
        if not interleave:
            self.advance(None)
            self.shift += time - begun + timedelta(seconds=rng.uniform(0.3, 8))

    def advance(self, until: datetime | None) -> None:
        """Lets the parts come that are due; all of them where there is no end."""
        coming = self.coming
        if coming is None:
            return
        while coming.parts and (until is None or coming.parts[0][0] <= until):
            time, part = coming.parts.pop(0)
            self.commit(time, [self.patch(coming.span[1], 0, part, coming.span)])
        if not coming.parts:
            self.coming = None
            start, end = coming.span
            assert self.text[start:end] == coming.text
            first = self.text.count("\n", 0, start) + 1 + coming.text.startswith("\n")
            last = first + coming.text.strip("\n").count("\n")
            assert self.last is not None
            self.injected.append(Injected(coming.way, coming.style, coming.begun, self.last, first, last, coming.text))


def cut(text: str, way: str, rng: random.Random) -> tuple[str, list[tuple[float, str]]]:
    """What the manner is called, and the parts the text arrives in, each with the pause before it in seconds."""
    if way == "paste":
        return "whole", [(0.0, text)]
    if way == "stream":
        style = rng.choice(["tokens", "small", "chunks", "large", "bursts", "lines"])
        parts: list[tuple[float, str]] = []
        at = 0
        while at < len(text):
            if style == "tokens":
                size, pause = rng.randint(1, 8), rng.uniform(0.005, 0.05)
            elif style == "small":
                size, pause = rng.randint(8, 24), rng.uniform(0.02, 0.25)
            elif style == "chunks":
                size, pause = rng.randint(20, 80), rng.uniform(0.05, 0.8)
            elif style == "large":
                size, pause = rng.randint(60, 240), rng.uniform(0.2, 2.5)
            elif style == "bursts":
                size, pause = rng.randint(20, 120), rng.choice([0.03, 0.05, 0.1, 3.0])
            else:
                size = (text.find("\n", at) + 1 or len(text)) - at
                pause = rng.uniform(0.05, 1.0)
            parts.append((pause, text[at : at + size]))
            at += size
        return style, parts
    style = rng.choice(["line", "line-first", "enter", "enter-indent", "prefix", "some-lines"])
    parts = []
    lines = text.splitlines(keepends=True)
    while lines:
        line = lines.pop(0)
        pause = rng.uniform(0.4, 4.5)
        if style == "some-lines":
            line = "".join([line, *(lines.pop(0) for _ in range(min(rng.randint(0, 3), len(lines))))])
        if style in ("line", "some-lines"):
            parts.append((pause, line))
            continue
        body = line.rstrip("\n")
        ending = line[len(body) :]
        if style == "line-first":
            # The line end comes with the next line.
            parts.append((pause, ("\n" if parts else "") + body))
            if not lines:
                parts.append((0.3, ending))
            continue
        indent = len(body) - len(body.lstrip())
        typed = indent + (rng.randint(1, 4) if style == "prefix" else 0) if style != "enter" else 0
        typed = min(typed, len(body))
        if style == "enter-indent" and typed:
            # An editor indents by itself.
            parts.append((0.05, body[:typed]))
        else:
            parts += [(0.12, key) for key in body[:typed]]
        if body[typed:]:
            parts.append((pause, body[typed:]))
        parts.append((rng.uniform(0.2, 1.0), ending))
    return style, [part for part in parts if part[1]]


def merged(
    history: History,
    texts: Sequence[str],
    seed: int,
    *,
    count: int = 30,
    ways: Sequence[str] = WAYS,
    interleave: float = 0.2,
    whole_seconds: bool | None = None,
) -> tuple[History, list[Injected]]:
    """The history with so many blocks at places all over it, and what was put in.

    `interleave` is the share of blocks during which the person goes on as recorded. `whole_seconds`: the clock of the
    blocks' edits shows seconds, as that of some recorders does; None: as the history's own.
    """
    rng = random.Random(seed)
    moments = sorted(rng.sample(range(60, len(history.transactions)), count))
    if whole_seconds is None:
        whole_seconds = all(time.microsecond == 0 for time, _ in history.transactions)
    merge = _Merge(rng, history.start)
    chosen = rng.sample(list(texts), count)
    put = 0
    for number, (time, patches) in enumerate(history.transactions):
        merge.human(time, patches)
        if moments and moments[0] == number:
            moments.pop(0)
            merge.inject(chosen[put], ways[put % len(ways)], interleave=rng.random() < interleave)
            put += 1
    merge.advance(None)
    transactions = merge.out
    if whole_seconds:
        transactions = [(time.replace(microsecond=0), patches) for time, patches in transactions]
    return History(history.start, tuple(transactions)), merge.injected


@dataclass(frozen=True)
class Measured:
    """What a replay found."""

    found: dict[str, list[float]]
    """By way: for each block the best overlap (IoU in lines) with a suspected block reported while it came; 0: none."""
    missed: list[tuple[Injected, float, list[str]]]
    false: int
    """Suspected blocks that are none of those put in."""
    hours: float

    def recall(self, least: float = 0.9) -> float:
        every = [iou for values in self.found.values() for iou in values]
        return sum(iou >= least for iou in every) / max(len(every), 1)


def measured(blocks: Sequence[dict[str, Any]], injected: Sequence[Injected], hours: float) -> Measured:
    """Blocks as `answerable origin replay` prints them, against what was put in."""
    found: dict[str, list[float]] = {}
    missed = []
    used: set[int] = set()
    for each in injected:
        begun, ended = each.begun - timedelta(seconds=1.5), each.ended + timedelta(seconds=12)
        near = [
            (number, block, each.iou(block["start_line"], block["end_line"]))
            for number, block in enumerate(blocks)
            if begun <= datetime.fromisoformat(block["time"]) <= ended
        ]
        suspected = [(iou, number) for number, block, iou in near if block["origin"] == "suspected-ai"]
        best = max(suspected, default=(0.0, -1))
        used.update(number for iou, number in suspected if iou > 0)
        found.setdefault(each.way, []).append(best[0])
        if best[0] < 0.9:
            said = [f"{b['origin']} {b['start_line']}-{b['end_line']} {b['confidence']}" for _, b, _ in near]
            missed.append((each, best[0], said))
    false = sum(b["origin"] == "suspected-ai" and n not in used for n, b in enumerate(blocks))
    return Measured(found, missed, false, hours)
