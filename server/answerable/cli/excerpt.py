"""Source excerpts with marks under the exact span, measured in terminal cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len

from answerable.detect.hidden_text.characters import RUN
from answerable.detect.hidden_text.context import wanted, wanted_tags
from answerable.findings.fingerprint import MASK
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

_TAB = 4
_MOST_LINES = 6
_ELLIPSIS = "…"
# A run of invisible characters longer than this is counted and not spelt out; the finding's message decodes it.
_SPELT_OUT = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a line that are shown as one: never cut in two, and marked whole or not at all."""

    shown: str
    width: int
    """In cells of a terminal."""
    span: Span
    made: bool = False
    """It stands for something that cannot be shown as it is."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an excerpt."""

    number: int | None
    """Line of the document, counted from 1; None where lines are left out."""
    pieces: tuple[tuple[str, bool, bool], ...]
    """Text with whether it is marked and whether it stands for something else, side by side."""
    marks: str = ""
    """To be printed under the text; empty where nothing on the line is marked."""

    @property
    def text(self) -> str:
        return "".join(text for text, _, _ in self.pieces)


def excerpt(
    snapshot: Snapshot, span: Span, secrets: Iterable[Span] = (), *, width: int = 100, context: int = 1
) -> list[Row]:
    """The lines around a span, at most `width` cells wide, with `context` lines before and after.

    Tabs become spaces, invisible characters ``⟨U+200B⟩``, secrets a mask of fixed width. Of a long line the part
    around the span is shown, of a span of many lines its beginning and its end.
    """
    lines = snapshot.lines
    first = lines.line_at(span.start)
    last = lines.line_at(max(span.end - 1, span.start))
    numbers = _numbers(first, last, context, len(lines))
    shown: list[Row] = []
    hidden = sorted(secrets)
    for number in numbers:
        if number is None:
            left_out = f"⋮ {last - first - _MOST_LINES + 2} more lines"
            shown.append(Row(None, ((left_out, False, True),)))
            continue
        shown.append(_row(snapshot, number, span, hidden, width))
    return _without_blank_edges(shown)


def listing(snapshot: Snapshot, first: int, last: int, secrets: Iterable[Span] = (), *, width: int = 100) -> list[Row]:
    """Every line from `first` to `last`, from 1 and both included, written as `excerpt` writes them; none is marked."""
    hidden = sorted(secrets)
    rows = []
    for number in range(first - 1, min(last, len(snapshot.lines))):
        start = snapshot.lines.span(number).start
        rows.append(replace(_row(snapshot, number, Span(start, start), hidden, width), marks=""))
    return rows


def plain(rows: Sequence[Row], *, bar: str = "│") -> str:
    """The excerpt as text without colours, a gutter of line numbers before it."""
    gutter = max((len(str(row.number)) for row in rows if row.number), default=1)
    out = []
    for row in rows:
        number = "" if row.number is None else str(row.number)
        out.append(f"{number:>{gutter}} {bar} {row.text}".rstrip())
        if row.marks:
            out.append(f"{'':>{gutter}} {bar} {row.marks}")
    return "\n".join(out)


def _numbers(first: int, last: int, context: int, total: int) -> Iterator[int | None]:
    yield from range(max(first - context, 0), first)
    if last - first < _MOST_LINES:
        yield from range(first, last + 1)
    else:
        yield from range(first, first + _MOST_LINES - 2)
        yield None
        yield last
    yield from range(last + 1, min(last + 1 + context, total))


def _row(snapshot: Snapshot, number: int, span: Span, secrets: Sequence[Span], width: int) -> Row:
    line = snapshot.lines.span(number)
    # A minified file is one line of megabytes: only what can be shown of it is looked at.
    start = line.start if span.start - line.start < 4 * width else max(line.start, span.start - 2 * width)
    end = min(line.end, max(start, min(span.start, line.end)) + 8 * width)
    part = Span(start, max(start, end))
    secrets = [secret for secret in secrets if secret.overlaps(part)]
    on_line = span.start <= line.end and (span.end > line.start or span.start == span.end >= line.start)
    pieces = list(_pieces(snapshot.text, part, secrets))
    if on_line and span.start > line.start:
        blank = 0
    else:
        blank = next((i for i, piece in enumerate(pieces) if not piece.shown.isspace()), len(pieces))
    marked = [on_line and index >= blank and _touches(piece, span) for index, piece in enumerate(pieces)]
    low, high = _window(pieces, marked, width)
    cut_left, cut_right = low > 0 or part.start > line.start, high < len(pieces) or part.end < line.end
    texts = [(piece.shown, mark, piece.made) for piece, mark in zip(pieces[low:high], marked[low:high], strict=True)]
    marks = "".join(
        ("^" if mark else " ") * piece.width for piece, mark in zip(pieces[low:high], marked[low:high], strict=True)
    ).rstrip()
    if cut_left:
        texts.insert(0, (_ELLIPSIS, False, True))
        marks = f" {marks}" if marks else ""
    if cut_right:
        texts.append((_ELLIPSIS, False, True))
    if on_line and not any(marked) and span.start >= line.start:
        # An empty span, or one that is a line end: the mark stands where something is missing.
        before = sum(piece.width for piece in pieces[low:high] if piece.span.end <= span.start)
        marks = " " * (before + cut_left) + "^"
    return Row(number + 1, tuple(_joined(texts)), marks)


def _touches(piece: Piece, span: Span) -> bool:
    return piece.span.start < span.end and span.start < piece.span.end


def _window(pieces: Sequence[Piece], marked: Sequence[bool], width: int) -> tuple[int, int]:
    """Which pieces to show when not all of them fit: those from a little before the first marked one."""
    if sum(piece.width for piece in pieces) <= width:
        return 0, len(pieces)
    room = max(width - 2, 1)
    first = marked.index(True) if True in marked else 0
    after_last = len(marked) - marked[::-1].index(True) if True in marked else 0
    if sum(piece.width for piece in pieces[:after_last]) <= room:
        return 0, _fitting(pieces, 0, room)
    wanted_cells = sum(piece.width for piece in pieces[first:after_last])
    before = max((room - wanted_cells) // 2, min(room // 4, 20))
    before = max(min(before, room - pieces[first].width), 0) if pieces else 0
    low = first
    while low > 0 and before >= pieces[low - 1].width:
        low -= 1
        before -= pieces[low].width
    return low, _fitting(pieces, low, room)


def _fitting(pieces: Sequence[Piece], low: int, room: int) -> int:
    high = low
    while high < len(pieces) and (room := room - pieces[high].width) >= 0:
        high += 1
    return max(high, min(low + 1, len(pieces)))


def _pieces(text: str, part: Span, secrets: Sequence[Span]) -> Iterator[Piece]:
    at, column = part.start, 0
    while at < part.end:
        piece = _piece(text, at, part.end, column, secrets)
        yield piece
        at, column = piece.span.end, column + piece.width


def _piece(text: str, at: int, end: int, column: int, secrets: Sequence[Span]) -> Piece:
    for secret in secrets:
        if secret.start <= at < secret.end:
            return Piece(MASK, cell_len(MASK), Span(at, min(secret.end, end)), made=True)
    char = text[at]
    if char == "\t":
        width = _TAB - column % _TAB
        return Piece(" " * width, width, Span(at, at + 1))
    limit = min([end, *(s.start for s in secrets if s.start > at)])
    run = RUN.match(text, at, limit)
    if run is not None and not _belongs(text, at, run.end()):
        return _named(text, at, next((i for i in range(at, run.end()) if _belongs(text, i, run.end())), run.end()))
    if _unprintable(char):
        return _named(text, at, at + 1)
    after = at + 1
    while after < limit and _joins(text, after):
        after += 1
    shown = text[at:after]
    width = cell_len(shown)
    if not width:
        # A mark with nothing to stand on: the dotted circle is Unicode's own way to show one.
        shown, width = f"◌{shown}", 1
    return Piece(shown, width, Span(at, after))


def _belongs(text: str, at: int, run_end: int) -> bool:
    return wanted(text, at) or wanted_tags(text, at, run_end)


def _unprintable(char: str) -> bool:
    """What `RUN` does not name and yet must not reach a terminal: form feeds and the like, lone surrogates."""
    return unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")


def _joins(text: str, at: int) -> bool:
    """Whether this character is drawn together with the one before it."""
    char = text[at]
    if char == "\t" or _unprintable(char):
        return False
    run = RUN.match(text, at)
    if run is not None:
        return _belongs(text, at, run.end())
    # Combining marks, skin tones and the vowels of Hangul letters take no cell of their own.
    return text[at - 1] == "\u200d" or cell_len(char) == 0


def _named(text: str, start: int, end: int) -> Piece:
    """Characters that cannot be shown, by their code points."""
    if end - start > _SPELT_OUT:
        shown = f"⟨U+{ord(text[start]):04X} and {end - start - 1} more⟩"
    else:
        shown = "".join(f"⟨U+{ord(char):04X}⟩" for char in text[start:end])
    return Piece(shown, cell_len(shown), Span(start, end), made=True)


def _joined(texts: Iterable[tuple[str, bool, bool]]) -> Iterator[tuple[str, bool, bool]]:
    """Neighbours of the same kind as one."""
    text, kind = "", (False, False)
    for piece, mark, made in texts:
        if (mark, made) != kind and text:
            yield (text, *kind)
            text = ""
        text, kind = text + piece, (mark, made)
    if text:
        yield (text, *kind)


def _without_blank_edges(rows: list[Row]) -> list[Row]:
    while rows and not rows[0].marks and not rows[0].text.strip() and any(row.marks for row in rows[1:]):
        rows = rows[1:]
    while rows and not rows[-1].marks and not rows[-1].text.strip() and any(row.marks for row in rows[:-1]):
        rows = rows[:-1]
    return rows
