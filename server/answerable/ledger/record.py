"""One record: its line of canonical JSON, and the hash by which the next one and the tree know it.

    {"body":{…},"kind":"block.opened","prev":"<the leaf hash before>","seq":12,"time":"2026-05-09T07:35:25.000001Z"}

The bytes of a line are canonical JSON (RFC 8785), so the line as it lies there is what is hashed: its leaf hash is
SHA-256(0x00 ‖ line without its newline), as RFC 6962, section 2.1, has it. The four keys behind the body have a fixed
form, so that whoever only follows the chain needs the end of a line and no JSON.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, TypeAlias

import rfc8785

from answerable.ledger.bodies import BODIES
from answerable.ledger.errors import LedgerError, LedgerTooNew, RecordError
from answerable.ledger.kinds import Kind
from answerable.text.frozen import dataclass, field

JSON: TypeAlias = "bool | int | float | str | Sequence[JSON] | Mapping[str, JSON] | None"

LONGEST = 32 * 1024 * 1024
"""A record of more bytes than this is refused: a block of a hundred thousand lines has two million."""

_TAIL = re.compile(
    rb',"kind":"(?P<kind>[a-z]+(?:\.[a-z]+)*)","prev":"(?P<prev>[0-9a-f]{64})","seq":(?P<seq>0|[1-9][0-9]{0,15}),'
    rb'"time":"(?P<time>[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\.[0-9]{6}Z)"\}\Z'
)
# A line's end has the kind at most, and it is short.
_TAIL_BYTES = 256
_TOMBSTONE = re.compile(
    rb'\{"leaf":"(?P<leaf>[0-9a-f]{64})","prev":"(?P<prev>[0-9a-f]{64})","seq":(?P<seq>0|[1-9][0-9]{0,15})\}'
)


@dataclass(frozen=True, slots=True)
class Record:
    """Something that happened."""

    seq: int
    """Its place in the ledger, from 0; the index of its leaf in the tree. The order of the ledger is this one."""
    time: datetime
    """UTC, by the machine's clock at the time, which may have been wrong."""
    kind: Kind
    prev: str
    """The leaf hash of the record before; of the first one, the hash of the ledger's identity."""
    body: Mapping[str, Any]
    line: bytes = field(repr=False, compare=False)
    """The record as it lies in the ledger, without the newline."""

    @property
    def leaf(self) -> str:
        """Its leaf hash (RFC 6962), 64 hexadecimal digits."""
        return leaf_hash(self.line)


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows the body in a line."""

    kind: str
    """A newer program may have written one that is not in `Kind`."""
    prev: str
    seq: int
    time: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a pruned record."""

    seq: int
    leaf: str
    prev: str
    """Taken from the record. Nothing but the tree vouches for it any more; it helps to name what was changed."""


def leaf_hash(line: bytes) -> str:
    """SHA-256(0x00 ‖ line) in hexadecimal (RFC 6962, section 2.1)."""
    return sha256(b"\0" + line).hexdigest()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A body that was checked and written as canonical JSON: what can be done before the lock is taken."""

    kind: Kind
    text: bytes

    def sealed(self, seq: int, time: datetime, prev: str) -> Record:
        """The record, now that its place is known."""
        line = b'{"body":%b,"kind":"%b","prev":"%b","seq":%d,"time":"%b"}' % (
            self.text,
            self.kind.value.encode(),
            prev.encode(),
            seq,
            stamp(time).encode(),
        )
        return Record(seq, time.astimezone(UTC), self.kind, prev, json.loads(self.text), line)


def prepare(kind: Kind, body: Mapping[str, JSON]) -> Prepared:
    """Checks a body against the schema of its kind, and writes it as canonical JSON. Raises `RecordError`."""
    BODIES[kind].check(body, kind.value)
    text = _canonical(body, kind)
    if len(text) > LONGEST:
        raise RecordError(f"{kind}: the record would have {len(text)} bytes; at most {LONGEST} are taken")
    return Prepared(kind, text)


def tombstone(seq: int, leaf: str, prev: str) -> bytes:
    """The line that takes a pruned record's place."""
    return b'{"leaf":"%b","prev":"%b","seq":%d}' % (leaf.encode(), prev.encode(), seq)


def stamp(time: datetime) -> str:
    """A time in the one form that records have, always to the microsecond: ``2026-05-09T07:35:25.123456Z``."""
    return time.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"


def tail(line: bytes) -> Tail | None:
    """What stands behind the body, without looking at the body; None where the line is no record."""
    match = _TAIL.search(line, max(0, len(line) - _TAIL_BYTES))
    if match is None or not line.startswith(b'{"body":{'):
        return None
    kind, prev, seq, time = match.groups()
    return Tail(kind.decode(), prev.decode(), int(seq), time.decode())


def dead(line: bytes) -> Tombstone | None:
    """The tombstone in this line; None where it is none."""
    match = _TOMBSTONE.fullmatch(line)
    return Tombstone(int(match["seq"]), match["leaf"].decode(), match["prev"].decode()) if match else None


def decode(line: bytes) -> Record:
    """The record in a line. Raises `LedgerTooNew` for a kind from the future, `LedgerError` for what is no record.

    The body is not held against its schema again: an auditor wants to see what stands there.
    """
    end = tail(line)
    if end is None:
        raise LedgerError("it is no record")
    try:
        body = json.loads(line)["body"]
        time = datetime.fromisoformat(end.time)
    except (ValueError, KeyError, RecursionError):
        raise LedgerError("it is no record") from None
    try:
        kind = Kind(end.kind)
    except ValueError:
        raise LedgerTooNew(
            f"its kind is {end.kind}, which only a newer Answerable knows; install the newest one"
        ) from None
    return Record(end.seq, time, kind, end.prev, body, line)


def writable(text: str) -> str:
    """The text as a record can hold it: a byte of a file name that is not UTF-8 (PEP 383) becomes ``\\udcNN``."""
    return text.encode("utf-8", "backslashreplace").decode()


def _canonical(body: Mapping[str, Any], kind: Kind) -> bytes:
    try:
        # The keys of a body are ASCII by its schema, so their order by code points is that of RFC 8785.
        return b"{%b}" % b",".join(b'"%b":%b' % (key.encode(), _value(body[key])) for key in sorted(body))
    except rfc8785.CanonicalizationError as error:
        raise RecordError(f"{kind}: {error}") from None


def _value(value: Any) -> bytes:
    # The print of a block can be a hundred thousand texts: `json` writes those as RFC 8785 wants them, in C.
    if isinstance(value, list | tuple) and all(type(each) is str for each in value):
        with contextlib.suppress(UnicodeEncodeError):
            return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    try:
        return rfc8785.dumps(_plain(value))
    except rfc8785.CanonicalizationError:
        # A file name may have bytes that are not UTF-8.
        return rfc8785.dumps(_plain(value, clean=True))


def _plain(value: Any, *, clean: bool = False) -> Any:
    """Enumerations as their values, tuples and other sequences as lists."""
    if isinstance(value, str):
        return writable(value) if clean else str(value)
    if isinstance(value, Mapping):
        return {writable(key) if clean else key: _plain(each, clean=clean) for key, each in value.items()}
    if isinstance(value, Sequence):
        return [_plain(each, clean=clean) for each in value]
    return value
