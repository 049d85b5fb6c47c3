from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import texts
from answerable.lsp.notebooks import OpenNotebook
from answerable.text.document import Document
from answerable.text.edits import ContentChange, Edit, applied
from answerable.text.languages import BY_ID, of
from answerable.text.lines import Encoding
from answerable.text.notebook import CellSpan
from answerable.text.spans import Span

Opened = tuple[str, str, str]
"""A cell's uri, language and text."""


def documents(cells: Iterable[Opened]) -> list[Document]:
    return [Document(uri, "n.ipynb", of(language), 1, text) for uri, language, text in cells]


def open_notebook(*cells: Opened) -> OpenNotebook:
    notebook = OpenNotebook("nb", "n.ipynb", BY_ID["python"], [uri for uri, _, _ in cells])
    notebook.add(documents(cells))
    notebook.rejoin()
    return notebook


def typed(text: str) -> list[ContentChange]:
    return [ContentChange(text, ((0, 0), (0, 0)))]


def test_typing_in_a_cell_is_an_edit_of_the_document_that_is_analysed() -> None:
    notebook = open_notebook(("c0", "python", "x = 1"), ("c1", "sql", "select"), ("c2", "python", "y = 2"))
    version = notebook.document.version
    notebook.change("c2", 2, typed("# "), Encoding.UTF16)
    changed = notebook.rejoin()
    assert changed is not None
    assert (changed.before, changed.edits) == (version, (Edit(6, 6, "# "),))
    assert notebook.document.text == "x = 1\n# y = 2\n"
    assert [cell.uri for cell in notebook.cells] == ["c0", "c2"]


def test_a_change_outside_the_module_is_none() -> None:
    notebook = open_notebook(("c0", "python", "x"), ("c1", "sql", "select"))
    notebook.change("c1", 2, typed("-- "), Encoding.UTF16)
    assert notebook.rejoin() is None


def test_a_cell_cut_in_two_is_a_change_though_the_module_reads_the_same() -> None:
    notebook = open_notebook(("c0", "python", "a\nb"))
    notebook.splice(1, 0, ["c1"])
    notebook.add(documents([("c1", "python", "b")]))
    notebook.change("c0", 2, [ContentChange("a")], Encoding.UTF16)
    changed = notebook.rejoin()
    assert changed is not None
    assert (changed.edits, notebook.document.text) == ((), "a\nb\n")
    assert notebook.module.to_cell(Span(2, 3)) == CellSpan("c1", 1, Span(0, 1))


@pytest.mark.parametrize(
    ("start", "deleted", "text"), [(-1, 0, "new\na\nb\n"), (99, 99, "a\nb\nnew\n"), (0, -1, "new\na\nb\n")]
)
def test_a_place_that_is_not_there_is_the_nearest_one(start: int, deleted: int, text: str) -> None:
    notebook = open_notebook(("c0", "python", "a"), ("c1", "python", "b"))
    notebook.splice(start, deleted, ["c2"])
    notebook.add(documents([("c2", "python", "new")]))
    notebook.rejoin()
    assert notebook.document.text == text


def test_a_cell_nobody_opened_is_passed_over() -> None:
    notebook = open_notebook(("c0", "python", "a"))
    notebook.splice(0, 0, ["unopened"])
    notebook.change("unknown", 2, typed("x"), Encoding.UTF16)
    assert notebook.drop(["unknown"]) == []
    assert notebook.rejoin() is None


CELLS = st.lists(st.tuples(st.sampled_from(["python", "python", "sql"]), texts.texts(max_size=4)), max_size=2)
AT = st.integers(0, 5)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("splice"), AT, st.integers(0, 3), CELLS),
        st.tuples(st.just("move"), AT, AT),
        st.tuples(st.just("type"), AT, texts.doings((*texts.NASTY, "%%sh\n", "%", "!", "'''"))),
    ),
    max_size=8,
)


@given(CELLS, STEPS, st.sampled_from(list(Encoding)))
def test_any_changes_end_like_the_final_notebook_opened_fresh(
    first: list[tuple[str, str]], steps: list[tuple[object, ...]], encoding: Encoding
) -> None:
    client: list[Opened] = [(f"n{at}", language, text) for at, (language, text) in enumerate(first)]
    notebook = open_notebook(*client)
    opened, before = notebook.document.version, notebook.document.text
    for version, step in enumerate(steps, 2):
        match step:
            case ("splice", int(at), int(count), list(new)):
                at = min(at, len(client))
                added = [(f"v{version}-{n}", language, text) for n, (language, text) in enumerate(new)]
                gone = client[at : at + count]
                client[at : at + count] = added
                notebook.splice(at, len(gone), [uri for uri, _, _ in added])
                notebook.add(documents(added))
                assert notebook.drop(uri for uri, _, _ in gone) == [uri for uri, _, _ in gone]
            case ("move", int(at), int(to)) if client:
                low, high = sorted((min(at, len(client) - 1), min(to, len(client) - 1)))
                client[low : high + 1] = [client[high], *client[low:high]]
                notebook.splice(low, high + 1 - low, [uri for uri, _, _ in client[low : high + 1]])
            case ("type", int(at), texts.Doing() as doing) if client:
                at = min(at, len(client) - 1)
                uri, language, text = client[at]
                change, text = doing.change(text, encoding)
                client[at] = (uri, language, text)
                notebook.change(uri, version, [change], encoding)
        notebook.rejoin()
    fresh = open_notebook(*client)
    assert notebook.document.text == fresh.document.text
    assert notebook.module.same_places(fresh.module)
    edits = notebook.document.edits_since(opened)
    assert edits is not None
    assert applied(before, edits) == notebook.document.text
