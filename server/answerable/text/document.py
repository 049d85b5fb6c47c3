"""A document open in an editor: its text, its version, and the edits that led there."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from answerable.text.buffer import Buffer
from answerable.text.edits import ContentChange, Edit
from answerable.text.languages import Language
from answerable.text.lines import Encoding
from answerable.text.reparse import LastTree
from answerable.text.snapshot import Snapshot

# What the history may hold. A scan that is 200 versions behind is started again rather than carried along.
_MAX_CHANGES = 200
_MAX_INSERTED = 1_000_000


@dataclass(frozen=True, slots=True)
class Changed:
    """What one `didChange` came to."""

    before: int
    """The version it was made to."""
    version: int
    """The version it made."""
    edits: tuple[Edit, ...]
    """In order, each counted from the text that the one before it left; empty when the text is what it was."""


class Document:
    """One open document. Belongs to the event loop; every other thread gets a `Snapshot` of it."""

    def __init__(self, uri: str, path: str, language: Language, version: int, text: str) -> None:
        self.uri = uri
        self.path = path
        """As `Snapshot.path`."""
        self.language = language
        self.version = version
        self.stale = 0
        """How many changes came with a version that was not newer and were dropped."""
        self._buffer = Buffer(text)
        self._last = LastTree(language.grammar) if language.grammar else None
        self._snapshot: Snapshot | None = None
        self._history: deque[Changed] = deque()
        self._inserted = 0

    @property
    def text(self) -> str:
        return self._buffer.text

    @property
    def length(self) -> int:
        """Of the text, in code points; unlike the text, it costs nothing after an edit."""
        return len(self._buffer)

    def change(self, version: int, changes: Iterable[ContentChange], encoding: Encoding) -> Changed | None:
        """Applies the content changes of one `didChange` in order; None, and nothing applied, when it is stale.

        LSP lets a version only grow. One that does not was overtaken, or sent twice: applied, it would put an old text
        over a newer one. Bad positions never raise (see `Buffer.change`).
        """
        if version <= self.version:
            self.stale += 1
            return None
        edits = (self._buffer.change(change, encoding) for change in changes)
        changed = Changed(self.version, version, tuple(edit for edit in edits if edit is not None))
        self.version = version
        self._snapshot = None
        self._remember(changed)
        return changed

    def snapshot(self) -> Snapshot:
        """The document as it stands; the same object until it changes."""
        if self._snapshot is None:
            self._snapshot = Snapshot(
                uri=self.uri,
                path=self.path,
                language=self.language,
                text=self._buffer.text,
                version=self.version,
                lines=self._buffer.index(),
                last=self._last,
            )
        return self._snapshot

    def edits_since(self, version: int) -> tuple[Edit, ...] | None:
        """The edits from that version to this one, in order; None where there was none such or it is too long ago.

        They move what was found in an older snapshot to where it is now (see `anchors.moved`).
        """
        if version == self.version:
            return ()
        later: list[Changed] = []
        for changed in reversed(self._history):
            later.append(changed)
            if changed.before <= version:
                break
        if not later or later[-1].before != version:
            return None
        return tuple(edit for changed in reversed(later) for edit in changed.edits)

    def _remember(self, changed: Changed) -> None:
        self._history.append(changed)
        self._inserted += _inserted(changed)
        while len(self._history) > _MAX_CHANGES or (self._inserted > _MAX_INSERTED and self._history):
            self._inserted -= _inserted(self._history.popleft())


def _inserted(changed: Changed) -> int:
    return sum(len(edit.text) for edit in changed.edits)
