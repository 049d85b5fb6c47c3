"""Lines as numbers: which ones a text has, and which ones the whole workspace has.

A line is known by the hash of itself without the white space at its ends, so that a copy at another depth of
indentation is still a copy. Python's own hash: salted anew in each process, it is never written down anywhere.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable

_SHORTEST = 4
"""`}`, `end` and `fi` are in every file and tell nothing."""
_LONGEST = 2000
"""A minified file is one line; hashing it at each keystroke would cost milliseconds."""
_HEAVIEST = 80


def hashed(text: str) -> list[int]:
    """The hashes of a text's lines that tell something, in order."""
    lines = map(str.strip, text.split("\n"))
    return [hash(line) for line in lines if _SHORTEST <= len(line) <= _LONGEST]


def weighed(text: str) -> list[tuple[int, int]]:
    """The same, each with its length: a long line found elsewhere says more than a short one."""
    lines = map(str.strip, text.split("\n"))
    return [(hash(line), min(len(line), _HEAVIEST)) for line in lines if _SHORTEST <= len(line) <= _LONGEST]


def share(lines: Iterable[tuple[int, int]], known: Callable[[int], bool]) -> float:
    """How much of these lines is known, from 0 to 1, by weight; 0 where there is nothing to go by."""
    total = found = 0
    for line, weight in lines:
        total += weight
        if known(line):
            found += weight
    return found / total if total else 0.0


def line_end(text: str, offset: int) -> int:
    """Where the line ends that this offset is in, its line end not counted; code points."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


class LineIndex:
    """The lines of the whole workspace, up to a limit, kept up file by file.

    A counting filter: each line raises three of 16 million counters. So a million lines take 16 MB for the counters
    and 8 MB to be able to take a file out again, where a dictionary of them took 150 MB. In return about one in 200
    lines that are nowhere is thought to be there, which does not matter where most of a text's lines have to be found.
    A counter that is full stays full: the line is then in 255 files, and that it is known remains true long enough.

    Updated by one thread at a time; asking meanwhile is allowed and sees some of an update.
    """

    def __init__(self, capacity: int = 1_000_000) -> None:
        """An empty index of at most `capacity` lines."""
        bits = max((16 * capacity - 1).bit_length(), 12)
        self._counters = bytearray(1 << bits)
        self._mask = (1 << bits) - 1
        self._files: dict[str, array[int]] = {}
        self._own: tuple[str, frozenset[int]] | None = None
        self.capacity = capacity
        self.left_out: dict[str, int] = {}
        """Files that did not fit, with how many lines they have; what is copied from them is not recognised."""
        self._size = 0

    def __len__(self) -> int:
        """How many different lines there are, added up over the files."""
        return self._size

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def update(self, path: str, text: str) -> None:
        """Puts the lines of this file in place of those it had. Takes about 1 µs a line."""
        self.remove(path)
        lines = array("q", set(hashed(text)))
        if self._size + len(lines) > self.capacity:
            self.left_out[path] = len(lines)
            return
        counters, mask = self._counters, self._mask
        for line in lines:
            for at in (line & mask, (line >> 20) & mask, (line >> 40) & mask):
                if counters[at] < 255:
                    counters[at] += 1
        self._files[path] = lines
        self._size += len(lines)

    def remove(self, path: str) -> None:
        """Takes a file out; nothing where it is not in."""
        self.left_out.pop(path, None)
        lines = self._files.pop(path, None)
        if lines is None:
            return
        if self._own is not None and self._own[0] == path:
            self._own = None
        counters, mask = self._counters, self._mask
        for line in lines:
            for at in (line & mask, (line >> 20) & mask, (line >> 40) & mask):
                if counters[at] < 255:
                    counters[at] -= 1
        self._size -= len(lines)

    def rename(self, old: str, new: str) -> None:
        """The same file under another path."""
        if old in self._files and old != new:
            self.remove(new)
            self._files[new] = self._files.pop(old)
            self._own = None

    def known(self, line: int, besides: str | None = None) -> bool:
        """Whether a file has this line (its hash); `besides`: another file than this one."""
        counters, mask = self._counters, self._mask
        least = min(counters[line & mask], counters[(line >> 20) & mask], counters[(line >> 40) & mask])
        if not least or besides is None or least > 1:
            return least > 0
        return line not in self._lines_of(besides)

    def _lines_of(self, path: str) -> frozenset[int]:
        if self._own is None or self._own[0] != path:
            self._own = (path, frozenset(self._files.get(path, ())))
        return self._own[1]


class LineCounts:
    """How often each line stands in one text, kept up edit by edit."""

    __slots__ = ("_counts",)

    def __init__(self, text: str) -> None:
        self._counts: dict[int, int] = {}
        self.add(text)

    def add(self, text: str) -> None:
        counts = self._counts
        for line in hashed(text):
            counts[line] = counts.get(line, 0) + 1

    def take(self, text: str) -> None:
        counts = self._counts
        for line in hashed(text):
            left = counts.get(line, 0) - 1
            if left > 0:
                counts[line] = left
            else:
                counts.pop(line, None)

    def __getitem__(self, line: int) -> int:
        return self._counts.get(line, 0)
