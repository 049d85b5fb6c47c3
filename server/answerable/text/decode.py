"""From the bytes of a file to the text an editor would show of it."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

# git calls a file binary when there is a NUL in its first 8,000 bytes (`buffer_is_binary` in xdiff-interface.c); so do
# we, that both see the same files as text.
_LOOK = 8000

_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, without the byte order mark."""

    text: str
    """Offsets count from its beginning, as in the text an editor sends: editors take the mark off, and so do we."""
    bom: int = 0
    """How many bytes of byte order mark stood before the text: 0, 2 or 3. For engines that read the file's bytes."""
    encoding: str = "utf-8"
    """``utf-8``, ``utf-16-le`` or ``utf-16-be``."""


@dataclass(frozen=True, slots=True)
class Undecodable:
    """Bytes that are no text we can read."""

    reason: str
    """Why, for a person; holds nothing of the content."""
    binary: bool = False
    """True for what is no text at all (an image, an archive); False for a text in an encoding we do not read."""


def decode(data: bytes) -> Decoded | Undecodable:
    """The text of these bytes: UTF-8 with or without a byte order mark, or UTF-16 with one. Never raises.

    Nothing is guessed and no byte replaced: what would be shown to a detector other than it is shown to the
    language's own parser could hide something.
    """
    if data.startswith(_UTF32):
        return Undecodable("UTF-32; save it as UTF-8")
    for mark, encoding in _UTF16:
        if data.startswith(mark):
            return _decoded(data, len(mark), encoding)
    if data.startswith(codecs.BOM_UTF8):
        return _decoded(data, len(codecs.BOM_UTF8), "utf-8")
    nul = data.find(b"\0", 0, _LOOK)
    if nul >= 0:
        return Undecodable(f"binary, or UTF-16 without a byte order mark (a NUL at byte {nul})", binary=True)
    return _decoded(data, 0, "utf-8")


def _decoded(data: bytes, bom: int, encoding: str) -> Decoded | Undecodable:
    try:
        return Decoded(data[bom:].decode(encoding), bom, encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, bom + error.start) + 1
        at = f"byte {bom + error.start}" + (f", line {line}" if encoding == "utf-8" else "")
        return Undecodable(f"not valid {encoding.upper()} ({at}); save it as UTF-8")
