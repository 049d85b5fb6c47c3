import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from answerable.text.decode import Decoded, Undecodable, decode

SAMPLE = "é = '\N{GRINNING FACE}'\r\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"", Decoded(""), id="empty"),
        pytest.param(SAMPLE.encode(), Decoded(SAMPLE), id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + SAMPLE.encode(), Decoded(SAMPLE, 3), id="UTF-8 with a mark"),
        pytest.param(codecs.BOM_UTF8 * 2, Decoded("\ufeff", 3), id="a second mark is text"),
        pytest.param(b"x\xef\xbb\xbf", Decoded("x\ufeff"), id="a mark inside is text"),
        pytest.param(
            codecs.BOM_UTF16_LE + SAMPLE.encode("utf-16-le"), Decoded(SAMPLE, 2, "utf-16-le"), id="UTF-16, little end"
        ),
        pytest.param(
            codecs.BOM_UTF16_BE + SAMPLE.encode("utf-16-be"), Decoded(SAMPLE, 2, "utf-16-be"), id="UTF-16, big end"
        ),
        pytest.param(b"x" * 8000 + b"\0", Decoded("x" * 8000 + "\0"), id="a NUL far down"),
    ],
)
def test_what_is_text(data: bytes, expected: Decoded) -> None:
    assert decode(data) == expected


@pytest.mark.parametrize(
    ("data", "reason", "binary"),
    [
        pytest.param(b"caf\xe9", "not valid UTF-8 (byte 3, line 1); save it as UTF-8", False, id="Latin-1"),
        pytest.param(
            codecs.BOM_UTF8 + b"a\nb\n\xff", "not valid UTF-8 (byte 7, line 3); save it as UTF-8", False, id="mark"
        ),
        pytest.param(b"\xed\xa0\xbd", "not valid UTF-8 (byte 0, line 1); save it as UTF-8", False, id="surrogate"),
        pytest.param(b"\xc0\xaf", "not valid UTF-8 (byte 0, line 1); save it as UTF-8", False, id="overlong"),
        pytest.param(b"\xff\xfea", "not valid UTF-16-LE (byte 2); save it as UTF-8", False, id="half a unit"),
        pytest.param(codecs.BOM_UTF32_LE + b"a\0\0\0", "UTF-32; save it as UTF-8", False, id="UTF-32, little end"),
        pytest.param(codecs.BOM_UTF32_BE + b"\0\0\0a", "UTF-32; save it as UTF-8", False, id="UTF-32, big end"),
        pytest.param(
            b"\x89PNG\r\n\0", "binary, or UTF-16 without a byte order mark (a NUL at byte 6)", True, id="binary"
        ),
        pytest.param(
            "ab".encode("utf-16-le"), "binary, or UTF-16 without a byte order mark (a NUL at byte 1)", True, id="UTF-16"
        ),
    ],
)
def test_what_is_not(data: bytes, reason: str, binary: bool) -> None:
    assert decode(data) == Undecodable(reason, binary)


MARKS = st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE])


@given(MARKS, st.binary(max_size=40))
@example(b"", codecs.BOM_UTF16_LE)
def test_nothing_is_raised_and_nothing_replaced(mark: bytes, data: bytes) -> None:
    data = mark + data
    decoded = decode(data)
    if isinstance(decoded, Decoded):
        assert data[decoded.bom :] == decoded.text.encode(decoded.encoding)
    else:
        assert decoded.reason
