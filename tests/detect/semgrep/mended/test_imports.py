"""The imports a fragment does without."""

from __future__ import annotations

import pytest

from answerable.detect.semgrep.mended.imports import missing
from answerable.detect.semgrep.mended.python import mended
from answerable.text.snapshot import Snapshot


@pytest.mark.parametrize(
    ("text", "imports"),
    [
        ("c = AES.new(key, AES.MODE_ECB", "from Crypto.Cipher import AES\n"),
        ("root = ET.fromstring(request.data", "import xml.etree.ElementTree as ET\nfrom flask import request\n"),
        ("from lxml import etree\nx = etree.parse(", ""),
        ("import os, subprocess as sp\nos.system(x", ""),
        ("def f(request):\n    return request.args[", ""),
        ("re = compiled\nre.match(", ""),
        ("x.random.choice(", ""),
        ("for socket in sockets:\n    socket.send(", ""),
    ],
)
def test_names_that_nothing_gives_are_imported(text: str, imports: str) -> None:
    assert missing(text) == imports


def test_an_import_moves_no_place() -> None:
    text = "    é = 1\n    c = AES.new(key, AES.MODE_ECB"
    copy = mended(Snapshot.of(text, "x.py"))
    assert copy is not None
    assert copy.text.startswith(b"from Crypto.Cipher import AES\nif 1:\n")
    at = copy.text.index(b"AES.new")
    start, end = copy.to_document(at, at + 7)
    assert text.encode()[start:end] == b"AES.new"
