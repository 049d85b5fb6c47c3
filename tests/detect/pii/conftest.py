"""Strings in, strings out: «…» marks what one recogniser must find."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answerable.detect.pii.model import Hit, Recogniser
from answerable.detect.pii.subject import Subject
from marked import marked

Finds = Callable[[Recogniser, str], list[Hit]]


@pytest.fixture
def finds() -> Finds:
    """Runs a recogniser over a text without its marks and asserts that exactly what was marked is found."""

    def run(recogniser: Recogniser, written: str) -> list[Hit]:
        text, places = marked(written)
        hits = sorted(recogniser(Subject(text)), key=lambda hit: hit.span)
        assert [text[hit.span.start : hit.span.end] for hit in hits] == [text[start:end] for start, end in places]
        assert [(hit.span.start, hit.span.end) for hit in hits] == places
        return hits

    return run
