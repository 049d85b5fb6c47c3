"""Recorded editing histories: the format of the public `editing-traces` data sets.

Plain or gzip'd JSON: ``{"startContent": str, "endContent": str, "txns": [{"time": ISO 8601, "patches": [[position,
deleted, inserted], …]}, …]}``. Positions and lengths count code points; the patches of a transaction are applied in
order, each to the text that the one before it left.
"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from answerable.text.edits import Edit

_MOST_BYTES = 1 << 30
"""What a trace may unpack to: a small gzip file can hold very much of nothing."""


class TraceError(ValueError):
    """A trace that cannot be read. The message names the place in it."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """One change of the document."""

    time: datetime
    """UTC."""
    edits: tuple[Edit, ...]
    after: str
    """The whole text after it."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One recorded history of one document, not yet looked at beyond its outline."""

    start: str
    end: str | None
    transactions: list[Any]

    def replay(self) -> Iterator[Transaction]:
        """The transactions one after the other. Raises `TraceError` at the first that is wrong, or at the end if the
        text is not what the trace says it is."""
        text = self.start
        for number, transaction in enumerate(self.transactions):
            place = f"txns[{number}]"
            if not isinstance(transaction, dict):
                raise TraceError(
                    f"{place}: a transaction is an object with `time` and `patches`, not {_kind(transaction)}"
                )
            time = _time(transaction.get("time"), place)
            patches = transaction.get("patches")
            if not isinstance(patches, list):
                raise TraceError(f"{place}.patches: a list of patches is missing, it is {_kind(patches)}")
            edits = []
            for index, patch in enumerate(patches):
                edit = _edit(patch, len(text), f"{place}.patches[{index}]")
                text = text[: edit.start] + edit.text + text[edit.end :]
                edits.append(edit)
            yield Transaction(time, tuple(edits), text)
        if self.end is not None and text != self.end:
            raise TraceError(
                f"endContent: the patches lead to a text of {len(text)} code points, and it is another one of "
                f"{len(self.end)}"
            )


def read(data: bytes) -> Trace:
    """A trace from the bytes of its file. Raises `TraceError`."""
    if data[:2] == b"\x1f\x8b":
        data = _unpacked(data)
    try:
        found = json.loads(data)
    except UnicodeDecodeError as error:
        raise TraceError(f"byte {error.start}: neither gzip nor JSON in UTF-8") from None
    except json.JSONDecodeError as error:
        raise TraceError(f"line {error.lineno}, column {error.colno}: not JSON ({error.msg})") from None
    except RecursionError:
        raise TraceError("not a trace: its JSON is nested too deep") from None
    if not isinstance(found, dict):
        raise TraceError(f"not a trace: an object with `startContent` and `txns` is asked for, not {_kind(found)}")
    start, end, transactions = found.get("startContent", ""), found.get("endContent"), found.get("txns")
    if not isinstance(start, str):
        raise TraceError(f"startContent: a text is asked for, not {_kind(start)}")
    if end is not None and not isinstance(end, str):
        raise TraceError(f"endContent: a text is asked for, not {_kind(end)}")
    if not isinstance(transactions, list):
        raise TraceError(f"txns: a list of transactions is asked for, not {_kind(transactions)}")
    return Trace(start, end, transactions)


def _unpacked(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            found = stream.read(_MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise TraceError(f"not a whole gzip file ({error})") from None
    if len(found) > _MOST_BYTES:
        raise TraceError(f"it unpacks to more than {_MOST_BYTES >> 20} MiB")
    return found


def _time(value: object, place: str) -> datetime:
    if not isinstance(value, str):
        raise TraceError(f"{place}.time: a time such as 2026-11-27T10:00:00.000Z is asked for, not {_kind(value)}")
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        raise TraceError(f"{place}.time: {value[:40]!r} is not a time in ISO 8601") from None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def _edit(patch: object, length: int, place: str) -> Edit:
    if not isinstance(patch, list) or len(patch) != 3:
        raise TraceError(f"{place}: a patch is [position, deleted, inserted]")
    position, deleted, inserted = patch
    for name, value in (("position", position), ("deleted", deleted)):
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise TraceError(f"{place}: {name} has to be a number from 0 on")
    if not isinstance(inserted, str):
        raise TraceError(f"{place}: what is inserted has to be a text, not {_kind(inserted)}")
    if position + deleted > length:
        raise TraceError(f"{place}: it reaches to {position + deleted} in a text of {length} code points")
    return Edit(position, position + deleted, inserted)


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "a truth value", type(None): "nothing"}
    return names.get(type(value), "a number")
