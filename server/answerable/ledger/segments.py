"""Reading the lines of segments, without a lock: what is complete stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from answerable.ledger.errors import LedgerError, reason
from answerable.ledger.layout import Layout
from answerable.text.frozen import dataclass

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a segment."""

    segment: int
    offset: int
    data: bytes
    """Without its newline."""
    complete: bool
    """Whether there was one."""


def lines(layout: Layout, since: int = 0) -> Iterator[Line]:
    """The lines of every segment, in order, from the segment on that the record `since` belongs to.

    Raises `LedgerError`.
    """
    files = layout.segment_files()
    for index, (first, path) in enumerate(files):
        if index + 1 < len(files) and files[index + 1][0] <= since:
            continue
        yield from lines_of(path, first)


def lines_of(path: Path, first: int, start: int = 0) -> Iterator[Line]:
    """The lines of one segment, from the offset `start` on. Raises `LedgerError`."""
    try:
        with path.open("rb") as stream:
            stream.seek(start)
            offset = start
            rest = b""
            while chunk := stream.read(_CHUNK):
                *whole, rest = (rest + chunk).split(b"\n")
                for data in whole:
                    yield Line(first, offset, data, complete=True)
                    offset += len(data) + 1
            if rest:
                yield Line(first, offset, rest, complete=False)
    except OSError as error:
        raise LedgerError(f"{path} cannot be read: {reason(error)}") from None


def batches(path: Path, *, around: bytes = b"") -> Iterator[tuple[list[bytes], bytes]]:
    """The lines of one segment by the hundred, without their newlines and without an object for each; with the last
    batch, what stands behind the last newline. For those in a hurry.

    With `around`, only batches in which these bytes occur. Raises `LedgerError`.
    """
    try:
        with path.open("rb") as stream:
            rest = b""
            while chunk := stream.read(_CHUNK):
                data = rest + chunk
                *whole, rest = data.split(b"\n")
                if not around or around in data:
                    yield whole, b""
            if rest:
                yield [], rest
    except OSError as error:
        raise LedgerError(f"{path} cannot be read: {reason(error)}") from None
