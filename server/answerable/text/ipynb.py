"""A notebook's file: its cells, and where in the file each of their characters stands.

The format is nbformat 4 (https://nbformat.readthedocs.io/en/latest/format_description.html): JSON with ``cells``, each
with a ``cell_type`` and a ``source`` that is a string or a list of strings. A finding in a cell is reported at its
exact place in the file, so that a person, SARIF and a baseline can point at it as at any other file.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from answerable.text.languages import BY_ID, PLAIN, Language, of
from answerable.text.notebook import Cell, Module
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

_BLANK = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()
# One code point of a JSON string: a pair of surrogates is one, like every other escape.
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")


@dataclass(frozen=True, slots=True)
class NoNotebook:
    """A file that is no notebook we can read."""

    reason: str
    """Why and what to do, for a person; holds nothing of the content."""


@dataclass(frozen=True, slots=True)
class FileCell:
    """One cell of any kind."""

    number: int
    """From 1, in the order of the file, as a person counts them."""
    uri: str
    code: bool
    language: Language
    text: str
    pieces: tuple[Span, ...]
    """The JSON strings the text is made of, in code points of the file and without their quotes."""


class NotebookFile:
    """A notebook as read from disk."""

    def __init__(self, text: str, language: Language, cells: tuple[FileCell, ...]) -> None:
        self.text = text
        """The file's own text, the JSON."""
        self.language = language
        """The kernel's."""
        self.cells = cells
        self._in_module = tuple(cell for cell in cells if cell.code and cell.language is language)
        self.module = Module(
            (Cell(cell.uri, cell.text) for cell in self._in_module),
            ipython=language.id == "python",
        )
        """The code cells in the kernel's language as one module."""
        self.others = tuple(cell for cell in cells if cell not in self._in_module)
        """The rest: Markdown, raw text, code in another language."""
        self._places: dict[int, _Places] = {}

    def snapshot(self, path: str, uri: str = "") -> Snapshot:
        """The module as a snapshot; `path` is the file's, as in `Snapshot.path`."""
        return Snapshot(uri=uri or path, path=path, language=self.language, text=self.module.text)

    def from_module(self, span: Span) -> tuple[FileCell, Span] | None:
        """The cell in which a span of the module begins, and the span in the file; None between cells."""
        place = self.module.to_cell(span)
        if place is None:
            return None
        cell = self._in_module[place.index]
        return cell, self.from_cell(cell, place.span)

    def from_cell(self, cell: FileCell, span: Span) -> Span:
        """Where in the file a span of a cell's text stands: from its first to its last code point as written there."""
        places = self._places.get(cell.number)
        if places is None:
            places = self._places[cell.number] = _Places(self.text, cell.pieces)
        if span.start == span.end:
            at = places.of(span.start)[0]
            return Span(at, at)
        return Span(places.of(span.start)[0], places.of(span.end - 1)[1])


class _Places:
    """Where the code points of one cell stand in the file."""

    def __init__(self, text: str, pieces: tuple[Span, ...]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for piece in pieces:
            at = piece.start
            for escape in _ESCAPE.finditer(text, piece.start, piece.end):
                self._starts.extend(range(at, escape.start() + 1))
                self._ends.extend(range(at + 1, escape.start() + 1))
                self._ends.append(escape.end())
                at = escape.end()
            self._starts.extend(range(at, piece.end))
            self._ends.extend(range(at + 1, piece.end + 1))
        self._end = pieces[-1].end if pieces else 0

    def of(self, offset: int) -> tuple[int, int]:
        """Start and end in the file of the code point at this offset of the cell."""
        if offset >= len(self._starts):
            return self._end, self._end
        return self._starts[offset], self._ends[offset]


def read_ipynb(text: str, uri: str = "") -> NotebookFile | NoNotebook:
    """The notebook in the text of an ``.ipynb`` file. Never raises; a broken file comes back as the reason."""
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        return NoNotebook(f"not valid JSON: {error.msg} (line {error.lineno}, column {error.colno})")
    except (ValueError, RecursionError):
        # A number of thousands of digits, brackets nested without end.
        return NoNotebook("not valid JSON: a number too long or nested too deep")
    major = whole.get("nbformat") if isinstance(whole, dict) else None
    if not isinstance(major, int) or not isinstance(whole.get("cells"), list):
        if isinstance(major, int) and major < 4:
            return NoNotebook(f"nbformat {major}; `jupyter nbconvert --to notebook --inplace` makes it version 4")
        return NoNotebook("not a notebook: it has no `nbformat` with `cells`")
    kernel = _kernel(whole.get("metadata"))
    cells: list[FileCell] = []
    # The whole is valid, so from here on only places are looked up.
    for number, start in enumerate(_items(text, _members(text, _skip(text, 0))["cells"]), 1):
        if text[start] != "{":
            return NoNotebook(f"not a notebook: cell {number} is no object")
        members = _members(text, start)
        cells.append(_cell(text, members, number, f"{uri}#{number}", kernel))
    return NotebookFile(text, kernel, tuple(cells))


def _cell(text: str, members: dict[str, int], number: int, uri: str, kernel: Language) -> FileCell:
    pieces: list[Span] = []
    parts: list[str] = []
    source = members.get("source")
    if source is not None:
        for at in _items(text, source) if text[source] == "[" else [source]:
            if text[at] == '"':
                part, end = _DECODER.raw_decode(text, at)
                parts.append(part)
                pieces.append(Span(at + 1, end - 1))
    kind = _value(text, members.get("cell_type"))
    code = kind == "code"
    language = kernel if code else BY_ID["markdown"] if kind == "markdown" else PLAIN
    # VS Code notes the language of a cell here when it is not the kernel's.
    named = _dig(_value(text, members.get("metadata")), "vscode", "languageId")
    if code and isinstance(named, str):
        language = of(named)
    return FileCell(number, uri, code, language, "".join(parts), tuple(pieces))


def _kernel(metadata: object) -> Language:
    """The language of the kernel; Python where the notebook does not say, as Jupyter has it."""
    for path in (("language_info", "name"), ("kernelspec", "language")):
        name = _dig(metadata, *path)
        if isinstance(name, str) and name:
            return of(name.lower())
    return BY_ID["python"]


def _dig(value: object, *keys: str) -> object:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _skip(text: str, at: int) -> int:
    """Past white space."""
    match = _BLANK.match(text, at)
    return match.end() if match else at


def _value(text: str, at: int | None) -> object:
    return None if at is None else _DECODER.raw_decode(text, at)[0]


def _members(text: str, at: int) -> dict[str, int]:
    """Where the values of the object at `at` begin; the last of a name counts, as it does for every JSON parser
    here."""
    found: dict[str, int] = {}
    at = _skip(text, at + 1)
    while text[at] != "}":
        name, at = _DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        found[name] = at
        at = _skip(text, _DECODER.raw_decode(text, at)[1])
        at = _skip(text, at + 1) if text[at] == "," else at
    return found


def _items(text: str, at: int) -> list[int]:
    """Where the items of the array at `at` begin."""
    found = []
    at = _skip(text, at + 1)
    while text[at] != "]":
        found.append(at)
        at = _skip(text, _DECODER.raw_decode(text, at)[1])
        at = _skip(text, at + 1) if text[at] == "," else at
    return found
