from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

import texts
from answerable.text.edits import ContentChange, Edit, applied
from answerable.text.lines import Encoding
from answerable.text.notebook import CellSpan
from answerable.text.notebook_document import CellChange, CellItem, CellText, Notebook, NotebookChange, Splice
from answerable.text.spans import Span


def open_notebook(*cells: tuple[str, str], version: int = 1) -> Notebook:
    """A notebook of cells c0, c1 … given as language and text; Markdown ones are no code."""
    return Notebook(
        "nb",
        "n.ipynb",
        version,
        [CellItem(f"c{at}", language != "markdown") for at, (language, _) in enumerate(cells)],
        [CellText(f"c{at}", language, 1, text) for at, (language, text) in enumerate(cells)],
    )


def typed(uri: str, version: int, text: str) -> NotebookChange:
    return NotebookChange(texts=(CellChange(uri, version, (ContentChange(text, ((0, 0), (0, 0))),)),))


def test_code_cells_are_one_document_and_the_others_are_their_own() -> None:
    notebook = open_notebook(("python", "x = 1"), ("markdown", "# T"), ("sql", "select"), ("python", "%cd /"))
    assert notebook.language.id == "python"
    snapshot = notebook.document.snapshot()
    assert (snapshot.text, snapshot.uri, snapshot.path) == ("x = 1\n#cd /\n", "nb", "n.ipynb")
    assert [(outside.uri, outside.language.id, outside.text) for outside in notebook.outside] == [
        ("c1", "markdown", "# T"),
        ("c2", "sql", "select"),
    ]
    assert notebook.module.to_cell(Span(6, 11)) == CellSpan("c3", 1, Span(0, 5))
    cell = notebook.cell("c3")
    assert cell is not None
    assert cell.snapshot().lines.position(5, Encoding.UTF16) == (0, 5)


def test_the_language_is_that_of_most_code_cells() -> None:
    assert open_notebook(("sql", ""), ("r", ""), ("javascript", ""), ("javascript", "")).language.id == "javascript"
    assert open_notebook(("markdown", "")).language.id == "python"


def test_typing_in_a_cell_is_an_edit_of_the_module() -> None:
    notebook = open_notebook(("python", "x = 1"), ("python", "y = 2"))
    changed = notebook.change(2, typed("c1", 2, "# "), Encoding.UTF16)
    assert changed is not None
    assert changed.module is not None
    assert changed.module.edits == (Edit(6, 6, "# "),)
    assert notebook.document.text == "x = 1\n# y = 2\n"
    assert (notebook.document.version, notebook.version) == (1, 2)


def test_typing_outside_the_module_leaves_it_alone() -> None:
    notebook = open_notebook(("python", "x"), ("markdown", "text"))
    changed = notebook.change(2, typed("c1", 2, "# "), Encoding.UTF16)
    assert changed is not None
    assert changed.module is None
    assert [(uri, change.edits) for uri, change in changed.outside] == [("c1", (Edit(0, 0, "# "),))]
    assert notebook.outside[0].text == "# text"


def test_cells_come_go_and_change_places() -> None:
    notebook = open_notebook(("python", "a"), ("python", "b"), ("markdown", "m"))
    move = NotebookChange(splice=Splice(0, 2, (CellItem("c1", True), CellItem("c0", True))))
    assert notebook.change(2, move, Encoding.UTF16) is not None
    assert notebook.document.text == "b\na\n"
    swap = NotebookChange(
        opened=(CellText("c3", "python", 1, "c"), CellText("c4", "markdown", 1, "n")),
        splice=Splice(1, 2, (CellItem("c3", True), CellItem("c4", False))),
        closed=("c0", "c2"),
    )
    changed = notebook.change(3, swap, Encoding.UTF16)
    assert changed is not None
    assert notebook.document.text == "b\nc\n"
    assert ([document.uri for document in changed.opened], changed.closed) == (["c4"], ("c2",))
    assert notebook.cell("c0") is None


def test_a_cell_that_becomes_code_joins_the_module() -> None:
    notebook = Notebook("nb", "n", 1, [CellItem("c0", False)], [CellText("c0", "python", 1, "x")])
    assert [document.uri for document in notebook.outside] == ["c0"]
    changed = notebook.change(2, NotebookChange(kinds=(CellItem("c0", True),)), Encoding.UTF16)
    assert changed is not None
    assert (notebook.document.text, changed.closed, changed.opened) == ("x\n", ("c0",), ())


def test_a_cell_split_in_two_is_a_change_though_the_module_reads_the_same() -> None:
    notebook = open_notebook(("python", "a\nb"))
    split = NotebookChange(
        opened=(CellText("c1", "python", 1, "b"),),
        splice=Splice(1, 0, (CellItem("c1", True),)),
        texts=(CellChange("c0", 2, (ContentChange("a"),)),),
    )
    changed = notebook.change(2, split, Encoding.UTF16)
    assert changed is not None
    assert changed.module is not None
    assert (changed.module.edits, notebook.document.text) == ((), "a\nb\n")
    assert notebook.module.to_cell(Span(2, 3)) == CellSpan("c1", 1, Span(0, 1))


def test_an_older_version_is_dropped_and_an_equal_one_is_not() -> None:
    notebook = open_notebook(("python", "a"), version=5)
    assert notebook.change(4, typed("c0", 2, "x"), Encoding.UTF16) is None
    assert (notebook.document.text, notebook.stale) == ("a\n", 1)
    assert notebook.change(5, typed("c0", 2, "x"), Encoding.UTF16) is not None
    assert (notebook.document.text, notebook.stale) == ("xa\n", 1)
    assert notebook.change(6, typed("c0", 2, "x"), Encoding.UTF16) is not None
    assert (notebook.document.text, notebook.stale) == ("xa\n", 2)


@pytest.mark.parametrize(
    "change",
    [
        typed("unknown", 9, "x"),
        NotebookChange(closed=("unknown",)),
        NotebookChange(kinds=(CellItem("unknown", True),)),
        NotebookChange(splice=Splice(99, 99, (CellItem("unopened", True),))),
        NotebookChange(splice=Splice(0, -1)),
    ],
)
def test_bad_input_changes_nothing_and_raises_nothing(change: NotebookChange) -> None:
    notebook = open_notebook(("python", "a"), ("python", "b"))
    changed = notebook.change(2, change, Encoding.UTF16)
    assert changed is not None
    assert (changed.module, notebook.document.text) == (None, "a\nb\n")


def test_a_place_before_the_first_cell_is_the_first() -> None:
    notebook = open_notebook(("python", "a"), ("python", "b"))
    new = CellText("c2", "python", 1, "c")
    change = NotebookChange(opened=(new,), splice=Splice(-1, 0, (CellItem("c2", True),)))
    assert notebook.change(2, change, Encoding.UTF16) is not None
    assert notebook.document.text == "c\na\nb\n"


def test_a_cell_that_leaves_the_module_and_changes_is_new_outside_it() -> None:
    notebook = open_notebook(("python", "a"))
    text = CellChange("c0", 2, (ContentChange("b"),))
    changed = notebook.change(2, NotebookChange(kinds=(CellItem("c0", False),), texts=(text,)), Encoding.UTF16)
    assert changed is not None
    assert [(document.uri, document.text) for document in changed.opened] == [("c0", "b")]
    assert (changed.outside, notebook.document.text) == ((), "")


@dataclass
class ClientCell:
    uri: str
    language: str
    text: str
    version: int = 1

    @property
    def item(self) -> CellItem:
        return CellItem(self.uri, self.language != "markdown")

    @property
    def opened(self) -> CellText:
        return CellText(self.uri, self.language, self.version, self.text)


NEW = st.lists(st.tuples(st.sampled_from(["python", "python", "markdown", "sql"]), texts.texts(max_size=4)), max_size=2)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("splice"), st.integers(0, 5), st.integers(0, 3), NEW),
        st.tuples(st.just("move"), st.integers(0, 5), st.integers(0, 5)),
        st.tuples(st.just("type"), st.integers(0, 5), texts.doings((*texts.NASTY, "%%sh\n", "%", "!", "'''"))),
    ),
    max_size=8,
)


@given(NEW, STEPS, st.sampled_from(list(Encoding)))
def test_any_changes_end_like_the_final_notebook_opened_fresh(
    first: list[tuple[str, str]],
    steps: list[tuple[str, int, int | texts.Doing, list[tuple[str, str]]]],
    encoding: Encoding,
) -> None:
    client = [ClientCell(f"n{at}", language, text) for at, (language, text) in enumerate([("python", "x"), *first])]
    notebook = Notebook("nb", "n", 1, [cell.item for cell in client], [cell.opened for cell in client])
    before = notebook.document.text
    outside = {document.uri for document in notebook.outside}
    for version, step in enumerate(steps, 2):
        at = min(step[1], len(client))
        match step:
            case ("splice", _, int(count), new):
                added = [ClientCell(f"v{version}-{n}", language, text) for n, (language, text) in enumerate(new)]
                gone = client[at : at + count]
                client[at : at + count] = added
                change = NotebookChange(
                    opened=tuple(cell.opened for cell in added),
                    splice=Splice(at, len(gone), tuple(cell.item for cell in added)),
                    closed=tuple(cell.uri for cell in gone),
                )
            case ("move", _, int(to)) if client:
                low, high = sorted((min(at, len(client) - 1), min(to, len(client) - 1)))
                client[low : high + 1] = [client[high], *client[low:high]]
                items = tuple(cell.item for cell in client[low : high + 1])
                change = NotebookChange(splice=Splice(low, len(items), items))
            case ("type", _, texts.Doing() as doing) if client:
                cell = client[min(at, len(client) - 1)]
                content, cell.text = doing.change(cell.text, encoding)
                cell.version += 1
                change = NotebookChange(texts=(CellChange(cell.uri, cell.version, (content,)),))
            case _:
                continue
        changed = notebook.change(version, change, encoding)
        assert changed is not None
        outside = (outside | {document.uri for document in changed.opened}) - set(changed.closed)
    fresh = Notebook("nb", "n", 1, [cell.item for cell in client], [cell.opened for cell in client])
    fresh_outside = [(document.uri, document.text) for document in fresh.outside]
    if fresh.language is notebook.language:
        assert notebook.document.text == fresh.document.text
        assert notebook.module.same_places(fresh.module)
        assert [(document.uri, document.text) for document in notebook.outside] == fresh_outside
        assert outside == {uri for uri, _ in fresh_outside}
    edits = notebook.document.edits_since(0)
    assert edits is not None
    assert applied(before, edits) == notebook.document.text
