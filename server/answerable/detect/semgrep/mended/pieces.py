"""A document line by line, with what is added between and what is left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from answerable.detect.semgrep.slice import Segment, Slice


@dataclass(slots=True)
class Line:
    """One line of the document, without its line end."""

    text: str
    kept: bool = True
    before: str = ""
    """Whole lines put before it."""
    instead: str | None = None
    """Put in its place."""
    opening: str = ""
    """Put before its first character that is no space."""
    closing: str = ""
    """Put after its last character."""

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" \t"))

    @property
    def shown(self) -> str:
        """The line as the engine reads it, without what is put before it."""
        if not self.kept:
            return ""
        if self.instead is not None:
            return self.instead
        return self.text[: self.indent] + self.opening + self.text[self.indent :] + self.closing


@dataclass(slots=True)
class Copy:
    """The lines of a document on their way to being parsed."""

    lines: list[Line] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Copy:
        return cls([Line(line) for line in text.split("\n")])

    def text(self) -> str:
        return "\n".join(line.before + line.shown for line in self.lines)

    def line_at(self, number: int) -> int:
        """The index of the document's line that a line of the copy, from 1, came from."""
        at = 1
        for index, line in enumerate(self.lines):
            at += line.before.count("\n")
            if number <= at:
                return index
            at += 1
        return len(self.lines) - 1

    def dropped(self) -> int:
        """How many lines with text are left out."""
        return sum(1 for line in self.lines if not line.kept and line.text.strip())

    def slice(self) -> Slice:
        """The copy with the way back to the document."""
        parts: list[bytes] = []
        segments: list[Segment] = []
        gaps: list[tuple[int, int]] = []
        at = start = 0

        def put(text: str) -> None:
            nonlocal at
            parts.append(text.encode("utf-8", "replace"))
            at += len(parts[-1])

        def keep(text: str, place: int) -> None:
            length = len(text.encode("utf-8", "replace"))
            if length:
                segments.append(Segment(at, place, length))
                put(text)

        for index, line in enumerate(self.lines):
            size = len(line.text.encode("utf-8", "replace"))
            put(line.before)
            if not line.kept or line.instead is not None:
                put(line.instead or "" if line.kept else "")
                if not line.kept and line.text.strip():
                    gaps.append((start, start + size))
            else:
                keep(line.text[: line.indent], start)
                put(line.opening)
                keep(line.text[line.indent :], start + line.indent)
                put(line.closing)
            start += size
            if index < len(self.lines) - 1:
                keep("\n", start)
                start += 1
        return Slice(b"".join(parts), tuple(segments) or (Segment(0, 0, 0),), True, True, tuple(gaps))
