import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import texts
from answerable.text.anchors import moved
from answerable.text.document import Changed, Document
from answerable.text.edits import ContentChange, Edit, applied
from answerable.text.languages import BY_ID, PLAIN
from answerable.text.lines import Encoding, LineIndex
from answerable.text.spans import Span
from answerable.text.syntax import error_spans
from shapes import shape

ENCODINGS = st.sampled_from(list(Encoding))
LANGUAGES = {
    "python": "python",
    "javascript": "javascript",
    "typescript": "typescript",
    "tsx": "typescriptreact",
    "go": "go",
    "java": "java",
    "json": "json",
    "yaml": "yaml",
    "toml": "toml",
    "markdown": "markdown",
}


def open_document(text: str, language: str = "plaintext", version: int = 1) -> Document:
    return Document("file:///a/b.txt", "b.txt", BY_ID[language], version, text)


def typed(line: int, character: int, text: str) -> ContentChange:
    return ContentChange(text, ((line, character), (line, character)))


def test_a_change_makes_a_version_and_says_from_which_to_which() -> None:
    document = open_document("ab\ncd")
    changed = document.change(7, [typed(1, 1, "x"), typed(0, 0, "yz")], Encoding.UTF16)
    assert changed == Changed(before=1, version=7, edits=(Edit(4, 4, "x"), Edit(0, 0, "yz")))
    assert (document.text, document.version) == ("yzab\ncxd", 7)


@pytest.mark.parametrize("version", [5, 4, 0, -1])
def test_a_version_that_is_not_newer_is_dropped_and_counted(version: int) -> None:
    document = open_document("ab", version=5)
    assert document.change(version, [ContentChange("old")], Encoding.UTF16) is None
    assert (document.text, document.version, document.stale) == ("ab", 5, 1)


def test_a_change_that_changes_nothing_is_still_a_version() -> None:
    document = open_document("ab")
    assert document.change(2, [ContentChange("ab")], Encoding.UTF16) == Changed(1, 2, ())
    assert document.snapshot().version == 2


def test_a_snapshot_is_one_object_a_version_and_stays_as_it_was() -> None:
    document = open_document("ab\ncd", "python")
    snapshot = document.snapshot()
    assert document.snapshot() is snapshot
    document.change(2, [typed(0, 0, "\n")], Encoding.UTF16)
    assert document.snapshot() is not snapshot
    assert (snapshot.text, snapshot.version, snapshot.lines.starts) == ("ab\ncd", 1, [0, 3])
    assert (snapshot.uri, snapshot.path, snapshot.language.id) == ("file:///a/b.txt", "b.txt", "python")


def test_the_edits_since_a_version_move_what_was_found_in_it() -> None:
    document = open_document("key = secret")
    found = Span(6, 12)
    document.change(2, [typed(0, 0, "# ")], Encoding.UTF16)
    document.change(5, [typed(0, 2, "my ")], Encoding.UTF16)
    edits = document.edits_since(1)
    assert edits == (Edit(0, 0, "# "), Edit(2, 2, "my "))
    assert moved(found, edits) == Span(11, 17)
    assert document.edits_since(2) == (Edit(2, 2, "my "),)
    assert document.edits_since(5) == ()


@pytest.mark.parametrize("version", [0, 3, 4, 6])
def test_there_are_no_edits_since_a_version_that_never_was(version: int) -> None:
    document = open_document("")
    document.change(2, [typed(0, 0, "a")], Encoding.UTF16)
    document.change(5, [typed(0, 0, "b")], Encoding.UTF16)
    assert document.edits_since(version) is None


def test_the_history_forgets_what_is_long_ago() -> None:
    document = open_document("")
    for version in range(2, 302):
        document.change(version, [typed(0, 0, "x")], Encoding.UTF16)
    assert document.edits_since(100) is None
    assert document.edits_since(101) == (Edit(0, 0, "x"),) * 200


def test_the_history_holds_no_more_than_a_million_code_points() -> None:
    document = open_document("")
    for version, char in enumerate("abc", 2):
        document.change(version, [ContentChange(char * 600_000)], Encoding.UTF16)
    assert document.edits_since(2) is None
    assert document.edits_since(3) == (Edit(0, 600_000, "c" * 600_000),)
    document.change(5, [ContentChange("d" * 1_000_001)], Encoding.UTF16)
    assert document.edits_since(4) is None
    assert document.edits_since(5) == ()


def test_a_language_without_a_grammar_has_no_tree() -> None:
    assert Document("u", "p", PLAIN, 1, "x = 1").snapshot().tree is None


@settings(max_examples=200)
@given(
    texts.texts(),
    st.lists(st.lists(texts.doings(), max_size=3), max_size=6),
    ENCODINGS,
    st.integers(0, 20),
    st.integers(0, 6),
)
def test_any_edits_end_like_the_final_text_opened_fresh(
    text: str, rounds: list[list[texts.Doing]], encoding: Encoding, start: int, length: int
) -> None:
    document = open_document(text)
    first, span = text, Span(min(start, len(text)), min(start + length, len(text)))
    for version, doings in enumerate(rounds, 2):
        changes = []
        for doing in doings:
            change, text = doing.change(text, encoding)
            changes.append(change)
        document.change(version, changes, encoding)
    snapshot = document.snapshot()
    fresh = open_document(text).snapshot()
    assert snapshot.text == fresh.text == text
    assert snapshot.lines.starts == fresh.lines.starts == LineIndex(text).starts
    edits = document.edits_since(1)
    assert edits is not None
    assert applied(first, edits) == text
    place = moved(span, edits)
    assert place is None or place.end <= len(text)


@pytest.mark.parametrize("grammar", texts.CODE)
@settings(max_examples=60)
@given(data=st.data())
def test_any_edits_leave_the_tree_of_the_final_text(grammar: str, data: st.DataObject) -> None:
    pieces = (*texts.CODE[grammar], *texts.CODE[grammar], *texts.NASTY)
    text = data.draw(texts.texts(pieces))
    encoding = data.draw(ENCODINGS)
    language = LANGUAGES[grammar]
    document = open_document(text, language)
    for version, (doing, look) in enumerate(
        data.draw(st.lists(st.tuples(texts.doings(pieces), st.booleans()), max_size=8)), 2
    ):
        change, text = doing.change(text, encoding)
        document.change(version, [change], encoding)
        if look:
            # Now and then, so that some trees are made from the one before and some from one further back.
            assert shape(document.snapshot()) == shape(open_document(text, language).snapshot())
    kept, fresh = document.snapshot(), open_document(text, language).snapshot()
    assert shape(kept) == shape(fresh)
    assert error_spans(kept) == error_spans(fresh)


def test_lines_are_not_sought_in_a_document_that_nobody_looks_at() -> None:
    document = open_document("a\n" * 1000)
    assert (document.length, document._buffer._lines) == (2000, [])
    document.change(2, [typed(0, 0, "xy")], Encoding.UTF16)
    assert document.length == 2002
