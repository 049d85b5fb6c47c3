"""Texts from files or the standard input, every byte of them, and the way back to bytes."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from answerable.files.names import display

STDIN = "-"
_SNIFFED = 8000


@dataclass(frozen=True, slots=True)
class Text:
    """One text and where it came from."""

    name: str
    """As it is shown."""
    path: Path | None
    """None for the standard input."""
    text: str
    encoding: str = "utf-8"

    def encoded(self, text: str) -> bytes:
        """Bytes in the encoding that the original had; what was no text there is again what it was."""
        errors = "surrogateescape" if self.encoding == "utf-8" else "surrogatepass"
        return text.encode(self.encoding, errors)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read."""

    name: str
    reason: str


def decoded(data: bytes) -> tuple[str, str]:
    """The bytes as text, and the encoding: UTF-8, or UTF-16 where a byte order mark or every other byte says so.

    Nothing is refused and nothing lost: a byte that is not UTF-8 is one lone surrogate (PEP 383).
    """
    if len(data) % 2 == 0 and data[1:_SNIFFED:2].count(0) * 10 > len(data[1:_SNIFFED:2]) * 7 and data[:1] != b"\0":
        # Latin text of a program on Windows that does not say so.
        return data.decode("utf-16-le", "surrogatepass"), "utf-16-le"
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        # UTF-32 begins like UTF-16 little-endian, with a NUL behind it.
        if data.startswith(mark) and not data.startswith(codecs.BOM_UTF32_LE) and len(data) % 2 == 0:
            return data.decode(encoding, "surrogatepass"), encoding
    return data.decode("utf-8", "surrogateescape"), "utf-8"


def inputs(files: Sequence[str], named: str | None = None) -> Iterator[Text | Unread]:
    """The texts of these files, one after the other; ``-`` or none at all: of the standard input."""
    for name in files or (STDIN,):
        if name == STDIN:
            text, encoding = decoded(sys.stdin.buffer.read())
            yield Text(display(named) if named else "stdin", Path(named) if named else None, text, encoding)
            continue
        path = Path(name)
        try:
            data = path.read_bytes()
        except OSError as error:
            yield Unread(display(name), (error.strerror or str(error)).lower())
            continue
        text, encoding = decoded(data)
        yield Text(display(name), path, text, encoding)
