import ast
import re
from pathlib import Path

import pytest
from hypothesis import given

import texts
from answerable.text.magics import is_foreign, neutral

LINES = [
    ("%matplotlib inline\nx = 1\n", "#matplotlib inline\nx = 1\n"),
    ("!pip install x\n", "#pip install x\n"),
    ("!!ls\n", "#!ls\n"),
    ("?open\n", "#open\n"),
    ("open?\n", "open#\n"),
    ("a.b[0].c??\n", "a.b[0].c#?\n"),
    ("*int*?\n", "#int*?\n"),
    ("%timeit?\n", "#timeit?\n"),
    ("if x:\n    !ls -l\n", "if x:\n    0#s -l\n"),
    ("if x:\n\t%cd ..\n", "if x:\n\t0#d ..\n"),
    ("if x:\n    !\n", "if x:\n    0\n"),
    ("files = !ls\n", "files = 0#s\n"),
    ("a, b[0] = %sql select 1\n", "a, b[0] = 0#ql select 1\n"),
    ("!ls \\\n   -l \\\n   -a\nx = 1\n", "#ls \\\n   #l \\\n   #a\nx = 1\n"),
    ("%%time\nx = 1\n", "#%time\nx = 1\n"),
    ("%env A=b\r\nx = 1\r", "#env A=b\r\nx = 1\r"),
    ("x = (1\n     % 2)\n", "x = (1\n     % 2)\n"),
    ("x = 1 \\\n% 2\n", "x = 1 \\\n% 2\n"),
    ("x = (a\n!= b)\n", "x = (a\n!= b)\n"),
    ("s = '''\n%not\n!this\n'''\n%this\n", "s = '''\n%not\n!this\n'''\n#this\n"),
    ("s = 'a[' # ( \\\n%this\n", "s = 'a[' # ( \\\n#this\n"),
    ("s = 'it\\'s ('\n%this\n", "s = 'it\\'s ('\n#this\n"),
    ("f(x[0])\n%cd ..\n", "f(x[0])\n#cd ..\n"),
    ("# why?\n", "# why?\n"),
    ("x = 1  # why?\n", "x = 1  # why?\n"),
    ("x != y\nx % y\nx %= y\n", "x != y\nx % y\nx %= y\n"),
    ("", ""),
]


@pytest.mark.parametrize(("cell", "expected"), LINES)
def test_what_only_ipython_understands_becomes_python_of_the_same_length(cell: str, expected: str) -> None:
    assert neutral(cell) == expected
    assert len(neutral(cell)) == len(cell)


@pytest.mark.parametrize("cell", [cell for cell, _ in LINES if "if x" in cell or "=" in cell])
def test_the_result_parses(cell: str) -> None:
    ast.parse(neutral(cell))


@pytest.mark.parametrize(
    ("cell", "foreign"),
    [
        ("%%bash\necho\n", True),
        ("\n  %%html\n<b>\n", True),
        ("%%writefile .env\nA=b\n", True),
        ("%%!\nls\n", True),
        ("%%time\nf()\n", False),
        ("%%capture out\nf()\n", False),
        ("%bash\n", False),
        ("x = 1\n%%bash\n", False),
        ("%%", False),
    ],
)
def test_which_cells_are_another_language(cell: str, foreign: bool) -> None:
    assert is_foreign(cell) is foreign


def test_python_without_magics_is_left_alone() -> None:
    paths = sorted(Path(ast.__file__).parent.glob("*.py"))[:120]
    changed = [path.name for path in paths if neutral(source := path.read_text("utf-8")) != source]
    assert len(paths) == 120
    assert changed == []


PIECES = (*texts.NASTY, "%", "!", "?", "%%time", "'''", '"""', "'", "(", ")", "\\\n", "x = ", "# ", "open?")


@given(texts.texts(PIECES, 30))
def test_lines_and_length_stay_and_no_more_than_two_characters_of_a_line_are_lost(cell: str) -> None:
    result = neutral(cell)
    assert len(result) == len(cell)
    ends = re.compile(r"\r\n|\n|\r")
    before, after = ends.split(cell), ends.split(result)
    assert [len(line) for line in before] == [len(line) for line in after]
    for a, b in zip(before, after, strict=True):
        lost = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
        assert len(lost) <= 2
        assert {y for _, y in lost} <= {"0", "#"}
