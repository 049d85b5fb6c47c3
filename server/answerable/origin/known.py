"""How much of a text is known from elsewhere: the same document, what was deleted, the workspace, the file on disk."""

from __future__ import annotations

from collections.abc import Iterable

from answerable.origin.arrival import Seen
from answerable.origin.hunks import Hunk
from answerable.origin.lines import LineCounts, LineIndex, hashed, line_end, share, weighed
from answerable.origin.memory import Memory

_KNOWN = 0.6
"""So much of a text's lines has to be known for it to be no new text."""


class Known:
    """What one document's tracker can compare a new text with."""

    def __init__(self, text: str, path: str, *, workspace: LineIndex, memory: Memory) -> None:
        """`path` is the document's own in the workspace's index: that a line stands in itself says nothing."""
        self._path = path
        self._workspace = workspace
        self._memory = memory
        self._counts = LineCounts(text)
        self._reloadable: frozenset[int] = frozenset()
        self.reload_known = False
        """Whether somebody said what the file holds on disk and in the last commit."""

    def reloadable(self, texts: Iterable[str]) -> None:
        """What the file holds on disk and in the last commit: what comes from there is a reload or a checkout."""
        self.reload_known = True
        self._reloadable = frozenset(line for text in texts for line in hashed(text))

    def edited(self, places: list[Hunk], before: str, after: str) -> None:
        """Takes the lines that the hunks touch out of the counts and puts in what they became."""
        at = 0
        while at < len(places):
            first = last = places[at]
            start = before.rfind("\n", 0, first.start) + 1
            end = line_end(before, last.end)
            at += 1
            while at < len(places) and places[at].start <= end:
                last = places[at]
                end = line_end(before, last.end)
                at += 1
            self._counts.take(before[start:end])
            self._counts.add(after[first.new_start - (first.start - start) : last.new_end + (end - last.end)])

    def mostly(self, text: str) -> bool:
        """Whether most of the lines of a text that is not in the document yet were deleted earlier or stand somewhere
        already."""
        own = LineCounts(text)
        memory, index, counts, path = self._memory, self._workspace, self._counts, self._path

        def known(line: int) -> bool:
            return memory.line(line) or counts[line] > own[line] or index.known(line, path)

        return share(weighed(text), known) >= _KNOWN

    def seen(self, text: str) -> Seen:
        """What of a text that is part of the document is known from elsewhere."""
        lines = weighed(text)
        if not lines:
            found = 1.0 if self._memory.holds(text) else 0.0
            return Seen(deleted=found, any=found)
        own = LineCounts(text)
        memory, index, counts, path = self._memory, self._workspace, self._counts, self._path
        reloadable = self._reloadable

        def in_document(line: int) -> bool:
            return counts[line] > own[line]

        def in_workspace(line: int) -> bool:
            return index.known(line, path)

        def anywhere(line: int) -> bool:
            return in_document(line) or memory.line(line) or in_workspace(line) or line in reloadable

        deleted = share(lines, memory.line)
        if deleted < 1 and memory.holds(text):
            deleted = 1.0
        return Seen(
            document=share(lines, in_document),
            deleted=deleted,
            workspace=share(lines, in_workspace),
            reloaded=share(lines, reloadable.__contains__) if reloadable else 0.0,
            any=max(share(lines, anywhere), deleted),
        )
