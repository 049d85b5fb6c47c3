import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import texts
from answerable.text.ipynb import FileCell, NoNotebook, NotebookFile, read_ipynb
from answerable.text.spans import Span


def notebook(*cells: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def code(source: str | list[str], **metadata: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": [], "execution_count": None}


def read(text: str) -> NotebookFile:
    file = read_ipynb(text, "n.ipynb")
    assert isinstance(file, NotebookFile)
    return file


def written(file: NotebookFile, needle: str) -> str:
    """What stands in the file at the place of the first `needle` of the module."""
    start = file.module.text.index(needle)
    place = file.from_module(Span(start, start + len(needle)))
    assert place is not None
    return file.text[place[1].start : place[1].end]


SAMPLE = r"""{
 "cells": [
  {"cell_type": "markdown", "metadata": {}, "source": ["# Title\n", "text"]},
  {"cell_type": "code", "metadata": {}, "outputs": [{"text": ["\"source\": []"]}],
   "source": ["%cd /\n", "run(\"é\ud83d\ude00\\n\")\n", "x = 1"]},
  {"cell_type": "code", "metadata": {"vscode": {"languageId": "sql"}}, "source": "select 1"},
  {"cell_type": "raw", "metadata": {}, "source": []},
  {"cell_type": "code", "metadata": {}, "source": "print(x)"}
 ],
 "metadata": {"kernelspec": {"language": "python"}, "language_info": {"name": "python"}},
 "nbformat": 4, "nbformat_minor": 5
}
"""


def test_the_code_cells_of_the_kernel_are_one_module() -> None:
    file = read(SAMPLE)
    assert file.language.id == "python"
    assert file.module.text == '#cd /\nrun("é\N{GRINNING FACE}\\n")\nx = 1\nprint(x)\n'
    snapshot = file.snapshot("docs/n.ipynb", "file:///docs/n.ipynb")
    assert (snapshot.language.id, snapshot.path, snapshot.uri) == ("python", "docs/n.ipynb", "file:///docs/n.ipynb")
    assert snapshot.text == file.module.text


def test_the_other_cells_have_their_own_language_and_number() -> None:
    assert [(cell.number, cell.uri, cell.language.id, cell.text) for cell in read(SAMPLE).others] == [
        (1, "n.ipynb#1", "markdown", "# Title\ntext"),
        (3, "n.ipynb#3", "sql", "select 1"),
        (4, "n.ipynb#4", "plaintext", ""),
    ]


def test_a_place_in_the_module_is_a_place_in_the_file() -> None:
    file = read(SAMPLE)
    assert written(file, "run") == "run"
    assert written(file, '("é\N{GRINNING FACE}\\n")') == r"(\"é\ud83d\ude00\\n\")"
    assert written(file, "\N{GRINNING FACE}") == r"\ud83d\ude00"
    assert written(file, "print(x)") == "print(x)"
    # Over the end of one JSON string and the beginning of the next.
    assert written(file, "\nx = 1") == r"""\n", "x = 1"""


def test_a_finding_names_its_cell() -> None:
    file = read(SAMPLE)
    start = file.module.text.index("print")
    place = file.from_module(Span(start, start))
    assert place is not None
    cell, span = place
    assert (cell.number, SAMPLE[span.start :][:8]) == (5, "print(x)")
    assert file.from_cell(file.others[0], Span(2, 7)) == Span(SAMPLE.index("Title"), SAMPLE.index("Title") + 5)
    assert file.from_cell(file.others[2], Span(0, 0)) == Span(0, 0)


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({}, "python"),
        ({"kernelspec": {"language": "JavaScript"}}, "javascript"),
        ({"language_info": {"name": "ipython"}}, "python"),
        ({"language_info": {"name": "R"}}, "plaintext"),
        ({"language_info": None, "kernelspec": []}, "python"),
    ],
)
def test_the_kernel_tells_the_language(metadata: dict[str, Any], language: str) -> None:
    assert read(json.dumps(notebook(code("x"), **metadata))).language.id == language


def test_the_module_of_an_unknown_kernel_holds_code_alone() -> None:
    raw = {"cell_type": "raw", "source": "raw"}
    file = read(json.dumps(notebook(code("x <- 1"), raw, language_info={"name": "R"})))
    assert file.module.text == "x <- 1\n"
    assert [cell.text for cell in file.others] == ["raw"]
    assert file.snapshot("n.ipynb").tree is None


def test_the_last_of_two_members_of_one_name_counts() -> None:
    cell = '{"source": "a", "cell_type": "code", "source": ["b"]}'
    assert read(f'{{"nbformat": 4, "cells": [{cell}]}}').module.text == "b\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not valid JSON: Expecting value (line 1, column 1)"),
        ('{"cells": [}', "not valid JSON: Expecting value (line 1, column 12)"),
        ("[" * 100_000, "not valid JSON: a number too long or nested too deep"),
        ('{"a": ' + "1" * 5000 + "}", "not valid JSON: a number too long or nested too deep"),
        ("[]", "not a notebook: it has no `nbformat` with `cells`"),
        ('{"nbformat": 4}', "not a notebook: it has no `nbformat` with `cells`"),
        ('{"nbformat": "4", "cells": []}', "not a notebook: it has no `nbformat` with `cells`"),
        ('{"nbformat": 4, "cells": [3]}', "not a notebook: cell 1 is no object"),
        (
            '{"nbformat": 3, "worksheets": []}',
            "nbformat 3; `jupyter nbconvert --to notebook --inplace` makes it version 4",
        ),
    ],
)
def test_a_broken_file_comes_back_as_the_reason(text: str, reason: str) -> None:
    assert read_ipynb(text) == NoNotebook(reason)


@pytest.mark.parametrize("source", [None, 3, {"a": "b"}, [3, "x", None]])
def test_a_source_that_is_none_is_no_reason_to_fail(source: object) -> None:
    file = read(json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": source}, {}]}))
    assert file.module.text == ("x\n" if isinstance(source, list) else "\n")


SOURCES = st.lists(texts.texts(max_size=6), max_size=3)


@given(st.lists(SOURCES, max_size=3), st.booleans(), st.sampled_from([None, 1]))
def test_every_code_point_of_every_cell_is_found_in_the_file(
    sources: list[list[str]], ascii: bool, indent: int | None
) -> None:
    raw = json.dumps(notebook(*(code(source) for source in sources)), ensure_ascii=ascii, indent=indent)
    file = read(raw)
    cells: list[FileCell] = list(file.cells)
    assert [cell.text for cell in cells] == ["".join(source) for source in sources]
    for cell in cells:
        for at, char in enumerate(cell.text):
            span = file.from_cell(cell, Span(at, at + 1))
            assert json.loads(f'"{raw[span.start : span.end]}"') == char
