"""One version of one document, unchangeable, so that any thread may read it."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from answerable.text.languages import Language, of
from answerable.text.lines import LineIndex
from answerable.text.utf8 import Utf8Index, encoded

if TYPE_CHECKING:
    from tree_sitter import Tree

    from answerable.text.reparse import LastTree


class Snapshot:
    """A document as it stood at one version.

    Built by `Document.snapshot()` while it is open in an editor, and by `Snapshot.of` for a file read from disk. Lines,
    bytes and tree are computed when first asked for and then kept; ask for the tree on a worker thread.
    """

    # Not `functools.cached_property`: in Python 3.11 its lock is one for all instances, so that a worker that parses
    # one document would keep all others, and the event loop, from theirs.
    __slots__ = (
        "_last",
        "_lines",
        "_lock",
        "_tree",
        "_utf8",
        "_utf8_index",
        "language",
        "path",
        "text",
        "uri",
        "version",
    )

    def __init__(
        self,
        *,
        uri: str,
        path: str,
        language: Language,
        text: str,
        version: int = 0,
        lines: LineIndex | None = None,
        last: LastTree | None = None,
    ) -> None:
        self.uri = uri
        self.path = path
        """Relative to its workspace root with ``/`` between the parts; a bare name where there is no root."""
        self.language = language
        self.text = text
        self.version = version
        self._lines = lines
        self._utf8: bytes | None = None
        self._utf8_index: Utf8Index | None = None
        self._last = last
        # A list of the tree once it is known: None is an answer too.
        self._tree: list[Tree | None] = []
        self._lock = Lock()

    @classmethod
    def of(
        cls,
        text: str,
        path: str = "untitled",
        *,
        language: str | None = None,
        uri: str = "",
        version: int = 0,
    ) -> Snapshot:
        """A snapshot of text that is not open in an editor; the language from its name and first line unless given."""
        return cls(uri=uri or path, path=path, language=of(language, path, text), text=text, version=version)

    @property
    def lines(self) -> LineIndex:
        if self._lines is None:
            self._lines = LineIndex(self.text)
        return self._lines

    @property
    def utf8(self) -> bytes:
        """The text as UTF-8; a lone surrogate, which UTF-8 cannot hold, becomes ``?``: code points stay in step."""
        if self._utf8 is None:
            self._utf8 = encoded(self.text)
        return self._utf8

    @property
    def utf8_index(self) -> Utf8Index:
        """Turns byte offsets of `utf8` and `tree` into code points and back."""
        if self._utf8_index is None:
            self._utf8_index = Utf8Index(self.text, self.utf8)
        return self._utf8_index

    @property
    def tree(self) -> Tree | None:
        """The syntax tree over `utf8` (byte offsets); None where `syntax.parse` has none. Not to be edited.

        Parsed once, however many threads ask; from the last tree of the document where there is one.
        """
        if not self._tree:
            with self._lock:
                if not self._tree:
                    self._tree.append(self._parsed())
        return self._tree[0]

    def _parsed(self) -> Tree | None:
        if self.language.grammar is None:
            return None
        if self._last is not None:
            return self._last.parse(self.version, self.utf8)
        # Imported here so that a command that needs no tree, like a prompt hook, does not load the parser.
        from answerable.text.syntax import parse

        return parse(self.language.grammar, self.utf8)
