"""One version of one document, unchangeable, so that any thread may read it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from answerable.text.languages import Language, of
from answerable.text.lines import LineIndex
from answerable.text.utf8 import Utf8Index, encoded

if TYPE_CHECKING:
    from tree_sitter import Tree


class Snapshot:
    """A document as it stood at one version.

    Built by `Document.snapshot()` while it is open in an editor, and by `Snapshot.of` for a file read from disk. Lines,
    bytes and tree are computed when first asked for and then kept.
    """

    def __init__(
        self,
        *,
        uri: str,
        path: str,
        language: Language,
        text: str,
        version: int = 0,
        lines: LineIndex | None = None,
        tree: Tree | None = None,
    ) -> None:
        self.uri = uri
        self.path = path
        """Relative to its workspace root with ``/`` between the parts; a bare name where there is no root."""
        self.language = language
        self.text = text
        self.version = version
        if lines is not None:
            self.__dict__["lines"] = lines
        if tree is not None:
            self.__dict__["tree"] = tree

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
        """A snapshot of text that is not open in an editor; the language from the path unless given by id."""
        return cls(uri=uri or path, path=path, language=of(language, path), text=text, version=version)

    @cached_property
    def lines(self) -> LineIndex:
        return LineIndex(self.text)

    @cached_property
    def utf8(self) -> bytes:
        """The text as UTF-8; a lone surrogate, which UTF-8 cannot hold, becomes ``?``: code points stay in step."""
        return encoded(self.text)

    @cached_property
    def utf8_index(self) -> Utf8Index:
        """Turns byte offsets of `utf8` and `tree` into code points and back."""
        return Utf8Index(self.text, self.utf8)

    @cached_property
    def tree(self) -> Tree | None:
        """The syntax tree over `utf8` (byte offsets), or None where the language has no grammar here."""
        from answerable.text.syntax import parse

        return parse(self.language.grammar, self.utf8) if self.language.grammar else None
