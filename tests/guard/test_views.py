"""Values that are encoded or broken in two are found where they stand, and nothing of them is left."""

from __future__ import annotations

import base64
import re
import urllib.parse

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import values
from answerable.detect.pii.subject import Subject
from answerable.guard.check import Guard
from answerable.guard.placeholders import PLACEHOLDER, PlaceholderMap
from answerable.guard.views import _wraps
from marked import marked

TOKEN = values.github_token()
HALVES = (TOKEN[:17], TOKEN[17:])


def packed(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "text",
    [
        f"https://x.dev/?next=%2Flogin%3Ftoken%3D«{TOKEN}»%26x%3D1",
        "https://x.dev/?mail=«jane.doe%40acme.de»&x=%20",
        f"«{urllib.parse.quote('größe@müller.de')}»",
        f'{{"config": "«{packed(f"token = {TOKEN} # mine")}»"}}',
        f"data «{packed('Please write to jane.doe@acme-widgets.de today')}» end",
        f"«{packed(TOKEN + ' jane@acme.com').replace('+', '-').replace('/', '_').rstrip('=')}»",
        f'token = "«{HALVES[0]}" + "{HALVES[1]}»"',
        f'token = ("«{HALVES[0]}"\n         "{HALVES[1]}»")',
        f"token = '«{HALVES[0]}' .\n  '{HALVES[1]}»'",
        f"export T=«{HALVES[0]}\\\n{HALVES[1]}» x",
        f"soft break: «{HALVES[0]}=\r\n{HALVES[1]}»",
        f"wrapped by a mailer: «{HALVES[0]}\n{HALVES[1]}» and on",
        f"> quoted «{HALVES[0]}\n> {HALVES[1]}»",
        f"😀«{HALVES[0]}\u200b{HALVES[1]}»😀",
        f"\0«{HALVES[0]}\0{HALVES[1]}»\0",
        "transfer to IBAN «DE75 5121 0800\n1245 1261 99» by Monday",
    ],
)
def test_found_where_it_stands_and_gone_afterwards(guard: Guard, text: str) -> None:
    text, places = marked(text)
    findings = guard.check(text).findings
    assert (min(found.span.start for found in findings), max(found.span.end for found in findings)) == places[0]
    left = PLACEHOLDER.sub("", guard.redact(text, PlaceholderMap()).text)
    for whole in (TOKEN, *HALVES, "jane", "acme"):
        assert not any(whole[at : at + 4] in left for at in range(len(whole) - 3))


@pytest.mark.parametrize(
    "text",
    [
        f"GITHUB_TOKEN=«{TOKEN}»\nOTHER_NAME=plain",
        f"«{TOKEN}»\nSecond line of 2024 text",
        f"«{TOKEN}»\n«{values.github_token(2)}»",
        f'["«{TOKEN}»", "abc123def456"]',
        f"- «{TOKEN}»\n- x86_64",
    ],
)
def test_what_is_whole_is_not_made_longer(guard: Guard, text: str) -> None:
    text, places = marked(text)
    assert [(found.span.start, found.span.end) for found in guard.check(text).findings] == places


@pytest.mark.parametrize(
    "text",
    [
        "a line that ends in 4539578\n763621486 numbers",
        "100%25 of%20it, 50%",
        packed("nothing to see in here, move along please"),
        packed("\0\1\2" * 20),
        "averylongidentifierthatisbase64butnotext_ReallyItIs12",
        '"first half" + "second half"',
        "%zz%ff%fe",
    ],
)
def test_other_texts_are_left_alone(guard: Guard, text: str) -> None:
    assert guard.check(text).findings == ()


TOKEN_SIGN = r"A-Za-z0-9_+/\-"
WRAPPED = re.compile(
    rf"(?:[0-9][{TOKEN_SIGN}]{{4,60}}|[{TOKEN_SIGN}]{{4,60}}[0-9][{TOKEN_SIGN}]{{0,60}}|[0-9]{{4}})"
    rf"(\r?\n[ \t>|*#/]{{0,8}})(?:[0-9][{TOKEN_SIGN}]{{1,60}}|[{TOKEN_SIGN}]{{1,60}}[0-9])"
)
"""What `views` looks for at line ends, in one pattern, which takes time without bound in a text of base64."""


@given(
    st.lists(
        st.sampled_from(
            (
                *("ab", "1", "Z9", "1234", "_", "/", "-", "=", ".", " ", ">", "# ", "* ", "é", "x" * 57, "0" * 58),
                *("\n", "\n", "\r\n", "\n\n", "\r", "a1\n"),
            )
        ),
        max_size=14,
    ).map("".join)
)
@example("1" + "a" * 60 + "\na1")
@example("a1234\n//1a\n b2")
def test_the_line_ends_that_may_have_cut_a_token(text: str) -> None:
    expected, at = [], 0
    while match := WRAPPED.search(text, at):
        expected.append(match.span(1))
        at = match.end(1)
    subject = Subject(text)
    assert [(span.start, span.end) for span in (subject.span(*place) for place in _wraps(subject))] == expected
