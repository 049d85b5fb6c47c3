"""Text that arrived: what the signals look at. All of it is handed in; nothing here is looked up."""

from __future__ import annotations

from dataclasses import dataclass

from answerable.origin.declaration import Declaration
from answerable.policy.sections.origin import OriginSettings


@dataclass(frozen=True, slots=True)
class Piece:
    """One insert of a run."""

    time: float
    """Seconds on the clock that was handed in."""
    length: int
    """Code points."""
    lines: int = 0
    """Line ends in it."""
    new: bool = True
    """It stood nowhere in the document, was not deleted before and came at one place only."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How much of the text's lines was known from elsewhere before it came, from 0 to 1, by weight."""

    document: float = 0.0
    """In the same document."""
    deleted: float = 0.0
    """Deleted earlier in this session, from any document."""
    workspace: float = 0.0
    """In another file of the workspace."""
    reloaded: float = 0.0
    """In the file on disk or at HEAD."""
    any: float = 0.0
    """In one of these."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Text that came in one insert, or in a run of inserts at one place."""

    text: str
    pieces: tuple[Piece, ...]
    """Never empty; by time."""
    removed: str = ""
    """What it took the place of, where it came in one insert."""
    removed_all: str = ""
    """All that the same edit took out, anywhere in the document."""
    typed: int = 0
    """How many code points of it came one at a time, white space aside."""
    places: int = 1
    """At how many places its edit changed the document."""
    twins: int = 1
    """At how many of these the same text was inserted."""
    whole: bool = False
    """Its edit replaced most of the document."""
    fresh: bool = False
    """The document was empty, and had been since it was opened."""
    emptied: bool = False
    """The document was empty, but had held text before."""
    at_top: bool = False
    """It begins the document."""
    coarse: bool = False
    """This editor, or recorder, has been seen to tell of several keys at a time."""
    tick: float = 0.0
    """The resolution of the clock in seconds; 0: fine enough."""

    @property
    def seconds(self) -> float:
        """From the first piece to the last."""
        return self.pieces[-1].time - self.pieces[0].time

    @property
    def line_ends(self) -> int:
        return self.text.count("\n") or self.text.count("\r")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around an arrival."""

    path: str
    language: str
    """LSP `languageId`."""
    settings: OriginSettings
    seen: Seen = Seen()
    reload_known: bool = False
    """The file's text on disk or at HEAD was handed in, so that not being equal to it says something."""
    head: str = ""
    """The first lines of the document."""
    declarations: tuple[Declaration, ...] = ()
    """What was declared of it."""
