"""Recorded histories: read, or refused with the place named."""

from __future__ import annotations

import gzip
import json

import pytest

from answerable.origin.trace import TraceError, read

TIME = "2026-11-27T10:00:00.000Z"


def trace(**options: object) -> bytes:
    found: dict[str, object] = {
        "startContent": "ab",
        "endContent": "aXb",
        "txns": [{"time": TIME, "patches": [[1, 0, "X"]]}],
    }
    return json.dumps({**found, **options}).encode()


@pytest.mark.parametrize("packed", [False, True])
def test_a_trace_is_replayed(packed: bool) -> None:
    data = gzip.compress(trace()) if packed else trace()
    (transaction,) = read(data).replay()
    assert transaction.after == "aXb"
    assert transaction.time.isoformat() == "2026-11-27T10:00:00+00:00"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "line 1, column 1: not JSON"),
        (b'{"txns": [\n1,]}', "line 2, column"),
        (b"\xff\xfe\xff", "not JSON|neither gzip nor JSON"),
        (b"[]", "not a trace: an object with `startContent` and `txns` is asked for, not a list"),
        (b"{}", "txns: a list of transactions is asked for, not nothing"),
        (gzip.compress(trace())[:40], "not a whole gzip file"),
        (trace(startContent=3), "startContent: a text is asked for, not a number"),
        (trace(txns=[1]), r"txns\[0\]: a transaction is an object"),
        (trace(txns=[{"time": TIME}]), r"txns\[0\]\.patches: a list"),
        (trace(txns=[{"time": "noon", "patches": []}]), r"txns\[0\]\.time: 'noon' is not a time"),
        (trace(txns=[{"patches": []}]), r"txns\[0\]\.time: a time such as"),
        (trace(txns=[{"time": TIME, "patches": [[1, 0]]}]), r"txns\[0\]\.patches\[0\]: a patch is"),
        (trace(txns=[{"time": TIME, "patches": [[1, 9, ""]]}]), r"patches\[0\]: it reaches to 10 in a text of 2"),
        (trace(txns=[{"time": TIME, "patches": [[-1, 0, ""]]}]), r"position has to be a number from 0"),
        (trace(txns=[{"time": TIME, "patches": [[0, True, ""]]}]), r"deleted has to be a number"),
        (trace(txns=[{"time": TIME, "patches": [[0, 0, None]]}]), r"inserted has to be a text, not nothing"),
        (trace(endContent="other"), "endContent: the patches lead to a text of 3 code points"),
        (b"[" * 100_000, "nested too deep|not JSON"),
    ],
)
def test_what_is_wrong_is_named(data: bytes, message: str) -> None:
    with pytest.raises(TraceError, match=message):
        list(read(data).replay())
