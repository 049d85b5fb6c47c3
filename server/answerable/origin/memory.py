"""What was deleted in this session, in any document: what comes back was not written just now.

Undo, redo, cut and paste, and moving a line up or down all take out text and bring it back. An editor may bring back in
one edit what went in many (a word at a time, or one key at a time), so not only the deleted texts are remembered but
also the lines as they stood before something was deleted from them.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass

from answerable.origin.lines import hashed
from answerable.origin.model import Block
from answerable.text.spans import Span

_MOST_LINES = 200_000
_MOST_TEXTS = 256
_MOST_CHARACTERS = 1_000_000
_MOST_SEARCHED = 20_000


@dataclass(frozen=True, slots=True)
class Deleted:
    """A text that was taken out, with what of it was a block's."""

    text: str
    blocks: tuple[tuple[Span, Block], ...] = ()
    """Where in `text` each block lay, as far as it lay in it."""


class Memory:
    """Deleted lines and texts of one session, the newest up to a limit. Shared by the trackers of its documents."""

    def __init__(self) -> None:
        self._lines: OrderedDict[int, None] = OrderedDict()
        self._texts: deque[Deleted] = deque()
        self._characters = 0

    def deleted(self, text: str, stood: str, blocks: tuple[tuple[Span, Block], ...] = ()) -> None:
        """Remembers a text that was taken out, and the whole lines that it was in as they stood before (`stood`)."""
        lines = self._lines
        for line in (*hashed(text), *hashed(stood)):
            lines[line] = None
            lines.move_to_end(line)
        while len(lines) > _MOST_LINES:
            lines.popitem(last=False)
        if len(text) < 4 or len(text) > _MOST_CHARACTERS:
            return
        self._texts.append(Deleted(text, blocks))
        self._characters += len(text)
        while len(self._texts) > _MOST_TEXTS or self._characters > _MOST_CHARACTERS:
            self._characters -= len(self._texts.popleft().text)

    def line(self, line: int) -> bool:
        """Whether a line with this hash was deleted."""
        return line in self._lines

    def holds(self, text: str) -> bool:
        """Whether this very text, white space at its ends aside, is part of one that was deleted."""
        wanted = text.strip()
        if len(wanted) < 4 or len(wanted) > _MOST_SEARCHED:
            return False
        return any(wanted in deleted.text for deleted in self._texts)

    def source(self, text: str) -> tuple[Deleted, int] | None:
        """The newest deleted text with blocks that this text is, or is a part of, and where in it; None: there is none.
        The deleted text must be half as long as this one at least, or it would be any word.

        An offset below 0 says that the deleted text is the part and begins so far into this one.
        """
        for deleted in reversed(self._texts):
            if not deleted.blocks or not 0.5 <= len(deleted.text) / max(len(text), 1) <= 20:
                continue
            at = deleted.text.find(text)
            if at >= 0:
                return deleted, at
            at = text.find(deleted.text)
            if at >= 0:
                return deleted, -at
        return None
