"""A long text is looked at piece by piece, and nothing is found that would not be found in one piece, nor missed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.detect.secrets import chunks as pieces
from answerable.detect.secrets import provider
from answerable.detect.secrets.chunks import Chunk, chunks
from answerable.detect.secrets.examples import expand
from answerable.detect.secrets.loading import load
from answerable.detect.secrets.model import Candidate, Rule
from answerable.detect.secrets.offsets import Offsets
from answerable.detect.secrets.provider import Formats

RULES = (
    *load(()).rules,
    # Far-reaching, crossing lines within a bound, tried without a keyword, and touching both ends of the text.
    Rule("far", "far", r"<<[^>]*>>", ("<<",), samples=True),
    Rule("near", "near", r"k\s{0,40}=\s{0,40}(v\d{1,3})", ("k",)),
    Rule("always", "always", r"\bzz\d\b"),
    Rule("ends", "ends", r"^(aa\d)|(bb\d)$"),
    Rule("overlapping", "overlapping", r"q\d\n(?:q\d\n){0,2}(?:!\n)?", ("q",)),
)
TOKEN = expand("ghp_{alnum:36}").text
AWS = expand('aws_secret_access_key =\n\n   "{b64:40}"').text
KEY = expand("-----BEGIN RSA PRIVATE KEY-----\n{b64:64}\n{b64:64}\n{b64:64}\n-----END RSA PRIVATE KEY-----").text
LINES = (
    "def f(x):",
    "    return x + 1",
    "",
    "}",
    "é 🔐 日本語",
    f'token = "{TOKEN}"',
    *AWS.split("\n"),
    *KEY.split("\n"),
    "k",
    "=",
    "v12",
    "q1\nq2\nq3\nq4\nq5",
    "!",
    "zz1",
    "aa1",
    "bb1",
    "<<" + "x" * 300,
    "y" * 200,
    ">>",
    "x = 1\rzz2",
    "\r",
)


def scan(formats: Formats, text: str, path: str = "a.py") -> list[Candidate]:
    utf8 = text.encode("utf-8", "replace")
    return list(formats.scan(text, utf8, Offsets(utf8, ascii_only=text.isascii()), path))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of a few lines, so that much lies on their borders."""
    monkeypatch.setattr(pieces, "_LEAST", 40)
    monkeypatch.setattr(pieces, "_MOST", 80)
    monkeypatch.setattr(pieces, "AFTER", 400)
    monkeypatch.setattr(provider, "AFTER", 400)


@given(st.lists(st.sampled_from(LINES), max_size=60), st.sampled_from(["\n", "\r\n"]))
def test_pieces_are_whole_lines_and_all_of_the_text(lines: list[str], end: str) -> None:
    utf8 = (end.join(lines) * 50).encode()
    found = chunks(utf8)
    assert (found[0].start, found[-1].end) == (0, len(utf8))
    assert all(a.end == b.start and utf8[a.end - 1 : a.end] == b"\n" for a, b in pairwise(found))
    assert all(part.end - part.start <= pieces._MOST for part in found)


def test_a_line_is_never_cut() -> None:
    line = b"x" * 50_000
    assert chunks(line) == [Chunk(0, 50_000)]
    assert chunks(line + b"\n" + line) == [Chunk(0, 50_001), Chunk(50_001, 100_001)]


def test_after_an_edit_most_pieces_are_what_they_were() -> None:
    lines = [f"line {number} of the text" for number in range(10_000)]
    before = "\n".join(lines).encode()
    lines.insert(2_000, "one more")
    after = "\n".join(lines).encode()
    old = {part.digest(before, b"") for part in chunks(before)}
    new = [part.digest(after, b"") for part in chunks(after)]
    assert sum(digest not in old for digest in new) <= 3 < len(new) / 4


# One for all examples, so that each finds in its memory what the ones before left there.
_formats = Formats(RULES)
_edits = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 60), st.lists(st.sampled_from(LINES), max_size=3)), max_size=6
)


@pytest.mark.usefixtures("small")
@settings(deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=60), _edits)
def test_any_edits_end_in_what_the_text_in_one_piece_gives(
    lines: list[str], edits: list[tuple[int, int, list[str]]]
) -> None:
    text = "\n".join(lines)
    for at, length, new in edits:
        start = at % (len(text) + 1)
        text = text[:start] + "\n".join(new) + text[start + length :]
        scan(_formats, text)
    found = scan(_formats, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(provider, "chunks", lambda utf8: [Chunk(0, len(utf8))])
        assert found == scan(Formats(RULES), text)


@pytest.mark.usefixtures("small")
def test_what_lies_across_a_border_is_found_at_its_place() -> None:
    far = "<<" + "z\n" * 400 + ">>"
    text = "é = 1\n" * 200 + f'a = "{TOKEN}"\n' + "x\n" * 100 + AWS + "\n" * 70 + KEY + "\n" + far + "y\n" * 200
    found = {candidate.rule.id: text[candidate.span.start : candidate.span.end] for candidate in scan(_formats, text)}
    assert found == {
        "far": far,
        "github-pat": TOKEN,
        "aws-secret-access-key": AWS.split('"')[1],
        "private-key": KEY,
    } | {"private-key-fragment": KEY[: KEY.index("\n-----END")]}


@pytest.mark.usefixtures("small")
def test_where_the_text_begins_and_ends_is_no_matter_of_pieces_that_are_alike() -> None:
    formats = Formats([Rule("ends", "ends", r"^(aa\d)|(bb\d\n)$")])
    line = "aa1" + "x" * 100 + "bb1\n"
    for _ in range(2):
        assert [c.span.start for c in scan(formats, line * 30)] == [0, 30 * len(line) - 4]


@pytest.mark.usefixtures("small")
def test_a_piece_is_looked_at_again_when_what_follows_it_changes() -> None:
    formats = Formats([Rule("near", "near", r"k\s{0,40}=\s{0,40}(v\d{1,3})", ("k",))])
    line = "x" * 100 + "k =\n"
    assert scan(formats, line + "w1\n" + line) == []
    assert [c.span.start for c in scan(formats, line + "v1\n" + line)] == [len(line)]
    assert scan(formats, line + "w1\n" + line) == []


@pytest.mark.usefixtures("small")
def test_a_match_that_ends_in_the_next_piece_is_not_begun_anew_there() -> None:
    formats = Formats([Rule("pairs", "pairs", r"(p\d)\s(p\d|x+)")])
    text = ("p1 " + "x" * 90 + "p2\np3 p4 p5 " + "x" * 90 + "\n") * 3
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(provider, "chunks", lambda utf8: [Chunk(0, len(utf8))])
        whole = scan(formats, text)
    assert len(chunks(text.encode())) > 3
    assert scan(formats, text) == whole


@pytest.mark.usefixtures("small")
def test_a_keyword_anywhere_in_the_text_is_enough() -> None:
    formats = Formats([Rule("far-off", "far off", r"v\d\d", ("word",))])
    text = "v11\n" + "x\n" * 200
    assert scan(formats, text) == []
    assert [c.span.start for c in scan(formats, text + "WORD")] == [0]
    assert scan(formats, text) == []


@pytest.mark.usefixtures("small")
def test_what_is_remembered_belongs_to_a_path() -> None:
    formats = Formats([Rule("only", "only", r"v\d\d", path=r"\.env$")])
    text = "x\n" * 100 + "v11\n"
    assert scan(formats, text, "a.py") == []
    assert [c.span.start for c in scan(formats, text, ".env")] == [200]


@pytest.mark.usefixtures("small")
def test_threads_find_the_same() -> None:
    texts = ["x\n" * number + AWS + "\n" + f"{TOKEN}\n" * 3 + "y\n" * 100 for number in range(40)]
    alone = [scan(Formats(RULES), text) for text in texts]
    shared = Formats(RULES)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: scan(shared, text), texts)) == alone
    assert all(len(found) == 4 for found in alone)


@pytest.mark.usefixtures("small")
def test_no_secret_is_remembered() -> None:
    formats = Formats(RULES)
    assert len(scan(formats, f'a = "{TOKEN}"\n' + "x\n" * 200)) == 1
    assert TOKEN not in repr(vars(formats._memory))
