"""A rule's examples, from its own test file."""

from __future__ import annotations

from pathlib import Path

from answerable.cli.examples import examples_of

PYTHON = """\
import os

# ruleid: team.shell
os.system(name)

def f():
    # ruleid: team.other, team.shell
    subprocess.run(
        name,
        shell=True,
    )
    done()

# ok: team.shell
with open(name) as file:
    file.read()
x = 1
# todoruleid: team.shell
os.popen(name)
# ok: team.shellfish
y = 2
"""


def test_examples_are_the_code_below_a_mark(tmp_path: Path) -> None:
    (tmp_path / "shell.yaml").write_text("rules: []\n")
    (tmp_path / "shell.py").write_text(PYTHON)
    (tmp_path / "shell.ts").write_text("// ok: team.shell\nrun([name]);\n")
    (tmp_path / "shellfish.py").write_text("# ruleid: team.shell\nother file\n")
    got = [(one.found, one.path.name, one.line, one.code) for one in examples_of("team.shell", tmp_path / "shell.yaml")]
    assert got == [
        (True, "shell.py", 4, "os.system(name)"),
        (True, "shell.py", 8, "subprocess.run(\n    name,\n    shell=True,\n)"),
        (False, "shell.py", 15, "with open(name) as file:\n    file.read()"),
        (False, "shell.ts", 2, "run([name]);"),
    ]


def test_a_test_file_that_cannot_be_read_has_no_examples(tmp_path: Path) -> None:
    (tmp_path / "shell.py").write_bytes(b"# ruleid: team.shell\n\xff\n")
    assert examples_of("team.shell", tmp_path / "shell.yaml") == []
