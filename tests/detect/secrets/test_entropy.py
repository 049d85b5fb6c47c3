from __future__ import annotations

import pytest

from answerable.detect.secrets.entropy import shannon


@pytest.mark.parametrize(
    ("text", "bits"), [("", 0.0), ("aaaa", 0.0), ("abab", 1.0), ("abcd", 2.0), ("0123456789abcdef", 4.0)]
)
def test_bits_a_character(text: str, bits: float) -> None:
    assert shannon(text) == pytest.approx(bits)
