import ast

from hypothesis import given
from hypothesis import strategies as st

import texts
from answerable.text.notebook import Cell, CellSpan, Module
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span
from answerable.text.syntax import error_spans


def module(*cells: str, ipython: bool = True) -> Module:
    return Module((Cell(f"c{number}", text) for number, text in enumerate(cells)), ipython=ipython)


def test_cells_follow_each_other_and_magics_do_no_harm() -> None:
    joined = module("import os", "%cd /\nos.system(x)\n", "y = !ls")
    assert joined.text == "import os\n#cd /\nos.system(x)\n\ny = 0#s\n"
    ast.parse(joined.text)


def test_a_cell_in_another_language_is_a_string_in_which_nothing_is_lost() -> None:
    joined = module("x = 1", '%%bash\nTOKEN="""abc"""\\', "y = 2")
    assert joined.text == "x = 1\nr'''%%bash\nTOKEN=\"\"\"abc\"\"\"\\\n'''\ny = 2\n"
    ast.parse(joined.text)
    assert joined.to_module("c1", Span(0, 6)) == Span(10, 16)


def test_a_cell_with_both_kinds_of_quotes_cannot_end_its_string() -> None:
    joined = module("%%js\n'''a''' \"\"\"b\"\"\"", "y = 2")
    assert joined.text == "r'''%%js\n   a    \"\"\"b\"\"\"\n'''\ny = 2\n"
    ast.parse(joined.text)


def test_a_backslash_at_the_end_of_a_cell_does_not_reach_into_the_next() -> None:
    joined = module("x = 1 \\", "y = 2")
    assert [node.lineno for node in ast.parse(joined.text).body] == [1, 3]


def test_cells_of_another_kernel_are_joined_as_they_are() -> None:
    assert module("a %% b", "!c?", ipython=False).text == "a %% b\n!c?\n"


def test_a_place_in_the_module_is_a_place_in_a_cell() -> None:
    joined = module("ab", "cd\n", "")
    assert joined.text == "ab\ncd\n\n\n"
    assert joined.to_cell(Span(0, 1)) == CellSpan("c0", 0, Span(0, 1))
    assert joined.to_cell(Span(4, 5)) == CellSpan("c1", 1, Span(1, 2))
    assert joined.to_cell(Span(7, 7)) == CellSpan("c2", 2, Span(0, 0))


def test_a_span_over_several_cells_has_a_part_in_each_and_is_shown_in_the_first() -> None:
    joined = module("ab", "cd", "ef")
    assert joined.to_cells(Span(1, 7)) == (
        CellSpan("c0", 0, Span(1, 2)),
        CellSpan("c1", 1, Span(0, 2)),
        CellSpan("c2", 2, Span(0, 1)),
    )
    assert joined.to_cell(Span(1, 7)) == CellSpan("c0", 0, Span(1, 2))
    assert joined.to_cell(Span(2, 4)) == CellSpan("c1", 1, Span(0, 1))


def test_what_stands_between_cells_is_in_none() -> None:
    joined = module("ab", "%%sh\n", "cd")
    assert joined.text == 'ab\nr"""%%sh\n\n"""\ncd\n'
    assert joined.to_cell(Span(3, 7)) is None
    assert joined.to_cells(Span(13, 16)) == ()
    assert module().to_cell(Span(0, 0)) is None


def test_a_place_in_a_cell_is_drawn_to_the_cell_and_an_unknown_cell_has_none() -> None:
    joined = module("ab", "cd")
    assert joined.to_module("c1", Span(1, 99)) == Span(4, 5)
    assert joined.to_module("c9", Span(0, 0)) is None


def test_whether_two_modules_have_the_same_places() -> None:
    assert module("a", "b").same_places(module("a", "b"))
    assert module("a\nb").text == module("a", "b").text
    assert not module("a\nb").same_places(module("a", "b"))
    assert module("a\\").text == module("a\\\n").text
    assert not module("a\\").same_places(module("a\\\n"))
    assert not Module([Cell("x", "a")]).same_places(Module([Cell("y", "a")]))


def test_a_module_made_from_the_one_before_is_the_same_as_one_made_afresh() -> None:
    old = module("%a", "x = 1", "%%sh\n'''")
    new = [Cell("c1", "x = 2"), Cell("c2", "%%sh\n'''"), Cell("c0", "%a")]
    assert Module(new, old=old).text == Module(new).text


CELLS = st.lists(
    texts.texts((*texts.NASTY, "%%time\n", "%%bash\n", "%x", "!y", "'''", '"""', "\\", "x = 1\n"), 8), max_size=5
)


@given(CELLS)
def test_every_place_of_every_cell_comes_back_from_the_module(cells: list[str]) -> None:
    joined = module(*cells)
    for index, cell in enumerate(cells):
        uri = f"c{index}"
        for start in range(len(cell)):
            there = joined.to_module(uri, Span(start, start + 1))
            assert there is not None
            assert joined.to_cells(there) == (CellSpan(uri, index, Span(start, start + 1)),)
            assert joined.text[there.start : there.end] in (cell[start], "0", "#", " ")
        everything = joined.to_module(uri, Span(0, len(cell)))
        assert everything is not None
        assert CellSpan(uri, index, Span(0, len(cell))) in joined.to_cells(everything)


def test_a_notebook_of_magics_parses() -> None:
    joined = module(
        "%load_ext autoreload\n%autoreload 2\nimport os",
        "%%bash\nfor f in *; do\n  echo '$f'\ndone",
        "for x in y:\n    !ls {x}\n    print?",
        "%%time\nfiles = !ls\n",
        '%%html\n<b>"it\'s"</b>',
        "%timeit -n 10 \\\n   f(x)\nresult = f(\n  a\n  % b)",
    )
    assert error_spans(Snapshot.of(joined.text, "a.py")) == ()
    ast.parse(joined.text)
