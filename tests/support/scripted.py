"""Sessions in which nobody's AI took part, though much text arrives at once: what people's editors and tools do.

Each is a history (see `injecting`) that follows from a seed; every claim of an AI in one is a false alarm.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from injecting import History, Patch

BEGAN = datetime(2026, 11, 27, 9, 0, 0, 250_000, tzinfo=UTC)


@dataclass
class Script:
    """An editor that is told what to do, and keeps what it did."""

    random: random.Random
    text: str
    time: datetime = BEGAN
    start: str = ""
    out: list[tuple[datetime, tuple[Patch, ...]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.start = self.text

    def do(self, *patches: Patch, pause: float | None = None) -> None:
        """One transaction; its patches are applied in order."""
        for at, deleted, new in patches:
            assert at + deleted <= len(self.text)
            self.text = self.text[:at] + new + self.text[at + deleted :]
        self.time += timedelta(seconds=self.random.uniform(0.4, 6) if pause is None else pause)
        self.out.append((self.time, patches))

    def type(self, at: int, text: str) -> None:
        for offset, key in enumerate(text):
            self.do((at + offset, 0, key), pause=self.random.uniform(0.06, 0.3))

    def whole(self, after: str, manner: str) -> None:
        """The document becomes another one, as editors tell of it."""
        if manner == "whole":
            self.do((0, len(self.text), after))
        elif manner == "trimmed":
            self.do(_trimmed(self.text, after))
        else:
            self.do(*_by_line(self.text, after))

    def lines(self) -> list[str]:
        return self.text.splitlines(keepends=True)

    def line_start(self, line: int) -> int:
        return sum(map(len, self.lines()[:line]))

    def stretch(self, shortest: int = 5, longest: int = 40) -> tuple[int, int]:
        """Some whole lines: start and end."""
        lines = self.lines()
        count = min(self.random.randint(shortest, longest), len(lines) - 1)
        first = self.random.randrange(len(lines) - count)
        start = self.line_start(first)
        return start, start + sum(map(len, lines[first : first + count]))

    def history(self) -> History:
        return History(self.start, tuple(self.out))


def _trimmed(before: str, after: str) -> Patch:
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, len(before) - start - end, after[start : len(after) - end]


def _by_line(before: str, after: str) -> list[Patch]:
    from difflib import SequenceMatcher

    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    patches = []
    for tag, i, j, k, m in reversed(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
        if tag != "equal":
            patches.append((sum(map(len, old[:i])), sum(map(len, old[i:j])), "".join(new[k:m])))
    return patches


MANNERS = ("whole", "trimmed", "by-line")


def formatter(script: Script) -> None:
    """Another layout: quotes, indentation, wrapped calls, trailing commas, sorted imports."""
    for manner in MANNERS:
        text = script.text
        for change in script.random.sample(
            [
                lambda text: text.replace("'", '"'),
                lambda text: re.sub(r"^( +)", lambda m: m[1] * 2, text, flags=re.MULTILINE),
                lambda text: re.sub(r"^(?:    )+", lambda m: "\t" * (len(m[0]) // 4), text, flags=re.MULTILINE),
                lambda text: re.sub(r"\((\w+), (\w+)\)", r"(\n        \1,\n        \2,\n    )", text),
                lambda text: re.sub(r"\n{2,}(def|class) ", r"\n\n\n\1 ", text),
                lambda text: re.sub(r",\n +", ", ", text),
            ],
            3,
        ):
            text = change(text)
        if text != script.text:
            script.whole(text, manner)
        at, _ = script.stretch()
        script.type(at, "x = 1\n")


def rename(script: Script) -> None:
    """Names become other names, everywhere at once."""
    words = [word for word in set(re.findall(r"\b[a-z_]{3,}\b", script.text)) if script.text.count(word) > 5]
    for manner in ("places", *MANNERS):
        word = script.random.choice(sorted(words))
        new = f"{word}_{script.random.choice(['value', 'item', 'of_the_whole_document'])}"
        after = re.sub(rf"\b{word}\b", new, script.text)
        if after == script.text:
            continue
        if manner == "places":
            starts = [match.start() for match in re.finditer(rf"\b{word}\b", script.text)]
            script.do(*((at, len(word), new) for at in reversed(starts)))
        else:
            script.whole(after, manner)


def checkout(script: Script, other: str) -> None:
    """Another branch and back, a stash, an older version: the file changes under the editor."""
    first = script.text
    for _ in range(2):
        at, end = script.stretch()
        script.do((at, end - at, ""))
    for manner in script.random.sample(MANNERS, 3):
        script.whole(first if script.text != first else _version(first, other, script.random), manner)
        at, _ = script.stretch()
        script.type(at, "y = 2\n")
    script.whole(other, "whole")
    script.whole(first, "whole")


def _version(text: str, other: str, rng: random.Random) -> str:
    """The text with some functions more, some less, and some lines changed, as another branch has it."""
    lines, more = text.splitlines(keepends=True), other.splitlines(keepends=True)
    for _ in range(rng.randint(3, 6)):
        at = rng.randrange(len(lines))
        start = rng.randrange(len(more) - 5)
        lines[at:at] = more[start : start + rng.randint(3, 30)]
        at = rng.randrange(len(lines))
        del lines[at : at + rng.randint(1, 15)]
        lines[rng.randrange(len(lines))] = "changed = True\n"
    return "".join(lines)


def undo(script: Script, other: str) -> None:
    """Typed, deleted, undone and redone: step by step, and in one go."""
    body = "".join(other.splitlines(keepends=True)[:12])
    at, _ = script.stretch()
    script.type(at, body)
    script.do((at, len(body), ""))
    script.do((at, 0, body))
    # Word by word out, word by word in again, quickly, as a key that is held down does.
    words = re.findall(r"\S+\s*|\s+", body)
    end = at + len(body)
    for word in reversed(words):
        end -= len(word)
        script.do((end, len(word), ""), pause=0.05)
    for word in words:
        script.do((end, 0, word), pause=0.05)
        end += len(word)
    # Backspace over lines, a key at a time, and one undo for all of it.
    start, end = script.stretch(4, 6)
    lost = script.text[start:end]
    for offset in range(end - 1, start - 1, -1):
        script.do((offset, 1, ""), pause=0.03)
    script.do((start, 0, lost))
    start, end = script.stretch(5, 60)
    lost = script.text[start:end]
    script.do((start, end - start, ""))
    script.type(start, "pass\n")
    script.do((start, 5, lost))


def cursors(script: Script, other: str) -> None:
    """The same at several cursors: typed, pasted, completed; told of together or one after the other."""
    text = "".join(other.splitlines(keepends=True)[:6])
    for together in (True, False):
        lines = sorted(script.random.sample(range(len(script.lines())), 4), reverse=True)
        starts = [script.line_start(line) for line in lines]
        if together:
            script.do(*((at, 0, text) for at in starts))
        else:
            for at in starts:
                script.do((at, 0, text), pause=0.01)
        text = "".join(other.splitlines(keepends=True)[20:27])
    for key in "value = None\n":
        ends = sorted((script.line_start(line) for line in (3, 9, 20)), reverse=True)
        script.do(*((at, 0, key) for at in ends), pause=0.1)


def move(script: Script) -> None:
    """Cut and pasted elsewhere, at another depth, twice; lines moved up and down; copies."""
    for _ in range(6):
        start, end = script.stretch()
        cut = script.text[start:end]
        script.do((start, end - start, ""))
        script.type(script.stretch()[0], "# moved\n")
        at, _ = script.stretch()
        deeper = re.sub(r"^(?=.)", "    ", cut, flags=re.MULTILINE)
        script.do((at, 0, script.random.choice([cut, deeper, cut.rstrip("\n") + "\n\n"])))
        start, end = script.stretch()
        copied = script.text[start:end]
        script.do((script.stretch()[0], 0, copied))
    for _ in range(10):
        # Alt-Up: the line above goes below.
        line = script.random.randrange(1, len(script.lines()) - 1)
        above = script.lines()[line - 1]
        at = script.line_start(line - 1)
        length = len(script.lines()[line])
        script.do((at, len(above), ""), (at + length, 0, above), pause=0.2)


SESSIONS: dict[str, Callable[[Script, str], None]] = {
    "formatter": lambda script, _: formatter(script),
    "rename": lambda script, _: rename(script),
    "checkout": checkout,
    "undo": undo,
    "cursors": cursors,
    "move": lambda script, _: move(script),
}


def session(name: str, text: str, other: str, seed: int) -> History:
    """The session with this name on `text`; `other` is a text it has nothing in common with."""
    script = Script(random.Random(seed), text)
    SESSIONS[name](script, other)
    return script.history()
